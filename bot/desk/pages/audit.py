"""*Logboek*: what leads, trainers and admins did."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.presenting.audit import AuditWords
from bot.desk.presenting.paging import PER_PAGE, Page
from bot.desk.security.visits import AuditVisit, TheDesk
from bot.desk.views import show
from knowledge.reflection.rhythm import ZONE
from knowledge.roster import Action
from knowledge.store.desk_audit import AuditChoice, DeskAudit

router = APIRouter()
FIRST = date(1970, 1, 1)
"""Nothing was logged before; the first days of the calendar do not exist in every zone."""


@router.get("/logboek")
def audit(
    request: Request,
    desk: TheDesk,
    visit: AuditVisit,
    wat: Annotated[str, Query(max_length=60)] = "",
    van: Annotated[str, Query(max_length=10)] = "",
    tot: Annotated[str, Query(max_length=10)] = "",
    pagina: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The log, newest first: an admin sees all of it with names, a lead that of the own teams by role."""
    log = DeskAudit(desk.database)
    since, until = _day(van), _day(tot)
    choice = AuditChoice(
        None if visit.is_admin else tuple(visit.teams_where(Action.SEE_AUDIT)),
        wat,
        _midnight(since),
        _midnight(until + timedelta(days=1)) if until and until < date.max else None,
    )
    found, total = log.page(choice, (pagina - 1) * PER_PAGE, PER_PAGE)
    actors = log.actors({row.actor for row in found})
    titles = {slug: item.entry.title for slug, item in desk.shelf.published().items()}
    words = AuditWords(desk.catalogue, titles, visit.teams, visit.person, visit.is_admin)
    lines = tuple(words.line(row, actors.get(row.actor)) for row in found)
    return show(
        request,
        "audit.html",
        section="audit",
        visit=visit,
        page=Page(lines, pagina, max(1, -(-total // PER_PAGE)), total),
        acts=sorted(((name, words.act(name)) for name in log.actions()), key=lambda pair: pair[1]),
        chosen={"wat": wat, "van": since.isoformat() if since else "", "tot": until.isoformat() if until else ""},
        wrong_day=bool((van and since is None) or (tot and until is None)),
    )


def _day(typed: str) -> date | None:
    """A day as the browser's date field gives it; anything else is no day."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        return None


def _midnight(day: date | None) -> datetime | None:
    """The first moment of a day on the reader's clock."""
    return None if day is None else datetime.combine(max(day, FIRST), time(), ZONE)
