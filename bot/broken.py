"""Stand-ins for a store that could not be opened: every use says so, so that nothing seems kept."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

from actions.ledger import Event
from knowledge.errors import StoreError
from knowledge.store.rows import ConversationState


def _refuse() -> NoReturn:
    raise StoreError("the database could not be opened at the start; see the first lines of the log")


class BrokenLedger:
    """A :class:`actions.ledger.Ledger` without a store."""

    def handled(self, key: str) -> bool:  # noqa: ARG002
        """Refuse."""
        _refuse()

    def load(self, conversation: str) -> ConversationState:  # noqa: ARG002
        """Refuse."""
        _refuse()

    def commit(self, key: str, state: ConversationState, events: Sequence[Event]) -> bool:  # noqa: ARG002
        """Refuse."""
        _refuse()


class BrokenRecorder:
    """A :class:`actions.house.Recorder` without a store."""

    def answered(self, key: str, person: str, decision: str, slug: str | None, version: int | None) -> None:  # noqa: ARG002
        """Refuse."""
        _refuse()

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...]) -> bool:  # noqa: ARG002
        """Refuse."""
        _refuse()

    def feedback(self, key: str, person: str, kind: str, version: int) -> bool:  # noqa: ARG002
        """Refuse."""
        _refuse()

    def own_data(self, person: str) -> Mapping[str, int]:  # noqa: ARG002
        """Refuse."""
        _refuse()

    def forget(self, person: str) -> int:  # noqa: ARG002
        """Refuse."""
        _refuse()
