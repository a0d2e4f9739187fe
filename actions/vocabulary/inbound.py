"""A message in."""

from dataclasses import dataclass


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
        replied_to: The channel's id of the bot's message that this one answers.
        quoted: Raw text of the message of a person that this one answers; only with a command that asks for it,
            and treated as :attr:`text` is.
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
    replied_to: str | None = None
    quoted: str = ""
