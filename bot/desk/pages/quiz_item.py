"""One item of the quiz: try it, see how it does, check it against its entry, take it out or bring it back."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.pages.quiz_list import figures_for
from bot.desk.presenting.quiz_list import people, percent_of
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.presenting.quiz_view import picked, view_of
from bot.desk.security.visits import ApproveQuizVisit, AuthorQuizVisit, TheDesk
from bot.desk.views import go, show
from knowledge.quiz.bank import BankItem, ItemState
from knowledge.quiz.errors import ItemDecided, ItemNotShown
from knowledge.review.diff import Diff
from knowledge.roster import Action
from knowledge.store.quiz_history import ItemHistory
from knowledge.store.quiz_items import ItemBank

router = APIRouter()
ITEM = "/quizvragen/vraag/{name}"


@router.get(ITEM)
def item(
    request: Request,
    name: str,
    desk: TheDesk,
    visit: AuthorQuizVisit,
    kies: Annotated[list[int] | None, Query(max_length=20)] = None,
    kijk: Annotated[str, Query(max_length=4)] = "",
) -> Response:
    """An item as a participant sees it, with what a trainer wants to know.

    Raises:
        ItemNotFound: There is no such item.
    """
    bank, history = ItemBank(desk.database), ItemHistory(desk.database)
    row = bank.get(name)
    past = history.of(name)
    figures = figures_for(desk, visit)
    figure = figures.items.get(name)
    published = desk.shelf.published().get(row.item.entry)
    me = history.known_as(visit.person)
    return show(
        request,
        "quiz_item.html",
        section="quiz",
        visit=visit,
        tabs=tabs_of(visit),
        row=row,
        item=row.item,
        view=view_of(row.item, bank.story(row.item), desk.house.references, kies or (), tried=bool(kijk)),
        entry_title=published.entry.title if published else row.item.entry,
        theme_title=desk.house.references.themes.get(row.item.theme, row.item.theme),
        checked=history.last_check(row.version_id) if row.version_id else None,
        diff=_entry_diff(desk, row),
        case_open=row.state is ItemState.ASKABLE and name not in {one.name for one in bank.askable(row.item.theme)},
        sees_figures=visit.may(Action.SEE_MASTERY),
        percent=percent_of(figure.right_share) if figure else None,
        answers=figure.voters if figure else 0,
        picked=picked(row.item, figure),
        forgotten=figures.forgotten.get(name, 0) > 0,
        forgotten_by=people(figures.forgotten.get(name, 0)),
        past=past,
        names=desk.flow.store.names(
            {author for one in past for author in one.version.authors} | {one.decided_by for one in past}
        ),
        own=row.shown is not None and me is not None and me in row.shown.authors,
        decides=visit.may(Action.APPROVE_QUIZ),
        address=f"/quizvragen/vraag/{name}",
    )


@router.post(f"{ITEM}/klopt")
def confirm(name: str, desk: TheDesk, visit: ApproveQuizVisit, kaartversie: Annotated[int, Form(ge=0)] = 0) -> Response:
    """Note that an item still holds with its entry as the visitor saw it.

    Raises:
        QuizError: As in `ItemBank.confirm`; the page says why. Also when the entry changed again meanwhile.
    """
    bank = ItemBank(desk.database)

    def work() -> None:
        row = bank.get(name)
        if row.entry_version is None or row.shown is None:
            raise ItemNotShown(name)
        if row.entry_version != kaartversie:
            raise ItemDecided(row.shown.version_id, "held against another text of its entry")
        bank.confirm(name, visit.person, desk.now())

    desk.database.together(work)
    return go(f"/quizvragen/vraag/{name}", "quiz_confirmed")


@router.post(f"{ITEM}/weg")
def retire(name: str, desk: TheDesk, visit: ApproveQuizVisit) -> Response:
    """Take an item out of the quiz.

    Raises:
        ItemNotFound: There is no such item.
    """
    ItemBank(desk.database).retire(name, visit.person, desk.now())
    return go(f"/quizvragen/vraag/{name}", "quiz_retired")


@router.post(f"{ITEM}/terug")
def bring_back(name: str, desk: TheDesk, visit: ApproveQuizVisit) -> Response:
    """Undo that.

    Raises:
        ItemNotFound: There is no such item.
    """
    ItemBank(desk.database).bring_back(name, visit.person, desk.now())
    return go(f"/quizvragen/vraag/{name}", "quiz_back")


def _entry_diff(desk: Desk, row: BankItem) -> Diff | None:
    """What changed in the entry since the item was held against it; None when there is nothing to check."""
    if row.state is not ItemState.TO_CHECK or row.entry_version is None or row.checked_entry_version is None:
        return None
    return desk.flow.diff(row.entry_version, row.checked_entry_version)
