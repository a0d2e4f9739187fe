"""*Kennisbank*: all entries, with search by the bot's own engine."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.presenting.entries import STATES, Choice, rows
from bot.desk.presenting.paging import page_of
from bot.desk.presenting.verdict import Verdict, verdict
from bot.desk.security.visits import AnyVisit, TheDesk
from bot.desk.views import go, show
from knowledge.roster import Action

router = APIRouter()
LONGEST_QUESTION = 500
"""Characters of a question that is tried here."""


@router.get("/kennisbank")
def knowledge(
    request: Request,
    desk: TheDesk,
    visit: AnyVisit,
    q: Annotated[str, Query(max_length=LONGEST_QUESTION)] = "",
    thema: Annotated[str, Query(max_length=80)] = "",
    status: Annotated[str, Query(max_length=20)] = "",
    pagina: Annotated[int, Query(ge=1, le=1000)] = 1,
    gelukt: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The list; with a question, what the bot finds for it and what it would do with that.

    Like the bot, the desk looks for a question without personal data only.
    """
    question = desk.house.privacy.redact(q.strip()).text if q.strip() else ""
    if question != q.strip() and not gelukt:
        # A new address: what was left out stays neither on the page nor in the address bar.
        return go(f"/kennisbank?{urlencode({'q': question, 'thema': thema, 'status': status})}", "left_out")
    outcome, found = _search(desk, question)
    chosen = Choice(thema, status)
    views = desk.flow.store.overview(desk.today, desk.now())
    listed = rows(views, chosen, desk.today, found)
    return show(
        request,
        "knowledge.html",
        section="knowledge",
        visit=visit,
        page=page_of(listed, pagina),
        question=question,
        outcome=outcome,
        chosen=chosen,
        themes=desk.house.references.themes,
        states=STATES,
        total=len(desk.shelf.published()),
        may_write=visit.may(Action.CURATE),
    )


def _search(desk: Desk, question: str) -> tuple[Verdict | None, list[str] | None]:
    """What the bot finds and does; nothing without a question."""
    if not question:
        return None, None
    outcome = desk.house.knowledge.search(question)
    return verdict(outcome, desk.house.answer), [found.slug for found in outcome.found]
