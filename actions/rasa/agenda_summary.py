"""``action_summary``: a consultation, or a whole agenda, on paper; in private only."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from logging import getLogger

from actions.consultations.words import consultations, done
from actions.outcome import Outcome
from actions.rasa.consult_base import ConsultAction
from actions.rendering.agenda import AgendaWords, due_words
from actions.rendering.agenda_files import Files, with_files
from actions.rendering.notices import choice_lines
from actions.rendering.sources import day
from actions.rendering.team import which_team
from actions.steps.commands import Command
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage, Target
from knowledge.consultations.agenda import agenda_markdown, colleagues, in_order
from knowledge.consultations.errors import ReportsMissing
from knowledge.consultations.model import Consultation
from knowledge.consultations.number import parse_number
from knowledge.consultations.report import Report, agenda_pdf, case_pdf
from knowledge.consultations.summary import SummaryWords, summary
from knowledge.reflection.rhythm import ZONE
from knowledge.store.roster_rows import Member

LOG = getLogger(__name__)
_AGENDA = re.compile(r"agenda(?:[ -](?P<team>[0-9a-f]{8}))?", re.IGNORECASE)


class ActionSummary(ConsultAction):
    """Makes the pages; members of the team only, which the store checks when it reads."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_summary"

    def act(self, command: Command, numbers: list[int], turn: Turn) -> Outcome:
        """``/samenvatting N``, ``/samenvatting 2026-014`` and ``/samenvatting agenda[-TEAM]``."""
        if asked := _AGENDA.fullmatch(command.argument):
            return done(*self._agenda(asked["team"] or "", turn))
        if parse_number(command.argument):
            return done(*self._numbered(command.argument, turn))
        if len(numbers) == 1:
            return done(*self._case(consultations(self.house, numbers[0]).read_by(numbers[0], turn.person), turn))
        return done(self._to_agenda("which"))

    def _case(self, consultation: Consultation, turn: Turn) -> tuple[OutboundMessage, ...]:
        text = self.catalogue.text
        if consultation.emptied:
            return (self.plain("case.emptied", number=consultation.number),)
        added = consultations(self.house).contributions(consultation.consultation_id)
        lines = [text("agenda.summary.question", question=consultation.question)]
        if consultation.scale is not None:
            lines.append(text("agenda.summary.scale", scale=consultation.scale))
        if due := due_words(consultation, self._list_words()):
            lines.append(text("agenda.summary.due", due=due))
        lines.append(text("agenda.summary.count", count=colleagues(added)))
        title = text("agenda.summary.title", number=consultation.number)
        blocks = (Block(BlockKind.TITLE, title), Block(BlockKind.TEXT, "\n".join(lines)))
        report = self._report()
        pdf = made_or_none(lambda: case_pdf(consultation, added, report))
        name = text("agenda.files.case", number=consultation.number)
        files = Files(name, summary(consultation, added, report.words, report.when), pdf)
        read = Button(text("consult.buttons.read"), f"/casus {consultation.consultation_id}")
        return with_files(blocks, (read,), files, self._target(turn), self.catalogue)

    def _agenda(self, team_id: str, turn: Turn) -> tuple[OutboundMessage, ...]:
        """The agenda of the team that is meant; of the only team with something on it when none is named."""
        text, store = self.catalogue.text, consultations(self.house)
        members = self.house.roster.memberships(turn.person)
        if not members:
            return (OutboundMessage((Block(BlockKind.TEXT, text("agenda.no_team")),)),)
        named = [member for member in members if member.team_id == team_id]
        full = [member for member in named or members if store.agenda(member.team_id)]
        if not full:
            begin = Button(text("agenda.buttons.begin"), "/overleg")
            return (OutboundMessage((Block(BlockKind.TEXT, text("agenda.none")),), (begin,)),)
        if len(full) > 1:
            return (which_team(full, "samenvatting agenda", self.catalogue),)
        return self._whole(full[0], turn)

    def _whole(self, member: Member, turn: Turn) -> tuple[OutboundMessage, ...]:
        text, store = self.catalogue.text, consultations(self.house)
        items = [(item, store.contributions(item.consultation_id)) for item in in_order(store.agenda(member.team_id))]
        more = len(store.open_of(member.team_id)) - len(items)
        report = self._report()
        pdf = made_or_none(lambda: agenda_pdf(member.team_name, items, more, report))
        markdown = agenda_markdown(member.team_name, items, more, report.words, report.when)
        files = Files(text("agenda.files.agenda", date=report.made.date().isoformat()), markdown, pdf)
        blocks = (
            Block(BlockKind.TITLE, text("agenda.whole.title", team=member.team_name)),
            Block(BlockKind.TEXT, text("agenda.whole.text", count=len(items))),
        )
        return with_files(blocks, (), files, self._target(turn), self.catalogue)

    def _numbered(self, number: str, turn: Turn) -> Sequence[OutboundMessage]:
        """The consultation with a number as people read it, in one of the teams of who asks."""
        text, store = self.catalogue.text, consultations(self.house)
        found = [
            (member, consultation)
            for member in self.house.roster.memberships(turn.person)
            if (consultation := store.numbered(member.team_id, number))
        ]
        if not found:
            return (self._to_agenda("unknown", number=number.strip()),)
        if len(found) == 1:
            return self._case(store.read_by(found[0][1].consultation_id, turn.person), turn)
        buttons = tuple(Button(member.team_name, f"/samenvatting {item.consultation_id}") for member, item in found)
        question = Block(BlockKind.TEXT, text("agenda.several", number=number.strip()))
        return (OutboundMessage((question, choice_lines(buttons, self.catalogue)), buttons),)

    def _to_agenda(self, key: str, **values: object) -> OutboundMessage:
        text = self.catalogue.text
        button = Button(text("agenda.buttons.agenda"), "/agenda")
        return OutboundMessage((Block(BlockKind.TEXT, text(f"agenda.{key}", **values)),), (button,))

    def _report(self) -> Report:
        catalogue, made = self.catalogue, datetime.now(ZONE)
        words = SummaryWords(catalogue.text, self.house.references.expertise, lambda when: day(when, catalogue))
        when = words.say("when", day=day(made.date(), catalogue), time=f"{made:%H:%M}")
        return Report(words, made, when)

    def _list_words(self) -> AgendaWords:
        store = consultations(self.house)
        return AgendaWords(self.catalogue, self.house.references.expertise, self.house.today(), store.contributions)

    def _target(self, turn: Turn) -> Target | None:
        """In its own chat, so that the channel forbids to forward it; a printable file it has to let go."""
        return Target(turn.chat, protect=not self.house.settings.printable_summaries) if turn.chat else None


def made_or_none(make: Callable[[], bytes]) -> bytes | None:
    """A PDF; ``None``, with a line for the operator, where what it takes is not installed."""
    try:
        return make()
    except ReportsMissing as missing:
        LOG.warning("%s", missing)
        return None
