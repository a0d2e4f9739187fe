"""When an item comes again: FSRS, through py-fsrs (github.com/open-spaced-repetition/py-fsrs).

Practice comes once a day, so there are no learning steps of minutes: what was wrong comes again the next day. There
is no fuzz either: it spreads the load of hundreds of cards, and here the limit of a day does that; without it the
same answers give the same days, also when everything is computed again from the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import fsrs

from knowledge.practice.model import Card, Grade, Review

LONGEST_DAYS = 365
"""The longest interval: entries are reviewed every year, and so is what somebody knows of them. Our choice."""


@dataclass(frozen=True)
class Schedule:
    """The scheduler with its settings.

    Attributes:
        retention: The chance that an item is still known when it comes again: 0.7 to 0.97, the range that FSRS advises.
        parameters: Weights of FSRS; None takes those of the library.
    """

    retention: float = 0.9
    parameters: Sequence[float] | None = None
    _scheduler: fsrs.Scheduler = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 0.7 <= self.retention <= 0.97:
            raise ValueError(f"retention is {self.retention}; give 0.7 to 0.97.")
        more = {} if self.parameters is None else {"parameters": tuple(self.parameters)}
        scheduler = fsrs.Scheduler(
            desired_retention=self.retention,
            learning_steps=(),
            relearning_steps=(),
            maximum_interval=LONGEST_DAYS,
            enable_fuzzing=False,
            **more,
        )
        object.__setattr__(self, "_scheduler", scheduler)

    def after(self, card: Card | None, review: Review) -> Card:
        """The card after one more answer.

        Args:
            card: Before it; None when the item is new to this person.
            review: The answer.

        Raises:
            ValueError: If its moment has no time zone, or lies before the answer before it.
        """
        if review.at.utcoffset() is None:
            raise ValueError(f"{review.at!r} has no time zone; pass an aware datetime.")
        at = review.at.astimezone(UTC)
        if card is not None and at < card.last_review:
            raise ValueError(f"{at.isoformat()} lies before the answer of {card.last_review.isoformat()}.")
        # Without id and due time the library asks the clock for both, and sleeps to keep ids apart.
        before = fsrs.Card(card_id=0, due=at) if card is None else _theirs(card)
        made, _ = self._scheduler.review_card(before, fsrs.Rating(review.grade), at)
        if made.stability is None or made.difficulty is None:
            raise RuntimeError("FSRS gave a reviewed card without stability.")
        # A text that was changed starts with a clean sheet: it was the old one that nobody could remember.
        lapses = card.lapses if card is not None and card.version_id == review.version_id else 0
        lapses += card is not None and review.grade is Grade.AGAIN
        return Card(review.name, review.version_id, made.stability, made.difficulty, made.due, at, lapses)

    def replay(self, reviews: Iterable[Review]) -> Card | None:
        """The card after a whole log of one item, oldest first; None for an empty one."""
        card: Card | None = None
        for review in reviews:
            card = self.after(card, review)
        return card

    def recall(self, card: Card, now: datetime) -> float:
        """The chance (0-1) that somebody still knows an item now."""
        return float(self._scheduler.get_card_retrievability(_theirs(card), now.astimezone(UTC)))


def _theirs(card: Card) -> fsrs.Card:
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )
