"""*Signalen*, learning: figures on the regression set, a fit in its own process, and which weights judge."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from bot.desk.presenting.signal_fits import candidates, figures, known_failures
from bot.desk.security.visits import SwitchVisit, TeachVisit, TheDesk
from bot.desk.signals import TABS, in_use, regression_set, sentences, switching
from bot.desk.views import go, show
from bot.learning import can_learn, start
from knowledge.roster import Action
from knowledge.signals.learning.errors import NothingToLearn
from knowledge.signals.learning.progress import ProgressFile

router = APIRouter()
PAGE = "/signalen/leren"


@router.get(PAGE)
def learning(request: Request, desk: TheDesk, visit: TeachVisit) -> Response:
    """Figures of what judges now, what was learned, and what may be done."""
    parts, used = switching(desk), in_use(desk)
    accepted = sentences(desk).accepted()
    measured = parts.shelf.measured(None if used.unusable else used.switch.weights)
    regression = regression_set()
    if measured is not None and measured.mark != regression.mark:
        measured = None  # Of another set of sentences: not the figures that this page tells of.
    return show(
        request,
        "signals_learning.html",
        section="signals",
        visit=visit,
        tabs=TABS,
        used=used,
        names=desk.flow.store.names({used.switch.by}) if used.switch.by else {},
        measured=measured,
        figures=figures(regression, measured) if measured else (),
        known=known_failures(regression, measured),
        held_out={subject.value: len(items) for subject, items in regression.held_out.items()},
        accepted=len(accepted),
        progress=ProgressFile(parts.shelf.folder).read(),
        can_learn=can_learn(),
        may_switch=visit.may(Action.SWITCH_SIGNALS),
        candidates=candidates(parts, used.switch, {item.sentence_id for item in accepted}),
    )


@router.post(f"{PAGE}/start")
def begin(desk: TheDesk, visit: TeachVisit, wat: Annotated[Literal["leren", "meten"], Form()]) -> Response:
    """Start a fit or a measurement in a process of its own.

    Raises:
        LearningError: There is nothing to learn, it goes on already, or the library is missing; the page says why.
    """
    if wat == "leren" and not sentences(desk).accepted():
        raise NothingToLearn
    what = {"leren": "learn", "meten": "measure"}[wat]
    start(desk.settings, what, desk.now())
    switching(desk).store.note_learning(what, visit.person, desk.now())
    return go(PAGE, "learning_started")


@router.post(f"{PAGE}/aan")
def switch_on(desk: TheDesk, visit: SwitchVisit, naam: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Put a fit in use.

    Raises:
        LearningError: As in `Switching.switch_on`; the page says why.
    """
    switching(desk).switch_on(naam, visit.person, desk.now())
    return go(PAGE, "switched_on")


@router.post(f"{PAGE}/terug")
def go_back(desk: TheDesk, visit: SwitchVisit) -> Response:
    """Put the shipped weights in use.

    Raises:
        SwitchedMeanwhile: A colleague switched; the page says so.
    """
    switching(desk).go_back(visit.person, desk.now())
    return go(PAGE, "switched_back")
