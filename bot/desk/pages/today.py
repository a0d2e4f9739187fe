"""*Vandaag*: what needs this visitor."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from bot.desk.desk import Desk
from bot.desk.presenting.entries import Choice, ending, rows
from bot.desk.presenting.quiz_list import counts
from bot.desk.security.visits import AnyVisit, TheDesk, Visit
from bot.desk.views import SEE_OTHER, show
from knowledge.entries.serial import from_document
from knowledge.roster import Action
from knowledge.store import FeedbackStore, QuestionStore
from knowledge.store.quiz_items import ItemBank

router = APIRouter()
MOST = 5
"""Lines of one list; the rest is one tap away."""


@router.get("/")
def first() -> Response:
    """The first page is *Vandaag*."""
    return RedirectResponse("/vandaag", SEE_OTHER)


@router.get("/vandaag")
def today(request: Request, desk: TheDesk, visit: AnyVisit) -> Response:
    """What waits for review, what expires, what was asked and not answered, what was marked wrong."""
    listed = rows(desk.flow.store.overview(desk.today, desk.now()), Choice(), desk.today)
    return show(
        request,
        "today.html",
        section="today",
        visit=visit,
        most=MOST,
        ending=ending(listed),
        unconfirmed=sum("unconfirmed" in row.states for row in listed),
        mine=[row for row in listed if row.view.owner == visit.person],
        quiz=counts(ItemBank(desk.database).items()) if visit.may(Action.AUTHOR_QUIZ) else None,
        **(_for_leads(desk, visit) if visit.may(Action.CURATE) else {"curates": False}),
    )


def _for_leads(desk: Desk, visit: Visit) -> dict[str, object]:
    """What only who writes and answers sees."""
    store = desk.flow.store
    waiting = [item for item in store.waiting() if store.may_approve(item.version.version_id, visit.person) is None]
    titled = [(item.version.version_id, from_document(item.version.document).title) for item in waiting]
    return {
        "curates": True,
        "waiting": titled,
        "ideas": store.ideas(visit.person),
        "unanswered": len(QuestionStore(desk.database).open_questions(limit=1000)),
        "votes": len(FeedbackStore(desk.database).open()),
    }
