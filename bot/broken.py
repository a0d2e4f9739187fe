"""Stand-ins for parts that could not be opened: every use says so, so that nothing seems kept or cleaned."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from actions.errors import ActionFailed
from actions.ledger import Effects, Event
from actions.runners.protocol import ActionResult
from knowledge.errors import KnowledgeError, StoreError
from knowledge.signals.privacy.model import Redaction, Span
from knowledge.store.rows import ConversationState


def _no_store() -> NoReturn:
    raise StoreError("the database could not be opened at the start; see the first lines of the log")


class BrokenLedger:
    """A :class:`actions.ledger.Ledger` without a store."""

    def handled(self, key: str) -> bool:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def load(self, conversation: str) -> ConversationState:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def commit(self, key: str, state: ConversationState, events: Sequence[Event], effects: Effects) -> bool:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def close(self, key: str, effects: Effects) -> bool:  # noqa: ARG002
        """Refuse."""
        _no_store()


class BrokenRecorder:
    """A :class:`actions.house.Recorder` without a store."""

    def answered(self, key: str, decision: str, slug: str | None, version: int | None) -> None:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def feedback(self, key: str, person: str, kind: str, version: int) -> bool:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def own_data(self, person: str) -> Mapping[str, int]:  # noqa: ARG002
        """Refuse."""
        _no_store()

    def forget(self, person: str) -> int:  # noqa: ARG002
        """Refuse."""
        _no_store()


class BrokenRedaction:
    """Finds nothing and cleans nothing: it refuses, so that no raw text goes on."""

    def find(self, text: str) -> tuple[Span, ...]:  # noqa: ARG002
        """Refuse."""
        raise KnowledgeError("personal data cannot be recognised; see the first lines of the log")

    def redact(self, text: str) -> Redaction:  # noqa: ARG002
        """Refuse."""
        raise KnowledgeError("personal data cannot be left out; see the first lines of the log")


class BrokenRunner:
    """Runs nothing: content or signals could not be opened."""

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:  # noqa: ARG002
        """Refuse."""
        raise ActionFailed(name, "the knowledge base could not be opened at the start")

    async def close(self) -> None:
        """Nothing to let go of."""
