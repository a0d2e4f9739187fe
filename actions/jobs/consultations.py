"""Consultations that wait: remind the team, tell its leads, and edit posts down to their number."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.consultations.words import is_lead
from actions.rendering.consult_card import card
from actions.roster import Roster
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage, Target
from knowledge.consultations.model import Consultation, Status
from knowledge.messages.catalogue import Catalogue
from knowledge.store.consultations import ConsultationStore
from knowledge.store.consultations_due import lost_key
from knowledge.store.posts import PostStore

Queue = Callable[[str, OutboundMessage], None]
"""Queues a message with a target under a key that is known for good."""


@dataclass(frozen=True, slots=True)
class JobParts:
    """What the jobs need.

    Attributes:
        consultations: Tells what is due, and notes what was done.
        posts: Where cards stand.
        roster: Groups and leads of a team.
        catalogue: User texts.
        labels: How an expertise is named, by id.
        reduce_after_days: Days after closing in which the posts stay as they are.
    """

    consultations: ConsultationStore
    posts: PostStore
    roster: Roster
    catalogue: Catalogue
    labels: Mapping[str, str]
    reduce_after_days: int


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do once.

    Attributes:
        mark: Notes that it is done; False when that was done before, or is not needed any more.
        messages: What to send, by key.
    """

    mark: Callable[[datetime], bool]
    messages: Mapping[str, OutboundMessage]


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
        *(_job(store.mark_reminded, item, _remind(item, parts)) for item in store.due_for_reminder(now)),
        *(_job(store.mark_lead_told, item, _tell_leads(item, parts)) for item in store.due_for_lead(now)),
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
    queued = 0
    for job in due(parts, now):
        if not job.mark(now):
            continue
        for key, message in job.messages.items():
            queue(key, message)
            queued += 1
    return queued


def _job(
    mark: Callable[[int, datetime], bool], item: Consultation, messages: Iterable[tuple[str, OutboundMessage]]
) -> Job:
    return Job(lambda now: mark(item.consultation_id, now), dict(messages))


def _remind(item: Consultation, parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    """One line with the buttons of the card, where the card stands; none when the team has no group any more."""
    linked = [chat.chat for chat in parts.roster.chats(item.team_id)]
    posted = [post.chat for post in parts.posts.of(item.subject) if post.chat in linked]
    chat = next(iter([*posted, *linked]), None)
    if chat is None:
        return []
    text = parts.catalogue.text("consult.job.remind", number=item.number, question=item.question)
    buttons = card(item, parts.labels, parts.catalogue).buttons
    target = Target(chat, subject=item.subject, protect=True)
    return [(f"{item.subject}:remind", _message(text, target, *buttons))]


def _tell_leads(item: Consultation, parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    text = parts.catalogue.text("consult.job.lead", number=item.number)
    button = Button(parts.catalogue.text("consult.buttons.read"), f"/casus {item.consultation_id}")
    found = [member.person for member in parts.roster.members(item.team_id) if is_lead(member)]
    # Keys name no person.
    return [
        (f"{item.subject}:lead:{number}", _message(text, Target(person, protect=True), button))
        for number, person in enumerate(found)
        if person != item.asker
    ]


def _tell_lost(item: Consultation, row: int, parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    """Whoever asked would wait for an answer to what nobody can read."""
    if item.asker is None:
        return []
    text = parts.catalogue.text
    again = Button(text("consult.buttons.post_again"), f"/plaats {item.consultation_id}")
    withdraw = Button(text("consult.buttons.withdraw"), f"/trekin {item.consultation_id}")
    told = _message(text("consult.job.lost", number=item.number), Target(item.asker, protect=True), again, withdraw)
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
            _message(text, Target(post.chat, edit=post.channel_message_id, protect=True)),
        )
        for number, post in enumerate(parts.posts.of(item.subject))
    ]


def _message(text: str, target: Target, *buttons: Button) -> OutboundMessage:
    return OutboundMessage((Block(BlockKind.TEXT, text),), buttons, target=target)
