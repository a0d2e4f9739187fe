"""What the actions about teams share: the moment, the wording of refusals, and plain replies."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime

from actions.outcome import Outcome
from actions.rasa.base import HouvastAction, said
from actions.rendering.notices import plain_notice
from actions.rendering.team import which_team
from actions.steps.commands import Command, parse
from actions.steps.teams import TEAM_ID
from actions.turn import Turn
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.roster.errors import (
    ChatTaken,
    InvitationExpired,
    InvitationUnknown,
    LastTeamLead,
    MemberNotFound,
    NotPermitted,
    RosterError,
    TeamNotFound,
)
from knowledge.store.roster_rows import Member

REFUSALS: dict[type[RosterError], str] = {
    InvitationUnknown: "unknown_code",
    InvitationExpired: "expired_code",
    NotPermitted: "not_permitted",
    LastTeamLead: "last_lead",
    MemberNotFound: "no_member",
    TeamNotFound: "no_team",
    ChatTaken: "chat_taken",
}
"""Which text says why the roster refused."""


class TeamAction(HouvastAction):
    """An action about teams: a refusal of the roster becomes words, not a failure."""

    @abstractmethod
    def message(self, command: Command, turn: Turn) -> OutboundMessage | Outcome:
        """What to say; an outcome when something is waited for next.

        Raises:
            RosterError: The roster refuses.
            StoreError: The store cannot be used.
        """

    def outcome(self, turn: Turn) -> Outcome:
        """Do what the command says."""
        command = parse(turn) or Command("team")
        try:
            done = self.message(command, turn)
        except RosterError as refusal:
            reason = self.house.catalogue.section("roster.refused").get(REFUSALS.get(type(refusal), ""))
            if reason is None:
                raise
            done = plain_notice("roster.refusal", self.house.catalogue, reason=reason)
        return said(done, turn) if isinstance(done, OutboundMessage) else done

    def plain(self, key: str, *buttons: Button, **values: object) -> OutboundMessage:
        """One text of the section ``roster``."""
        return OutboundMessage((Block(BlockKind.TEXT, self.house.catalogue.text(f"roster.{key}", **values)),), buttons)

    def choose(self, members: Sequence[Member], argument: str, command: str) -> Member | OutboundMessage:
        """The team that was named, the only one there is, or the question which one is meant."""
        named = next((m for m in members if TEAM_ID.fullmatch(argument) and m.team_id == argument), None)
        if named or len(members) == 1:
            return named or members[0]
        return which_team(members, command, self.house.catalogue)

    @staticmethod
    def now() -> datetime:
        """The present."""
        return datetime.now(UTC)
