"""A tracker store in memory that keeps few events, drops who is silent for long, and forgets on request."""

import time
from collections import OrderedDict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

FORGOTTEN = "forgotten"
"""Reason of Houvast's decision when it removed somebody's data (actions/vocabulary/decision.py)."""
HOUR_S = 3600


class ForgetfulTrackerStore(InMemoryTrackerStore):
    """Conversations in memory.

    Slots and the active form of a conversation are always whole; of older events nothing stays.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        max_events: int = 200,
        hours: float = 12,
        **kwargs: Any,  # noqa: ANN401 - Rasa's signature
    ) -> None:
        """Make an empty store.

        Args:
            domain: The domain.
            event_broker: Gets a copy of each event; leave it out.
            max_events: Events kept of a conversation; whole turns only, so the last turn may be longer.
            hours: After this long without a message a conversation is dropped.
            kwargs: What Rasa passes to every store.
        """
        super().__init__(domain, event_broker, **kwargs)
        self._max_events = int(max_events)
        self._seconds = float(hours) * HOUR_S
        self._saved: OrderedDict[str, float] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a conversation as it is now, or drop it when its person asked for that."""
        self._drop_silent(time.monotonic())
        if _is_forgotten(tracker):
            self._drop(tracker.sender_id)
            return
        await super().save(self._shortened(tracker))
        self._saved[tracker.sender_id] = time.monotonic()
        self._saved.move_to_end(tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """A conversation, unless it was silent for too long."""
        self._drop_silent(time.monotonic())
        return await super().retrieve(sender_id)

    def _drop_silent(self, now: float) -> None:
        while self._saved and now - next(iter(self._saved.values())) > self._seconds:
            self._drop(next(iter(self._saved)))

    def _drop(self, sender_id: str) -> None:
        self._saved.pop(sender_id, None)
        self.store.pop(sender_id, None)

    def _shortened(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """The same conversation with its older events replaced by the slots and the form they led to."""
        events: list[Event] = list(tracker.events)
        if len(events) <= self._max_events:
            return tracker
        turns = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
        kept = [place for place in turns if place >= len(events) - self._max_events] or turns[-1:]
        if not kept:
            return tracker
        slots = [SlotSet(name, value) for name, value in tracker.current_slot_values().items() if value is not None]
        before = [*slots, ActiveLoop(tracker.active_loop_name), ActionExecuted(ACTION_LISTEN_NAME)]
        short = [*before, *events[kept[0] :]]
        return DialogueStateTracker.from_events(tracker.sender_id, short, self.domain.slots, domain=self.domain)


def _is_forgotten(tracker: DialogueStateTracker) -> bool:
    """Whether the last turn removed the data of this person."""
    for event in reversed(list(tracker.events)):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and _reason(event) == FORGOTTEN:
            return True
    return False


def _reason(event: BotUttered) -> str | None:
    custom = (event.data or {}).get("custom") or {}
    return custom.get("houvast", {}).get("decision", {}).get("reason")
