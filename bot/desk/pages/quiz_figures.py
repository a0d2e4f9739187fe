"""*Quizcijfers*: how a team does by theme, what is not known, which items are bad; never who."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.errors import Forbidden
from bot.desk.pages.quiz_list import figures_for
from bot.desk.presenting.quiz_figures import monday_of, themes_of
from bot.desk.presenting.quiz_list import HARD, people, percent_of
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.security.visits import MasteryVisit, TheDesk
from bot.desk.views import show
from knowledge.quiz.live.results import FEWEST
from knowledge.roster import Action
from knowledge.store.quiz_insight import QuizInsight
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore

router = APIRouter()
PERIODS = (4, 12, 26, 52)
"""Weeks that can be chosen."""
MOST_HARD = 10
"""Hard items that are listed."""


@router.get("/quizcijfers")
def figures(
    request: Request,
    desk: TheDesk,
    visit: MasteryVisit,
    team: Annotated[str, Query(max_length=20)] = "",
    weken: Annotated[int, Query(ge=1, le=52)] = 12,
) -> Response:
    """The figures of a team where the visitor is a trainer.

    Raises:
        Forbidden: The visitor may not see this team.
    """
    teams = visit.teams_where(Action.SEE_MASTERY)
    if team and team not in teams:
        raise Forbidden
    chosen = team or next(iter(teams), "")
    now = desk.now()
    since = now - timedelta(weeks=weken)
    insight, live = QuizInsight(desk.database), LiveQuizStore(desk.database)
    found = insight.theme_weeks(chosen, now, weken) if chosen else []
    weak = insight.weak_entries(chosen, since) if chosen else []
    known = figures_for(desk, visit)
    rows = {row.name: row for row in ItemBank(desk.database).items()}
    hard = sorted((one.right_share, one.name) for one in known.items.values() if one.right_share is not None)
    return show(
        request,
        "quiz_figures.html",
        section="quiz",
        visit=visit,
        tabs=tabs_of(visit),
        teams=teams,
        chosen=chosen,
        weeks=weken,
        periods=PERIODS,
        least=FEWEST,
        found=themes_of(found, weak, monday_of(since), monday_of(now)),
        themes=desk.house.references.themes,
        titles={slug: item.entry.title for slug, item in desk.shelf.published().items()},
        percent=percent_of,
        sessions=live.of_team(chosen) if chosen else [],
        forgotten=[(rows[name], people(count)) for name, count in known.forgotten.items() if name in rows],
        hard=[(rows[name], percent_of(share)) for share, name in hard if share < HARD][:MOST_HARD],
    )


@router.get("/quizcijfers/{session}")
def result(request: Request, session: int, desk: TheDesk, visit: MasteryVisit) -> Response:
    """What came of one quiz: totals of five people or more, and results that participants shared themselves.

    Raises:
        SessionNotFound: There is no such quiz (any more).
        Forbidden: The visitor is no trainer of its team.
    """
    live = LiveQuizStore(desk.database)
    found = live.session(session)
    if found.setup.team_id not in visit.teams_where(Action.SEE_MASTERY):
        raise Forbidden
    return show(
        request,
        "quiz_session.html",
        section="quiz",
        visit=visit,
        tabs=tabs_of(visit),
        session=found,
        team=visit.teams[found.setup.team_id],
        results=live.results(session),
        shared=live.shared(session, actor=visit.person),
        themes=desk.house.references.themes,
        least=FEWEST,
        percent=percent_of,
        address=f"/quizcijfers?team={found.setup.team_id}",
    )
