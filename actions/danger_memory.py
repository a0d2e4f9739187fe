"""Which conversations had a danger card a short while ago.

In memory of the channel's process only: noting it must never wait for a database (design rule 1). After a
restart the next message is judged on its own again.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTES = 30
MOST = 1000
"""Conversations remembered at most; the oldest go first."""


@dataclass
class RecentDanger:
    """Remembers when a conversation last had the card.

    Attributes:
        clock: Seconds that only go forward.
    """

    clock: Callable[[], float] = time.monotonic
    _noted: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def note(self, conversation: str) -> None:
        """This conversation gets the card now."""
        self._noted[conversation] = self.clock()
        self._noted.move_to_end(conversation)
        while len(self._noted) > MOST:
            self._noted.popitem(last=False)

    def is_recent(self, conversation: str) -> bool:
        """Whether the card came less than :data:`MINUTES` minutes ago."""
        noted = self._noted.get(conversation)
        return noted is not None and self.clock() - noted < MINUTES * 60
