"""Render a page: the template with what every page has, such as the menu and the token of its forms."""

import secrets
from datetime import date, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from actions.rendering.sources import day
from bot.desk.assets import ASSETS
from bot.desk.navigation import menu_of
from bot.desk.security.forms import FIELD
from bot.desk.security.gate import tied_to, token_for
from bot.desk.security.visits import Visit, the_desk
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.rhythm import ZONE

TEMPLATES = Path(__file__).parent / "templates"
SEE_OTHER = 303
DONE = "gelukt"
"""Name of the parameter that says what was done, by a key of ``desk.done`` in the catalogue."""


def make_environment(catalogue: Catalogue) -> Environment:
    """The templates, with every value escaped and every unknown name an error.

    Args:
        catalogue: User texts, as `t` and `texts` in the templates.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=catalogue.text,
        texts=catalogue.section,
        asset=lambda name: ASSETS[name].address,
        form_field=FIELD,
    )
    environment.filters["dag"] = partial(_day, catalogue=catalogue)
    environment.filters["status"] = lambda state: catalogue.section("desk_knowledge.states")[state]
    environment.filters["status_pair"] = lambda state: (state, catalogue.section("desk_knowledge.states")[state])
    environment.filters["moment"] = partial(_moment, catalogue=catalogue)
    return environment


def show(
    request: Request,
    template: str,
    *,
    section: str = "",
    visit: Visit | None = None,
    status: int = 200,
    **values: object,
) -> Response:
    """A page.

    Args:
        request: What it answers.
        template: File below ``templates``.
        section: Key of the menu item it belongs to.
        visit: Who sees it; ``None`` before signing in.
        status: HTTP status.
        **values: What the template shows.
    """
    desk = the_desk(request)
    environment: Environment = request.app.state.environment
    fresh = "" if tied_to(request) else secrets.token_urlsafe(16)
    done = desk.catalogue.section("desk.done").get(request.query_params.get(DONE, ""))
    page = environment.get_template(template).render(
        values
        | {
            "visit": visit,
            "section": section,
            "menu": menu_of(visit),
            "theme": desk.cookies.theme(request),
            "token": token_for(request, fresh=fresh),
            "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "done": done,
        }
    )
    response = HTMLResponse(page, status)
    if fresh:
        desk.cookies.set_form(response, fresh)
    return response


def fragment(request: Request, template: str, **values: object) -> Response:
    """A part of a page, for the script of that page."""
    environment: Environment = request.app.state.environment
    return HTMLResponse(environment.get_template(template).render(values))


def go(path: str, done: str = "") -> Response:
    """Send the browser to a page of our own after a form, so that reloading does not send it again.

    Args:
        path: Of a page of ours; anything else leads to the first page.
        done: Key of ``desk.done`` that the page says first.
    """
    target = path if is_local(path) else "/"
    joint = "&" if "?" in target else "?"
    return RedirectResponse(f"{target}{joint}{urlencode({DONE: done})}" if done else target, SEE_OTHER)


def is_local(path: str) -> bool:
    """Whether a path stays on this site: two slashes, or a slash and a backslash, lead elsewhere in a browser."""
    return path.startswith("/") and path[1:2] not in {"/", "\\"} and path.isprintable() and "\\" not in path


def _day(value: date, catalogue: Catalogue) -> str:
    """A day, or the reader's day of a moment."""
    return day(value.astimezone(ZONE).date() if isinstance(value, datetime) else value, catalogue)


def _moment(value: datetime, catalogue: Catalogue) -> str:
    local = value.astimezone(ZONE)
    return catalogue.text("own.when", date=day(local.date(), catalogue), time=f"{local:%H:%M}")
