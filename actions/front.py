"""What runs in the channel's process: danger on the raw text, redaction, state, and the way to the actions."""

import asyncio
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from logging import getLogger
from typing import Any

from actions.danger_memory import RecentDanger
from actions.errors import ActionFailed, ActionsError
from actions.house import Redactor, Vectorise
from actions.ledger import Event, Ledger
from actions.rendering.danger import check_question, danger_card
from actions.rendering.notices import error as error_notice
from actions.runners.protocol import ActionResult, ActionRunner
from actions.settings import LocalNumber
from actions.vocabulary import FORGOTTEN, Decision, DecisionKind, InboundMessage, OutboundMessage, Reply
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.messages.catalogue import Catalogue
from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.danger.model import NO_DANGER, DangerJudgement, DangerLevel
from knowledge.signals.manner.check_answer import CheckAnswerReader
from knowledge.signals.privacy.model import Redaction
from knowledge.store.rows import ConversationState

LOG = getLogger(__name__)
Deliver = Callable[[InboundMessage, Reply], None]
"""Queues a reply with its message, inside the transaction that commits the new state."""
MAIN_ACTION = "action_houvast"
MOST_FOLLOW_UPS = 2
_COMMAND_NAME = re.compile(r"^\s*/[a-z_]+(?:@\w+)?(?=\s|$)", re.IGNORECASE)
CARD_PAYLOADS = frozenset({"/gevaar ja", "/gevaar weetniet"})


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
    """

    catalogue: Catalogue
    danger: DangerDetector
    privacy: Redactor
    vectorise: Vectorise
    ledger: Ledger
    runner: ActionRunner
    local_number: LocalNumber
    check_answers: CheckAnswerReader
    deliver: Deliver = shown_at_once
    recent_danger: RecentDanger = field(default_factory=RecentDanger)

    async def judge(self, message: InboundMessage) -> DangerJudgement:
        """Judge danger on the raw text, in memory, off the event loop.

        A pressed button is no danger, and of a command only what follows its name can be.
        """
        said = "" if message.payload is not None else _COMMAND_NAME.sub("", message.text, count=1)
        return await asyncio.to_thread(self._judge, said) if said.strip() else NO_DANGER

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

    async def redact(self, message: InboundMessage) -> Redaction:
        """The text without personal data; from here on nothing else exists."""
        return await asyncio.to_thread(self.privacy.redact, message.text)

    async def act(self, message: InboundMessage, redaction: Redaction, danger: DangerJudgement) -> Reply | None:
        """Run the conversation turn and commit its effects.

        Raises:
            ActionsError: The actions cannot be reached or failed.
            StoreError: State cannot be read or committed; the reply is then lost on purpose.
        """
        before = await asyncio.to_thread(self.ledger.load, message.conversation)
        tracker = self._tracker(message, redaction, danger, before)
        results, name = [], MAIN_ACTION
        for _ in range(1 + MOST_FOLLOW_UPS):
            result = await self.runner.run(name, tracker)
            results.append(result)
            tracker["slots"] = _slots_after(tracker["slots"], result.events)
            follow_up = next((e["name"] for e in result.events if e["event"] == "followup"), None)
            if follow_up is None:
                break
            name = follow_up
        reply = _reply(results, name)
        if reply.decision.kind is DecisionKind.DANGER:
            self.recent_danger.note(message.conversation)

        def effects() -> None:
            self.deliver(message, reply)

        if reply.decision.reason == FORGOTTEN:
            committed = await asyncio.to_thread(self.ledger.close, message.key, effects)
            return reply if committed else None
        state = replace(before, person=message.person, slots=tracker["slots"], latest_action_name=name)
        events = [_traceable(event) for result in results for event in result.events]
        committed = await asyncio.to_thread(self.ledger.commit, message.key, state, events, effects)
        return reply if committed else None

    def cannot_answer(self, message: InboundMessage, danger: DangerJudgement, error: Exception) -> Reply:
        """Tell the user that there is no answer now, and the operator why.

        Possible danger still gets its numbers and question, and a pressed Ja or Weet ik niet its card.
        """
        if isinstance(error, (ActionsError, KnowledgeError, EmbeddingError)):
            LOG.error("cannot answer: %s", error)
        else:
            # The message of an unknown error may quote what somebody typed: log where, not what.
            where = "".join(traceback.format_tb(error.__traceback__))
            LOG.error("cannot answer: %s at\n%s", type(error).__name__, where)
        if message.payload in CARD_PAYLOADS:
            return self.card(message, danger)
        notice = error_notice(self.catalogue)
        if danger.level is DangerLevel.GREY:
            decision = Decision(DecisionKind.DANGER_CHECK, danger_kind=danger.kind, reason="error")
            return Reply(decision, (check_question(self.catalogue, self.local_number), notice))
        return Reply(Decision(DecisionKind.ABSTAIN, confidence=0.0, reason="error"), (notice,))

    def _judge(self, text: str) -> DangerJudgement:
        try:
            vector = self.vectorise(text)
        except Exception as error:  # noqa: BLE001 - a broken model must not cost the lexicon's danger card
            LOG.error("no vector for the danger classifier: %s", type(error).__name__)
            vector = None
        return self.danger.judge(text, vector)

    def _check_answer(self, message: InboundMessage) -> str | None:
        """A typed ja, nee or weet ik niet, read before redaction, which may take a short word for a name."""
        given = self.check_answers.read(message.text)
        return given.value if given else None

    def _tracker(
        self, message: InboundMessage, redaction: Redaction, danger: DangerJudgement, state: ConversationState
    ) -> dict[str, Any]:
        types = dict.fromkeys(span.type.value for span in redaction.spans)
        metadata = {
            "key": message.key,
            "person": message.person,
            "payload": message.payload,
            "private": message.private,
            "chat": message.chat,
            "channel": message.channel,
            "media": message.media,
            "deletable": message.deletable,
            "name": message.name,
            "check_answer": self._check_answer(message),
            "after_danger": self.recent_danger.is_recent(message.conversation),
            "danger": {"level": danger.level.value, "kind": danger.kind},
            "personal_data": list(types),
            "length": len(message.text),
        }
        latest = {"text": redaction.text, "intent": {}, "entities": [], "metadata": metadata}
        return {**state.as_tracker(), "latest_message": latest}


def _slots_after(slots: dict[str, Any], events: list[Event]) -> dict[str, Any]:
    changed = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return {**slots, **changed}


def _traceable(event: Event) -> Event:
    """An event as it is kept: slot values live in the state, a question among them only while it waits."""
    return {key: value for key, value in event.items() if key != "value"}


def _reply(results: list[ActionResult], name: str) -> Reply:
    """Rebuild the reply from what the actions uttered."""
    parts = [r["custom"]["houvast"] for result in results for r in result.responses if "houvast" in r.get("custom", {})]
    if not parts:
        raise ActionFailed(name, "it uttered nothing")
    messages = tuple(OutboundMessage.from_json(part["message"]) for part in parts)
    return Reply(Decision.from_json(parts[0]["decision"]), messages, committed=True)
