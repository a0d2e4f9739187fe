"""Figures on the regression set and learned weights as a page shows them; counts, never percentages alone."""

from collections.abc import Collection
from dataclasses import dataclass

from knowledge.signals.learning.errors import NotMeasured, WeightsUnusable
from knowledge.signals.learning.regression import MODES, Measured, RegressionSet
from knowledge.signals.learning.shelf import Fit
from knowledge.signals.learning.switching import Switching
from knowledge.signals.learning.verdict import Cell, Comparison, cells_of
from knowledge.signals.material import Labelled
from knowledge.signals.own.model import Subject
from knowledge.store.signal_switch import Switch


@dataclass(frozen=True, slots=True)
class Table:
    """Verdicts by label in one mode.

    Attributes:
        subject: The signal.
        mode: With the model or without.
        columns: Verdicts, most severe first.
        rows: Label with a cell per verdict.
    """

    subject: Subject
    mode: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that is known to be judged wrongly.

    Attributes:
        subject: The signal.
        item: The sentence with what it is.
        verdict: What is judged now, without the model; empty when that was not measured.
    """

    subject: Subject
    item: Labelled
    verdict: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Learned weights in the list.

    Attributes:
        name: Of the weights.
        used: Whether they are switched on.
        fit: What is known of them; None when that cannot be read.
        unusable: Why they cannot be used; empty when they can.
        comparison: Beside what is in use; None for what is in use, or when figures are missing.
        tables: The counts of the comparison.
        gone: Sentences that were learned and were withdrawn since.
        new: Sentences that were accepted since.
    """

    name: str
    used: bool
    fit: Fit | None
    unusable: str = ""
    comparison: Comparison | None = None
    tables: tuple[Table, ...] = ()
    gone: int = 0
    new: int = 0


def figures(regression: RegressionSet, measured: Measured) -> tuple[Table, ...]:
    """The counts of one measurement."""
    return tuple(
        _table(subject, mode, cells_of(subject, items, *[measured.held_out[subject][mode]] * 2))
        for subject, items in regression.held_out.items()
        for mode in MODES
    )


def known_failures(regression: RegressionSet, measured: Measured | None) -> tuple[Failure, ...]:
    """Known failures with what is judged now: the list is about judging without the model."""
    return tuple(
        Failure(subject, item, measured.known[subject][MODES[1]][place] if measured else "")
        for subject, items in regression.known.items()
        for place, item in enumerate(items)
    )


def candidates(parts: Switching, current: Switch, accepted: Collection[int]) -> list[Candidate]:
    """All learned weights, newest first."""
    return [_candidate(parts, name, current, frozenset(accepted)) for name in parts.shelf.names()]


def _candidate(parts: Switching, name: str, current: Switch, accepted: frozenset[int]) -> Candidate:
    used = name == current.weights
    try:
        fit = parts.shelf.fit(name)
    except WeightsUnusable as error:
        return Candidate(name, used, None, error.key)
    learned = frozenset(fit.sentences)
    unusable, comparison = "", None
    try:
        parts.shelf.data_of(name)
        comparison = None if used else parts.comparison(name, current)
    except NotMeasured:
        unusable = "not_measured"
    except WeightsUnusable as error:
        unusable = error.key if error.name == name else "not_measured"
    tables = tuple(_table(*key, cells) for key, cells in comparison.cells.items()) if comparison else ()
    return Candidate(name, used, fit, unusable, comparison, tables, len(learned - accepted), len(accepted - learned))


def _table(subject: Subject, mode: str, cells: tuple[Cell, ...]) -> Table:
    columns = tuple(dict.fromkeys(cell.verdict for cell in cells))
    labels = dict.fromkeys(cell.label for cell in cells)
    rows = tuple((label, tuple(cell for cell in cells if cell.label == label)) for label in labels)
    return Table(subject, mode, columns, rows)
