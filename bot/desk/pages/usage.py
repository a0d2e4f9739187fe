"""*Gebruik*: how much is asked and how it is answered; nothing about a person."""

from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.errors import Forbidden
from bot.desk.presenting.usage import LEAST, LEAST_PEOPLE, Usage, usage_of
from bot.desk.security.visits import TheDesk, UsageVisit
from bot.desk.views import show
from knowledge.consultations.model import Insight
from knowledge.reflection.rhythm import ZONE
from knowledge.roster import Action
from knowledge.store import ConsultationStore
from knowledge.store.usage import UsageStore

router = APIRouter()
PERIODS = (4, 12, 26, 52)
"""Weeks that can be chosen; the log goes back a year."""


@router.get("/gebruik")
def usage(
    request: Request,
    desk: TheDesk,
    visit: UsageVisit,
    team: Annotated[str, Query(max_length=20)] = "",
    weken: Annotated[int, Query(ge=1, le=52)] = 12,
) -> Response:
    """The figures of a team, or of all teams together for an admin.

    Raises:
        Forbidden: The visitor may not see this team.
    """
    teams = visit.teams_where(Action.SEE_USAGE)
    chosen = team or ("" if visit.is_admin else next(iter(teams), ""))
    if (chosen and chosen not in teams) or not (chosen or visit.is_admin):
        raise Forbidden
    few = bool(chosen) and len(desk.roster.members(chosen)) < LEAST_PEOPLE
    return show(
        request,
        "usage.html",
        section="usage",
        visit=visit,
        teams=teams,
        chosen=chosen,
        weeks=weken,
        periods=PERIODS,
        few=few,
        least=LEAST,
        least_people=LEAST_PEOPLE,
        usage=Usage(None) if few else _usage(desk, chosen, weken),
        consulted=None if few else _consulted(desk, chosen, weken),
        themes=desk.house.references.themes,
    )


def _usage(desk: Desk, team: str, weeks: int) -> Usage:
    store = UsageStore(desk.database)
    today = desk.today
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    since = datetime.combine(first, time(), ZONE)
    teams = [team] if team else None
    theme_of = {slug: item.entry.theme for slug, item in desk.shelf.published().items()}
    return usage_of(store.weeks(since, desk.now(), teams), store.entries(since, teams), theme_of, first, today)


def _consulted(desk: Desk, team: str, weeks: int) -> Insight | None:
    """How one team consulted; nothing when that is too few to show."""
    if not team:
        return None
    found = ConsultationStore(desk.database).insight(team, desk.now() - timedelta(weeks=weeks))
    return found if found.consultations >= LEAST else None
