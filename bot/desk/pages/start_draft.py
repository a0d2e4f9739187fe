"""Start a draft: of an entry, or of one that does not exist yet."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.desk.security.visits import CurateVisit, TheDesk
from bot.desk.views import go, show
from knowledge.review.errors import IdeaNotFound

router = APIRouter()
Slug = Annotated[str, Form(max_length=80)]
Title = Annotated[str, Form(max_length=200)]
Theme = Annotated[str, Form(max_length=80)]


@router.get("/nieuw")
def new(
    request: Request,
    desk: TheDesk,
    visit: CurateVisit,
    titel: Annotated[str, Query(max_length=200)] = "",
    idee: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """The form for a new entry; with `idee` for what a team learned in a consultation.

    Raises:
        IdeaNotFound: It is no idea (any more) that the visitor may read.
    """
    themes = desk.house.references.themes
    idea = next((found for found in desk.flow.store.ideas(visit.person) if found.consultation_id == idee), None)
    if idee and idea is None:
        raise IdeaNotFound(idee)
    return show(request, "new.html", section="knowledge", visit=visit, themes=themes, title=titel, idea=idea)


@router.post("/nieuw")
def make(
    desk: TheDesk,
    visit: CurateVisit,
    slug: Slug,
    titel: Title,
    thema: Theme,
    idee: Annotated[int, Form(ge=0)] = 0,
) -> Response:
    """Make it; readers see nothing of it before somebody else approves.

    Raises:
        ReviewError: As in `Workflow.start_new` and `start_from_idea`; the page says why.
    """
    if idee:
        made = desk.flow.start_from_idea(idee, slug.strip(), titel.strip(), thema, visit.person, desk.now())
        return go(f"/concept/{made.slug}")
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
