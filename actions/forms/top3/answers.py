"""What somebody typed as the answer to a step of the Top-3, and what it says already."""

from collections.abc import Sequence
from typing import Any

from actions.forms.answers import Reading, checked_text, hints_about
from actions.forms.candidates import Candidate
from actions.forms.top3.draft import Top3Draft, settled
from actions.forms.top3.slots import ANOTHER, ASKED_BACK, ASPECTS, KNOWN, PARTS, REDO, TURNED, Step
from actions.forms.values import Slots
from actions.forms.waiting import said_no, waiting_text
from actions.house import House
from actions.steps.commands import parse
from actions.turn import Turn
from knowledge.language.model import FindingKind
from knowledge.language.situations import Shape

LONGEST_SITUATION = 250
"""Characters of a situation: one moment, in a sentence or two."""
LONGEST_PART = 150
"""Characters of what is asked about it."""
_HINTED = (FindingKind.OORDEEL, FindingKind.INTERPRETATIE)
"""Kinds of words that get a gentle question; how often and when are asked for anyway."""

_MORE = {"ja": ANOTHER, "nog een": ANOTHER, "volgende": ANOTHER, "nee": "", "klaar": "", "dit was het": ""}
"""Typed answers to "nog een situatie?"."""
_UNKNOWN = frozenset({"nee", "weet ik niet", "weet niet", "geen idee", "onbekend", "?", "-", "overslaan"})
"""Typed answers that leave a part open."""


def candidate_of(turn: Turn, house: House) -> Candidate | None:
    """The answer in a turn; a text where "nog een situatie?" was asked is the next situation."""
    step = Top3Draft.of(turn.slots).next()
    if step is None:
        return None
    waiting = waiting_text(turn)
    command = parse(turn)
    if waiting and said_no(turn, house):
        return Candidate(_answered(step, waiting.question), waiting.question, waiting.personal_data)
    if command is None:
        return Candidate(_answered(step, turn.text), turn.text, turn.personal_data)
    # "/top3 vader gooit een stoel om": the situation stands behind the command.
    return Candidate(Step.SITUATION, command.argument, turn.personal_data) if command.name == "top3" else None


def kept(found: Candidate, slots: Slots, house: House) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Read an answer.

    Args:
        found: The answer.
        slots: All slots before it.
        house: Words and lexicons.

    Returns:
        The slots that change, and what to say about it.
    """
    step = Step(found.step)
    if step is Step.MORE:
        return {Step.MORE.value: _MORE[_plain(found.given)]}, ()
    if step is not Step.SITUATION and _plain(found.given) in _UNKNOWN and not found.personal_data:
        return settled({step.value: "", REDO: None}, slots), ()
    reading = _read(step, found.given, found.personal_data, house)
    if not reading.accepted:
        return {REDO: step.value}, reading.says
    changes: dict[str, Any] = {step.value: reading.value, REDO: None}
    if step is Step.SITUATION:
        if Top3Draft.of(slots).next() is Step.MORE:
            changes[Step.MORE.value] = ANOTHER
        shape = house.language.shape(reading.value) if house.language else Shape.SITUATIE
        if shape is not Shape.SITUATIE and not slots.get(TURNED):
            return {**changes, TURNED: shape.value, REDO: step.value}, ()
        changes[TURNED] = ASKED_BACK if slots.get(TURNED) else None
    draft = Top3Draft.of({**slots, **changes})
    changes[KNOWN] = known_in([draft.text(part) for part in PARTS], house)
    hints = hints_about(reading.value, house, _HINTED) if step is Step.SITUATION else ()
    return settled(changes, slots), hints


def known_in(texts: Sequence[str], house: House) -> list[str]:
    """Short names of the steps that need no question: the texts say all that they ask."""
    if house.language is None:
        return []
    checks = house.language.concreteness(". ".join(text for text in texts if text)).checks
    present = {check.aspect for check in checks if check.present}
    return [step.short for step, aspects in ASPECTS.items() if present.issuperset(aspects)]


def _answered(step: Step, text: str) -> Step:
    """What a text answers: where "nog een situatie?" was asked, anything but yes or no is the next situation."""
    return Step.SITUATION if step is Step.MORE and _plain(text) not in _MORE else step


def _plain(text: str) -> str:
    return text.strip(" .!").casefold()


def _read(step: Step, given: str, personal_data: Sequence[str], house: House) -> Reading:
    longest = LONGEST_SITUATION if step is Step.SITUATION else LONGEST_PART
    return checked_text(given, personal_data, house, longest)
