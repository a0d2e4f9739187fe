"""One member of a team: give another role, or take them out."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import Response

from actions.rasa.team_members import GIVEN
from bot.desk.desk import Desk
from bot.desk.errors import Forbidden
from bot.desk.presenting.members import member_with
from bot.desk.security.visits import RoleVisit, TheDesk, Visit
from bot.desk.views import go, show
from knowledge.roster import Action, Role
from knowledge.store import Member

router = APIRouter()
MEMBER = "/team/{team}/lid/{reference}"


@router.get(MEMBER)
def member(request: Request, team: str, reference: str, desk: TheDesk, visit: RoleVisit) -> Response:
    """What is known of a member, and what can be changed.

    Raises:
        Forbidden: The visitor does not lead this team.
        HTTPException: 404, there is no such member.
    """
    found = _member(desk, visit, team, reference)
    labels = [desk.house.references.expertise.get(key, key) for key in found.expertise]
    return show(
        request,
        "member.html",
        section="team",
        visit=visit,
        member=found,
        own=found.person == visit.person,
        expertise=labels,
        given=GIVEN,
        address=f"/team/{team}/lid/{reference}",
    )


@router.post(f"{MEMBER}/rol")
def set_role(team: str, reference: str, desk: TheDesk, visit: RoleVisit, rol: Annotated[Role, Form()]) -> Response:
    """Give a member another role; whoever loses the last role with a desk is signed out.

    Raises:
        Forbidden: Admins are made at the command line only, or the visitor does not lead this team.
        LastTeamLead: The team would have no lead.
    """
    if rol not in GIVEN:
        raise Forbidden
    found = _member(desk, visit, team, reference)
    desk.roster.set_role(team, found.person, rol, desk.now(), actor=visit.person)
    return go(f"/team/{team}", "role_set")


@router.post(f"{MEMBER}/verwijderen")
def remove(
    team: str, reference: str, desk: TheDesk, visit: RoleVisit, zeker: Annotated[str, Form(max_length=10)] = ""
) -> Response:
    """Take a member out of the team, once the box was ticked.

    Raises:
        Forbidden: The visitor does not lead this team.
        LastTeamLead: The team would have no lead.
    """
    found = _member(desk, visit, team, reference)
    if zeker != "ja":
        return go(f"/team/{team}/lid/{reference}", "tick_first")
    desk.roster.remove(team, found.person, desk.now(), actor=visit.person)
    return go(f"/team/{team}", "removed")


def _member(desk: Desk, visit: Visit, team: str, reference: str) -> Member:
    if team not in visit.teams_where(Action.SET_ROLE):
        raise Forbidden
    found = member_with(reference, desk.secret, desk.roster.members(team))
    if found is None:
        raise HTTPException(404)
    return found
