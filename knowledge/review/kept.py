"""Comments and reasons: kept for good, so they hold no personal data."""

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from knowledge.entries.model import Entry
from knowledge.review.errors import PersonalDataRefused, TextMissing
from knowledge.review.rules import LONGEST_NOTE
from knowledge.signals.privacy.model import PersonalDataType, Span

_WORD = re.compile(r"\w+")
_OWN_NAME = "Houvast"


class FindsPersonalData(Protocol):
    """What :class:`knowledge.signals.privacy.detector.PersonalDataDetector` offers here."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Find personal data in a text."""


def checked(text: str, privacy: FindsPersonalData, curated: Callable[[], Iterable[Entry]]) -> str:
    """A text that may be kept for good, without white space around it.

    A word that stands in what readers see, such as the name of a method, is no name of a person here: a lead who
    writes about an entry cannot do without it.

    Args:
        text: As typed.
        privacy: Finds personal data.
        curated: What readers see; only asked when a name was found.

    Raises:
        TextMissing: If it is empty or too long.
        PersonalDataRefused: If it holds personal data.
    """
    kept = text.strip()
    if not 1 <= len(kept) <= LONGEST_NOTE:
        raise TextMissing(LONGEST_NOTE)
    found = privacy.find(kept)
    if any(span.type is PersonalDataType.NAAM for span in found):
        # Titles and sentences only: phrasings may hold invented names.
        texts = (part for entry in curated() for part in (entry.title, *entry.passages))
        words = frozenset(_WORD.findall(" ".join(texts))) | {_OWN_NAME}
        found = tuple(span for span in found if not _is_term(kept, span, words))
    if types := tuple(dict.fromkeys(span.type.value for span in found)):
        raise PersonalDataRefused(types)
    return kept


def _is_term(text: str, span: Span, words: frozenset[str]) -> bool:
    return span.type is PersonalDataType.NAAM and words.issuperset(_WORD.findall(text[span.start : span.end]))
