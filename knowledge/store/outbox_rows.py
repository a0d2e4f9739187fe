"""What goes into the outbox and what it tells about itself; the text of a message is in `Outgoing` only."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.store.values import JsonObject

DANGER = 0
"""Priority of danger cards; nothing goes before them."""

NORMAL = 100
"""Priority of everything else."""

LATER = 200
"""Priority of tidying up, which nobody waits for."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to queue.

    Attributes:
        key: Unique per message, such as `telegram:update:812:0`; queueing it again changes nothing.
        chat: Where it goes, as the channel's opaque id; order is kept within a chat.
        message: What to send, in the channel's own form. Dropped from the store once sent.
        person: Whom it is about or for, as an opaque id.
        priority: Lower goes first, within the chat and over all chats.
        subject: What a message to a group is about, such as `consultation:17`; once sent it is a `Post`. Never
            for a private chat, because the id of that chat is a person.
        reference: Its short mark, where the caller needs to know it beforehand; None for a random one.
    """

    key: str
    chat: str
    message: JsonObject
    person: str | None = None
    priority: int = NORMAL
    subject: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was given up, as the operator sees it: never its text.

    Attributes:
        reference: Short mark of the message, the same over all attempts.
        attempts: How often sending was begun.
        last_error: What the platform said.
        created_at: When it was queued.
        finished_at: When it was given up.
    """

    row_id: int
    reference: str
    chat: str
    attempts: int
    last_error: str
    created_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that arrived; `channel_message_id` is the platform's id of it in `chat`."""

    chat: str
    channel_message_id: str
