"""``action_consult_own``: one's own open consultations, withdrawing one, and noting what was learned."""

from datetime import UTC, datetime

from actions.consultations import closing
from actions.consultations.preview import posted_card
from actions.consultations.words import consultations, done, plain, posts
from actions.forms.draft import FormDraft
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.rendering.notices import choice_lines
from actions.rendering.paging import page_buttons, page_of, page_title
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.consultations.model import Consultation, Status
from knowledge.consultations.rules import Act


class ActionConsultOwn(ConsultAction):
    """What somebody has open, and what ends it."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_consult_own"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:
        """``/overleggen [PAGE]``, ``/trekin N [ja]``, ``/plaats N`` and ``/idee N``."""
        if command.name == "overleggen":
            return done(self._open(numbers[0] if numbers else 1, turn))
        if not numbers:
            return self.which(turn)
        if command.name == "plaats":
            return self._post_again(numbers[0], turn)
        if command.name == "trekin":
            return self._withdraw(numbers[0], turn, is_sure=command.argument.endswith("ja"))
        marked = consultations(self.house, numbers[0]).mark_idea(numbers[0], turn.person, True, datetime.now(UTC))  # noqa: FBT003 - a state
        return done(self.plain("idea_kept", number=marked.number))

    def _open(self, number: int, turn: Turn) -> OutboundMessage:
        text = self.catalogue.text
        found = consultations(self.house).of_person(turn.person) if self.house.consulting else []
        page = page_of([item for item in found if item.status is Status.OPEN], number)
        buttons = []
        if FormDraft.of(turn.slots).begun:
            buttons.append(Button(text("consult.buttons.draft"), "/hervat"))
        if not page.items:
            begin = Button(text("consult.buttons.begin"), "/overleg")
            return OutboundMessage((Block(BlockKind.TEXT, text("consult.own.none")),), (*buttons, begin))
        for item in page.items:
            buttons.append(Button(text("consult.own.read", number=item.number), f"/casus {item.consultation_id}"))
            buttons.append(Button(text("consult.own.close", number=item.number), f"/sluit {item.consultation_id}"))
            buttons.append(Button(text("consult.own.withdraw", number=item.number), f"/trekin {item.consultation_id}"))
        buttons += page_buttons(page, lambda other: f"/overleggen {other}", self.catalogue)
        lines = "\n".join(self._line(item) for item in page.items)
        title = page_title(text("consult.own.title"), page, self.catalogue)
        blocks = (
            Block(BlockKind.TITLE, title),
            Block(BlockKind.TEXT, lines),
            choice_lines(buttons, self.catalogue),
        )
        return OutboundMessage(blocks, tuple(buttons))

    def _line(self, item: Consultation) -> str:
        count = len(consultations(self.house).contributions(item.consultation_id))
        return self.catalogue.text("consult.own.line", number=item.number, question=item.question, count=count)

    def _post_again(self, number: int, turn: Turn) -> Outcome:
        """The card once more, when the first did not arrive or stands in a group that is gone."""
        consultation = consultations(self.house, number).permitted(Act.POST, number, turn.person)
        linked = [chat.chat for chat in self.house.roster.chats(consultation.team_id)]
        if not linked:
            again = Button(self.catalogue.text("consult.buttons.post_again"), f"/plaats {number}")
            return done(plain("again.no_chat", self.house, again, number=consultation.number))
        kept = posts(self.house)
        if kept and any(post.chat in linked for post in kept.of(consultation.subject)):
            return done(self.plain("again.there", number=consultation.number))
        told = self.plain("again.sent", number=consultation.number)
        return done(told, posted_card(consultation, linked[0], turn.person, self.house))

    def _withdraw(self, number: int, turn: Turn, *, is_sure: bool) -> Outcome:
        if is_sure:
            return closing.withdraw(number, turn, self.house)
        consultation = consultations(self.house, number).read_by(number, turn.person)
        text = self.catalogue.text
        buttons = (
            Button(text("consult.buttons.withdraw_yes"), f"/trekin {number} ja"),
            Button(text("consult.buttons.never_mind"), f"/casus {number}"),
        )
        question = Block(BlockKind.TEXT, text("consult.withdraw_sure", number=consultation.number))
        return done(OutboundMessage((question, choice_lines(buttons, self.catalogue)), buttons))
