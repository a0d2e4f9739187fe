"""Trouble on the line, switched on by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Faults for "the next N calls" would else be used up by the poll that is always waiting.
POLLING = "getUpdates"


@dataclass(eq=False)
class Fault:
    """One kind of trouble.

    Attributes:
        kind: down, flood, delay, malformed, status, lost_answer or late_answer.
        calls: how many calls it still hits; None until cleared.
        methods: only these; None for all (but getUpdates, where the fault is not `down`).
        chat_id: only calls for this chat.
        seconds: for `delay` and `late_answer`, and `retry_after` of `flood`.
        code: HTTP status of `status`.
    """

    kind: str
    calls: int | None = None
    methods: frozenset[str] | None = None
    chat_id: int | None = None
    seconds: float = 0
    code: int = 500

    def fits(self, method: str, params: dict[str, Any]) -> bool:
        """Whether the fault hits this call."""
        if self.calls == 0:
            return False
        whole = method != POLLING or self.kind == "down"
        named = whole if self.methods is None else method in self.methods
        return named and (self.chat_id is None or params.get("chat_id") == self.chat_id)


class Faults:
    """The faults that are on. Every function takes `calls` (how many; None until cleared) and `methods`."""

    def __init__(self, hang_up: Callable[[], None]) -> None:
        self.on: list[Fault] = []
        self._hang_up = hang_up

    def take(self, method: str, params: dict[str, Any]) -> list[Fault]:
        """The faults for this call; counts them down."""
        found = [fault for fault in self.on if fault.fits(method, params)]
        for fault in found:
            if fault.calls is not None:
                fault.calls -= 1
        self.on = [fault for fault in self.on if fault.calls != 0]
        return found

    def _add(self, kind: str, calls: int | None, methods: tuple[str, ...], **more: Any) -> Fault:
        fault = Fault(kind, calls, frozenset(methods) or None, **more)
        self.on.append(fault)
        return fault

    def down(self, *methods: str, calls: int | None = None) -> Fault:
        """The connection closes before anything is done; also for getUpdates, and for the one that waits now."""
        fault = self._add("down", calls, methods)
        if self.is_down:
            self._hang_up()
        return fault

    @property
    def is_down(self) -> bool:
        """Whether a waiting getUpdates call would lose its connection."""
        return any(fault.kind == "down" and fault.fits(POLLING, {}) for fault in self.on)

    def flood(self, *methods: str, retry_after: int = 1, chat: Any = None, calls: int | None = None) -> Fault:
        """429 with `retry_after` seconds, for one chat (a Chat or an id) or for all."""
        return self._add("flood", calls, methods, seconds=retry_after, chat_id=getattr(chat, "id", chat))

    def delay(self, seconds: float, *methods: str, calls: int | None = None) -> Fault:
        """Wait before carrying out the call."""
        return self._add("delay", calls, methods, seconds=seconds)

    def malformed(self, *methods: str, calls: int | None = None) -> Fault:
        """Carry out the call, then answer 200 with half a JSON object."""
        return self._add("malformed", calls, methods)

    def status(self, code: int, *methods: str, calls: int | None = None) -> Fault:
        """Do nothing and answer with an HTTP status: a gateway's page (502), or Telegram's JSON (500)."""
        return self._add("status", calls, methods, code=code)

    def lost_answer(self, *methods: str, calls: int | None = None) -> Fault:
        """Carry out the call, then close the connection: the bot cannot know whether it was done."""
        return self._add("lost_answer", calls, methods)

    def late_answer(self, seconds: float, *methods: str, calls: int | None = None) -> Fault:
        """Carry out the call, then wait before the answer: what it caused reaches the bot first."""
        return self._add("late_answer", calls, methods, seconds=seconds)

    def clear(self, fault: Fault | None = None) -> None:
        """Switch off one fault, or all."""
        self.on = [each for each in self.on if fault is not None and each is not fault]
