"""Personal data in a draft, told to its writer before it is kept for good; the values themselves go nowhere."""

import re
from collections.abc import Iterable

from knowledge.entries.model import Entry
from knowledge.review.kept import FindsPersonalData
from knowledge.signals.privacy.model import PersonalDataType

_WORD = re.compile(r"\w+")


def known_words(entries: Iterable[Entry]) -> frozenset[str]:
    """Words of titles and sentences that readers see: such a word is the name of a method, not of a person.

    Phrasings do not count: they may hold invented names.
    """
    texts = (part for entry in entries for part in (entry.title, *entry.passages))
    return frozenset(_WORD.findall(" ".join(texts))) | {"Houvast"}


def personal_types(text: str, privacy: FindsPersonalData, known: frozenset[str]) -> tuple[PersonalDataType, ...]:
    """Kinds of personal data in a text, each once.

    Args:
        text: As typed.
        privacy: Finds personal data.
        known: See `known_words`.
    """
    found = (
        span
        for span in privacy.find(text)
        if span.type is not PersonalDataType.NAAM or not known.issuperset(_WORD.findall(text[span.start : span.end]))
    )
    return tuple(dict.fromkeys(span.type for span in found))
