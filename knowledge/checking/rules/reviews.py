"""Entries whose review date is past, and urgent entries that do not say who must still confirm them."""

from collections.abc import Iterator

from knowledge.checking.lines import of_key
from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.entries.model import Urgency

TO_CONFIRM = "De organisatie moet deze kaart bevestigen voor gebruik."
"""What *Te controleren* of an urgent entry tells team leads. A version that a lead confirmed loses the notice that
readers see; the sentence stays, because the next version must be confirmed again."""


def review_past(base: Base) -> Iterator[Finding]:
    """Entries that count as expired today: from ``vervalt_op`` on the answer says so."""
    for file in base.files:
        expires = file.entry.expires_on
        if expires <= base.today:
            days = (base.today - expires).days
            message = f"vervalt_op {expires} was {days} days ago; review the entry and set new dates"
            yield Finding(file.path, of_key(file, "vervalt_op"), Rule.REVIEW_PAST, Severity.WARNING, message)


def unconfirmed(base: Base) -> Iterator[Finding]:
    """Urgent entries without the sentence that the organisation must confirm them."""
    for file in base.files:
        texts = [sentence.text for block in file.entry.to_check for sentence in block.sentences]
        if file.entry.urgency is Urgency.URGENT and TO_CONFIRM not in texts:
            message = f"an urgent entry has in 'Te controleren': {TO_CONFIRM}"
            yield Finding(file.path, of_key(file, "urgentie"), Rule.UNCONFIRMED, Severity.ERROR, message)
