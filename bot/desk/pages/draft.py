"""The editor: a draft as text, with what is wrong with it and how the chat would show it.

Without scripts the preview comes by a button, which saves nothing.
"""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.presenting.found import found_for
from bot.desk.presenting.preview import draft_bubbles
from bot.desk.security.visits import CurateVisit, TheDesk, Visit
from bot.desk.views import go, show
from knowledge.review.errors import DraftConflict, DraftNotFound
from knowledge.review.model import Draft, DraftText

router = APIRouter()
ADDRESS = "/concept/{slug}"
LONGEST_TEXT = 60_000
"""Characters of an entry, and of its phrasings; the largest that ships has 12 000."""
Text = Annotated[str, Form(max_length=LONGEST_TEXT)]


@router.get(ADDRESS)
def draft(
    request: Request,
    slug: str,
    desk: TheDesk,
    visit: CurateVisit,
    q: Annotated[str, Query(max_length=500)] = "",
    gelukt: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The draft; with a question, whether the bot would find this entry for it.

    Raises:
        DraftNotFound: The entry has no open draft.
    """
    found = _draft(desk, slug)
    question = desk.house.privacy.redact(q.strip()).text if q.strip() else ""
    if question != q.strip() and not gelukt:
        return go(f"/concept/{slug}?{urlencode({'q': question})}", "left_out")
    return _show(request, desk, visit, found, found.text, question=question)


@router.post(ADDRESS)
def act(
    request: Request,
    slug: str,
    desk: TheDesk,
    visit: CurateVisit,
    doe: Annotated[str, Form(max_length=20)],
    revisie: Annotated[int, Form(ge=0)],
    tekst: Text,
    vragen: Text = "",
    versie: Annotated[int | None, Form()] = None,
    nagekeken: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Show, save or hand in what was typed; it comes back with the page when it could not be kept.

    Raises:
        DraftNotFound: The entry has no open draft.
        ReviewError: As in `ReviewStore.save` and `Workflow.submit`; the page says why.
    """
    text = DraftText(_lines(tekst), _lines(vragen))
    known = _draft(desk, slug)
    if doe == "bekijken":
        return _show(request, desk, visit, known, text, revision=revisie)
    try:
        saved = desk.flow.store.save(
            known.draft_id,
            revisie,
            text,
            visit.person,
            desk.now(),
            onto=versie,
            personal_checked=nagekeken == "ja",
        )
    except DraftConflict as conflict:
        return _show(request, desk, visit, conflict.theirs, text, theirs=conflict.theirs.text, status=409)
    if doe != "inleveren":
        return go(f"/concept/{slug}", "saved")
    if desk.flow.check(slug, saved.text, desk.now()).errors:
        return go(f"/concept/{slug}", "not_ready")
    version = desk.flow.submit(saved.draft_id, saved.revision, visit.person, desk.now())
    return go(f"/beoordelen/{version.version_id}", "handed_in")


@router.post(f"{ADDRESS}/weggooien")
def discard(
    slug: str,
    desk: TheDesk,
    visit: CurateVisit,
    revisie: Annotated[int, Form(ge=0)],
    zeker: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Throw the draft away, once the box was ticked; what readers see stays.

    Raises:
        DraftConflict: Somebody saved it meanwhile.
    """
    if zeker != "ja":
        return go(f"/concept/{slug}", "tick_first")
    desk.flow.store.discard(_draft(desk, slug).draft_id, revisie, visit.person, desk.now())
    return go("/kennisbank", "discarded")


def _draft(desk: Desk, slug: str) -> Draft:
    found = desk.flow.store.draft(slug)
    if found is None:
        raise DraftNotFound(0)
    return found


def _lines(text: str) -> str:
    """Text with the line ends of the entry format: browsers send CRLF."""
    return text.replace("\r\n", "\n")


def _show(
    request: Request,
    desk: Desk,
    visit: Visit,
    known: Draft,
    text: DraftText,
    *,
    question: str = "",
    revision: int | None = None,
    theirs: DraftText | None = None,
    status: int = 200,
) -> Response:
    checked = desk.flow.check(known.slug, text, desk.now())
    shown = desk.shelf.published().get(known.slug)
    return show(
        request,
        "draft.html",
        section="knowledge",
        visit=visit,
        status=status,
        draft=known,
        text=text,
        revision=known.revision if revision is None else revision,
        theirs=theirs,
        unsaved=text != known.text,
        problems=checked.problems,
        errors=len(checked.errors),
        title=checked.entry.title if checked.entry else known.slug,
        bubbles=draft_bubbles(checked.entry, desk.house, desk.today),
        published=shown,
        question=question,
        found=found_for(question, known.slug, desk.house) if question else None,
    )
