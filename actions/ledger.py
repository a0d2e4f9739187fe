"""What the channel's process remembers of conversations, and that each message is handled once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from knowledge.store.conversations import ConversationStore
from knowledge.store.handled import HandledStore
from knowledge.store.rows import ConversationState, HandledStatus

Event = dict[str, Any]


class Ledger(Protocol):
    """Conversation state and handled keys."""

    def handled(self, key: str) -> bool:
        """Whether the effects of this message were committed before."""

    def load(self, conversation: str) -> ConversationState:
        """The state of a conversation; a fresh one when unknown."""

    def commit(self, key: str, state: ConversationState, events: Sequence[Event]) -> bool:
        """Save state and events and mark the key handled, in one transaction.

        Returns:
            False when the key had been handled before; then nothing is changed.
        """

    def close(self, key: str) -> bool:
        """Mark the key handled and write nothing else: the sender was forgotten.

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

    def commit(self, key: str, state: ConversationState, events: Sequence[Event]) -> bool:
        """See :class:`Ledger`."""
        if key in self.keys:
            return False
        self.keys.add(key)
        self.states[state.sender_id] = replace(state, events=(*state.events, *events))
        return True

    def close(self, key: str) -> bool:
        """See :class:`Ledger`."""
        known = key in self.keys
        self.keys.add(key)
        return not known


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

    def commit(self, key: str, state: ConversationState, events: Sequence[Event]) -> bool:
        """See :class:`Ledger`."""
        now = datetime.now(UTC)
        # Keys carry no person: with a time beside it they would tell who asked what.
        return self.handled_keys.once(key, now, lambda: self.conversations.save(state, now, events)).ran

    def close(self, key: str) -> bool:
        """See :class:`Ledger`."""
        return self.handled_keys.once(key, datetime.now(UTC), lambda: None).ran
