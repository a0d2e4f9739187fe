"""Personal data in a draft, told to its writer before it is kept for good; the values themselves go nowhere."""

import re

from knowledge.review.kept import FindsPersonalData
from knowledge.signals.privacy.model import PersonalDataType

_WORD = re.compile(r"\w+")


def personal_types(text: str, privacy: FindsPersonalData, known: frozenset[str]) -> tuple[PersonalDataType, ...]:
    """Kinds of personal data in a text, each once.

    Args:
        text: As typed.
        privacy: Finds personal data.
        known: Words of what readers see, as in :class:`knowledge.review.curated.Edition`.
    """
    found = (
        span
        for span in privacy.find(text)
        if span.type is not PersonalDataType.NAAM or not known.issuperset(_WORD.findall(text[span.start : span.end]))
    )
    return tuple(dict.fromkeys(span.type for span in found))
