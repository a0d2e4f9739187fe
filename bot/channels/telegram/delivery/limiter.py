"""How fast Telegram lets a bot send (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

python-telegram-bot's AIORateLimiter holds every chat when one chat meets its limit
(https://github.com/python-telegram-bot/python-telegram-bot/issues/3765); here each chat waits for itself.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field

from telegram.constants import FloodLimit

PER_CHAT_S = 1.0 / FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
GROUP_WINDOW_S = 60.0
GLOBAL_WINDOW_S = 1.0
REMEMBERED = 5000
"""Chats remembered at most; one that was forgotten had not been sent to for a long time."""


@dataclass
class Limiter:
    """Times of what was sent, in seconds of a clock that only goes forward."""

    _all: deque[float] = field(default_factory=deque)
    _chats: OrderedDict[int, deque[float]] = field(default_factory=OrderedDict)

    def wait(self, chat: int, now: float, *, group: bool) -> float:
        """How long a message to a chat must wait.

        Args:
            chat: Telegram's id of the chat.
            now: Seconds.
            group: Groups also have a limit per minute.

        Returns:
            Seconds; 0 when it may go now, and then it counts as sent.
        """
        waits = [_until_room(self._all, int(FloodLimit.MESSAGES_PER_SECOND), GLOBAL_WINDOW_S, now)]
        sent = self._chats.get(chat)
        if sent:
            waits.append(sent[-1] + PER_CHAT_S - now)
            if group:
                limit = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)
                waits.append(_until_room(sent, limit, GROUP_WINDOW_S, now))
        longest = max(waits)
        if longest > 0:
            return longest
        self.count(chat, now)
        return 0.0

    def count(self, chat: int, now: float) -> None:
        """A message goes to a chat now, whatever the limits say."""
        self._all.append(now)
        while self._all and self._all[0] <= now - GLOBAL_WINDOW_S:
            self._all.popleft()
        sent = self._chats.setdefault(chat, deque(maxlen=int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)))
        sent.append(now)
        self._chats.move_to_end(chat)
        while len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)


def _until_room(sent: deque[float], limit: int, window: float, now: float) -> float:
    """Seconds until fewer than the limit lie within the window."""
    if len(sent) < limit:
        return 0.0
    return sent[-limit] + window - now
