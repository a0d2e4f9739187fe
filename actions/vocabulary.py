"""The words channels and actions share: a message in, a decision, messages out.

Adding a channel means producing :class:`InboundMessage` and showing :class:`OutboundMessage`; nothing else.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message as a channel received it.

    Attributes:
        key: Unique per update, callback or line; the same key is handled once.
        conversation: Opaque id of the conversation, scoped by channel (``console:local``).
        person: Opaque id of the sender, scoped by channel.
        text: The raw text. It lives in memory only and is never stored, logged or sent on.
        payload: What a pressed button carries, such as ``/meer 12``; ``None`` for typed text.
        channel: Name of the channel.
        addressed: False when the message was not meant for the bot (group chat): it is dropped.
        private: False in a group.
        chat: Opaque id of the chat, scoped by channel; several people share one in a group. Empty when the
            channel has no chats.
        media: What came along that cannot be read (``photo``, ``voice``, ``sticker``, ...); the caption, if
            any, is in ``text``.
        deletable: Reference with which the channel can delete this message for its sender; ``None`` when it
            cannot.
        name: What the sender is called in the channel; for the roster only, never stored with a question.
    """

    key: str
    conversation: str
    person: str
    text: str
    payload: str | None = None
    channel: str = "console"
    addressed: bool = True
    private: bool = True
    chat: str = ""
    media: str | None = None
    deletable: str | None = None
    name: str = ""


class BlockKind(StrEnum):
    """What a part of a reply is, so that each channel can style it.

    ``CHOICES`` lists the buttons as numbered lines, for readers without buttons; a channel that shows the
    buttons themselves leaves it out.
    """

    TITLE = "title"
    TEXT = "text"
    ALERT = "alert"
    REFLECTION = "reflection"
    TEAM = "team"
    SOURCE = "source"
    NOTICE = "notice"
    SAFETY = "safety"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a reply in plain text."""

    kind: BlockKind
    text: str


LONGEST_PAYLOAD = 57
"""Bytes of a payload, so that with a channel's own mark it fits in 64 (Telegram's ``callback_data``)."""


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a reply.

    Attributes:
        label: What it says.
        payload: The command it carries; at most :data:`LONGEST_PAYLOAD` bytes.
        owner: Only the one who asked may press it.
        private: What it does happens in the private chat: pressed in a group, it leads there.
    """

    label: str
    payload: str
    owner: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with a message.

    Attributes:
        name: File name.
        text: Its content, UTF-8.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """One message to show, as blocks with buttons.

    Attributes:
        blocks: Its parts, in order.
        buttons: Choices under it.
        attachment: A file that goes with it.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    attachment: Attachment | None = None

    @property
    def text(self) -> str:
        """The whole message as plain text."""
        return "\n\n".join(block.text for block in self.blocks)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "blocks": [{"kind": block.kind.value, "text": block.text} for block in self.blocks],
            "buttons": [
                {"title": button.label, "payload": button.payload, "owner": button.owner, "private": button.private}
                for button in self.buttons
            ],
            "attachment": {"name": self.attachment.name, "text": self.attachment.text} if self.attachment else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        return cls(
            tuple(Block(BlockKind(block["kind"]), block["text"]) for block in data["blocks"]),
            tuple(
                Button(button["title"], button["payload"], button["owner"], button["private"])
                for button in data["buttons"]
            ),
            Attachment(**data["attachment"]) if data["attachment"] else None,
        )


FORGOTTEN = "forgotten"
"""Reason of a decision after which nothing about the sender may be written any more."""


class DecisionKind(StrEnum):
    """What the bot decided to do with a message (black-box contract)."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"
    DANGER = "danger"
    DANGER_CHECK = "danger_check"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class ScoredEntry:
    """An entry with its search score, best first in a decision."""

    slug: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, apart from how it is worded.

    Attributes:
        kind: The decision.
        danger_kind: Kind of danger, for the danger decisions.
        entries: Up to ten entries, best first.
        confidence: P(first entry is right), ``None`` for danger and smalltalk.
        escalation: Whether the message shows the reflex to escalate or hand over.
        consult: Whether the reply asks to consult before acting.
        version: Id of the entry version that is shown.
        reason: Why the bot abstained or failed, for the log; never text of the message.
    """

    kind: DecisionKind
    danger_kind: str | None = None
    entries: tuple[ScoredEntry, ...] = ()
    confidence: float | None = None
    escalation: bool = False
    consult: bool = False
    version: int | None = None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "decision": self.kind.value,
            "danger_kind": self.danger_kind,
            "entries": [{"slug": entry.slug, "score": entry.score} for entry in self.entries],
            "confidence": self.confidence,
            "escalation": self.escalation,
            "consult": self.consult,
            "version": self.version,
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        return cls(
            kind=DecisionKind(data["decision"]),
            danger_kind=data["danger_kind"],
            entries=tuple(ScoredEntry(entry["slug"], entry["score"]) for entry in data["entries"]),
            confidence=data["confidence"],
            escalation=data["escalation"],
            consult=data["consult"],
            version=data["version"],
            reason=data["reason"],
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """A decision with the messages that show it; several after a check question was answered.

    Attributes:
        decision: What was decided.
        messages: What to show.
        committed: Whether the new state, and the messages of a channel with an outbox, are in the store.
            False for the danger card and for "ik kan nu niet antwoorden", which never wait for a store.
    """

    decision: Decision
    messages: tuple[OutboundMessage, ...] = field(default=())
    committed: bool = False

    @property
    def text(self) -> str:
        """Everything the user sees, as plain text."""
        return "\n\n".join(message.text for message in self.messages)
