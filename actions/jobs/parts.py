"""What jobs need and make: parts, something to do once, and its messages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.roster import Roster
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage, Target
from knowledge.messages.catalogue import Catalogue
from knowledge.store.consultations import ConsultationStore
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


def queue_all(messages: Mapping[str, OutboundMessage], queue: Queue) -> int:
    """Queue messages by key.

    Returns:
        How many.
    """
    for key, made in messages.items():
        queue(key, made)
    return len(messages)


def message(text: str, target: Target, *buttons: Button) -> OutboundMessage:
    """A message of one text with buttons to a place."""
    return OutboundMessage((Block(BlockKind.TEXT, text),), buttons, target=target)
