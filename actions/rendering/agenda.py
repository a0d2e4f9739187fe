"""The agenda of a team meeting as a list in a chat; pure functions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actions.rendering.consult_card import case_of, late
from actions.rendering.notices import choice_lines
from actions.rendering.paging import Page, page_buttons, page_of, page_title
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.consultations.agenda import colleagues
from knowledge.consultations.model import Consultation, Contribution
from knowledge.messages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class TeamAgenda:
    """What one team wants to talk about.

    Attributes:
        team_id: Which team.
        name: Its name.
        items: On the agenda, in order.
        more: How many are open and not on the agenda.
        may_remove: Whether the reader may take an item off from here.
    """

    team_id: str
    name: str
    items: Sequence[Consultation]
    more: int
    may_remove: Callable[[Consultation], bool]


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """What the list is worded with.

    Attributes:
        catalogue: User texts.
        labels: How an expertise is named, by id.
        today: To say that a day has passed.
        added: What was added to a consultation, by its id.
    """

    catalogue: Catalogue
    labels: Mapping[str, str]
    today: date
    added: Callable[[int], Sequence[Contribution]]


def agenda_page(agendas: Sequence[TeamAgenda], number: int, words: AgendaWords) -> OutboundMessage:
    """A page of the agendas of one or more teams, team by team.

    It shows what the card in the group of the team shows and no more, so that it may stand in that group.

    Args:
        agendas: At least one.
        number: Which page, from 1.
        words: Texts.
    """
    text = words.catalogue.text
    rows = [(agenda, item) for agenda in agendas for item in agenda.items]
    if not rows:
        begin = Button(text("agenda.buttons.begin"), "/overleg", private=True)
        blocks = [Block(BlockKind.TITLE, text("agenda.title")), Block(BlockKind.TEXT, text("agenda.none"))]
        blocks += [Block(BlockKind.NOTICE, said) for said in _more(agendas, words, several=len(agendas) > 1)]
        return OutboundMessage(tuple(blocks), (begin,))
    page = page_of(rows, number)
    blocks = [Block(BlockKind.TITLE, page_title(text("agenda.title"), page, words.catalogue))]
    for team_id, group in groupby(page.items, key=lambda row: row[0].team_id):
        lines = [_line(item, words) for _, item in group]
        name = next(agenda.name for agenda in agendas if agenda.team_id == team_id)
        head = [text("agenda.team", team=name)] if len(agendas) > 1 else []
        blocks.append(Block(BlockKind.TEXT, "\n".join([*head, *lines])))
    blocks += [Block(BlockKind.NOTICE, said) for said in _more(agendas, words, several=len(agendas) > 1)]
    buttons = _buttons(page, agendas, words.catalogue)
    return OutboundMessage((*blocks, choice_lines(buttons, words.catalogue)), tuple(buttons))


def due_words(item: Consultation, words: AgendaWords) -> str:
    """By when an answer is needed, and whether that day has passed."""
    due = case_of(item, words.catalogue).due
    return words.catalogue.text("agenda.passed", due=due) if late(item.due, words.today) else due


def _line(item: Consultation, words: AgendaWords) -> str:
    text = words.catalogue.text
    wanted = ", ".join(words.labels.get(key, key) for key in item.expertise) or text("agenda.everybody")
    count = colleagues(words.added(item.consultation_id))
    shown = {"number": item.number, "question": item.question, "expertise": wanted, "count": count}
    return text("agenda.line", **shown, due=due_words(item, words))


def _more(agendas: Sequence[TeamAgenda], words: AgendaWords, *, several: bool) -> list[str]:
    """How many are open beside the agenda, and which team has nothing on it."""
    text = words.catalogue.text
    lines = []
    for agenda in agendas:
        said = [] if agenda.items or not several else [text("agenda.none_of_team")]
        said += [text("agenda.more", count=agenda.more)] if agenda.more else []
        if said:
            lines.append(" ".join([text("agenda.team", team=agenda.name) if several else "", *said]).strip())
    return lines


def _buttons(
    page: Page[tuple[TeamAgenda, Consultation]], agendas: Sequence[TeamAgenda], catalogue: Catalogue
) -> list[Button]:
    """Per item its summary, in private, and a way off the agenda; then all of it on paper, and other pages."""
    text = catalogue.text
    buttons = []
    for agenda, item in page.items:
        label = text("agenda.buttons.summary", number=item.number)
        buttons.append(Button(label, f"/samenvatting {item.consultation_id}", private=True))
        if agenda.may_remove(item):
            label = text("agenda.buttons.off", number=item.number)
            buttons.append(Button(label, f"/agenda {item.consultation_id} af"))
    for agenda in agendas:
        if agenda.items:
            several = len(agendas) > 1
            label = text("agenda.buttons.whole_of", team=agenda.name) if several else text("agenda.buttons.whole")
            buttons.append(Button(label, f"/samenvatting agenda-{agenda.team_id}", private=True))
    return [*buttons, *page_buttons(page, lambda other: f"/agenda pagina {other}", catalogue)]
