"""*Team*: who is in it, with which role and expertise, and invitations."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from actions.rasa.team_members import GIVEN
from bot.desk.desk import Desk
from bot.desk.errors import Forbidden
from bot.desk.presenting.members import member_reference
from bot.desk.security.visits import InviteVisit, TeamVisit, TheDesk, Visit
from bot.desk.views import go, show
from knowledge.roster import Action, Role, invitation_token, may

router = APIRouter()
TEAM = "/team/{team}"


@router.get("/team")
def teams(request: Request, visit: TeamVisit) -> Response:
    """The only team there is, or the choice of one."""
    found = visit.teams_where(Action.SEE_TEAM)
    if len(found) == 1:
        return go(f"/team/{next(iter(found))}")
    return show(request, "teams.html", section="team", visit=visit, teams=found)


@router.get(TEAM)
def team(request: Request, team: str, desk: TheDesk, visit: TeamVisit) -> Response:
    """One team.

    Raises:
        Forbidden: The visitor is not in it.
    """
    return _show(request, desk, visit, team)


@router.post(f"{TEAM}/uitnodigen")
def invite(
    request: Request,
    team: str,
    desk: TheDesk,
    visit: InviteVisit,
    rol: Annotated[Role, Form()],
    dagen: Annotated[int, Form(ge=1, le=30)] = 7,
    keren: Annotated[int, Form(ge=1, le=25)] = 1,
) -> Response:
    """Make an invitation; its code is on this page and nowhere else.

    Raises:
        Forbidden: Admins are made at the command line only.
        NotPermitted: The visitor may not invite for this team.
        TeamNotFound: There is no such team.
    """
    if rol not in GIVEN:
        raise Forbidden
    code = desk.roster.invite(team, rol, desk.now(), actor=visit.person, valid_days=dagen, uses=keren)
    return _show(request, desk, visit, team, code=code, role=rol, days=dagen, uses=keren)


@router.post(f"{TEAM}/uitnodigingen-intrekken")
def withdraw(team: str, desk: TheDesk, visit: InviteVisit) -> Response:
    """End all invitations of a team.

    Raises:
        NotPermitted: The visitor may not invite for this team.
        TeamNotFound: There is no such team.
    """
    desk.roster.withdraw_invitations(team, desk.now(), actor=visit.person)
    return go(f"/team/{team}", "withdrawn")


def _show(request: Request, desk: Desk, visit: Visit, team: str, code: str = "", **made: object) -> Response:
    if team not in visit.teams_where(Action.SEE_TEAM):
        raise Forbidden
    role = visit.roles[team]
    members = desk.roster.members(team)
    expertise = desk.house.references.expertise
    return show(
        request,
        "team.html",
        section="team",
        visit=visit,
        team=desk.roster.team(team),
        several=len(visit.teams) > 1,
        members=[(member_reference(desk.secret, team, member.person), member) for member in members],
        expertise=expertise,
        missing=[label for key, label in expertise.items() if not any(key in member.expertise for member in members)],
        chats=desk.roster.chats(team),
        may_invite=may(role, Action.INVITE),
        may_manage=may(role, Action.SET_ROLE),
        invitations=desk.roster.invitations(team, desk.now()) if may(role, Action.INVITE) else [],
        given=GIVEN,
        code=code,
        command=f"/start {invitation_token(code)}" if code else "",
        made=made,
    )
