"""Unanswered questions in groups."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.review.clusters import Cluster
from knowledge.store.rows import OpenQuestion


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same.

    Attributes:
        head: The one that stands for all; redacted.
        texts: The other wordings, without doubles.
        ids: Of all questions in it.
        latest: When it was last asked.
        candidates: Slugs that came closest, most often named first.
    """

    head: str
    texts: tuple[str, ...]
    ids: tuple[int, ...]
    latest: datetime
    candidates: tuple[str, ...]


def groups(questions: Sequence[OpenQuestion], clusters: Sequence[Cluster]) -> list[Group]:
    """Groups in the order of the clusters: most asked first."""
    return [_group([questions[place] for place in cluster.members], questions[cluster.head]) for cluster in clusters]


def slug_of(wanted: str, titles: Mapping[str, str]) -> str | None:
    """The entry that somebody named; None when no entry is called so.

    Args:
        wanted: A whole title, in small letters or capitals, or a slug.
        titles: Of the entries that may be named, by slug.
    """
    key = " ".join(wanted.casefold().split())
    return next((slug for slug, title in titles.items() if key in (slug, title.casefold())), None)


def _group(members: Sequence[OpenQuestion], head: OpenQuestion) -> Group:
    near = Counter(slug for item in members for slug in item.candidates)
    texts = dict.fromkeys(item.redacted_text for item in members if item.redacted_text != head.redacted_text)
    return Group(
        head.redacted_text,
        tuple(texts),
        tuple(item.question_id for item in members),
        max(item.asked_at for item in members),
        tuple(slug for slug, _ in near.most_common(3)),
    )
