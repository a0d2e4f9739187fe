"""What the identifiability check returns."""

from dataclasses import dataclass
from enum import StrEnum


class HintType(StrEnum):
    """The kinds of details that make a family recognisable."""

    LEEFTIJD = "LEEFTIJD"
    GEBOORTEDATUM = "GEBOORTEDATUM"
    KLAS = "KLAS"
    PLAATS = "PLAATS"
    WIJK = "WIJK"
    SCHOOL = "SCHOOL"
    CLUB = "CLUB"
    WERKGEVER = "WERKGEVER"
    BEROEP = "BEROEP"
    DATUM = "DATUM"
    TIJDSTIP = "TIJDSTIP"
    ZIEKTE = "ZIEKTE"
    HERKOMST = "HERKOMST"
    GELOOF = "GELOOF"
    GEZIN = "GEZIN"
    BEKEND = "BEKEND"
    GEBEURTENIS = "GEBEURTENIS"
    WONING = "WONING"


@dataclass(frozen=True, slots=True)
class Hint:
    """A detail by which people may recognise the family.

    Attributes:
        start: First code point, in the text as given.
        end: One past the last code point.
        type: What kind of detail it is.
        why: One short Dutch sentence on why it identifies.
        replacement: Broader words for exactly this slice; None when there are none, then it is better left out.
    """

    start: int
    end: int
    type: HintType
    why: str
    replacement: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible hint, before overlaps are settled.

    Attributes:
        first: First token.
        last: Last token, inclusive.
        type: What kind of detail it is.
        replacement: Broader words; None when there are none.
    """

    first: int
    last: int
    type: HintType
    replacement: str | None
