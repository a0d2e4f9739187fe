"""Plan a quiz for a day and an hour, see what is planned, cancel it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from actions.quizzes.choosing import theme_counts
from actions.quizzes.parts import Quizzing
from bot.desk.desk import Desk
from bot.desk.errors import Forbidden
from bot.desk.presenting.members import member_reference
from bot.desk.presenting.quiz_planning import MODES, Plan, mode_of, moment, plan_problems, read_plan, setup_of
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.security.visits import StartQuizVisit, TheDesk, Visit, the_desk
from bot.desk.views import go, show
from knowledge.practice.day import ZONE
from knowledge.quiz.errors import WrongState
from knowledge.quiz.limits import LONGEST_OPEN_S, SHORTEST_OPEN_S
from knowledge.quiz.live.model import LATE_START_MINUTES, MOST_ITEMS, SessionState
from knowledge.roster import Action
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore

router = APIRouter()
PLANS = "/quizplannen"


async def sent_form(request: Request) -> FormData:
    """The fields as sent."""
    return await request.form()


@router.get(PLANS)
def plans(request: Request, visit: StartQuizVisit, team: Annotated[str, Query(max_length=20)] = "") -> Response:
    """What a team has planned, and the form to plan more.

    Raises:
        Forbidden: The visitor is no trainer of this team.
    """
    return _show(request, visit, _team(visit, team), Plan())


@router.post(PLANS)
def plan(
    request: Request, desk: TheDesk, visit: StartQuizVisit, form: Annotated[FormData, Depends(sent_form)]
) -> Response:
    """Plan a quiz; what is wrong comes back with what was typed.

    Raises:
        Forbidden: The visitor is no trainer of this team.
    """
    team = _team(visit, str(form.get("team", "")))
    typed = read_plan(form)
    chats = _chats(desk, team)
    problems = plan_problems(typed, set(chats), _themes(desk), desk.now())
    at = moment(typed)
    if problems or at is None:
        return _show(request, visit, team, typed, problems)
    setup = setup_of(typed, team, chats[typed.chat][0])
    LiveQuizStore(desk.database).plan(setup, at, desk.now(), actor=visit.person)
    return go(f"{PLANS}?team={team}", "quiz_planned")


@router.post(f"{PLANS}/{{session}}/afzeggen")
def cancel(session: int, desk: TheDesk, visit: StartQuizVisit) -> Response:
    """Take a planned quiz off the list; one that began is stopped in its group, not here.

    Raises:
        SessionNotFound: There is no such quiz (any more).
        Forbidden: The visitor is no trainer of its team.
        WrongState: It began, or was cancelled before.
    """
    live = LiveQuizStore(desk.database)

    def work() -> str:
        found = live.session(session)
        if found.setup.team_id not in visit.teams_where(Action.START_QUIZ):
            raise Forbidden
        if found.state is not SessionState.PLANNED:
            raise WrongState(session, found.state, "be cancelled")
        live.stop(session, desk.now(), actor=visit.person)
        return found.setup.team_id

    return go(f"{PLANS}?team={desk.database.together(work)}", "quiz_cancelled")


def _team(visit: Visit, team: str) -> str:
    """The team that is meant; empty for an admin of an installation without teams."""
    teams = visit.teams_where(Action.START_QUIZ)
    if team and team not in teams:
        raise Forbidden
    return team or next(iter(teams), "")


def _chats(desk: Desk, team: str) -> dict[str, tuple[str, str]]:
    """The groups of a team with their titles, by a reference without the platform's number."""
    chats = desk.roster.chats(team) if team else []
    return {member_reference(desk.secret, team, one.chat): (one.chat, one.title or "") for one in chats}


def _themes(desk: Desk) -> dict[str, int]:
    """How many items may be asked, by theme."""
    return theme_counts(Quizzing(ItemBank(desk.database), LiveQuizStore(desk.database)))


def _show(request: Request, visit: Visit, team: str, typed: Plan, problems: dict[str, str] | None = None) -> Response:
    desk = the_desk(request)
    counts = _themes(desk)
    chats = _chats(desk, team)
    planned = LiveQuizStore(desk.database).planned(team) if team else []
    titles = dict(chats.values())
    return show(
        request,
        "quiz_plan.html",
        section="quiz",
        visit=visit,
        status=422 if problems else 200,
        tabs=tabs_of(visit),
        teams=visit.teams_where(Action.START_QUIZ),
        team=team,
        typed=typed,
        problems=problems or {},
        chats={reference: title for reference, (_, title) in chats.items()},
        planned=[(one, mode_of(one.setup), titles.get(one.setup.chat)) for one in planned],
        counts=counts,
        themes=desk.house.references.themes,
        modes=list(MODES),
        today=desk.now().astimezone(ZONE).date(),
        zone=ZONE,
        most=MOST_ITEMS,
        shortest=SHORTEST_OPEN_S,
        longest=LONGEST_OPEN_S,
        late_minutes=LATE_START_MINUTES,
    )
