"""Telegram's flood limits: 30 messages a second in all, about 1 a second per chat, 20 a minute per group.

Figures: core.telegram.org/bots/faq, "My bot is hitting limits". Off unless a test switches it on.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.botapi.errors import too_many_requests

if TYPE_CHECKING:
    from tests.botapi.accounts import BotAccount
    from tests.botapi.chats import Chat
    from tests.botapi.clock import Clock


@dataclass(frozen=True)
class Hit:
    """One message too many. `retry_after` in seconds."""

    limit: str
    chat_id: int
    retry_after: int


class _Window:
    """At most `most` events in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self.events: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until there is room; 0 if there is."""
        while self.events and self.events[0] <= now - self.seconds:
            self.events.popleft()
        return self.events[0] + self.seconds - now if len(self.events) >= self.most else 0.0


class FloodLimits:
    """Counts sends and edits per bot and answers 429 when there are too many.

    Attributes:
        enforce: answer 429. Off by default.
        counting: note every hit in `hits`, also without enforcing. Off by default.
        per_second: messages a second over all chats.
        burst, burst_seconds: a chat takes this many messages in so many seconds; on average one a second.
        per_minute: messages a minute in one group.
        hits: every message that was too many.
    """

    def __init__(self, clock: "Clock") -> None:
        self.clock = clock
        self.enforce = False
        self.counting = False
        self.per_second = 30
        self.burst, self.burst_seconds = 5, 5.0
        self.per_minute = 20
        self.hits: list[Hit] = []
        self.most_in_a_second = 0
        self._all: dict[int, _Window] = {}
        self._chats: dict[tuple[int, int], _Window] = {}
        self._groups: dict[tuple[int, int], _Window] = {}
        self._blocked: dict[tuple[int, int], float] = defaultdict(float)

    def on(self) -> None:
        """Enforce and count."""
        self.enforce = self.counting = True

    def off(self) -> None:
        """Neither enforce nor count; what was counted stays."""
        self.enforce = self.counting = False

    def check(self, bot: "BotAccount", chat: "Chat") -> None:
        """Count one send or edit.

        Raises:
            ApiError: 429, when enforcing and there were too many.
        """
        if not (self.enforce or self.counting):
            return
        now, key = self.clock.precise(), (bot.id, chat.id)
        windows = {
            "all": self._all.setdefault(bot.id, _Window(self.per_second, 1.0)),
            "chat": self._chats.setdefault(key, _Window(self.burst, self.burst_seconds)),
        }
        if not chat.private:
            windows["group"] = self._groups.setdefault(key, _Window(self.per_minute, 60.0))
        waits = {name: window.wait(now) for name, window in windows.items()}
        # A chat that was told to wait stays closed until then.
        waits["chat"] = max(waits["chat"], self._blocked[key] - now)
        worst = max(waits, key=lambda name: waits[name])
        if waits[worst] > 0:
            retry_after = math.ceil(waits[worst])
            self.hits.append(Hit(worst, chat.id, retry_after))
            if self.enforce:
                self._blocked[key] = max(self._blocked[key], now + waits[worst])
                raise too_many_requests(retry_after)
        for window in windows.values():
            window.events.append(now)
        self.most_in_a_second = max(self.most_in_a_second, len(windows["all"].events))
