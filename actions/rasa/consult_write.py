"""``action_consult_write``: the buttons that ask for a text about a consultation."""

from dataclasses import replace

from actions.consultations import closing
from actions.consultations.purpose import Kind, Purpose, waited_for
from actions.consultations.words import consultations, names_in
from actions.consultations.writing import ask, question_of
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Button
from knowledge.consultations.errors import ConsultationRefused
from knowledge.consultations.rules import Act, refusal

ACTS = {
    "reageer": (Kind.REPLY, Act.REPLY),
    "vraagterug": (Kind.QUESTION, Act.ASK_BACK),
    "antwoord": (Kind.ANSWER, Act.ANSWER),
}
"""What each command asks for, and the rule that it has to keep."""


class ActionConsultWrite(ConsultAction):
    """Asks for a thought, a question, an answer, or for what came of it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_consult_write"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:
        """``/reageer N``, ``/vraagterug N``, ``/antwoord N QUESTION`` and ``/sluit N [geleerd|klaar]``."""
        if not numbers:
            return self.which(turn)
        number = numbers[0]
        if command.name == "sluit":
            return self._close(number, command.argument.split()[-1], turn)
        kind, act = ACTS[command.name]
        consultation = consultations(self.house, number).read_by(number, turn.person)
        member = self.house.roster.member(consultation.team_id, turn.person)
        why = refusal(act, consultation, turn.person, member.role if member else None)
        if why:
            raise ConsultationRefused(why)
        purpose = Purpose(kind, number, numbers[1] if len(numbers) > 1 else 0)
        never_mind = Button(self.catalogue.text("consult.buttons.never_mind"), f"/casus {number}")
        asked = question_of(purpose, self.house)
        if asked is None:
            return ask(purpose, self.house, buttons=(never_mind,))
        names = names_in(consultation.team_id, self.house)
        name = names.get(asked.person or "") or self.catalogue.text("consult.case.somebody")
        outcome = ask(purpose, self.house, buttons=(never_mind,))
        said = self.plain("ask.their_question", name=name, text=asked.text)
        message = outcome.messages[0]
        joined = replace(message, blocks=(*said.blocks, *message.blocks))
        return Outcome(outcome.decision, (joined,), outcome.pending)

    def _close(self, number: int, skipped: str, turn: Turn) -> Outcome:
        """Begin to close, or leave out one of the two questions."""
        found = waited_for(turn)
        waiting = found[0].kind if found and found[0].consultation_id == number else None
        if found and waiting is Kind.DECIDED and skipped == closing.SKIP_DECIDED:
            return closing.ask_learned(number, "", self.house)
        if found and waiting is Kind.LEARNED and skipped == closing.SKIP_LEARNED:
            return closing.close(number, next(iter(found[1].options), ""), "", turn, self.house)
        return closing.begin(number, turn, self.house)
