"""What the channel's process remembers of conversations, and that each message is handled once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from knowledge.store.conversations import ConversationStore
from knowledge.store.handled import HandledStore
from knowledge.store.rows import ConversationState, HandledStatus

Event = dict[str, Any]
Effects = Callable[[], None]
"""Writes that belong to the same transaction, such as queueing the reply."""


class Ledger(Protocol):
    """Conversation state and handled keys."""

    def handled(self, key: str) -> bool:
        """Whether the effects of this message were committed before."""

    def load(self, conversation: str) -> ConversationState:
        """The state of a conversation; a fresh one when unknown."""

    def commit(self, key: str, state: ConversationState, events: Sequence[Event], effects: Effects) -> bool:
        """Save state and events, mark the key handled and run the effects, in one transaction.

        Returns:
            False when the key had been handled before; then nothing is changed.
        """

    def close(self, key: str, effects: Effects) -> bool:
        """Mark the key handled and run the effects, without any state: the sender was forgotten.

        Returns:
            False when the key had been handled before.
        """


@dataclass
class MemoryLedger:
    """State for one process that keeps nothing: ``houvast ask`` and evaluation."""

    states: dict[str, ConversationState] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def handled(self, key: str) -> bool:
        """See :class:`Ledger`."""
        return key in self.keys

    def load(self, conversation: str) -> ConversationState:
        """See :class:`Ledger`."""
        return self.states.get(conversation, ConversationState(conversation))

    def commit(self, key: str, state: ConversationState, events: Sequence[Event], effects: Effects) -> bool:
        """See :class:`Ledger`."""
        if key in self.keys:
            return False
        effects()
        self.keys.add(key)
        self.states[state.sender_id] = replace(state, events=(*state.events, *events))
        return True

    def close(self, key: str, effects: Effects) -> bool:
        """See :class:`Ledger`."""
        if key in self.keys:
            return False
        effects()
        self.keys.add(key)
        return True


@dataclass(frozen=True, slots=True)
class StoreLedger:
    """State in the store."""

    conversations: ConversationStore
    handled_keys: HandledStore

    def handled(self, key: str) -> bool:
        """See :class:`Ledger`."""
        found = self.handled_keys.find(key)
        return found is not None and found.status is not HandledStatus.STARTED

    def load(self, conversation: str) -> ConversationState:
        """See :class:`Ledger`."""
        return self.conversations.load(conversation)

    def commit(self, key: str, state: ConversationState, events: Sequence[Event], effects: Effects) -> bool:
        """See :class:`Ledger`."""
        now = datetime.now(UTC)

        def work() -> None:
            self.conversations.save(state, now, events)
            effects()

        # Keys carry no person: with a time beside it they would tell who asked what.
        return self.handled_keys.once(key, now, work).ran

    def close(self, key: str, effects: Effects) -> bool:
        """See :class:`Ledger`."""
        return self.handled_keys.once(key, datetime.now(UTC), effects).ran
