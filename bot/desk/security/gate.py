"""What every request passes before its page: a host name we know, and a form that our own page sent."""

from collections.abc import AsyncIterator

from fastapi import HTTPException, Request
from starlette.datastructures import FormData

from bot.desk.errors import FormRefused
from bot.desk.security.forms import FIELD, form_token, is_form_token
from bot.desk.security.origin import SAFE_METHODS, host_name, is_own
from bot.desk.security.visits import the_desk

MOST_FIELDS = 1000
"""Fields of one form: an entry of 25 sentences in the editor has under 200."""
UPLOADS = {"/importeren": 300, "/quizvragen/bestanden": 20}
"""Files of one upload, of the pages that take them: two for each of 125 entries fit, and one for each theme."""


async def check_request(request: Request) -> AsyncIterator[None]:
    """Runs around every page.

    Raises:
        HTTPException: 421, the request is for another host.
        FormRefused: A form was not sent from a page of ours in this browser.
    """
    desk = the_desk(request)
    if host_name(request.headers.get("host", "")) not in desk.hosts:
        raise HTTPException(421)
    if request.method in SAFE_METHODS:
        yield
        return
    if not is_own(request):
        raise FormRefused
    files = UPLOADS.get(request.url.path, 0)
    form = await request.form(max_files=files, max_fields=MOST_FIELDS)
    # For the page that says why a form was refused: it gives back what was typed.
    request.state.form = form
    try:
        _check_token(request, form)
        yield
    finally:
        # Uploaded files lie in memory or in a temporary file until then.
        await form.close()


def _check_token(request: Request, form: FormData) -> None:
    desk = the_desk(request)
    if not is_form_token(form.get(FIELD), desk.secret, tied_to(request)):
        raise FormRefused


def tied_to(request: Request) -> str:
    """What the forms of this browser are tied to: its session, or a random value while it has none."""
    cookies = the_desk(request).cookies
    return cookies.session(request) or cookies.form(request)


def token_for(request: Request, *, fresh: str = "") -> str:
    """The token for a form on the page that answers this request.

    Args:
        request: The request.
        fresh: What a browser without cookies gets tied to, when this answer gives it that.
    """
    bound = tied_to(request) or fresh
    return form_token(the_desk(request).secret, bound) if bound else ""
