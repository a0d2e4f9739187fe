"""A quiz question that was being written comes back when its form is refused: signed out, gone, out of order."""

import re
from collections.abc import Iterator

from fastapi import Request
from starlette.datastructures import FormData
from starlette.responses import Response

from bot.desk.editing.rescue import visit_for
from bot.desk.pages.quiz_author import NEW, Showing, show_form
from bot.desk.presenting.quiz_form import Typed, read_form
from bot.desk.security.visits import the_desk
from bot.desk.views import show
from knowledge.roster import Action
from knowledge.store.quiz_items import ItemBank

_ADDRESS = re.compile(r"/quizvragen/(?:nieuw|vraag/(?P<name>[a-z0-9-]{1,80})/aanpassen)")


def item_typed_back(request: Request, cause: str, status: int) -> Response | None:
    """A page with what was typed in the form of a quiz question.

    Args:
        request: What cannot be answered.
        cause: Key of ``desk_quiz_form.rescue``, or else of ``desk_draft.rescue``.
        status: HTTP status.

    Returns:
        The form itself for somebody who signed in again meanwhile: their old form is refused, and nothing of it is
        done but to show it. Otherwise a page with the text, and how to go on. None when this was not that form, or
        one from another site.
    """
    place = _ADDRESS.fullmatch(request.url.path)
    form: FormData | None = getattr(request.state, "form", None)
    if place is None or form is None or request.method != "POST":
        return None
    desk = the_desk(request)
    typed = read_form(form, place["name"] or "")
    visit = visit_for(request, desk, Action.AUTHOR_QUIZ) if cause == "form" else None
    if visit is not None and _is_there(typed, ItemBank(desk.database)):
        return show_form(request, visit, typed, Showing(notice="signed_in_again", status=status))
    return show(
        request,
        "quiz_rescue.html",
        section="quiz",
        visit=getattr(request.state, "visit", None),
        status=status,
        cause=cause,
        typed=typed,
        fields=list(fields_of(typed)),
        address=request.url.path if typed.base else NEW,
    )


def fields_of(typed: Typed) -> Iterator[tuple[str, str]]:
    """The form as a browser sends it, to be sent again."""
    yield "basis", str(typed.base)
    yield "naam", typed.name
    yield "soort", typed.kind
    yield "kaart", typed.entry
    yield "vraag", typed.question
    for number, option in enumerate(typed.options):
        yield "optie", option.text
        yield "bij", option.feedback
        if option.right:
            yield "juist", str(number)
    yield "uitleg", typed.explanation
    yield "bron", typed.mark
    yield "casus", typed.case
    yield "stap", typed.step
    yield "verhaal", typed.story
    if typed.invented:
        yield "verzonnen", "ja"


def _is_there(typed: Typed, bank: ItemBank) -> bool:
    """Whether the question that was being changed still exists; a new one needs none."""
    return not typed.base or any(row.name == typed.name for row in bank.items())
