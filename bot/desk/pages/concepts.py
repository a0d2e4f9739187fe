"""*Begrippen*: what the bot explains with ``/begrip``, and abbreviations with several meanings."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.presenting.concepts import ambiguous, listed, only_spelled
from bot.desk.security.visits import AnyVisit, TheDesk
from bot.desk.views import show

router = APIRouter()


@router.get("/begrippen")
def concepts(
    request: Request, desk: TheDesk, visit: AnyVisit, q: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """The glossary."""
    known = desk.house.concepts
    wanted = q.strip()
    return show(
        request,
        "concepts.html",
        section="concepts",
        visit=visit,
        question=wanted,
        concepts=listed(known, wanted),
        total=len(known.all),
        ambiguous=ambiguous(known),
        spelled=only_spelled(known),
        titles={slug: item.entry.title for slug, item in desk.shelf.published().items()},
    )
