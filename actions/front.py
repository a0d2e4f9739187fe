"""What runs in the channel's process: danger on the raw text, redaction, state, and the way to the actions."""

import asyncio
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from logging import getLogger
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.danger_memory import RecentDanger
from actions.dialogue import Dialogue
from actions.errors import ActionsError
from actions.house import Redactor, Vectorise
from actions.judging import ReadsDanger, Urgency, UrgentFirst
from actions.ledger import Ledger
from actions.pace import Pace, Verdict, is_about_danger
from actions.rendering.danger import check_question, danger_card
from actions.rendering.notices import error as error_notice
from actions.runners.protocol import ActionRunner
from actions.settings import LocalNumber
from actions.tracking import latest_message, messages_of, reply_of, traceable, tracker_of
from actions.vocabulary import FORGOTTEN, Decision, DecisionKind, InboundMessage, OutboundMessage, Reply
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.messages.catalogue import Catalogue
from knowledge.signals.danger.model import NO_DANGER, DangerJudgement, DangerLevel
from knowledge.signals.manner.check_answer import CheckAnswerReader
from knowledge.signals.privacy.model import Redaction
from knowledge.store.rows import ConversationState

LOG = getLogger(__name__)
Deliver = Callable[[InboundMessage, Reply], None]
"""Queues a reply with its message, inside the transaction that commits the new state."""
_JUDGING = UrgentFirst(6, "danger")
"""Threads of its own: while another process locks the store, turns that wait to commit hold every other thread. Texts
that wait for the model share a batch, so there are more threads than cores."""
FIND_ACTION = "action_find"
_COMMAND_NAME = re.compile(r"^\s*/[a-z_]+\d?(?:@\w+)?(?=\s|$)", re.IGNORECASE)
_LOOKED_UP = re.compile(r"\s*/begrip(?:@\w+)?\s+\S+\s*", re.IGNORECASE)
_CODE = re.compile(r"\s*/(?:start|meedoen)(?:@\w+)?\s+[A-Za-z0-9_-]{1,64}\s*", re.IGNORECASE)
CARD_PAYLOADS = frozenset({"/gevaar ja", "/gevaar weetniet", "/acuut"})


def shown_at_once(message: InboundMessage, reply: Reply) -> None:
    """The :data:`Deliver` of a channel that shows what it is handed, and has no outbox."""


