"""Who sends a request and what they may do; read from the store at every request, so a lost role counts at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from bot.desk.desk import Desk
from bot.desk.errors import Forbidden, NotSignedIn
from knowledge.roster import Action, Role, may
from knowledge.store import OPERATOR, RosterStore


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of somebody who is signed in.

    Attributes:
        person: Opaque id, or `OPERATOR`.
        name: How colleagues see them; empty when unknown.
        roles: Role they act with, by id of the team, of every team at work that they are in (an admin: of all).
        teams: Name by id of those teams, by name.
        is_admin: They are admin of the installation.
    """

    person: str
    name: str
    roles: Mapping[str, Role]
    teams: Mapping[str, str]
    is_admin: bool

    @property
    def role(self) -> Role:
        """The role that the page names: the highest, where a team lead goes before a trainer."""
        order = (Role.ADMIN, Role.TEAM_LEAD, Role.TRAINER)
        held = {Role.ADMIN} if self.is_admin else set(self.roles.values())
        return next((role for role in order if role in held), Role.PROFESSIONAL)

    def may(self, action: Action) -> bool:
        """Whether they may do this in any team."""
        return (self.is_admin and may(Role.ADMIN, action)) or any(may(role, action) for role in self.roles.values())

    def teams_where(self, action: Action) -> dict[str, str]:
        """Names of the teams where they may do this, by id."""
        return {team: name for team, name in self.teams.items() if may(self.roles[team], action)}


def visit_of(person: str, roster: RosterStore) -> Visit:
    """What somebody may do now."""
    memberships = roster.memberships(person)
    is_admin = person == OPERATOR or any(member.role is Role.ADMIN for member in memberships)
    roles = {member.team_id: member.role for member in memberships}
    teams = {member.team_id: member.team_name for member in memberships}
    if is_admin:
        teams = {team.team_id: team.name for team in roster.teams()}
        roles = dict.fromkeys(teams, Role.ADMIN)
    return Visit(person, next((member.name for member in memberships), ""), roles, teams, is_admin)


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through who may open a page; every page but those to sign in has one.

    Attributes:
        action: What the page needs, on top of the right to use the desk.
    """

    action: Action

    def __call__(self, request: Request) -> Visit:
        """Who it is.

        Raises:
            NotSignedIn: Nobody we know.
            Forbidden: The role does not allow this.
        """
        desk: Desk = request.app.state.desk
        session = desk.cookies.session(request)
        found = desk.sessions.use(session, desk.now()) if session else None
        if found is None:
            raise NotSignedIn
        visit = visit_of(found.person, desk.roster)
        request.state.visit = visit
        if not visit.may(Action.USE_DESK) or not visit.may(self.action):
            raise Forbidden
        return visit


def the_desk(request: Request) -> Desk:
    """The desk behind a request."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(the_desk)]
AnyVisit = Annotated[Visit, Depends(Guard(Action.USE_DESK))]
TeamVisit = Annotated[Visit, Depends(Guard(Action.SEE_TEAM))]
UsageVisit = Annotated[Visit, Depends(Guard(Action.SEE_USAGE))]
AuditVisit = Annotated[Visit, Depends(Guard(Action.SEE_AUDIT))]
InviteVisit = Annotated[Visit, Depends(Guard(Action.INVITE))]
RoleVisit = Annotated[Visit, Depends(Guard(Action.SET_ROLE))]
CurateVisit = Annotated[Visit, Depends(Guard(Action.CURATE))]
AnswerVisit = Annotated[Visit, Depends(Guard(Action.ANSWER_QUESTIONS))]
OfflineVisit = Annotated[Visit, Depends(Guard(Action.TAKE_OFFLINE))]
OwnerVisit = Annotated[Visit, Depends(Guard(Action.SET_OWNER))]
TeachVisit = Annotated[Visit, Depends(Guard(Action.TEACH_SIGNALS))]
SwitchVisit = Annotated[Visit, Depends(Guard(Action.SWITCH_SIGNALS))]
ApproveVisit = Annotated[Visit, Depends(Guard(Action.APPROVE))]
AuthorQuizVisit = Annotated[Visit, Depends(Guard(Action.AUTHOR_QUIZ))]
ApproveQuizVisit = Annotated[Visit, Depends(Guard(Action.APPROVE_QUIZ))]
StartQuizVisit = Annotated[Visit, Depends(Guard(Action.START_QUIZ))]
MasteryVisit = Annotated[Visit, Depends(Guard(Action.SEE_MASTERY))]
