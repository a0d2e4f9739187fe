"""An item as a participant sees it, and what it is when somebody tried it; nothing of that is kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.entries.references import References
from knowledge.quiz.model import Item, Kind
from knowledge.store.quiz_insight import ItemFigure


@dataclass(frozen=True, slots=True)
class Shown:
    """One option.

    Attributes:
        number: Its place, from 0.
        text: What it says.
        right: It is a right one.
        chosen: The visitor chose it.
        feedback: What is told about it.
    """

    number: int
    text: str
    right: bool
    chosen: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class View:
    """An item to try.

    Attributes:
        item: The item.
        story: What its case is about; empty without one.
        options: What may be chosen.
        several: More than one may be chosen.
        sources: Where the answer comes from; empty means that it has no source yet.
        right: Whether the choice was right; None before one was made.
        nothing_chosen: The visitor asked for the answer without a choice.
    """

    item: Item
    story: str
    options: tuple[Shown, ...]
    several: bool
    sources: tuple[str, ...]
    right: bool | None = None
    nothing_chosen: bool = False


def view_of(
    item: Item, story: str, references: References, chosen: Collection[int] = (), *, tried: bool = False
) -> View:
    """An item to try.

    Args:
        item: The item.
        story: Of its case.
        references: Names of sources.
        chosen: Options that the visitor chose, from 0; numbers of no option are left out.
        tried: The visitor asked for the answer.
    """
    known = {number for number in chosen if 0 <= number < len(item.options)}
    said = item.feedback or ("",) * len(item.options)
    options = tuple(
        Shown(number, text, number in item.correct, number in known, said[number] if number < len(said) else "")
        for number, text in enumerate(item.options)
    )
    return View(
        item,
        story,
        options,
        item.kind is Kind.SEVERAL,
        tuple(references.sources[one].label for one in item.mark.sources if one in references.sources),
        right=item.is_right(known) if tried and known else None,
        nothing_chosen=tried and not known,
    )


@dataclass(frozen=True, slots=True)
class Picked:
    """How often an option was chosen; ``percent`` of the people, for the length of the bar."""

    text: str
    right: bool
    count: int
    percent: int
    unpicked: bool


def picked(item: Item, figure: ItemFigure | None) -> Sequence[Picked]:
    """The options with how often each was chosen; nothing without a figure."""
    if figure is None or not figure.voters:
        return ()
    return [
        Picked(
            text,
            number in item.correct,
            figure.counts[number],
            min(100, round(100 * figure.counts[number] / figure.voters)),
            number in figure.unpicked,
        )
        for number, text in enumerate(item.options)
    ]
