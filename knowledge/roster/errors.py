"""Refusals of the roster: what was asked, why not, and what to do next.

None of these means that the store is broken, so none is a `StoreError`.
"""

from knowledge.errors import KnowledgeError
from knowledge.roster.permissions import Action


class RosterError(KnowledgeError):
    """The roster refuses; nothing was changed."""


class TeamNotFound(RosterError):
    """There is no such team, or it was archived.

    Attributes:
        team: The name or id that was asked for.
    """

    def __init__(self, team: str) -> None:
        super().__init__(f"There is no team {team!r}. 'houvast team list' shows all teams.")
        self.team = team


class TeamExists(RosterError):
    """Another team has this name already, in capitals or not.

    Attributes:
        name: The name that was asked for.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"A team {name!r} exists already. Choose another name, or use that team.")
        self.name = name


class TeamNameRefused(RosterError):
    """A team cannot have this name."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"A team needs a name of 1 to {limit} characters. Give another name.")


class MemberNotFound(RosterError):
    """Somebody is no member of the team.

    Attributes:
        team: Id of the team.
    """

    def __init__(self, team: str) -> None:
        super().__init__(f"This person is no member of team {team}. Invite them first.")
        self.team = team


class NotPermitted(RosterError):
    """The role of the actor does not allow this.

    Attributes:
        action: What was asked.
    """

    def __init__(self, action: Action) -> None:
        super().__init__(f"Not permitted: {action.value}. Ask a team lead of this team, or an admin.")
        self.action = action


class LastTeamLead(RosterError):
    """Somebody would leave a team without a team lead.

    Attributes:
        team: Id of the team.
    """

    def __init__(self, team: str) -> None:
        super().__init__(f"This is the last team lead of team {team}. Make somebody else team lead first.")
        self.team = team


class InvitationUnknown(RosterError):
    """No invitation has this code: mistyped, withdrawn, or expired some time ago."""

    def __init__(self) -> None:
        super().__init__("There is no invitation with this code. Check the code, or ask for a new one.")


class InvitationExpired(RosterError):
    """The invitation is over: too old, used up, or made by somebody who may not invite any more."""

    def __init__(self) -> None:
        super().__init__("This invitation has expired or was used. Ask a team lead for a new one.")


class ChatTaken(RosterError):
    """The group belongs to another team, and the actor may not take it from there."""

    def __init__(self) -> None:
        super().__init__("This group is linked to another team. A team lead of that team has to unlink it first.")
