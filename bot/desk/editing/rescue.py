"""Typed text comes back when a page of the editor cannot answer: signed out, thrown away, handed in, out of order."""

import re

from fastapi import Request
from starlette.datastructures import FormData
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.editing.form import Typed, read_form
from bot.desk.editing.page import Showing, show_editor
from bot.desk.security.visits import Visit, the_desk, visit_of
from bot.desk.views import show
from knowledge.roster import Action

_ADDRESS = re.compile(r"/concept/(?P<slug>[a-z0-9-]{1,80})")
TO_FIELDS = "als_velden"
"""The button of the rescue page for what was typed in fields."""


def typed_back(request: Request, cause: str, status: int) -> Response | None:
    """A page with what was typed in the editor.

    Args:
        request: What cannot be answered.
        cause: Key of ``desk_draft.rescue``.
        status: HTTP status.

    Returns:
        The editor itself for somebody who signed in again meanwhile: their old form is refused, and nothing of it is
        done but to show it. Otherwise a page with the text, and how to go on. None when this was no form of the
        editor, or one from another site.
    """
    place = _ADDRESS.fullmatch(request.url.path)
    form: FormData | None = getattr(request.state, "form", None)
    if place is None or form is None or request.method != "POST":
        return None
    slug = place["slug"]
    desk = the_desk(request)
    typed = read_form(slug, form)
    visit = visit_for(request, desk, Action.CURATE)
    draft = desk.flow.store.draft(slug) if cause == "form" and visit else None
    if draft is not None and draft.waiting_version is None and visit:
        as_text = typed.fields is None and typed.act != TO_FIELDS
        showing = Showing(as_text=as_text, notice="signed_in_again", status=status)
        return show_editor(request, desk, visit, draft, typed, showing)
    key = "form" if cause == "form" and visit is None else cause
    return _page(request, slug, typed, visit, key, status)


def _page(request: Request, slug: str, typed: Typed, visit: Visit | None, cause: str, status: int) -> Response:
    return show(
        request,
        "draft_rescue.html",
        section="knowledge",
        visit=visit,
        status=status,
        slug=slug,
        typed=typed,
        cause=cause,
    )


def visit_for(request: Request, desk: Desk, action: Action) -> Visit | None:
    """Who is signed in and may do this, whatever the form says."""
    session = desk.cookies.session(request)
    found = desk.sessions.use(session, desk.now()) if session else None
    if found is None:
        return None
    visit = visit_of(found.person, desk.roster)
    return visit if visit.may(Action.USE_DESK) and visit.may(action) else None
