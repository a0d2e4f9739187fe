"""Stand-ins for parts that could not be opened: every use says so, so that nothing seems kept or cleaned."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NoReturn

from actions.errors import ActionFailed
from actions.house import Rows
from actions.ledger import Effects, Event
from actions.runners.protocol import ActionResult
from knowledge.errors import KnowledgeError, StoreError
from knowledge.roster.roles import Role
from knowledge.signals.privacy.model import Redaction, Span
from knowledge.store.personal import Forgotten
from knowledge.store.roster_rows import Member, TeamChat
from knowledge.store.rows import ConversationState


def _no_store() -> NoReturn:
    raise StoreError("the database could not be opened at the start; see the first lines of the log")


class BrokenLedger:
    """A :class:`actions.ledger.Ledger` without a store."""

    def handled(self, key: str) -> bool:
        """Refuse."""
        _no_store()

    def load(self, conversation: str) -> ConversationState:
        """Refuse."""
        _no_store()

    def commit(self, key: str, state: ConversationState, events: Sequence[Event], effects: Effects) -> bool:
        """Refuse."""
        _no_store()

    def close(self, key: str, effects: Effects) -> bool:
        """Refuse."""
        _no_store()


class BrokenRecorder:
    """A :class:`actions.house.Recorder` without a store."""

    def answered(self, key: str, decision: str, slug: str | None, version: int | None, team: str | None) -> None:
        """Refuse."""
        _no_store()

    def unanswered(self, key: str, person: str, question: str, candidates: tuple[str, ...], team: str | None) -> bool:
        """Refuse."""
        _no_store()

    def feedback(
        self, key: str, person: str, kind: str, version: int, team: str | None, note: str | None = None
    ) -> bool:
        """Refuse."""
        _no_store()

    def own_data(self, person: str) -> Rows:
        """Refuse."""
        _no_store()

    def forget(self, person: str) -> Forgotten:
        """Refuse."""
        _no_store()


class BrokenRoster:
    """A :class:`actions.roster.Roster` without a store."""

    def redeem(self, code: str, person: str, name: str, now: datetime) -> Member:
        """Refuse."""
        _no_store()

    def memberships(self, person: str) -> list[Member]:
        """Refuse."""
        _no_store()

    def members(self, team_id: str) -> list[Member]:
        """Refuse."""
        _no_store()

    def experts(self, team_id: str) -> list[Member]:
        """Refuse."""
        _no_store()

    def with_expertise(self, team_id: str, keys: Collection[str]) -> list[Member]:
        """Refuse."""
        _no_store()

    def chats(self, team_id: str) -> list[TeamChat]:
        """Refuse."""
        _no_store()

    def member(self, team_id: str, person: str) -> Member | None:
        """Refuse."""
        _no_store()

    def role(self, team_id: str, person: str) -> Role | None:
        """Refuse."""
        _no_store()

    def set_profile(
        self,
        team_id: str,
        person: str,
        *,
        name: str | None = None,
        organisation: str | None = None,
        expertise: Collection[str] | None = None,
    ) -> Member:
        """Refuse."""
        _no_store()

    def set_role(self, team_id: str, person: str, role: Role, now: datetime, *, actor: str) -> Member:
        """Refuse."""
        _no_store()

    def remove(self, team_id: str, person: str, now: datetime, *, actor: str) -> bool:
        """Refuse."""
        _no_store()

    def invite(self, team_id: str, role: Role, now: datetime, *, actor: str, valid_days: int = 7, uses: int = 1) -> str:
        """Refuse."""
        _no_store()

    def chat(self, chat: str) -> TeamChat | None:
        """Refuse."""
        _no_store()

    def link_chat(self, chat: str, team_id: str, now: datetime, *, actor: str) -> TeamChat:
        """Refuse."""
        _no_store()

    def unlink_chat(self, chat: str, now: datetime, *, actor: str) -> bool:
        """Refuse."""
        _no_store()


class BrokenRedaction:
    """Finds nothing and cleans nothing: it refuses, so that no raw text goes on."""

    def find(self, text: str) -> tuple[Span, ...]:
        """Refuse."""
        raise KnowledgeError("personal data cannot be recognised; see the first lines of the log")

    def redact(self, text: str) -> Redaction:
        """Refuse."""
        raise KnowledgeError("personal data cannot be left out; see the first lines of the log")


class BrokenRunner:
    """Runs nothing: content or signals could not be opened."""

    async def run(self, name: str, tracker: dict[str, Any]) -> ActionResult:
        """Refuse."""
        raise ActionFailed(name, "the knowledge base could not be opened at the start")

    async def close(self) -> None:
        """Nothing to let go of."""
