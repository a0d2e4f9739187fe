"""Sign in with a link, and sign out.

Opening the link changes nothing; its button does. So a program that fetches the link for a preview, or to scan it,
spends nothing.
"""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from bot.desk.errors import TooMany
from bot.desk.security.visits import AnyVisit, TheDesk
from bot.desk.views import SEE_OTHER, show
from knowledge.roster.desk_address import SIGN_IN_PATH

router = APIRouter()


@router.get(SIGN_IN_PATH)
def how(request: Request) -> Response:
    """How to get a link."""
    return show(request, "sign_in_how.html", ended=False)


@router.get(f"{SIGN_IN_PATH}/{{token}}")
def confirm(request: Request, token: str, desk: TheDesk) -> Response:
    """The button that spends a link, or why it does not work."""
    if not desk.links.works(token, desk.now()):
        return _wrong(request)
    return show(request, "sign_in_confirm.html", address=f"{SIGN_IN_PATH}/{token}")


@router.post(f"{SIGN_IN_PATH}/{{token}}")
def spend(request: Request, token: str, desk: TheDesk) -> Response:
    """Spend a link: a session of its own, never one that the browser had before.

    Raises:
        TooMany: Too many attempts from this address, or over all.
    """
    wait_s = desk.throttle.attempt(request.client.host if request.client else "")
    if wait_s:
        raise TooMany(wait_s)
    session = desk.sessions.spend(token, desk.now(), instead_of=desk.cookies.session(request))
    if session is None:
        return _wrong(request)
    response = RedirectResponse("/vandaag", SEE_OTHER)
    desk.cookies.set_session(response, session)
    return response


@router.post("/uitloggen")
def leave(request: Request, desk: TheDesk, visit: AnyVisit) -> Response:  # noqa: ARG001 - only for who is signed in
    """End the session here and in the store."""
    desk.sessions.end(desk.cookies.session(request))
    response = RedirectResponse(f"{SIGN_IN_PATH}?gelukt=signed_out", SEE_OTHER)
    desk.cookies.drop_session(response)
    return response


def _wrong(request: Request) -> Response:
    """One page for unknown, too old and spent: a guesser learns nothing."""
    return show(request, "sign_in_wrong.html", status=410)
