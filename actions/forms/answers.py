"""What somebody typed or tapped as the answer to a step, or why it cannot be that."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from actions.forms.dates import read_day
from actions.forms.slots import NO_DAY, Step
from actions.house import House
from actions.steps.teams import TEAM_ID
from knowledge.consultations.model import SCALE_TOP
from knowledge.consultations.rules import may_open
from knowledge.language.model import FindingKind
from knowledge.search.query import clean, has_words
from knowledge.store.roster_rows import Member

LONGEST = 600
"""Characters of one answer: more is not read on a phone, and holds more than the team needs."""
MOST_HINTS = 2
_HINTED = (FindingKind.OORDEEL, FindingKind.INTERPRETATIE, FindingKind.ABSOLUUT, FindingKind.VAAG)
"""Kinds of words that get a gentle question, most telling first."""
_NUMBER = re.compile(r"(?<![\d,.])(\d{1,2})(?:\s*(?:/|op|van)\s*(?:de\s*)?10)?(?![\d,.]\d|\d)")
_TELLING = 3
"""Letters of a word that can name an expertise; "of" cannot."""
_MEETING = re.compile(r"\b(mdo|casusbespreking|teamoverleg)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer that was read.

    Attributes:
        value: What goes into the slot; ``None`` when it was refused.
        says: Texts to show: why it was refused, or gentle questions that ask for nothing.
    """

    value: Any = None
    says: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the form goes on."""
        return self.value is not None


def read_answer(step: Step, given: str, personal_data: Sequence[str], person: str, house: House) -> Reading:
    """Read an answer.

    Args:
        step: What was asked.
        given: The redacted text, or what a button stands for.
        personal_data: Types of personal data that were in the text: then nothing of it is kept.
        person: Who answers.
        house: Words, lexicons and roster.

    Raises:
        StoreError: The roster cannot be read.
    """
    if personal_data:
        types = ", ".join(house.catalogue.text(f"privacy.types.{name}") for name in personal_data)
        return _refused("personal_data", house, types=types)
    readers: dict[Step, Callable[[str, House], Reading]] = {
        Step.SCALE: _scale,
        Step.EXPERTISE: _expertise,
        Step.DUE: _due,
        Step.FACTS: _facts,
    }
    if step is Step.TEAM:
        return _team(given, person, house)
    return readers.get(step, _text)(given, house)


def teams_of(person: str, house: House) -> list[Member]:
    """Teams that somebody may put a question before.

    Raises:
        StoreError: The roster cannot be read.
    """
    return [member for member in house.roster.memberships(person) if may_open(member.role)]


def checked_text(text: str, personal_data: Sequence[str], house: House, longest: int = LONGEST) -> Reading:
    """Read a free text: no personal data, not empty, not too long.

    Args:
        text: The redacted text.
        personal_data: Types of personal data that were in it.
        house: Words.
        longest: Most characters.
    """
    if personal_data:
        types = ", ".join(house.catalogue.text(f"privacy.types.{name}") for name in personal_data)
        return _refused("personal_data", house, types=types)
    return _text(text, house, longest)


def hints_about(text: str, house: House, kinds: Sequence[FindingKind] = _HINTED) -> tuple[str, ...]:
    """Gentle questions about words that can be made concrete, which ask for nothing.

    Args:
        text: What was written.
        house: Words and the language check.
        kinds: Kinds of words that get a question, most telling first.

    Returns:
        What to say; empty when there is nothing to ask, or the check is broken.
    """
    if house.language is None:
        return ()
    found = [finding for finding in house.language.check(text) if finding.kind in kinds]
    found.sort(key=lambda finding: kinds.index(finding.kind))
    hints = [
        house.catalogue.text("consult.form.hint", words=finding.words, question=finding.question)
        for finding in found[:MOST_HINTS]
    ]
    return (house.catalogue.text("consult.form.hints"), *hints) if hints else ()


def _text(given: str, house: House, longest: int = LONGEST) -> Reading:
    text = given.strip()
    if not has_words(clean(text)):
        return _refused("empty", house)
    if len(text) > longest:
        return _refused("too_long", house, length=len(text), limit=longest)
    return Reading(text)


def _facts(given: str, house: House) -> Reading:
    reading = _text(given, house)
    return Reading(reading.value, hints_about(reading.value, house)) if reading.accepted else reading


def _scale(given: str, house: House) -> Reading:
    numbers = {int(number) for number in _NUMBER.findall(given)}
    if len(numbers) != 1 or (number := numbers.pop()) > SCALE_TOP:
        return _refused("no_number", house)
    return Reading(number)


def _expertise(given: str, house: House) -> Reading:
    """Ids between commas, as the button *Klaar* hands them over; nothing was chosen when there are none."""
    labels = house.references.expertise
    chosen = [key for key in given.split(",") if key in labels]
    return Reading(chosen) if chosen else _refused("no_expertise", house)


def _due(given: str, house: House) -> Reading:
    if _MEETING.search(given):
        return Reading(NO_DAY)
    day = read_day(given, house.today())
    return Reading(day.isoformat()) if day else _refused("no_day", house)


def _team(given: str, person: str, house: House) -> Reading:
    said = given.strip().casefold()
    for member in teams_of(person, house):
        if said == member.team_name.casefold() or (TEAM_ID.fullmatch(said) and said == member.team_id):
            return Reading(member.team_id)
    return _refused("no_team", house)


def _refused(key: str, house: House, **values: object) -> Reading:
    return Reading(None, (house.catalogue.text(f"consult.form.refused.{key}", **values),))


def expertise_in(text: str, house: House) -> list[str]:
    """Ids of the expertise that a typed text names, by any word that belongs to one of them only."""
    said = set(re.findall(r"\w+", text.casefold()))
    words = {key: _telling(f"{label} {key}") for key, label in house.references.expertise.items()}
    counts = Counter(word for found in words.values() for word in found)
    return [key for key, found in words.items() if any(counts[word] == 1 for word in found & said)]


def _telling(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.casefold()) if len(word) >= _TELLING}
