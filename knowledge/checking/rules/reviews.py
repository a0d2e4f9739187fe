"""Entries whose review date is past."""

from collections.abc import Iterator

from knowledge.checking.lines import of_key
from knowledge.checking.model import Base, Finding, Rule, Severity


def review_past(base: Base) -> Iterator[Finding]:
    """Entries that count as expired today: from ``vervalt_op`` on the answer says so."""
    for file in base.files:
        expires = file.entry.expires_on
        if expires <= base.today:
            days = (base.today - expires).days
            message = f"vervalt_op {expires} was {days} days ago; review the entry and set new dates"
            yield Finding(file.path, of_key(file, "vervalt_op"), Rule.REVIEW_PAST, Severity.WARNING, message)
