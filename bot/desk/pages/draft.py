"""The editor: a draft as fields or as text, with what is wrong with it and how the chat would show it."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from bot.desk.desk import Desk
from bot.desk.editing.acts import RELATE, apply, relate
from bot.desk.editing.checks import side_of
from bot.desk.editing.form import Typed, read_form
from bot.desk.editing.naming import names
from bot.desk.editing.page import Showing, show_editor, titles_of
from bot.desk.errors import TooMany
from bot.desk.golden import golden_of
from bot.desk.security.visits import CurateVisit, TheDesk, Visit
from bot.desk.views import fragment, go
from knowledge.editing.reading import fields_of
from knowledge.editing.writing import text_of
from knowledge.review.errors import DraftConflict, DraftNotFound
from knowledge.review.model import Draft

router = APIRouter()
ADDRESS = "/concept/{slug}"
AS_TEXT = "tekst"
TRY, VIEW, SUBMIT, TO_TEXT, TO_FIELDS = "proberen", "bekijken", "inleveren", "als_tekst", "als_velden"


async def sent(request: Request) -> FormData:
    """The form as it was sent, whatever fields it has; it was read and judged before the page."""
    return await request.form()


Sent = Annotated[FormData, Depends(sent)]


@router.get(ADDRESS)
def draft(
    request: Request,
    slug: str,
    desk: TheDesk,
    visit: CurateVisit,
    q: Annotated[str, Query(max_length=500)] = "",
    als: Annotated[str, Query(max_length=20)] = "",
    gelukt: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The draft; with a question, whether the bot would find this entry for it.

    Raises:
        DraftNotFound: The entry has no open draft.
    """
    found = _draft(desk, slug)
    question = _redacted(desk, q)
    if question != q.strip() and not gelukt:
        return go(f"/concept/{slug}?{urlencode({'q': question})}", "left_out")
    typed = Typed(fields_of(found.text), found.text, revision=found.revision)
    return show_editor(request, desk, visit, found, typed, Showing(as_text=als == AS_TEXT, question=question))


@router.post(ADDRESS)
def act(request: Request, slug: str, desk: TheDesk, visit: CurateVisit, form: Sent) -> Response:
    """Do what the pressed button asks; what was typed comes back with the page unless it was saved.

    Raises:
        DraftNotFound: The entry has no open draft.
        ReviewError: As in `ReviewStore.save` and `Workflow.submit`; the page says why and shows the text.
    """
    known = _draft(desk, slug)
    typed = _untouched(read_form(slug, form), known)
    as_text = typed.fields is None
    showing = Showing(as_text=as_text, question=_redacted(desk, typed.question) if typed.act == TRY else "")
    if typed.related and (typed.act == RELATE or typed.act not in (TRY, VIEW)):
        related = relate(typed, titles_of(desk))
        showing = replace(showing, focus="verwant_erbij", notice="" if related else "related_unknown")
        if related is None or typed.act == RELATE:
            return show_editor(request, desk, visit, known, related or typed, showing)
        typed = replace(related, text=_untouched(_again(slug, related), known).text)
    if typed.fields and (changed := apply(typed.act, typed.fields)):
        typed = _again(slug, replace(typed, fields=changed.fields))
        showing = replace(showing, focus=changed.focus, extra=changed.extra)
    elif typed.act in (TO_TEXT, TO_FIELDS):
        showing = replace(showing, as_text=typed.act == TO_TEXT)
    elif typed.act not in (TRY, VIEW, RELATE):
        return _save(request, desk, visit, known, typed)
    return show_editor(request, desk, visit, known, typed, showing)


@router.post(f"{ADDRESS}/voorbeeld")
def live(slug: str, desk: TheDesk, visit: CurateVisit, form: Sent, request: Request) -> Response:
    """The checks and the preview of what is being typed, as a part of the page; saves nothing.

    Raises:
        TooMany: Somebody types faster than the checks can follow; the page waits and asks again.
    """
    if wait := desk.previews.attempt(visit.person):
        raise TooMany(wait)
    typed = read_form(slug, form)
    fields = typed.fields or fields_of(typed.text)
    if fields is None:
        return HTMLResponse("", 204)
    return fragment(request, "draft_live.html", side=side_of(slug, fields, desk), **names(desk.catalogue))


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


def _save(request: Request, desk: Desk, visit: Visit, known: Draft, typed: Typed) -> Response:
    slug, as_text = known.slug, typed.fields is None
    back = f"/concept/{slug}?als={AS_TEXT}" if as_text else f"/concept/{slug}"
    try:
        saved = desk.flow.store.save(
            known.draft_id,
            typed.revision,
            typed.text,
            visit.person,
            desk.now(),
            onto=typed.onto,
            personal_checked=typed.personal_checked,
        )
    except DraftConflict as conflict:
        mine = replace(typed, revision=conflict.theirs.revision)
        showing = Showing(as_text=as_text, status=409)
        return show_editor(request, desk, visit, conflict.theirs, mine, showing, conflict.theirs.text)
    if typed.act != SUBMIT:
        return go(back, "saved")
    checked = desk.flow.check(slug, saved.text, desk.now())
    if checked.errors or checked.entry is None:
        return go(back, "not_ready")
    if not typed.golden_seen and (golden := golden_of(checked.entry, desk)).rows:
        kept = replace(typed, revision=saved.revision)
        return show_editor(request, desk, visit, saved, kept, Showing(as_text=as_text, golden=golden))
    version = desk.flow.submit(saved.draft_id, saved.revision, visit.person, desk.now())
    return go(f"/beoordelen/{version.version_id}", "handed_in")


def _draft(desk: Desk, slug: str) -> Draft:
    found = desk.flow.store.draft(slug)
    if found is None:
        raise DraftNotFound(0)
    return found


def _again(slug: str, typed: Typed) -> Typed:
    """The text of fields that a button changed."""
    return replace(typed, text=text_of(slug, typed.fields)) if typed.fields else typed


def _untouched(typed: Typed, known: Draft) -> Typed:
    """Fields that nobody changed leave the text as its author laid it out: who changes nothing is no author."""
    stored = fields_of(known.text)
    same = typed.fields is not None and stored is not None and typed.fields.settled() == stored.settled()
    return replace(typed, text=known.text) if same else typed


def _redacted(desk: Desk, question: str) -> str:
    return desk.house.privacy.redact(question.strip()).text if question.strip() else ""
