"""Where a reply goes."""

from dataclasses import dataclass

PREFIX = "telegram:"


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, and the spot in it.

    Attributes:
        chat: Telegram's id of the chat.
        group: Whether others read along.
        thread: Topic of a forum group.
        reply_to: Message that is answered; in private chats the reply simply follows.
        edit: Message of the bot that is changed instead of sending a new one.
        person: Opaque id of the one who is answered.
    """

    chat: int
    group: bool
    thread: int | None = None
    reply_to: int | None = None
    edit: int | None = None
    person: str = ""

    @property
    def chat_key(self) -> str:
        """Opaque id of the chat, as the store and the actions know it."""
        return chat_key(self.chat)


def chat_key(chat: int) -> str:
    """Opaque id of a chat."""
    return f"{PREFIX}{chat}"


def chat_number(key: str) -> int:
    """Telegram's id behind :func:`chat_key`."""
    return int(key.removeprefix(PREFIX))


def person_key(user: int) -> str:
    """Opaque id of a person; in a private chat it equals the id of the chat."""
    return f"{PREFIX}{user}"
