"""*Quizvragen*: every item of the quiz, filtered."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.presenting.paging import page_of
from bot.desk.presenting.quiz_list import NO_FIGURES, STATES, Choice, Figures, counts, rows
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.security.visits import AuthorQuizVisit, TheDesk, Visit
from bot.desk.views import show
from knowledge.quiz.model import Kind
from knowledge.roster import Action
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_insight import QuizInsight
from knowledge.store.quiz_items import ItemBank

router = APIRouter()
Word = Annotated[str, Query(max_length=60)]


@router.get("/quizvragen")
def items(
    request: Request,
    desk: TheDesk,
    visit: AuthorQuizVisit,
    thema: Word = "",
    soort: Word = "",
    staat: Word = "",
    pagina: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """The list, with figures for who may see them."""
    bank = ItemBank(desk.database).items()
    figures = figures_for(desk, visit)
    chosen = Choice(thema, soort, staat)
    return show(
        request,
        "quiz_list.html",
        section="quiz",
        visit=visit,
        tabs=tabs_of(visit),
        page=page_of(rows(bank, chosen, figures), pagina),
        total=len(bank),
        counts=counts(bank),
        chosen=chosen,
        themes=desk.house.references.themes,
        kinds=[kind.value for kind in Kind],
        # What stands out comes from the figures, so without those there is nothing to choose.
        states=[state for state in STATES if state != "signs" or figures is not NO_FIGURES],
        titles={slug: item.entry.title for slug, item in desk.shelf.published().items()},
    )


def figures_for(desk: Desk, visit: Visit) -> Figures:
    """What is known about the answers, as far as this visitor may see it."""
    if not visit.may(Action.SEE_MASTERY):
        return NO_FIGURES
    found = {figure.name: figure for figure in QuizInsight(desk.database).item_figures()}
    return Figures(found, PracticeStore(desk.database).bad_items())
