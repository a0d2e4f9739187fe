"""What every request passes before its page: a host name we know, and a form that our own page sent."""

from fastapi import HTTPException, Request

from bot.desk.errors import FormRefused
from bot.desk.security.forms import FIELD, form_token, is_form_token
from bot.desk.security.origin import SAFE_METHODS, host_name, is_own
from bot.desk.security.visits import the_desk

MOST_FIELDS = 200
"""Fields of one form; the largest of ours has under a hundred."""


async def check_request(request: Request) -> None:
    """Runs before every page.

    Raises:
        HTTPException: 421, the request is for another host.
        FormRefused: A form was not sent from a page of ours in this browser.
    """
    desk = the_desk(request)
    if host_name(request.headers.get("host", "")) not in desk.hosts:
        raise HTTPException(421)
    if request.method in SAFE_METHODS:
        return
    if not is_own(request):
        raise FormRefused
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
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
