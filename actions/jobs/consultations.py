"""What is due about consultations: reminders, cards that did not arrive, posts edited down to their number."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from actions.jobs import reminders
from actions.jobs.parts import Job, JobParts, Queue, message, queue_all
from actions.vocabulary import Button, OutboundMessage, Target
from knowledge.consultations.model import Consultation, Status
from knowledge.store.consultations_due import lost_key


def due(parts: JobParts, now: datetime) -> list[Job]:
    """Everything that is due, with its messages.

    Args:
        parts: Stores and words.
        now: The present.

    Raises:
        StoreError: The store cannot be read.
    """
    store, reduce_before = parts.consultations, now - timedelta(days=parts.reduce_after_days)
    return [
        *reminders.of_team(store.due_for_reminder(now), parts),
        *reminders.of_leads(store.due_for_lead(now), parts),
        *(Job(_always, dict(_tell_lost(item, row, parts))) for item, row in store.with_lost_post()),
        *(_job(store.mark_reduced, item, _reduce(item, parts)) for item in store.due_for_reduction(reduce_before)),
    ]


def run(parts: JobParts, now: datetime, queue: Queue) -> int:
    """Do what is due; call it inside :meth:`Database.together`, so that marks and messages are kept together.

    Args:
        parts: Stores and words.
        now: The present.
        queue: Puts a message in the outbox.

    Returns:
        How many messages were queued.

    Raises:
        StoreError: Nothing was kept.
    """
    return sum(queue_all(job.messages, queue) for job in due(parts, now) if job.mark(now))


def _job(
    mark: Callable[[int, datetime], bool], item: Consultation, messages: Iterable[tuple[str, OutboundMessage]]
) -> Job:
    return Job(lambda now: mark(item.consultation_id, now), dict(messages))


def _tell_lost(item: Consultation, row: int, parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    """Whoever asked would wait for an answer to what nobody can read."""
    if item.asker is None:
        return []
    text = parts.catalogue.text
    again = Button(text("consult.buttons.post_again"), f"/plaats {item.consultation_id}")
    withdraw = Button(text("consult.buttons.withdraw"), f"/trekin {item.consultation_id}")
    told = message(text("consult.job.lost", number=item.number), Target(item.asker, protect=True), again, withdraw)
    return [(lost_key(item, row), told)]


def _always(now: datetime) -> bool:  # noqa: ARG001 - the outbox itself remembers that it was told
    return True


def _reduce(item: Consultation, parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    """Every post about it becomes its number; the edit has no subject, so that it counts as no new post."""
    key = "consult.job.withdrawn" if item.status is Status.WITHDRAWN else "consult.job.closed"
    text = parts.catalogue.text(key, number=item.number)
    return [
        (
            f"{item.subject}:reduce:{number}",
            message(text, Target(post.chat, edit=post.channel_message_id, protect=True)),
        )
        for number, post in enumerate(parts.posts.of(item.subject))
    ]
