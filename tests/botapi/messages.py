"""Messages as the server keeps them and as people see them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.botapi.accounts import BotAccount, User

if TYPE_CHECKING:
    from tests.botapi.chats import Chat
    from tests.botapi.polls import Poll

MEDIA = ("photo", "document", "voice", "sticker", "video", "poll", "location", "contact")
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
)


@dataclass(frozen=True)
class Button:
    """One button of an inline keyboard."""

    text: str
    data: str | None = None
    url: str | None = None
    raw: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(eq=False)
class Message:
    """One message. `content` holds the Bot API fields that say what is in it (text, photo, new_chat_members, ...)."""

    id: int
    chat: "Chat"
    date: int
    sender: User | None
    content: dict[str, Any]
    sender_chat: "Chat | None" = None
    signature: str | None = None
    reply_to: "Message | None" = None
    thread: int | None = None
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    interface: dict[str, Any] | None = None
    protected: bool = False
    silent: bool = False
    link_preview: dict[str, Any] | None = None
    via_bot: BotAccount | None = None
    forward_origin: dict[str, Any] | None = None
    inline_id: str | None = None
    poll: "Poll | None" = None
    edited: int | None = None
    deleted: bool = False
    seen_by: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Text or caption, without markup."""
        return self.content.get("text") or self.content.get("caption") or ""

    @property
    def entities(self) -> list[dict[str, Any]]:
        """Entities of the text or caption; offsets and lengths in UTF-16 units."""
        return self.content.get("entities") or self.content.get("caption_entities") or []

    @property
    def kind(self) -> str:
        """What is in it: text, photo, poll, ..., or the name of a service message."""
        return next((name for name in ("text", *MEDIA, *SERVICE) if name in self.content), "empty")

    @property
    def is_service(self) -> bool:
        """Whether the app shows it as an event rather than as something said."""
        return self.kind in SERVICE

    @property
    def from_bot(self) -> bool:
        """Whether a bot sent it itself (not: a person through inline mode)."""
        return isinstance(self.sender, BotAccount)

    @property
    def buttons(self) -> list[Button]:
        """All inline buttons, in reading order."""
        rows = self.keyboard
        return [Button(b["text"], b.get("callback_data"), b.get("url"), b) for row in rows for b in row]

    def button(self, wanted: str) -> Button:
        """A button by its text or its callback data; a unique part of the text will do.

        Raises:
            LookupError: no such button, or more than one.
        """
        for test in (lambda b: wanted in {b.text, b.data}, lambda b: wanted in b.text):
            found = [button for button in self.buttons if test(button)]
            if len(found) == 1:
                return found[0]
            if found:
                raise LookupError(f"{len(found)} buttons fit {wanted!r}: {[b.text for b in self.buttons]}")
        raise LookupError(f"no button {wanted!r} among {[b.text for b in self.buttons]} under {self.text[:80]!r}")

    def entity_texts(self, kind: str) -> list[str]:
        """The pieces of text that carry an entity of this kind."""
        units = self.text.encode("utf-16-le")
        return [
            units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]

    def json(self, *, with_reply: bool = True) -> dict[str, Any]:
        """The Bot API object Message. Replies are shown one level deep, as Telegram does."""
        made: dict[str, Any] = {"message_id": self.id, "date": self.date, "chat": self.chat.json()}
        made |= self.content
        if self.poll is not None:
            made["poll"] = self.poll.json(inside_message=True)
        if self.sender is not None:
            made["from"] = self.sender.json()
        if self.sender_chat is not None:
            made["sender_chat"] = self.sender_chat.json()
        if self.via_bot is not None:
            made["via_bot"] = self.via_bot.json()
        if self.keyboard:
            made["reply_markup"] = {"inline_keyboard": self.keyboard}
        optional = {
            "message_thread_id": self.thread,
            "is_topic_message": True if self.thread is not None and self.chat.forum else None,
            "author_signature": self.signature,
            "edit_date": self.edited,
            "has_protected_content": self.protected or None,
            "link_preview_options": self.link_preview,
            "forward_origin": self.forward_origin,
        }
        made |= {name: value for name, value in optional.items() if value is not None}
        shown = self._shown_reply()
        if with_reply and shown is not None and not shown.deleted:
            made["reply_to_message"] = shown.json(with_reply=False)
        if isinstance(made.get("pinned_message"), Message):
            made["pinned_message"] = made["pinned_message"].json(with_reply=False)
        return made

    def _shown_reply(self) -> "Message | None":
        """The replied-to message; in a topic, without one, the message that opened the topic."""
        if self.reply_to is not None or self.thread is None or not self.chat.forum:
            return self.reply_to
        opening = self.chat.find(self.thread)
        return opening if opening is not self else None

    def __str__(self) -> str:
        who = self.sender.name if self.sender else (self.sender_chat.title if self.sender_chat else "?")
        buttons = "".join(f" [{b.text}]" for b in self.buttons)
        return f"{who}: {self.text or '<' + self.kind + '>'}{buttons}"

    def __repr__(self) -> str:
        return f"<Message {self.id} {self}>"
