"""What the personal-data detector returns."""

from dataclasses import dataclass
from enum import StrEnum


class PersonalDataType(StrEnum):
    """The kinds of personal data that are told apart (the labels of the black-box contract)."""

    NAAM = "NAAM"
    BSN = "BSN"
    GEBOORTEDATUM = "GEBOORTEDATUM"
    ADRES = "ADRES"
    POSTCODE = "POSTCODE"
    TELEFOON = "TELEFOON"
    EMAIL = "EMAIL"
    SCHOOL = "SCHOOL"
    IBAN = "IBAN"
    KENTEKEN = "KENTEKEN"
    ZAAKNUMMER = "ZAAKNUMMER"
    ACCOUNT = "ACCOUNT"


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of personal data.

    Attributes:
        type: What it is.
        start: First code point, in the original text.
        end: One past the last code point, in the original text.
    """

    type: PersonalDataType
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text without its personal data.

    Attributes:
        text: The text with every span replaced by a placeholder such as ``[naam]``.
        spans: What was replaced; offsets are those of the original text.
    """

    text: str
    spans: tuple[Span, ...]