@dataclass(frozen=True, slots=True)
class Front:
    """The channel side of a conversation.

    Attributes:
        catalogue: User texts.
        danger: Judges raw text; works on its lexicon when everything else is broken.
        privacy: Finds personal data.
        vectorise: Query vector for the danger classifier.
        ledger: State and handled keys.
        runner: The way to the actions.
        local_number: Crisis number of the region.
        check_answers: Reads a typed ja, nee or weet ik niet.
        deliver: Queues a reply in the transaction of its turn.
        recent_danger: Which conversations had a danger card a short while ago.
        pace: How fast one person may ask; ``None`` for as fast as they like.
    """

    catalogue: Catalogue
    danger: ReadsDanger
    privacy: Redactor
    vectorise: Vectorise
    ledger: Ledger
    runner: ActionRunner
    local_number: LocalNumber
    check_answers: CheckAnswerReader
    deliver: Deliver = shown_at_once
    recent_danger: RecentDanger = field(default_factory=RecentDanger)
    pace: Pace | None = None

    async def judge(self, message: InboundMessage) -> DangerJudgement:
        """Judge danger on the raw text, in memory, off the event loop.

        A pressed button is no danger, of a command only what follows its name can be, and one word after
        /begrip is a term to look up: "SoS" there is Signs of Safety and no cry for help.
        """
        looked_up = message.payload is not None or _LOOKED_UP.fullmatch(message.text)
        said = "" if looked_up else _COMMAND_NAME.sub("", message.text, count=1)
        said = f"{said}\n{message.quoted}" if message.quoted else said
        if not said.strip():
            return NO_DANGER
        return await self._judge(said)

    def card(self, message: InboundMessage, danger: DangerJudgement) -> Reply:
        """The danger card, rendered here; what follows in this conversation is read in its light."""
        self.recent_danger.note(message.conversation)
        decision = Decision(DecisionKind.DANGER, danger_kind=danger.kind)
        return Reply(decision, (danger_card(self.catalogue, danger.kind, self.local_number),))

    async def handled_before(self, message: InboundMessage) -> bool:
        """Whether this message was handled before.

        Raises:
            StoreError: The store cannot be read.
        """
        return await asyncio.to_thread(self.ledger.handled, message.key)

    def paced(self, message: InboundMessage, danger: DangerJudgement) -> Verdict:
        """Whether this person may ask again so soon; what may be about danger always may."""
        if self.pace is None or is_about_danger(message, danger, self.check_answers):
            return Verdict.ANSWER
        return self.pace.take(message.person, message.key)

    async def redact(self, message: InboundMessage) -> Redaction:
        """The text without personal data; from here on nothing else exists.

        A code behind /start or /meedoen is left as it is: it names nobody, and is kept nowhere.
        """
        if _CODE.fullmatch(message.text):
            return Redaction(message.text, ())
        return await asyncio.to_thread(self.privacy.redact, message.text)

    async def described(self, message: InboundMessage, redaction: Redaction, danger: DangerJudgement) -> dict[str, Any]:
        """A message as the actions read it: redacted text, and what was found about it."""
        quoted = await asyncio.to_thread(self.privacy.redact, message.quoted) if message.quoted else None
        return latest_message(
            message,
            redaction,
            danger,
            check_answer=self._check_answer(message),
            after_danger=self.recent_danger.is_recent(message.conversation),
            quoted=quoted,
        )

    async def act(self, message: InboundMessage, redaction: Redaction, danger: DangerJudgement) -> Reply | None:
        """Run the conversation turn and commit its effects.

        Raises:
            ActionsError: The actions cannot be reached or failed.
            StoreError: State cannot be read or committed; the reply is then lost on purpose.
        """
        before = await asyncio.to_thread(self.ledger.load, message.conversation)
        tracker = tracker_of(await self.described(message, redaction, danger), before)
        dialogue = Dialogue(self.runner, tracker)
        await dialogue.run()
        reply = reply_of(dialogue.results, dialogue.name)
        if reply.decision.kind is DecisionKind.DANGER:
            self.recent_danger.note(message.conversation)

        def effects() -> None:
            self.deliver(message, reply)

        if reply.decision.reason == FORGOTTEN:
            committed = await asyncio.to_thread(self.ledger.close, message.key, effects)
            return reply if committed else None
        state = replace(
            before,
            person=message.person,
            slots=tracker["slots"],
            active_loop=tracker["active_loop"],
            latest_action_name=dialogue.name,
        )
        events = [traceable(event) for result in dialogue.results for event in result.events]
        committed = await asyncio.to_thread(self.ledger.commit, message.key, state, events, effects)
        return reply if committed else None

    async def find(self, message: InboundMessage) -> tuple[OutboundMessage, ...]:
        """Entries for what somebody types in a channel's inline search; nothing is kept of it.

        Returns:
            The danger card first when the text may mean danger, then a message per entry. A broken part
            leaves the danger card, or nothing.
        """
        danger = await self._judge(message.text) if message.text.strip() else NO_DANGER
        card: tuple[OutboundMessage, ...] = ()
        if danger.level is not DangerLevel.NONE:
            card = (danger_card(self.catalogue, danger.kind, self.local_number),)
        try:
            redaction = await self.redact(message)
            state = ConversationState(message.conversation)
            tracker = tracker_of(latest_message(message, redaction, NO_DANGER), state)
            result = await self.runner.run(FIND_ACTION, tracker)
        except Exception as error:  # noqa: BLE001 - logged; a broken part must not cost the danger card
            _log_failure("cannot search", error)
            return card
        return card + messages_of(result)

    def cannot_answer(self, message: InboundMessage, danger: DangerJudgement, error: Exception) -> Reply:
        """Tell the user that there is no answer now, and the operator why.

        Possible danger still gets its numbers and question, and a pressed Ja or Weet ik niet its card.
        """
        _log_failure("cannot answer", error)
        if message.payload in CARD_PAYLOADS:
            return self.card(message, danger)
        notice = error_notice(self.catalogue)
        if danger.level is DangerLevel.GREY:
            decision = Decision(DecisionKind.DANGER_CHECK, danger_kind=danger.kind, reason="error")
            return Reply(decision, (check_question(self.catalogue, self.local_number), notice))
        return Reply(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="error"), (notice,))

    async def _judge(self, text: str) -> DangerJudgement:
        """Read it with the rules, and then judge it: of many messages those in which a rule counted go first."""
        reading = await asyncio.wrap_future(_JUDGING.submit(Urgency.RULES, lambda: self.danger.read(text)))
        suspect = reading.by_rules.level is not DangerLevel.NONE
        urgency = Urgency.SUSPECT if suspect else Urgency.ORDINARY
        return await asyncio.wrap_future(
            _JUDGING.submit(urgency, lambda: reading.judge(self._vector(text), self._vector))
        )

    def _vector(self, text: str) -> NDArray[np.float32] | None:
        try:
            return self.vectorise(text)
        except Exception as error:  # noqa: BLE001 - a broken model must not cost the lexicon's danger card
            LOG.error("no vector for the danger classifier: %s", type(error).__name__)
            return None

    def _check_answer(self, message: InboundMessage) -> str | None:
        """A typed ja, nee or weet ik niet, read before redaction, which may take a short word for a name."""
        given = self.check_answers.read(message.text)
        return given.value if given else None


def _log_failure(what: str, error: Exception) -> None:
    if isinstance(error, (ActionsError, KnowledgeError, EmbeddingError)):
        LOG.error("%s: %s", what, error)
        return
    # The message of an unknown error may quote what somebody typed: log where, not what.
    where = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s: %s at\n%s", what, type(error).__name__, where)
