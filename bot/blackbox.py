"""The black-box contract: one JSON object per message (``houvast ask --json``; design, "Black-box contract")."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from actions.conversation import receive
from actions.vocabulary import Decision, DecisionKind, InboundMessage, Reply
from bot.assembly import Assembly
from knowledge.errors import SearchUnavailable
from knowledge.search.base import SearchOutcome
from knowledge.search.query import clean, has_words


@dataclass(frozen=True, slots=True)
class Described:
    """A reply with what the contract says about it."""

    text: str
    reply: Reply
    outcome: SearchOutcome | None
    personal_data: list[dict[str, Any]]
    escalation: bool

    def to_json(self) -> dict[str, Any]:
        """The contract's object; keys in the order of the design."""
        decision = self.reply.decision
        entries = decision.entries or _entries(decision, self.outcome)
        return {
            "text": self.text,
            "decision": decision.kind.value,
            "danger_kind": decision.danger_kind,
            "entries": [
                entry if isinstance(entry, dict) else {"slug": entry.slug, "score": entry.score} for entry in entries
            ],
            "confidence": _confidence(decision),
            "escalation": self.escalation,
            "consult": decision.consult,
            "personal_data": self.personal_data,
            "reply": self.reply.text,
        }


async def ask(assembly: Assembly, turns: Sequence[str]) -> Described:
    """Send turns through a conversation of their own and describe the last one.

    Args:
        assembly: An opened Houvast with its actions in this process.
        turns: Raw texts, at least one.

    Returns:
        The last reply and what the contract says about it.

    Raises:
        ValueError: There are no turns.
    """
    if not turns:
        raise ValueError("a conversation needs at least one turn")
    conversation = f"ask:{uuid4().hex}"
    reply = None
    for text in turns:
        message = InboundMessage(uuid4().hex, conversation, conversation, text, channel="ask")
        reply = await receive(message, assembly.front)
    if reply is None:
        raise ValueError("a fresh message yielded no reply")
    last = turns[-1]
    redaction = assembly.front.privacy.redact(last)
    spans = [{"type": span.type.value, "start": span.start, "end": span.end} for span in redaction.spans]
    outcome = _search(assembly, redaction.text) if reply.decision.kind is not DecisionKind.SMALLTALK else None
    escalation = bool(assembly.house and assembly.house.shows_reflex(redaction.text))
    return Described(redaction.text, reply, outcome, spans, escalation)


def _search(assembly: Assembly, text: str) -> SearchOutcome | None:
    """Entries for decisions that do not wait for search, such as the danger card."""
    if assembly.house is None or not has_words(clean(text)):
        return None
    try:
        return assembly.house.knowledge.search(text[: assembly.house.settings.message_limit])
    except SearchUnavailable:
        return None


def _entries(decision: Decision, outcome: SearchOutcome | None) -> list[dict[str, Any]]:
    if outcome is None:
        return []
    found = list(outcome.found)
    if decision.kind is DecisionKind.ABSTAIN and outcome.signpost:
        found = [outcome.signpost, *(item for item in found if item.slug != outcome.signpost.slug)]
    return [{"slug": item.slug, "score": round(item.score, 4)} for item in found[:10]]


def _confidence(decision: Decision) -> float | None:
    return None if decision.confidence is None else round(decision.confidence, 4)
