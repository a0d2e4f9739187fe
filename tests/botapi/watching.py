"""Waiting for something to happen in a chat, as a person who looks at a screen does."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.botapi.messages import Message

Wanted = "str | Callable[[Message], bool]"
PATIENCE_S = 60.0
"""How long something is waited for: on a busy machine much takes long, and what comes is seen at once."""


class Watched:
    """A thing that changes, with waiters. Every change wakes all of them and they look again."""

    def __init__(self) -> None:
        self._change = asyncio.Event()

    def changed(self) -> None:
        """Tell everybody who waits to look again."""
        done, self._change = self._change, asyncio.Event()
        done.set()

    async def next_change(self) -> None:
        """Wait for the next change, whatever it is."""
        await self._change.wait()

    async def wait_until(self, condition: Callable[[], bool], within: float = PATIENCE_S, what: str = "") -> None:
        """Wait until a condition holds.

        Args:
            condition: looked at after each change.
            within: seconds.
            what: for the error.

        Raises:
            TimeoutError: it did not hold in time; says what was to be seen.
        """
        try:
            async with asyncio.timeout(within):
                while not condition():
                    await self._change.wait()
        except TimeoutError:
            raise TimeoutError(
                f"{what or 'the condition'} did not come within {within} s. {self.transcript()}"
            ) from None

    def transcript(self) -> str:
        """What there is to see; for errors."""
        return ""


class WatchedChat(Watched):
    """Waiting for messages."""

    messages: "list[Message]"

    def find_message(self, wanted: Wanted, after: "Message | None" = None) -> "Message | None":
        """The first visible message that fits.

        Args:
            wanted: part of a text that a bot sent, or a function that says whether a message fits.
            after: look only at messages that came after this one.
        """
        for message in list(self.messages):
            if after is not None and message.id <= after.id:
                continue
            if (message.from_bot and wanted in message.text) if isinstance(wanted, str) else wanted(message):
                return message
        return None

    async def wait_for(
        self, wanted: Wanted, within: float = PATIENCE_S, *, after: "Message | None" = None
    ) -> "Message":
        """Wait for a message; see `find_message`. `within` in seconds.

        Raises:
            TimeoutError: no such message came; the error holds the whole chat.
        """
        await self.wait_until(
            lambda: self.find_message(wanted, after) is not None, within, f"a message that fits {wanted!r}"
        )
        found = self.find_message(wanted, after)
        assert found is not None
        return found

    async def expect_silence(self, seconds: float = 0.3) -> None:
        """Fail if anything new, edited or deleted shows in this chat for so many seconds.

        Raises:
            AssertionError: something happened.
        """
        change = self._change
        try:
            async with asyncio.timeout(seconds):
                await change.wait()
        except TimeoutError:
            return
        raise AssertionError(f"expected silence. {self.transcript()}")

    def transcript(self) -> str:
        """All visible messages, one a line."""
        return "The chat shows:\n" + "\n".join(f"  {message.id} {message}" for message in self.messages)
