"""How fast Telegram lets a bot send (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).

python-telegram-bot's AIORateLimiter holds every chat when one chat meets its limit
(https://github.com/python-telegram-bot/python-telegram-bot/issues/3765); here each chat waits for itself.

Telegram counts by its own clock, at a moment between the call and its answer that nobody here knows. So a message
counts from its call until a window after its answer: however long the way is, no window at the other side holds more
than the limit.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from itertools import takewhile

from telegram.constants import FloodLimit

PER_CHAT_S = 1.0 / FloodLimit.MESSAGES_PER_SECOND_PER_CHAT
GROUP_WINDOW_S = 60.0
GLOBAL_WINDOW_S = 1.0
PER_SECOND = 28
"""Messages a second over all chats. Telegram speaks of about 30; what is sent outside the queue needs some room."""
REMEMBERED = 5000
"""Chats remembered at most; one that was forgotten had not been sent to for a long time."""
LONGEST_CALL_S = 60.0
"""Seconds after which a call without an answer no longer counts; calls end sooner."""


@dataclass
class Limiter:
    """Times of what was sent, in seconds of a clock that only goes forward.

    Attributes:
        per_second: Messages a second over all chats.
    """

    per_second: int = PER_SECOND
    _all: "_Sent" = field(default_factory=lambda: _Sent(deque()))
    _chats: "OrderedDict[int, _Sent]" = field(default_factory=OrderedDict)

    def wait(self, chat: int, now: float, *, group: bool) -> float:
        """How long a message to a chat must wait.

        Args:
            chat: Telegram's id of the chat.
            now: Seconds.
            group: Groups also have a limit per minute.

        Returns:
            Seconds; 0 when it may go now, and then it counts as sent until :meth:`answered`.
        """
        waits = [self.full(now)]
        sent = self._chats.get(chat)
        if sent:
            waits.append(sent.until_room(1, PER_CHAT_S, now))
            if group:
                waits.append(sent.until_room(int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP), GROUP_WINDOW_S, now))
        longest = max(waits)
        if longest > 0:
            return longest
        self.count(chat, now)
        return 0.0

    def full(self, now: float) -> float:
        """Seconds until anything may be sent to any chat; 0 when there is room."""
        return self._all.until_room(self.per_second, GLOBAL_WINDOW_S, now)

    def count(self, chat: int, now: float) -> None:
        """A message goes to a chat now, whatever the limits say; :meth:`answered` follows."""
        self._all.began.append(now)
        if chat not in self._chats:
            self._chats[chat] = _Sent(deque(maxlen=int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)))
        self._chats[chat].began.append(now)
        self._chats.move_to_end(chat)
        while len(self._chats) > REMEMBERED:
            self._chats.popitem(last=False)

    def answered(self, chat: int, now: float) -> None:
        """The answer about a message to a chat came, or it is no longer waited for."""
        self._all.end(now)
        if chat in self._chats:
            self._chats[chat].end(now)


@dataclass(slots=True)
class _Sent:
    """What was sent to one chat, or to all.

    Attributes:
        ended: When the answers came, in order.
        began: When calls began whose answers did not come yet, in order.
    """

    ended: deque[float]
    began: deque[float] = field(default_factory=deque)

    def end(self, now: float) -> None:
        if self.began:
            self.began.popleft()
        self.ended.append(now)
        while self.ended[0] <= now - GROUP_WINDOW_S:
            self.ended.popleft()

    def until_room(self, limit: int, window: float, now: float) -> float:
        """Seconds until fewer than the limit are on their way or were answered within the window."""
        while self.began and self.began[0] <= now - LONGEST_CALL_S:
            self.began.popleft()
        recent = list(takewhile(lambda moment: moment > now - window, reversed(self.ended)))
        too_many = len(recent) + len(self.began) - limit + 1
        if too_many <= 0:
            return 0.0
        # An answer that did not come yet comes now at the soonest.
        return recent[-too_many] + window - now if too_many <= len(recent) else window
