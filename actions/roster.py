"""The roster as the actions use it: teams, their members, and the group chats they work in."""

from collections.abc import Collection
from datetime import datetime
from typing import NoReturn, Protocol

from knowledge.roster.errors import InvitationUnknown, TeamNotFound
from knowledge.roster.roles import Role
from knowledge.store.roster_rows import Member, TeamChat


class Roster(Protocol):
    """What :class:`knowledge.store.roster.RosterStore` offers the actions; its docstrings say what it raises."""

    def redeem(self, code: str, person: str, name: str, now: datetime) -> Member:
        """Let somebody into a team."""

    def memberships(self, person: str) -> list[Member]:
        """Somebody's memberships, by name of the team."""

    def members(self, team_id: str) -> list[Member]:
        """Everybody in a team, by name."""

    def experts(self, team_id: str) -> list[Member]:
        """Members who told what they know about, by name."""

    def with_expertise(self, team_id: str, keys: Collection[str]) -> list[Member]:
        """Members who have at least one of these expertises, most matching first."""

    def chats(self, team_id: str) -> list[TeamChat]:
        """The groups of a team, the first linked first."""

    def member(self, team_id: str, person: str) -> Member | None:
        """Somebody's membership of one team."""

    def role(self, team_id: str, person: str) -> Role | None:
        """The role somebody acts with in a team."""

    def set_profile(
        self,
        team_id: str,
        person: str,
        *,
        name: str | None = None,
        organisation: str | None = None,
        expertise: Collection[str] | None = None,
    ) -> Member:
        """Change what a member tells about themselves; ``None`` leaves a part as it is."""

    def set_role(self, team_id: str, person: str, role: Role, now: datetime, *, actor: str) -> Member:
        """Give a member another role."""

    def remove(self, team_id: str, person: str, now: datetime, *, actor: str) -> bool:
        """Take somebody out of a team; leaving is removing oneself."""

    def invite(self, team_id: str, role: Role, now: datetime, *, actor: str, valid_days: int = 7, uses: int = 1) -> str:
        """Make an invitation; its code."""

    def chat(self, chat: str) -> TeamChat | None:
        """What is known of a group."""

    def link_chat(self, chat: str, team_id: str, now: datetime, *, actor: str) -> TeamChat:
        """Make a group a group of the team."""

    def unlink_chat(self, chat: str, now: datetime, *, actor: str) -> bool:
        """Take a group from its team."""


class NoRoster:
    """Nobody is in a team: ``houvast ask`` and evaluation."""

    def redeem(self, code: str, person: str, name: str, now: datetime) -> Member:  # noqa: ARG002
        """See :class:`Roster`."""
        raise InvitationUnknown

    def memberships(self, person: str) -> list[Member]:  # noqa: ARG002
        """See :class:`Roster`."""
        return []

    def members(self, team_id: str) -> list[Member]:  # noqa: ARG002
        """See :class:`Roster`."""
        return []

    def experts(self, team_id: str) -> list[Member]:  # noqa: ARG002
        """See :class:`Roster`."""
        return []

    def with_expertise(self, team_id: str, keys: Collection[str]) -> list[Member]:  # noqa: ARG002
        """See :class:`Roster`."""
        return []

    def chats(self, team_id: str) -> list[TeamChat]:  # noqa: ARG002
        """See :class:`Roster`."""
        return []

    def member(self, team_id: str, person: str) -> Member | None:  # noqa: ARG002
        """See :class:`Roster`."""
        return None

    def role(self, team_id: str, person: str) -> Role | None:  # noqa: ARG002
        """See :class:`Roster`."""
        return None

    def set_profile(
        self,
        team_id: str,
        person: str,  # noqa: ARG002
        *,
        name: str | None = None,  # noqa: ARG002
        organisation: str | None = None,  # noqa: ARG002
        expertise: Collection[str] | None = None,  # noqa: ARG002
    ) -> Member:
        """See :class:`Roster`."""
        _no_team(team_id)

    def set_role(self, team_id: str, person: str, role: Role, now: datetime, *, actor: str) -> Member:  # noqa: ARG002
        """See :class:`Roster`."""
        _no_team(team_id)

    def remove(self, team_id: str, person: str, now: datetime, *, actor: str) -> bool:  # noqa: ARG002
        """See :class:`Roster`."""
        _no_team(team_id)

    def invite(self, team_id: str, role: Role, now: datetime, *, actor: str, valid_days: int = 7, uses: int = 1) -> str:  # noqa: ARG002
        """See :class:`Roster`."""
        _no_team(team_id)

    def chat(self, chat: str) -> TeamChat | None:  # noqa: ARG002
        """See :class:`Roster`."""
        return None

    def link_chat(self, chat: str, team_id: str, now: datetime, *, actor: str) -> TeamChat:  # noqa: ARG002
        """See :class:`Roster`."""
        _no_team(team_id)

    def unlink_chat(self, chat: str, now: datetime, *, actor: str) -> bool:  # noqa: ARG002
        """See :class:`Roster`."""
        return False


def _no_team(team_id: str) -> NoReturn:
    raise TeamNotFound(team_id)
