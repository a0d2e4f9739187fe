"""The web application of the desk."""

from fastapi import Depends, FastAPI
from starlette.types import ASGIApp

from bot.desk.desk import Desk
from bot.desk.failing import add_error_pages
from bot.desk.pages import (
    assets,
    audit,
    concepts,
    draft,
    entry,
    entry_acts,
    feedback,
    importing,
    knowledge,
    look,
    members,
    questions,
    quiz_author,
    quiz_figures,
    quiz_files,
    quiz_item,
    quiz_list,
    quiz_planning,
    quiz_review,
    review,
    sign_in,
    signals_learning,
    signals_rules,
    signals_sentences,
    signals_try,
    start_draft,
    team,
    today,
    usage,
)
from bot.desk.security.body_limit import BodyLimit
from bot.desk.security.gate import check_request
from bot.desk.security.headers import SecurityHeaders
from bot.desk.views import make_environment

PAGES = (
    assets,
    audit,
    concepts,
    draft,
    start_draft,
    knowledge,
    entry,
    entry_acts,
    feedback,
    importing,
    look,
    members,
    questions,
    quiz_author,
    quiz_figures,
    quiz_files,
    quiz_item,
    quiz_list,
    quiz_planning,
    quiz_review,
    review,
    sign_in,
    signals_learning,
    signals_rules,
    signals_sentences,
    signals_try,
    team,
    today,
    usage,
)


class DeskApp(FastAPI):
    """FastAPI with our headers around everything, also around its own answer to an unexpected error."""

    def build_middleware_stack(self) -> ASGIApp:
        """What a request goes through, from the outside in."""
        desk: Desk = self.state.desk
        return SecurityHeaders(BodyLimit(super().build_middleware_stack()), https=desk.https)


def make_app(desk: Desk) -> FastAPI:
    """Build the application.

    Args:
        desk: The parts behind the pages.

    Returns:
        An ASGI application; it has no API and no documentation pages.
    """
    app = DeskApp(
        title="Houvast",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(check_request)],
        redirect_slashes=False,
    )
    app.state.desk = desk
    app.state.environment = make_environment(desk.catalogue)
    add_error_pages(app)
    for page in PAGES:
        app.include_router(page.router)
    return app
