"""A message out: blocks and buttons that each channel shows in its own way."""

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from actions.errors import AttachmentTooLarge
from actions.vocabulary.polls import QuizPoll


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


LARGEST_FILE = 5_000_000
"""Bytes of a file: it waits in the database as base64, and Telegram takes 50 MB of a bot, 10 MB of a picture
(https://core.telegram.org/bots/api#sending-files)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message: text, or bytes such as a PDF.

    Attributes:
        name: File name.
        text: Its content in UTF-8; empty when it has `data`.
        data: Its content in bytes; ``None`` for a text file.
        photo: Show it as a picture, which only PNG and JPEG are, instead of as a file.

    Raises:
        ValueError: Text and bytes are both given.
        AttachmentTooLarge: It has more than :data:`LARGEST_FILE` bytes.
    """

    name: str
    text: str = ""
    data: bytes | None = None
    photo: bool = False

    def __post_init__(self) -> None:
        if self.text and self.data is not None:
            raise ValueError(f"{self.name} has both text and bytes; a file has one content.")
        if len(self.content) > LARGEST_FILE:
            raise AttachmentTooLarge(self.name, len(self.content), LARGEST_FILE)

    @property
    def content(self) -> bytes:
        """What is in the file."""
        return self.text.encode() if self.data is None else self.data

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values; bytes in base64."""
        data = None if self.data is None else b64encode(self.data).decode()
        return {"name": self.name, "text": self.text, "data": data, "photo": self.photo}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        content = data.get("data")
        # An action server of an earlier release knows text files only.
        return cls(
            data["name"], data["text"], None if content is None else b64decode(content), data.get("photo", False)
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who is called by name in a message, so that their app tells them.

    Attributes:
        person: Opaque id.
        name: What they are called.
    """

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes when that is not simply back to the one who wrote.

    Attributes:
        chat: Opaque id of the chat.
        subject: What it is about, such as ``consultation:17``, so that replies to it are recognised.
        edit: The channel's id of a message of the bot in that chat that is changed instead.
        protect: Forbid forwarding and saving.
    """

    chat: str
    subject: str | None = None
    edit: str | None = None
    protect: bool = False


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """One message to show, as blocks with buttons.

    Attributes:
        blocks: Its parts, in order.
        buttons: Choices under it.
        attachment: A file that goes with it.
        mentions: People it calls.
        target: Another place than the conversation itself; ``None`` answers there.
        poll: A quiz question; a channel with polls shows it instead of the blocks.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    attachment: Attachment | None = None
    mentions: tuple[Mention, ...] = ()
    target: Target | None = None
    poll: QuizPoll | None = None

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to show: what was asked shows in another message."""
        return not (self.blocks or self.buttons or self.attachment or self.poll)

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
            "attachment": self.attachment.to_json() if self.attachment else None,
            "mentions": [asdict(mention) for mention in self.mentions],
            "target": asdict(self.target) if self.target else None,
            "poll": self.poll.to_json() if self.poll else None,
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
            Attachment.from_json(data["attachment"]) if data["attachment"] else None,
            tuple(Mention(**mention) for mention in data["mentions"]),
            Target(**data["target"]) if data["target"] else None,
            # An action server of an earlier release knows no polls.
            QuizPoll.from_json(data["poll"]) if data.get("poll") else None,
        )

    @classmethod
    def silent(cls) -> Self:
        """A reply that shows nothing, such as to a press whose effect is seen elsewhere."""
        return cls(())
