"""``action_consult_case``: read a case, think along, put it on the agenda, or see the numbers to call."""

from dataclasses import replace
from datetime import UTC, datetime

from actions.consultations.words import consultations, done, leads, names_in, plain, to_asker
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.rendering.consult_card import case_page
from actions.rendering.danger import danger_card
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Button, Decision, DecisionKind, Target
from knowledge.consultations.model import Consultation, Contribution, ContributionKind, Status


class ActionConsultCase(ConsultAction):
    """The buttons of a card."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_consult_case"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:
        """``/casus N``, ``/denkmee N``, ``/agenda N [af]`` and ``/acuut``."""
        if command.name == "acuut":
            card = danger_card(self.catalogue, None, self.house.settings.local_number)
            return Outcome(Decision(DecisionKind.DANGER), (card,), turn.state.pending)
        if not numbers:
            return self.which(turn)
        if command.name == "denkmee":
            return self._think_along(numbers[0], turn)
        if command.name == "agenda":
            return self._agenda(numbers[0], turn, on=not command.argument.endswith("af"))
        return self._read(numbers[0], turn)

    def _read(self, number: int, turn: Turn) -> Outcome:
        store = consultations(self.house, number)
        consultation = store.read_by(number, turn.person)
        added = store.contributions(number)
        names = names_in(consultation.team_id, self.house)
        buttons = self._buttons(consultation, added, names, turn)
        labels = self.house.references.expertise
        page = case_page(consultation, added, names, buttons, labels, self.catalogue)
        # In its own chat as well, so that the channel forbids to forward it.
        return done(replace(page, target=Target(turn.chat, protect=True) if turn.chat else None))

    def _think_along(self, number: int, turn: Turn) -> Outcome:
        store, key = consultations(self.house, number), f"{turn.key}#consult"
        tap = store.contribute(number, turn.person, ContributionKind.THINK_ALONG, None, datetime.now(UTC), key)
        # The same turn once more, after a crash, does tell who asked; a second tap does not.
        again = tap.key != key
        consultation = store.get(number)
        name = names_in(consultation.team_id, self.house).get(turn.person, self.catalogue.text("consult.case.somebody"))
        write = Button(self.catalogue.text("consult.buttons.write"), f"/reageer {number}", private=True)
        said_in_group = "noted_group" if again else "thinks_along"
        said = plain(
            "thanks" if turn.private else said_in_group, self.house, write, name=name, number=consultation.number
        )
        if again:
            return done(said)
        told = self.catalogue.text("consult.told.think_along", name=name, number=consultation.number)
        return done(said, *to_asker(consultation, told))

    def _agenda(self, number: int, turn: Turn, *, on: bool) -> Outcome:
        consultation = consultations(self.house, number).to_agenda(number, turn.person, on)
        return done(self.plain("agenda.on" if on else "agenda.off", number=consultation.number))

    def _buttons(
        self, consultation: Consultation, added: list[Contribution], names: dict[str, str], turn: Turn
    ) -> list[Button]:
        number, text = consultation.consultation_id, self.catalogue.text
        if consultation.status is not Status.OPEN:
            leading = turn.person in [lead.person for lead in leads(consultation.team_id, self.house)]
            wanted = leading and consultation.status is Status.CLOSED and consultation.learned and not consultation.idea
            return [Button(text("consult.buttons.idea"), f"/idee {number}")] if wanted else []
        if consultation.asker == turn.person:
            buttons = [
                Button(
                    text("consult.buttons.answer_to", name=names.get(item.person or "", text("consult.case.somebody"))),
                    f"/antwoord {number} {item.contribution_id}",
                )
                for item in added
                if item.kind is ContributionKind.QUESTION
            ]
            buttons.append(Button(text("consult.buttons.close"), f"/sluit {number}"))
            buttons.append(Button(text("consult.buttons.withdraw"), f"/trekin {number}"))
        else:
            buttons = [
                Button(text("consult.buttons.think_along"), f"/denkmee {number}"),
                Button(text("consult.buttons.write"), f"/reageer {number}"),
                Button(text("consult.buttons.ask_back"), f"/vraagterug {number}"),
            ]
            if consultation.asker is None or consultation.asker not in names:
                buttons.append(Button(text("consult.buttons.close"), f"/sluit {number}"))
        off = consultation.on_agenda
        label = text("consult.buttons.off_agenda" if off else "consult.buttons.agenda")
        buttons.append(Button(label, f"/agenda {number}{' af' if off else ''}"))
        buttons.append(Button(text("agenda.buttons.summary", number=consultation.number), f"/samenvatting {number}"))
        return [*buttons, Button(text("consult.buttons.acute"), "/acuut")]
