"""What a person asks of a bot and waits for: a pressed button and an inline query."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.botapi.messages import Message
    from tests.botapi.people import Person

# Telegram refuses answers after about this long (s); it documents no figure.
CALLBACK_LIFE = 15
# Answers to inline queries are refused sooner (s); same remark.
INLINE_LIFE = 10


@dataclass(frozen=True)
class CallbackAnswer:
    """What the person saw after pressing: a notice, an alert, or a page that opened."""

    text: str = ""
    alert: bool = False
    url: str | None = None


@dataclass
class CallbackQuery:
    """A pressed button that waits for answerCallbackQuery."""

    id: str
    person: "Person"
    message: "Message"
    data: str
    asked: int
    answer: "asyncio.Future[CallbackAnswer]" = field(repr=False)

    def json(self) -> dict[str, Any]:
        """The Bot API object CallbackQuery."""
        chat = self.message.chat
        made: dict[str, Any] = {"id": self.id, "from": self.person.json(), "data": self.data}
        made["chat_instance"] = str(abs(chat.id) * 7_919 + 17)
        if self.message.inline_id is not None:
            made["inline_message_id"] = self.message.inline_id
        elif self.message.deleted:
            made["message"] = {"chat": chat.json(), "message_id": self.message.id, "date": 0}
        else:
            made["message"] = self.message.json()
        return made


@dataclass(frozen=True)
class InlineAnswer:
    """What an inline query showed."""

    results: list[dict[str, Any]]
    button: dict[str, Any] | None = None
    personal: bool = False
    cache_time: int = 300

    def result(self, wanted: str) -> dict[str, Any]:
        """A result by its id or (part of) its title.

        Raises:
            LookupError: none fits.
        """
        for found in self.results:
            if wanted == found["id"] or wanted in found.get("title", ""):
                return found
        raise LookupError(f"no inline result {wanted!r} among {[r.get('title', r['id']) for r in self.results]}")


@dataclass
class InlineQuery:
    """A typed inline query that waits for answerInlineQuery."""

    id: str
    person: "Person"
    query: str
    offset: str
    chat_type: str
    asked: int
    answer: "asyncio.Future[InlineAnswer]" = field(repr=False)

    def json(self) -> dict[str, Any]:
        """The Bot API object InlineQuery."""
        fixed = {"id": self.id, "query": self.query, "offset": self.offset, "chat_type": self.chat_type}
        return fixed | {"from": self.person.json()}
