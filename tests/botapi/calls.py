"""The record of every call a bot made."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.watching import Watched


@dataclass
class Recorded:
    """One call.

    Attributes:
        method: as in the documentation, e.g. sendMessage.
        params: decoded parameters; JSON is no longer a string.
        at: server time, Unix seconds with fraction.
        uploads: files by field, with their bytes.
        fault: name of the fault that hit the call, if any.
        result: what was answered, also when the answer was lost on the way.
        error: code and description of a refusal.
    """

    method: str
    params: dict[str, Any]
    at: float
    uploads: dict[str, Any] = field(default_factory=dict)
    fault: str | None = None
    result: Any = None
    error: tuple[int, str] | None = None

    @property
    def ok(self) -> bool:
        """Whether the method was carried out."""
        return self.error is None and self.result is not None


class Calls(Watched):
    """All calls, oldest first, with filters."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Recorded] = []

    def __iter__(self) -> Iterator[Recorded]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def of(self, *methods: str, chat: Any = None) -> list[Recorded]:
        """Calls of these methods, to this chat (a Chat or an id) if one is given."""
        wanted = getattr(chat, "id", chat)
        return [
            call
            for call in self.all
            if call.method in methods and (wanted is None or call.params.get("chat_id") == wanted)
        ]

    def sent(self, chat: Any = None) -> list[Recorded]:
        """Calls that put something in a chat: send..., copyMessage, forwardMessage; not sendChatAction."""
        names = {c.method for c in self.all if c.method.startswith(("send", "copy", "forward"))} - {"sendChatAction"}
        return self.of(*names, chat=chat)

    def finished(self, *methods: str) -> list[Recorded]:
        """Calls of these methods that were answered, well or badly."""
        return [call for call in self.of(*methods) if call.result is not None or call.error is not None]

    def transcript(self) -> str:
        """The last calls; for errors."""
        return "Last calls: " + ", ".join(call.method for call in self.but_polling()[-10:])

    def but_polling(self) -> list[Recorded]:
        """Everything except getUpdates."""
        return [call for call in self.all if call.method != "getUpdates"]

    def clear(self) -> None:
        """Forget what was recorded so far."""
        self.all.clear()
