"""Comments and reasons: kept for good, so they hold no personal data."""

import re
from collections.abc import Callable
from typing import Protocol

from knowledge.review.errors import PersonalDataRefused, TextMissing
from knowledge.review.rules import LONGEST_NOTE
from knowledge.signals.privacy.model import PersonalDataType, Span

_WORD = re.compile(r"\w+")


class FindsPersonalData(Protocol):
    """What :class:`knowledge.signals.privacy.detector.PersonalDataDetector` offers here."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Find personal data in a text."""


def checked(text: str, privacy: FindsPersonalData, words: Callable[[], frozenset[str]]) -> str:
    """A text that may be kept for good, without white space around it.

    A word that stands in what readers see, such as the name of a method, is no name of a person here: a lead who
    writes about an entry cannot do without it.

    Args:
        text: As typed.
        privacy: Finds personal data.
        words: Those of what readers see, as in `knowledge.review.curated.Edition`; only asked when a name was found.

    Raises:
        TextMissing: If it is empty or too long.
        PersonalDataRefused: If it holds personal data.
    """
    kept = text.strip()
    if not 1 <= len(kept) <= LONGEST_NOTE:
        raise TextMissing(LONGEST_NOTE)
    found = privacy.find(kept)
    if any(span.type is PersonalDataType.NAAM for span in found):
        known = words()
        found = tuple(span for span in found if not _is_term(kept, span, known))
    if types := tuple(dict.fromkeys(span.type.value for span in found)):
        raise PersonalDataRefused(types)
    return kept


def _is_term(text: str, span: Span, words: frozenset[str]) -> bool:
    return span.type is PersonalDataType.NAAM and words.issuperset(_WORD.findall(text[span.start : span.end]))
