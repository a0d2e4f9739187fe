"""*Feedback*: what readers marked as wrong, unclear or outdated."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from bot.desk.security.visits import AnswerVisit, TheDesk
from bot.desk.views import go, show
from knowledge.store import FeedbackStore
from knowledge.store.rows import Feedback

router = APIRouter()


@router.get("/feedback")
def feedback(request: Request, desk: TheDesk, visit: AnswerVisit) -> Response:
    """Open votes per entry, most votes first; who gave them is not shown."""
    by_slug: dict[str, list[Feedback]] = {}
    for vote in FeedbackStore(desk.database).open():
        by_slug.setdefault(vote.slug, []).append(vote)
    titles = {slug: item.entry.title for slug, item in desk.shelf.published().items()}
    entries = sorted(by_slug.items(), key=lambda pair: (-len(pair[1]), titles.get(pair[0], pair[0])))
    return show(request, "feedback.html", section="feedback", visit=visit, entries=entries, titles=titles)


@router.post("/feedback/afgehandeld")
def handled(desk: TheDesk, visit: AnswerVisit, oordeel: Annotated[list[int], Form(max_length=1000)]) -> Response:
    """Somebody did something about these votes."""
    FeedbackStore(desk.database).mark_handled(oordeel, visit.person, desk.now())
    return go("/feedback", "handled")
