"""The language check of a text: ``/taalcheck TEXT``, the text that was asked for, and all findings at once."""

from actions.forms.answers import LONGEST
from actions.house import House
from actions.outcome import Outcome
from actions.rendering import wording as rendering
from actions.rendering.notices import plain_notice
from actions.steps import show
from actions.steps.commands import Command, parse
from actions.turn import WORDING, Pending, Turn
from actions.vocabulary import Decision, DecisionKind, OutboundMessage
from knowledge.language.check import LanguageCheck
from knowledge.search.query import clean, has_words

EVERYTHING = "taalcheck_alles"


def check(turn: Turn, house: House) -> Outcome:
    """``/taalcheck [TEXT]`` and ``/taalcheck_alles``; nothing of the text is stored."""
    command = parse(turn) or Command("taalcheck", turn.text)
    if house.language is None:
        return _said(plain_notice("wording.broken", house.catalogue), turn)
    if command.name == EVERYTHING:
        kept = house.texts.find(turn.person)
        if kept is None:
            return _said(plain_notice("wording.gone", house.catalogue), turn)
        return _said(_checked(kept.text, house.language, house, sends=kept.clean, everything=True), turn)
    text = command.argument.strip()
    if not has_words(clean(text)):
        return _asked(turn, house)
    return Outcome(Decision(DecisionKind.SMALLTALK), (_read(text, house.language, turn, house),))


def remembered(turn: Turn) -> str:
    """What a text is for that waits for the check question about danger; empty when not for this check."""
    pending = turn.state.pending
    command = parse(turn)
    asked_for = pending is not None and pending.kind == WORDING and turn.payload is None
    return WORDING if asked_for or (command and command.name == "taalcheck") else ""


def resumed(then: str, turn: Turn, house: House) -> Outcome | None:
    """Check the text that waited, now that nobody is in danger; ``None`` when it was for something else."""
    return check(turn, house) if then == WORDING else None


def _asked(turn: Turn, house: House) -> Outcome:
    """Ask for the text; in a group, where a next message is not read, say how to give it."""
    if not turn.private:
        return _said(plain_notice("wording.ask_group", house.catalogue), turn)
    message = plain_notice("wording.ask", house.catalogue)
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), Pending(WORDING))


def _read(text: str, language: LanguageCheck, turn: Turn, house: House) -> OutboundMessage:
    limit = house.settings.message_limit
    if turn.length > limit:
        return plain_notice("abstain.too_long", house.catalogue, length=turn.length, limit=limit)
    if house.readers.language.is_foreign(text):
        return plain_notice("wording.foreign", house.catalogue)
    is_clean = not turn.personal_data
    house.texts.keep(turn.person, text, clean=is_clean)
    return show.with_notice(_checked(text, language, house, sends=is_clean), turn, house)


def _checked(
    text: str, language: LanguageCheck, house: House, *, sends: bool, everything: bool = False
) -> OutboundMessage:
    found = rendering.Checked(
        text,
        language.check(text),
        language.statements(text),
        language.concreteness(text),
        sends and len(text) <= LONGEST,
    )
    return rendering.checked(found, house.catalogue, everything=everything)


def _said(message: OutboundMessage, turn: Turn) -> Outcome:
    return Outcome(Decision(DecisionKind.SMALLTALK), (message,), turn.state.pending)
