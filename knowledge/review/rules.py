"""Rules of the workflow as pure functions; the store asks them inside the transaction of an act."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from knowledge.entries.model import Urgency
from knowledge.review.listing import ReaderStatus

EXPERT = "gedragswetenschapper"
"""Id of the expertise (`expertise.yml`) without which nobody approves an urgent entry."""

LONGEST_DAYS = 731
"""Until when an entry may count as reviewed, in days from today: two years, our choice."""

LONGEST_NOTE = 2000
"""Characters of a comment or a reason: our choice."""


class Refusal(StrEnum):
    """Why somebody may not approve a version; also the key of the text that tells it."""

    ROLE = "role"
    DECIDED = "decided"
    OWN = "own"
    EXPERTISE = "expertise"
    OUTDATED = "outdated"


def is_urgent(*documents: Mapping[str, Any] | None) -> bool:
    """Whether any of these texts (before and after a change) is urgent; None stands for no text."""
    return any(document is not None and document.get("urgency") == Urgency.URGENT.value for document in documents)


def refusal(
    *,
    permitted: bool,
    decided: bool,
    wrote_it: bool,
    urgent: bool,
    expertise: Collection[str],
    outdated: bool,
) -> Refusal | None:
    """The first reason why somebody may not approve a version; None when they may.

    Args:
        permitted: Their role lets them approve.
        decided: There is a decision already.
        wrote_it: They changed the draft that it was made from; no role makes up for that.
        urgent: The text is urgent, before or after the change.
        expertise: In their profiles.
        outdated: Another version was published since the text was written.
    """
    reasons = {
        Refusal.ROLE: not permitted,
        Refusal.DECIDED: decided,
        Refusal.OWN: wrote_it,
        Refusal.EXPERTISE: urgent and EXPERT not in expertise,
        Refusal.OUTDATED: outdated,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def reader_status(
    *, published: bool, retired: bool, archived: bool, confirmed: bool, expires_on: date | None, today: date
) -> ReaderStatus:
    """What readers see; the most pressing thing first.

    Args:
        published: There is a version that they see, or saw until it was retired.
        retired: It was taken away from them.
        archived: It was taken away for good rather than for the moment.
        confirmed: Somebody of the organisation stands behind it.
        expires_on: Day from which it counts as expired.
        today: The reader's day.
    """
    if not published:
        return ReaderStatus.NOTHING
    if retired:
        return ReaderStatus.ARCHIVED if archived else ReaderStatus.OFFLINE
    if expires_on is not None and today >= expires_on:
        return ReaderStatus.EXPIRED
    return ReaderStatus.PUBLISHED if confirmed else ReaderStatus.UNCONFIRMED


def last_day(today: date) -> date:
    """The furthest day on which an entry may have to be reviewed again."""
    return today + timedelta(days=LONGEST_DAYS)
