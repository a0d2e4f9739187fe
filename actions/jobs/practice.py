"""The practice of today: offered once, on a chosen day from the chosen hour on, and never when nothing is due."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from actions.jobs.parts import Queue
from actions.practice.stores import Practising
from actions.rendering.practice_plan import offer, offer_pause
from actions.vocabulary import Target
from knowledge.messages.catalogue import Catalogue

PATIENCE = 3
"""Offers in a row without anything done; then it is asked once whether to pause, and nothing comes any more."""


@dataclass(frozen=True, slots=True)
class PracticeParts:
    """What the job needs.

    Attributes:
        kept: Plans, and items that may be asked.
        catalogue: User texts.
    """

    kept: Practising
    catalogue: Catalogue


def run(parts: PracticeParts, now: datetime, queue: Queue) -> int:
    """Offer what is due; call it inside :meth:`Database.together`, so that mark and message are kept together.

    A day has one mark per person: a restart, a second round in the same minute or a clock that was set back offers
    nothing twice. Who practised before the hour came is left alone.

    Args:
        parts: Stores and words.
        now: The present.
        queue: Puts a message in the outbox.

    Returns:
        How many messages were queued.

    Raises:
        StoreError: Nothing was kept.
    """
    practice = parts.kept.practice
    people = practice.due_people(now)
    if not people:
        return 0
    askable = parts.kept.bank.askable()
    queued = 0
    for person in people:
        before = practice.unanswered(person)
        due = practice.today(person, askable, now)
        if before > PATIENCE or not due.names or due.done or not practice.offered(person, now):
            continue
        words = parts.catalogue
        message = offer_pause(words) if before == PATIENCE else offer(len(due.names), words)
        # Keys name no person; the mark of the day keeps it at one.
        queue(f"practice:{uuid4().hex}", replace(message, target=Target(person)))
        queued += 1
    return queued
