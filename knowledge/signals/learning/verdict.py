"""May weights take the place of others? Counts on the regression set, what changed, and bounds; pure functions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.learning.regression import MODES, Measured, RegressionSet
from knowledge.signals.material import Labelled
from knowledge.signals.own.model import REFLEX, Subject

ACUTE, GREY, HARMLESS, NO_REFLEX = "acuut", "grijs-hoog-risico", "niet-acuut", "geen-escalatiereflex"
_CARD, _CHECK, _NONE = (level.value for level in DangerLevel)
_YES, _NO = "yes", "no"
_SEVERITY = {_CARD: 2, _CHECK: 1, _NONE: 0, _YES: 1, _NO: 0}


class Bound(StrEnum):
    """A count that may grow by so much and no more."""

    MISSED = "missed"
    """Acute sentences that got a card or the check question, and now get nothing."""
    CARD_TO_CHECK = "card_to_check"
    """Acute sentences that got the card, and now the check question."""
    GREY_MISSED = "grey_missed"
    """Grey sentences that get nothing: how many more."""
    FALSE_CARDS = "false_cards"
    """Harmless sentences that get the card: how many more."""
    FALSE_CHECKS = "false_checks"
    """Harmless sentences that get the check question: how many more."""
    REFLEX_MISSED = "reflex_missed"
    """Sentences with a reflex that is not seen: how many more."""
    REFLEX_FALSE = "reflex_false"
    """Sentences without one in which it is seen: how many more."""


ALLOWED: Mapping[Bound, int] = MappingProxyType(
    {
        Bound.MISSED: 0,
        Bound.CARD_TO_CHECK: 2,
        Bound.GREY_MISSED: 1,
        Bound.FALSE_CARDS: 2,
        Bound.FALSE_CHECKS: 6,
        Bound.REFLEX_MISSED: 1,
        Bound.REFLEX_FALSE: 2,
    }
)
"""How many sentences. Our choice, on 81 acute, 39 grey and 238 harmless ones and 66 about the reflex: no acute
sentence may be lost, and the rest may move by what two fits on the same material differ in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One bound, looked at in one mode.

    Attributes:
        bound: Which.
        mode: With the model or without.
        count: How many sentences got worse, or how many more there are; below 0 is better.
        allowed: How many may.
    """

    bound: Bound
    mode: str
    count: int
    allowed: int

    @property
    def holds(self) -> bool:
        """Whether it stays within the bound."""
        return self.count <= self.allowed


@dataclass(frozen=True, slots=True)
class Cell:
    """How many sentences with a label get a verdict, before and after."""

    label: str
    verdict: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence that is judged otherwise.

    Attributes:
        subject: The signal.
        mode: With the model or without.
        item: The sentence with what it is.
        before: What was judged.
        after: What is judged.
        better: Whether the new verdict is nearer to the label.
    """

    subject: Subject
    mode: str
    item: Labelled
    before: str
    after: str
    better: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Weights beside those in use.

    Attributes:
        cells: By subject and mode.
        changed: Sentences that are judged otherwise; what got worse first.
        findings: Every bound.
    """

    cells: Mapping[tuple[Subject, str], tuple[Cell, ...]]
    changed: tuple[Changed, ...]
    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """Whether the weights may be switched on."""
        return all(finding.holds for finding in self.findings)


def compare(regression: RegressionSet, before: Measured, after: Measured) -> Comparison:
    """Compare two measurements.

    Raises:
        ValueError: They are of another set.
    """
    if not before.mark == after.mark == regression.mark:
        raise ValueError("measured on another regression set")
    cells, changed, findings = {}, [], []
    for subject, items in regression.held_out.items():
        for mode in MODES:
            pair = before.held_out[subject][mode], after.held_out[subject][mode]
            cells[subject, mode] = cells_of(subject, items, *pair)
            changed += _changes(subject, mode, items, *pair)
            count = _danger if subject is Subject.DANGER else _reflex
            findings += [Finding(bound, mode, number, ALLOWED[bound]) for bound, number in count(items, *pair).items()]
    changed.sort(key=lambda change: change.better)
    return Comparison(cells, tuple(changed), tuple(findings))


def cells_of(
    subject: Subject, items: Sequence[Labelled], before: Sequence[str], after: Sequence[str]
) -> tuple[Cell, ...]:
    """Count verdicts per label, every combination named once, in the order of severity."""
    labels = (ACUTE, GREY, HARMLESS) if subject is Subject.DANGER else (REFLEX, NO_REFLEX)
    verdicts = (_CARD, _CHECK, _NONE) if subject is Subject.DANGER else (_YES, _NO)
    truth = [item.label for item in items]
    old, new = Counter(zip(truth, before, strict=True)), Counter(zip(truth, after, strict=True))
    return tuple(
        Cell(label, verdict, old[label, verdict], new[label, verdict]) for label in labels for verdict in verdicts
    )


def distance(label: str, verdict: str) -> int:
    """How far a verdict is from what the label asks for; 0 is right."""
    wanted = {ACUTE: 2, GREY: 1, HARMLESS: 0, REFLEX: 1}.get(label, 0)
    if label == GREY and verdict == _CARD:
        return 0  # Numbers at once for a grey case are no mistake.
    return abs(wanted - _SEVERITY[verdict])


def _changes(
    subject: Subject, mode: str, items: Sequence[Labelled], before: Sequence[str], after: Sequence[str]
) -> list[Changed]:
    return [
        Changed(subject, mode, item, old, new, distance(item.label, new) < distance(item.label, old))
        for item, old, new in zip(items, before, after, strict=True)
        if old != new
    ]


def _danger(items: Sequence[Labelled], before: Sequence[str], after: Sequence[str]) -> dict[Bound, int]:
    moved = Counter((item.label, old, new) for item, old, new in zip(items, before, after, strict=True))

    def more(label: str, verdict: str) -> int:
        new = sum(count for (one, _, now), count in moved.items() if (one, now) == (label, verdict))
        return new - sum(count for (one, was, _), count in moved.items() if (one, was) == (label, verdict))

    return {
        Bound.MISSED: moved[ACUTE, _CARD, _NONE] + moved[ACUTE, _CHECK, _NONE],
        Bound.CARD_TO_CHECK: moved[ACUTE, _CARD, _CHECK],
        Bound.GREY_MISSED: more(GREY, _NONE),
        Bound.FALSE_CARDS: more(HARMLESS, _CARD),
        Bound.FALSE_CHECKS: more(HARMLESS, _CHECK),
    }


def _reflex(items: Sequence[Labelled], before: Sequence[str], after: Sequence[str]) -> dict[Bound, int]:
    def more(label: str, verdict: str) -> int:
        wrong = [
            (old == verdict, new == verdict)
            for item, old, new in zip(items, before, after, strict=True)
            if item.label == label
        ]
        return sum(new for _, new in wrong) - sum(old for old, _ in wrong)

    return {Bound.REFLEX_MISSED: more(REFLEX, _NO), Bound.REFLEX_FALSE: more(NO_REFLEX, _YES)}
