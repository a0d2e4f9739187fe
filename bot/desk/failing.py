"""Pages that say what went wrong and what to do; never why in technical words."""

from logging import getLogger

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.desk.editing import rescue
from bot.desk.errors import Forbidden, FormRefused, NotSignedIn, TooMany
from bot.desk.quiz_rescue import item_typed_back
from bot.desk.refusals import NOT_FOUND, refusal_key
from bot.desk.security.visits import Visit, the_desk
from bot.desk.views import show
from embeddings.errors import EmbeddingError
from knowledge.errors import KnowledgeError
from knowledge.roster.errors import (
    LastTeamLead,
    MemberNotFound,
    NotPermitted,
    TeamNotFound,
)

LOG = getLogger(__name__)
KNOWN = frozenset({400, 403, 404, 405, 409, 413, 421, 422, 429, 500, 503})
"""Statuses with a text of their own."""


def add_error_pages(app: FastAPI) -> None:
    """Give every failure its page."""
    app.add_exception_handler(NotSignedIn, _sign_in)
    app.add_exception_handler(Forbidden, _forbidden)
    app.add_exception_handler(NotPermitted, _forbidden)
    app.add_exception_handler(FormRefused, _form)
    app.add_exception_handler(TooMany, _too_many)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _status)
    app.add_exception_handler(MemberNotFound, _missing)
    app.add_exception_handler(TeamNotFound, _missing)
    app.add_exception_handler(LastTeamLead, _last_lead)
    app.add_exception_handler(KnowledgeError, _broken)
    app.add_exception_handler(EmbeddingError, _broken)
    app.add_exception_handler(Exception, _unexpected)


def error_page(request: Request, status: int, key: str = "") -> Response:
    """The page of a failure.

    Args:
        request: What failed.
        status: HTTP status.
        key: Part of the catalogue's ``desk_errors``; the status if left out.
    """
    name = key or (f"s{status}" if status in KNOWN else "s400")
    visit: Visit | None = getattr(request.state, "visit", None)
    return show(request, "error.html", visit=visit, status=status, name=name)


def typed_back(request: Request, cause: str, status: int) -> Response | None:
    """What was typed in one of the long forms, for a request that cannot be answered; None for any other."""
    return rescue.typed_back(request, cause, status) or item_typed_back(request, cause, status)


def _sign_in(request: Request, error: Exception) -> Response:  # noqa: ARG001 - says it all
    response = typed_back(request, "signed_out", 401) or show(
        request, "sign_in_how.html", status=401, ended=bool(the_desk(request).cookies.session(request))
    )
    the_desk(request).cookies.drop_session(response)
    return response


def _forbidden(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return typed_back(request, "forbidden", 403) or error_page(request, 403)


def _form(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return typed_back(request, "form", 403) or error_page(request, 403, "form")


def _too_many(request: Request, error: Exception) -> Response:
    response = error_page(request, 429)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.wait_s)
    return response


def _invalid(request: Request, error: Exception) -> Response:  # noqa: ARG001 - it repeats what was typed
    return error_page(request, 422)


def _missing(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return error_page(request, 404)


def _last_lead(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return error_page(request, 409, "last_lead")


def _status(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = error_page(request, status)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


def _broken(request: Request, error: Exception) -> Response:
    if isinstance(error, NOT_FOUND):
        return typed_back(request, "gone", 404) or error_page(request, 404)
    refused = refusal_key(error) if isinstance(error, KnowledgeError) else None
    if refused:
        if back := typed_back(request, refused, 409):
            return back
        visit: Visit | None = getattr(request.state, "visit", None)
        return show(request, "refused.html", visit=visit, status=409, key=refused)
    LOG.error("cannot show a page: %s", error)
    return _out_of_order(request) or error_page(request, 503)


def _out_of_order(request: Request) -> Response | None:
    """What was typed in the editor, as far as the parts that still work can show it."""
    try:
        return typed_back(request, "broken", 503)
    except (KnowledgeError, EmbeddingError) as error:
        LOG.error("cannot give back what was typed: %s", error)
        return None


def _unexpected(request: Request, error: Exception) -> Response:
    # The server logs the traceback; the page says nothing of it.
    LOG.error("unexpected %s", type(error).__name__)
    return error_page(request, 500)
