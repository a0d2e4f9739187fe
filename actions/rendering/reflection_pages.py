"""The goal, the rhythm and the lessons of a team in words; pure functions."""

from collections.abc import Callable
from datetime import datetime

from actions.rendering.notices import choice_lines
from actions.rendering.paging import page_buttons, page_of, page_title
from actions.rendering.sources import day
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.model import FIRST_HOUR, LAST_HOUR, Note, Prompt, Rhythm
from knowledge.store.roster_rows import Member

DAY, HOUR, ON, OFF = "dag", "uur", "aan", "uit"
"""What ``/ritme TEAM`` is followed by."""
REMOVE, YES = "weg", "ja"
"""What ``/geleerd TEAM`` is followed by to take a note away."""
WRITE = "schrijf"
"""What ``/doel TEAM`` is followed by to be asked for a goal."""
DROP = "laatmaar"
"""What a command is followed by to write nothing after all."""
_ON_A_BUTTON = 24
"""Characters of a note on the button that takes it away."""


def goal_page(
    member: Member, goal: str | None, catalogue: Catalogue, *, lead: bool = False, changed: bool = False
) -> OutboundMessage:
    """The goal of a team, and what it is not.

    Args:
        member: Whose team.
        goal: In the team's own words.
        catalogue: User texts.
        lead: Whether the reader may change it.
        changed: Whether it was stated or cleared just now.
    """
    text, team = catalogue.text, member.team_name
    blocks: list[Block] = []
    if changed:
        said = text("reflection.goal.set", team=team, goal=goal) if goal else text("reflection.goal.cleared", team=team)
    else:
        blocks.append(Block(BlockKind.TITLE, text("reflection.goal.title", team=team)))
        said = goal or text("reflection.goal.none", team=team)
    blocks.append(Block(BlockKind.TEXT, said))
    if lead and not goal and not changed:
        blocks.append(Block(BlockKind.TEXT, text("reflection.goal.none_lead")))
    if goal or not changed:
        blocks.append(Block(BlockKind.NOTICE, text("reflection.goal.focus")))
        blocks.append(Block(BlockKind.NOTICE, text("reflex.norm")))
    buttons: list[Button] = []
    if lead and not changed:
        buttons.append(Button(text("reflection.goal.write"), f"/doel {member.team_id} {WRITE}", owner=True))
        if goal:
            buttons.append(Button(text("reflection.goal.clear"), f"/doel {member.team_id} {REMOVE}", owner=True))
    return OutboundMessage(tuple(blocks), tuple(buttons))


def rhythm_page(
    member: Member,
    rhythm: Rhythm | None,
    coming: datetime | None,
    catalogue: Catalogue,
    *,
    lead: bool,
    has_chat: bool,
) -> OutboundMessage:
    """When the question of the week comes.

    Args:
        member: Whose team.
        rhythm: As chosen; ``None`` until then.
        coming: The next moment in the time of the team.
        catalogue: User texts.
        lead: Whether the reader may change it.
        has_chat: Whether there is a group to send it to.
    """
    text = catalogue.text
    lines = [text("reflection.rhythm.off")]
    if rhythm is not None and rhythm.is_on:
        lines = [text("reflection.rhythm.on", weekday=weekday(rhythm.weekday, catalogue), hour=rhythm.hour)]
    if coming is not None and has_chat:
        lines.append(text("reflection.rhythm.next", when=when(coming, catalogue)))
    blocks = [
        Block(BlockKind.TITLE, text("reflection.rhythm.title", team=member.team_name)),
        Block(BlockKind.TEXT, "\n".join(lines)),
    ]
    if not has_chat:
        blocks.append(Block(BlockKind.ALERT, text("reflection.rhythm.no_chat")))
    blocks.append(Block(BlockKind.NOTICE, text("reflection.rhythm.holiday")))
    if not lead:
        blocks.append(Block(BlockKind.NOTICE, text("reflection.rhythm.lead_only")))
        return OutboundMessage(tuple(blocks))
    command = f"/ritme {member.team_id}"
    buttons = []
    if rhythm is not None and rhythm.is_on:
        buttons.append(Button(text("reflection.rhythm.day"), f"{command} {DAY}", owner=True))
        buttons.append(Button(text("reflection.rhythm.hour"), f"{command} {HOUR}", owner=True))
        buttons.append(Button(text("reflection.rhythm.turn_off"), f"{command} {OFF}", owner=True))
    else:
        buttons.append(Button(text("reflection.rhythm.turn_on"), f"{command} {ON}", owner=True))
    return OutboundMessage(tuple(blocks), tuple(buttons))


