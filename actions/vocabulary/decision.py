"""What was decided, and the reply that shows it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from actions.vocabulary.outbound import OutboundMessage

FORGOTTEN = "forgotten"
"""Reason of a decision after which nothing about the sender may be written any more."""


class DecisionKind(StrEnum):
    """What the bot decided to do with a message (black-box contract)."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"
    DANGER = "danger"
    DANGER_CHECK = "danger_check"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class ScoredEntry:
    """An entry with its search score, best first in a decision."""

    slug: str
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, apart from how it is worded.

    Attributes:
        kind: The decision.
        danger_kind: Kind of danger, for the danger decisions.
        entries: Up to ten entries, best first.
        confidence: P(first entry is right), ``None`` for danger and smalltalk.
        escalation: Whether the message shows the reflex to escalate or hand over.
        consult: Whether the reply asks to consult before acting.
        version: Id of the entry version that is shown.
        reason: Why the bot abstained or failed, for the log; never text of the message.
    """

    kind: DecisionKind
    danger_kind: str | None = None
    entries: tuple[ScoredEntry, ...] = ()
    confidence: float | None = None
    escalation: bool = False
    consult: bool = False
    version: int | None = None
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "decision": self.kind.value,
            "danger_kind": self.danger_kind,
            "entries": [{"slug": entry.slug, "score": entry.score} for entry in self.entries],
            "confidence": self.confidence,
            "escalation": self.escalation,
            "consult": self.consult,
            "version": self.version,
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        return cls(
            kind=DecisionKind(data["decision"]),
            danger_kind=data["danger_kind"],
            entries=tuple(ScoredEntry(entry["slug"], entry["score"]) for entry in data["entries"]),
            confidence=data["confidence"],
            escalation=data["escalation"],
            consult=data["consult"],
            version=data["version"],
            reason=data["reason"],
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """A decision with the messages that show it; several after a check question was answered.

    Attributes:
        decision: What was decided.
        messages: What to show.
        committed: Whether the new state, and the messages of a channel with an outbox, are in the store.
            False for the danger card and for "ik kan nu niet antwoorden", which never wait for a store.
    """

    decision: Decision
    messages: tuple[OutboundMessage, ...] = field(default=())
    committed: bool = False

    @property
    def text(self) -> str:
        """Everything the user sees, as plain text."""
        return "\n\n".join(message.text for message in self.messages)
