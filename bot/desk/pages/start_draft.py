"""Start a draft: of an entry, or of one that does not exist yet."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.desk.security.visits import CurateVisit, TheDesk
from bot.desk.views import go, show

router = APIRouter()
Slug = Annotated[str, Form(max_length=80)]
Title = Annotated[str, Form(max_length=200)]
Theme = Annotated[str, Form(max_length=80)]


@router.get("/nieuw")
def new(
    request: Request, desk: TheDesk, visit: CurateVisit, titel: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The form for a new entry."""
    themes = desk.house.references.themes
    return show(request, "new.html", section="knowledge", visit=visit, themes=themes, title=titel)


@router.post("/nieuw")
def make(desk: TheDesk, visit: CurateVisit, slug: Slug, titel: Title, thema: Theme) -> Response:
    """Make it; readers see nothing of it before somebody else approves.

    Raises:
        ReviewError: As in `Workflow.start_new`; the page says why.
    """
    made = desk.flow.start_new(slug.strip(), titel.strip(), thema, visit.person, desk.now())
    return go(f"/concept/{made.slug}")


@router.post("/kennisbank/{slug}/aanpassen")
def change(slug: str, desk: TheDesk, visit: CurateVisit) -> Response:
    """Open the draft of an entry.

    Raises:
        EntryNotFound: There is no such entry.
    """
    return go(f"/concept/{desk.flow.start(slug, visit.person, desk.now()).slug}")


@router.post("/versie/{version}/terugzetten")
def restore(version: int, desk: TheDesk, visit: CurateVisit) -> Response:
    """Start a draft with the text of an earlier version.

    Raises:
        DraftExists: There is an open draft, whose text would be lost.
    """
    made = desk.flow.restore(version, visit.person, desk.now())
    return go(f"/concept/{made.slug}")
