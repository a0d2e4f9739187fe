"""The wording of a message as numbers for a classifier; numpy-free so that rules never need it."""

from knowledge.signals.wording.scope import SCOPES, Wording

_ASKING = frozenset({"hoe", "wat", "wie", "waar", "wanneer", "welke", "welk", "waarom", "hoeveel"})
_MAY = frozenset({"mag", "kan", "kun", "moet", "moeten", "kunnen", "is", "zijn", "heeft", "hebben", "bestaat"})
WORDING_FLAGS = (
    *SCOPES,
    "now",
    "real",
    "denied",
    "any_closing",
    "asks",
    "asks_yes_no",
    "question_inside",
    "first_person",
    "short",
    "long",
)


def wording_flags(wording: Wording) -> list[float]:
    """Return one number in [0, 1] for each of `WORDING_FLAGS`."""
    words = wording.reader.tokens.words
    first = words[0] if words else ""
    return [
        *(float(name in wording.scopes) for name in SCOPES),
        float(wording.now),
        float(wording.real),
        float(bool(wording.negated)),
        float(bool(wording.scopes)),
        float(first in _ASKING),
        float(first in _MAY),
        float(any(word in _ASKING for word in words[1:])),
        float(any(word in {"ik", "mij", "me", "we", "wij", "ons"} for word in words)),
        float(len(words) <= 6),
        min(len(words) / 60, 1.0),
    ]