def ask_day(team_id: str, catalogue: Catalogue) -> OutboundMessage:
    """Which day the question comes."""
    names = enumerate(catalogue.text("reflection.weekdays").split(), start=1)
    return _ask("ask_day", [(name, f"{DAY} {number}") for number, name in names], team_id, catalogue)


def ask_hour(team_id: str, catalogue: Catalogue) -> OutboundMessage:
    """How late the question comes."""
    hours = range(FIRST_HOUR, LAST_HOUR + 1)
    return _ask("ask_hour", [(str(hour), f"{HOUR} {hour}") for hour in hours], team_id, catalogue)


def _ask(key: str, choices: list[tuple[str, str]], team_id: str, catalogue: Catalogue) -> OutboundMessage:
    buttons = [Button(label, f"/ritme {team_id} {argument}", owner=True) for label, argument in choices]
    buttons.append(Button(catalogue.text("reflection.rhythm.back"), f"/ritme {team_id}", owner=True))
    question = Block(BlockKind.TEXT, catalogue.section("reflection.rhythm")[key])
    return OutboundMessage((question, choice_lines(buttons, catalogue)), tuple(buttons))


def learned_page(
    member: Member,
    notes: list[Note],
    number: int,
    name_of: Callable[[Prompt], str | None],
    catalogue: Catalogue,
    *,
    may_remove: bool,
) -> OutboundMessage:
    """What a team learned, newest first.

    Args:
        member: Whose team.
        notes: All of them.
        number: Which page.
        name_of: What a question is about.
        catalogue: User texts.
        may_remove: Whether the reader may take notes away here.
    """
    text = catalogue.text
    write = Button(text("reflection.learned.write"), "/leerpunt", private=True)
    title = text("reflection.learned.title", team=member.team_name)
    if not notes:
        empty = Block(BlockKind.TEXT, text("reflection.learned.none", team=member.team_name))
        return OutboundMessage((Block(BlockKind.TITLE, title), empty), (write,))
    page = page_of(notes, number)
    command = f"/geleerd {member.team_id}"
    buttons = page_buttons(page, lambda other: f"{command} {other}", catalogue)
    if may_remove:
        for note in page.items:
            label = text("reflection.learned.remove", text=_short(note.text))
            buttons.append(Button(label, f"{command} {REMOVE} {note.note_id}", owner=True))
    lines = "\n".join(_line(note, name_of, catalogue) for note in page.items)
    blocks = (Block(BlockKind.TITLE, page_title(title, page, catalogue)), Block(BlockKind.TEXT, lines))
    return OutboundMessage(blocks, (*buttons, write))


def sure_to_remove(note: Note, catalogue: Catalogue) -> OutboundMessage:
    """Ask before a note is taken away."""
    text, command = catalogue.text, f"/geleerd {note.team_id}"
    buttons = (
        Button(text("reflection.learned.remove_yes"), f"{command} {REMOVE} {note.note_id} {YES}", owner=True),
        Button(text("reflection.learned.remove_no"), command, owner=True),
    )
    question = Block(BlockKind.TEXT, text("reflection.learned.sure", text=note.text))
    return OutboundMessage((question, choice_lines(buttons, catalogue)), buttons)


def when(moment: datetime, catalogue: Catalogue) -> str:
    """A moment as people say it: ``woensdag 25 november 2026 om 9.00 uur``."""
    name = weekday(moment.isoweekday(), catalogue)
    return catalogue.text("reflection.when", weekday=name, date=day(moment.date(), catalogue), hour=moment.hour)


def weekday(number: int, catalogue: Catalogue) -> str:
    """The name of a working day, from 1."""
    return catalogue.text("reflection.weekdays").split()[number - 1]


def _line(note: Note, name_of: Callable[[Prompt], str | None], catalogue: Catalogue) -> str:
    date, name = day(note.day, catalogue), name_of(note.prompt) if note.prompt else None
    if name is None:
        return catalogue.text("reflection.learned.line", date=date, text=note.text)
    return catalogue.text("reflection.learned.line_about", date=date, name=name, text=note.text)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _ON_A_BUTTON else line[: _ON_A_BUTTON - 1].rstrip() + "…"
