"""What ``/oefen``, ``/oefenplan`` and ``/oefenkeus`` do, and what a typed answer to a question of practice does."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from actions.house import House
from actions.outcome import Outcome
from actions.practice import drills
from actions.practice.planning import NO, Planner
from actions.practice.session import Mode, Phase, Session
from actions.practice.stores import Practising
from actions.practice.tutor import Tutor
from actions.practice.typed import LETTERS, Word, options_in, word_in
from actions.practice.words import menu, refused, said, session_of, shown
from actions.rendering.practice import plain
from actions.rendering.practice_progress import progress_page
from actions.steps.commands import Command, parse
from actions.steps.teams import team_of
from actions.turn import Turn
from knowledge.practice.model import Grade
from knowledge.quiz.errors import ItemNotFound

GRADES: Mapping[str, Grade] = {"wist": Grade.GOOD, "gegokt": Grade.HARD, "makkelijk": Grade.EASY}
_MODES: Mapping[str, Mode] = {"": Mode.DAY, "nu": Mode.EXTRA, "feit": Mode.DRILL}
_ON = "aan"
_LONGEST = 2
"""Digits of the number of an option."""


def act(turn: Turn, house: House) -> Outcome:
    """Do what a command about practice says.

    Raises:
        RosterError: Somebody left their team in the meantime.
        StoreError: The store cannot be used.
    """
    kept = house.practice
    if kept is None:
        return refused("unavailable", house, turn)
    if not house.roster.memberships(turn.person):
        return refused("no_team", house, turn)
    command = parse(turn) or Command("oefen")
    words = command.argument.split()
    now = datetime.now(UTC)
    kept.practice.heard(turn.person)
    if command.name == "oefenplan":
        return Planner(turn, house, kept, now).change(words)
    if command.name == "oefenkeus":
        return _pressed(["oefenkeus", *words], Tutor(turn, house, kept, now))
    return _practise(words, turn, house, kept, now)


def answer(turn: Turn, house: House) -> Outcome | None:
    """Take a typed answer to the question that is open, or a sentence of a drill; ``None`` when it is neither.

    Raises:
        StoreError: The store cannot be used.
    """
    if turn.payload is not None or not turn.private or parse(turn) is not None or house.practice is None:
        return None
    if (outcome := drills.answer(turn, house)) is not None:
        return outcome
    now = datetime.now(UTC)
    session = session_of(turn)
    if session is None or turn.state.pending is not None or not session.is_fresh(now):
        return None
    return _typed(session, Tutor(turn, house, house.practice, now))


def _practise(words: list[str], turn: Turn, house: House, kept: Practising, now: datetime) -> Outcome:
    """What stands behind ``/oefen``."""
    what, rest = (words[0].casefold() if words else ""), words[1:]
    tutor, planner = Tutor(turn, house, kept, now), Planner(turn, house, kept, now)
    if what in _MODES:
        mode = _MODES[what]
        # A drill keeps nothing, so it needs no plan.
        begun = mode is Mode.DRILL or kept.practice.plan(turn.person) is not None
        return tutor.begin(mode) if begun else planner.introduce()
    if what in {"kies", "klaar", "volgende", *GRADES}:
        return _pressed(words, tutor)
    simple: Mapping[str, Callable[[], Outcome]] = {
        "begin": lambda: _begin(planner, tutor),
        "instellen": lambda: _set_up(planner),
        "instellingen": planner.page,
        NO: lambda: said(plain("intro.not_now", house.catalogue), turn),
        "voortgang": lambda: _progress(turn, house, kept, now),
        "pauze": lambda: planner.pause(rest),
        "verder": planner.resume,
        "stop": lambda: planner.stop(rest),
        "kloptniet": lambda: _doubted(rest, turn, house, kept),
    }
    if what in simple:
        return simple[what]()
    return drills.begin(what, rest, turn, house) or said(menu(house), turn)


def _begin(planner: Planner, tutor: Tutor) -> Outcome:
    planner.begin()
    return tutor.begin(Mode.DAY)


def _set_up(planner: Planner) -> Outcome:
    planner.begin()
    return planner.page()


def _pressed(words: list[str], tutor: Tutor) -> Outcome:
    """A button of a question: of the one that is open, or of one that is done."""
    what, token, *rest = [*words, ""] if len(words) > 1 else [words[0], "", ""]
    session = session_of(tutor.turn)
    if session is None:
        return said(plain("said.none", tutor.house.catalogue), tutor.turn)
    if not session.is_at(token):
        return said(plain("said.stale", tutor.house.catalogue), tutor.turn)
    if what in GRADES:
        return tutor.grade(session, GRADES[what])
    if what == "volgende":
        return tutor.grade(session, Grade.GOOD)
    if what == "klaar":
        return tutor.ready(session)
    number = rest[0] if rest[0].isdecimal() and len(rest[0]) <= _LONGEST else "0"
    option = int(number) - 1
    if what == "oefenkeus":
        return tutor.tick(session, option, on=rest[1:2] == [_ON])
    item = tutor.item(session)
    if item is not None and not 0 <= option < len(item.options):
        return tutor.show(session)
    return tutor.answer(session, (option,))


def _typed(session: Session, tutor: Tutor) -> Outcome | None:
    text = tutor.turn.text
    word = word_in(text)
    if word is Word.STOP:
        tutor.settle(session)
        return shown([plain("said.stopped_session", tutor.house.catalogue)], tutor.turn, None)
    if session.phase is not Phase.ASKING:
        if isinstance(word, Grade):
            return tutor.grade(session, word)
        return tutor.grade(session, Grade.GOOD) if word is not None else None
    if word is Word.READY:
        return tutor.ready(session)
    item = tutor.item(session)
    # An item that is gone is told to be gone, also to who answers it with a letter.
    options = options_in(text, len(item.options) if item else len(LETTERS))
    if options is None:
        return None
    if item is not None and len(options) > 1 and len(item.correct) == 1:
        return said(plain("item.how_one", tutor.house.catalogue), tutor.turn)
    return tutor.answer(session, options)


def _progress(turn: Turn, house: House, kept: Practising, now: datetime) -> Outcome:
    progress = kept.practice.progress(turn.person, kept.bank.askable(), now)
    return said(progress_page(progress, house.references.themes, house.catalogue), turn)


def _doubted(words: list[str], turn: Turn, house: House, kept: Practising) -> Outcome:
    """*Deze vraag klopt niet*: told as a doubt about the version of the entry that the item is held against."""
    try:
        row = kept.bank.get(words[0] if words else "")
    except ItemNotFound:
        return refused("said.doubt_lost", house, turn)
    version = row.entry_version or row.checked_entry_version
    note = house.catalogue.text("practice.said.doubt_note", question=row.item.question)
    if version is None or not house.recorder.feedback(
        turn.key, turn.person, "wrong", version, team_of(turn, house), note
    ):
        return refused("said.doubt_lost", house, turn)
    return said(plain("said.doubt", house.catalogue), turn)
