"""What the language check returns."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is the matter with a word or phrase."""

    VAAG = "vaag"
    OORDEEL = "oordeel"
    JARGON = "jargon"
    INTERPRETATIE = "interpretatie"
    HOREN_ZEGGEN = "horen_zeggen"
    ABSOLUUT = "absoluut"


class StatementKind(StrEnum):
    """What a sentence or clause is: observable, from somebody else, explained, judged, or no claim at all."""

    FEIT = "feit"
    HOREN_ZEGGEN = "horen_zeggen"
    INTERPRETATIE = "interpretatie"
    OORDEEL = "oordeel"
    GEEN = "geen"


class Aspect(StrEnum):
    """The questions that a Top-3 sentence answers, in the order in which they are asked."""

    WIE = "wie"
    WAT = "wat_doet"
    WANNEER = "wanneer"
    HOE_VAAK = "hoe_vaak"
    VOORAF = "wat_gaat_vooraf"
    KIND = "wat_merkt_het_kind"


@dataclass(frozen=True, slots=True)
class Finding:
    """A word or phrase that can be made concrete.

    Attributes:
        start: First code point, in the text as given.
        end: One past the last code point.
        kind: What is the matter with it.
        words: The words themselves, as written.
        question: The Dutch question that makes it concrete.
        source: Where the question comes from: a source id of the knowledge base, with "afgeleid" where it was
            derived, or "algemeen".
        item: Name of the lexicon item, for measuring and for a reader who reports a mistake.
    """

    start: int
    end: int
    kind: FindingKind
    words: str
    question: str
    source: str
    item: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or clause.

    Attributes:
        start: First code point, in the text as given.
        end: One past the last code point.
        kind: What it is.
        question: The Dutch question to ask about it; None for a fact and for what claims nothing.
        clauses: Its clauses, when it has more than one.
    """

    start: int
    end: int
    kind: StatementKind
    question: str | None
    clauses: tuple["Statement", ...] = ()


@dataclass(frozen=True, slots=True)
class AspectCheck:
    """Whether a sentence answers one of the Top-3 questions.

    Attributes:
        aspect: Which one.
        present: Whether the sentence answers it.
        words: The words that do; empty when it is missing.
        question: The Dutch question that asks for it.
    """

    aspect: Aspect
    present: bool
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class Concreteness:
    """How concrete a sentence is.

    Attributes:
        checks: One for each `Aspect`, in that order.
    """

    checks: tuple[AspectCheck, ...]

    @property
    def missing(self) -> tuple[AspectCheck, ...]:
        """The aspects that the sentence does not answer yet."""
        return tuple(check for check in self.checks if not check.present)

    @property
    def score(self) -> int:
        """Number of aspects present, 0 to 6."""
        return len(self.checks) - len(self.missing)
