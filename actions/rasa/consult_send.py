"""``action_consult_send``: after the explicit yes, put the card in the group of the team."""

from datetime import datetime

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.consultations.preview import draft_digest, posted_card, preview
from actions.consultations.words import consultations, plain
from actions.forms.begin import cleared
from actions.forms.draft import FormDraft
from actions.forms.slots import REQUESTED, Step
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.rendering.consult_form import no_draft
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Button, Decision, DecisionKind, OutboundMessage
from knowledge.consultations.model import Consultation
from knowledge.reflection.rhythm import ZONE


class ActionConsultSend(ConsultAction):
    """Opens the consultation and puts its card in the group.

    The same turn once more finds the consultation that it made (same key), so the reply is the same too.
    """

    def name(self) -> str:
        """Name in the domain."""
        return "action_consult_send"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:  # noqa: ARG002
        """``/overleg_ja DIGEST [CHAT]``; a yes to something else than the draft of now shows that first."""
        draft = FormDraft.of(turn.slots)
        if not draft.ready:
            return self._said(no_draft(self.catalogue))
        agreed, _, wanted = command.argument.partition(" ")
        chats = [chat.chat for chat in self.house.roster.chats(draft.text(Step.TEAM))]
        chat = next((known for known in chats if known == wanted), None) if wanted else next(iter(chats[:1]), None)
        several = len(chats) > 1 and not wanted
        if agreed != draft_digest(draft) or chat is None or several:
            return self._said(preview(draft, self.house, turn, changed=agreed != draft_digest(draft)))
        opened = self._open(draft, turn)
        text = self.catalogue.text
        told = plain(
            "sent",
            self.house,
            Button(text("consult.buttons.read"), f"/casus {opened.consultation_id}"),
            Button(text("consult.buttons.own"), "/overleggen"),
            number=opened.number,
        )
        ended = [SlotSet(name, value) for name, value in {**cleared(), REQUESTED: None}.items()]
        events = (*ended, ActiveLoop(None))
        posted = posted_card(opened, chat, turn.person, self.house)
        return Outcome(Decision(DecisionKind.SMALLTALK), (told, posted), None, events)

    def _open(self, draft: FormDraft, turn: Turn) -> Consultation:
        store = consultations(self.house)
        # In the reader's time: the number begins with the year.
        opened = store.open(draft.finished(turn.person), datetime.now(ZONE), f"{turn.key}#consult")
        if draft.for_agenda:
            return store.to_agenda(opened.consultation_id, turn.person, on=True)
        return opened

    @staticmethod
    def _said(message: OutboundMessage) -> Outcome:
        return Outcome(Decision(DecisionKind.SMALLTALK), (message,))
