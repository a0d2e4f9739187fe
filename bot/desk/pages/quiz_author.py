"""Write a new item of the quiz or change one: a form, a look, and a proposal that a colleague judges."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.presenting.quiz_changes import item_changes
from bot.desk.presenting.quiz_form import (
    Typed,
    item_of,
    personal_problems,
    place_problems,
    read_form,
    typed_of,
    with_room,
)
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.presenting.quiz_view import view_of
from bot.desk.security.visits import AuthorQuizVisit, TheDesk, Visit, the_desk
from bot.desk.views import go, show
from knowledge.entries.model import Entry
from knowledge.quiz import limits
from knowledge.quiz.bank import BankItem, ItemOrigin
from knowledge.quiz.checking import ItemProblem
from knowledge.quiz.model import Item, Kind
from knowledge.store.quiz_items import ItemBank

router = APIRouter()
NEW = "/quizvragen/nieuw"
CHANGE = "/quizvragen/vraag/{name}/aanpassen"
ROW, HAND_IN = "erbij", "inleveren"
LIMITS = {"vraag": limits.QUESTION_LENGTH, "uitleg": limits.EXPLANATION_LENGTH, "verhaal": limits.STORY_LENGTH}


@dataclass(frozen=True, slots=True)
class Showing:
    """How the form is shown.

    Attributes:
        problems: What is wrong, once somebody looked.
        item: As typed, once somebody looked: then it is shown, and characters are counted.
        notice: Key of ``desk_quiz_form.notices``.
        status: HTTP status.
    """

    problems: tuple[ItemProblem, ...] = ()
    item: Item | None = None
    notice: str = ""
    status: int = 200


async def sent_form(request: Request) -> FormData:
    """The fields as sent; a list of options may hold any number of them."""
    return await request.form()


Sent = Annotated[FormData, Depends(sent_form)]


@router.get(NEW)
def start_new(
    request: Request, desk: TheDesk, visit: AuthorQuizVisit, kaart: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """An empty form, about an entry if the address names one."""
    return show_form(request, visit, Typed(entry=kaart if kaart in desk.shelf.published() else ""), Showing())


@router.post(NEW)
def new(request: Request, visit: AuthorQuizVisit, form: Sent) -> Response:
    """Look at what was typed, or hand it in."""
    return _act(request, visit, replace(read_form(form), base=0), str(form.get("doe", "")))


@router.get(CHANGE)
def start_change(
    request: Request,
    name: str,
    desk: TheDesk,
    visit: AuthorQuizVisit,
    versie: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """The form of an item: what waits from the desk, else what is asked, or the version that the address names.

    Raises:
        ItemNotFound, ItemVersionNotFound: There is no such item or version.
    """
    bank = ItemBank(desk.database)
    row = bank.get(name)
    chosen = bank.version(versie) if versie else None
    item = chosen.item if chosen is not None and chosen.name == name else _latest(row)
    notice = "waiting" if row.waiting else ""
    return show_form(request, visit, typed_of(item, row.latest.number), Showing(notice=notice))


@router.post(CHANGE)
def change(request: Request, name: str, visit: AuthorQuizVisit, form: Sent) -> Response:
    """Look at what was typed, or hand it in.

    Raises:
        ItemNotFound: There is no such item.
    """
    desk = the_desk(request)
    row = ItemBank(desk.database).get(name)
    typed, act = read_form(form, name), str(form.get("doe", ""))
    if act == HAND_IN and typed.base != row.latest.number:
        # A colleague handed something in meanwhile: a second press takes its place, after a look.
        return _act(request, visit, replace(typed, base=row.latest.number), "", "changed_meanwhile")
    return _act(request, visit, replace(typed, base=typed.base or row.latest.number), act)


def _act(request: Request, visit: Visit, typed: Typed, act: str, notice: str = "") -> Response:
    desk = the_desk(request)
    if act == ROW:
        return show_form(request, visit, with_room(typed), Showing())
    bank = ItemBank(desk.database)
    rows = bank.items()
    entries = _entries(desk)
    item, problems = item_of(typed, entries, {row.name for row in rows})
    problems += place_problems(item, typed, rows)
    words = desk.flow.curated.now().words
    problems += personal_problems(item, desk.house.privacy, words, invented=typed.invented)
    if problems or act != HAND_IN:
        status = 422 if problems and act == HAND_IN else 409 if notice else 200
        return show_form(request, visit, typed, Showing(tuple(problems), item, notice, status))
    before = next((_latest(row) for row in rows if row.name == item.id), None)
    if before is not None and not item_changes(before, item):
        return show_form(request, visit, typed, Showing((), item, "nothing_changed", 409))
    version = bank.propose(item, visit.person, desk.now())
    return go(f"/quizvragen/versie/{version.version_id}", "quiz_handed_in")


def _latest(row: BankItem) -> Item:
    """What waits from the desk, else what is asked."""
    waiting = (version.item for version in row.waiting if version.origin is ItemOrigin.DESK)
    return next(waiting, row.item)


def _entries(desk: Desk) -> dict[str, Entry]:
    return {slug: item.entry for slug, item in desk.shelf.published().items()}


def show_form(request: Request, visit: Visit, typed: Typed, showing: Showing) -> Response:
    """The form with what was typed."""
    desk = the_desk(request)
    references, entries = desk.house.references, _entries(desk)
    by_theme = [
        (title, sorted(((slug, one.title) for slug, one in entries.items() if one.theme == theme), key=lambda p: p[1]))
        for theme, title in references.themes.items()
    ]
    entry = entries.get(typed.entry)
    sources = [references.sources[one] for one in entry.sources if one in references.sources] if entry else []
    placed: dict[str, list[ItemProblem]] = {}
    for problem in showing.problems:
        placed.setdefault("naam" if problem.field == "id" else problem.field, []).append(problem)
    item = showing.item
    return show(
        request,
        "quiz_form.html",
        section="quiz",
        visit=visit,
        status=showing.status,
        tabs=tabs_of(visit),
        typed=typed,
        is_new=not typed.base,
        placed=placed,
        told=lambda problem: problem_text(desk, problem),
        looked=item is not None,
        notice=showing.notice,
        view=view_of(item, item.story, references) if item and item.options else None,
        kinds=[kind.value for kind in Kind],
        entries=[(title, found) for title, found in by_theme if found],
        sources=sources,
        limits=LIMITS,
        longest_option=limits.OPTION_LENGTH,
        longest_feedback=limits.FEEDBACK_LENGTH,
        most_options=limits.MOST_OPTIONS,
        length=limits.length,
        address=f"/quizvragen/vraag/{typed.name}/aanpassen" if typed.base else NEW,
        back=f"/quizvragen/vraag/{typed.name}" if typed.base else "/quizvragen",
    )


def problem_text(desk: Desk, problem: ItemProblem) -> str:
    """A problem of an item in words: of the item format, or of this form."""
    values = dict(problem.values)
    known = desk.catalogue.section("quiz_item.problems")
    section = "quiz_item.problems" if problem.key in known else "desk_quiz_form.problems"
    return desk.catalogue.text(f"{section}.{problem.key}", **values)
