"""*Signalen*, sentences: those of the organisation with what became of them, and those that Houvast came with."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from bot.desk.desk import Desk
from bot.desk.presenting.paging import page_of
from bot.desk.security.visits import TeachVisit, TheDesk, Visit
from bot.desk.signals import SUBJECTS, TABS, kind_names, proposing, sentences, shipped_sentences
from bot.desk.views import go, show
from knowledge.signals.own.errors import (
    LabelUnknown,
    SentenceError,
    SentenceHoldsPersonalData,
    SentenceKnown,
    SentenceLength,
    SentenceMeasures,
)
from knowledge.signals.own.model import KINDS, LONGEST, Subject

router = APIRouter()
OWN = "/signalen/zinnen"
Which = Annotated[str, Query(max_length=20)]
REASONS: dict[type[SentenceError], str] = {
    SentenceLength: "length",
    LabelUnknown: "label",
    SentenceHoldsPersonalData: "personal",
    SentenceMeasures: "measures",
    SentenceKnown: "known",
}


@router.get(OWN)
def own(
    request: Request,
    desk: TheDesk,
    visit: TeachVisit,
    signaal: Which = "gevaar",
    pagina: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """What was added here, what waits first, and a form to add."""
    return _own(request, desk, visit, signaal, page=pagina)


@router.post(OWN)
def add(
    request: Request,
    desk: TheDesk,
    visit: TeachVisit,
    signaal: Annotated[str, Form(max_length=20)] = "gevaar",
    zin: Annotated[str, Form(max_length=4000)] = "",
    wat: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Add a sentence; what is refused comes back with the reason, so that it can be changed."""
    label, _, kind = wat.partition("/")
    try:
        proposing(desk).propose(_subject(signaal), zin, label, kind, visit.person, desk.now())
    except tuple(REASONS) as error:
        return _own(request, desk, visit, signaal, refused=error, typed=zin, chosen=wat)
    return go(f"{OWN}?signaal={_word(_subject(signaal))}", "sentence_added")


@router.post(f"{OWN}/{{sentence}}/aannemen")
def accept(sentence: int, desk: TheDesk, visit: TeachVisit) -> Response:
    """Let a sentence of a colleague count.

    Raises:
        SentenceError: As in `SignalSentenceStore.accept`; the page says why.
    """
    sentences(desk).accept(sentence, visit.person, desk.now())
    return _back(desk, sentence, "sentence_accepted")


@router.post(f"{OWN}/{{sentence}}/afwijzen")
def turn_down(sentence: int, desk: TheDesk, visit: TeachVisit) -> Response:
    """Say that a sentence is not to be learned.

    Raises:
        SentenceError: As in `SignalSentenceStore.turn_down`; the page says why.
    """
    sentences(desk).turn_down(sentence, visit.person, desk.now())
    return _back(desk, sentence, "sentence_turned_down")


@router.post(f"{OWN}/{{sentence}}/intrekken")
def withdraw(sentence: int, desk: TheDesk, visit: TeachVisit) -> Response:
    """Take a sentence away, words included.

    Raises:
        SentenceError: As in `SignalSentenceStore.withdraw`; the page says why.
    """
    sentences(desk).withdraw(sentence, visit.person, desk.now())
    return _back(desk, sentence, "sentence_withdrawn")


@router.get("/signalen/meegeleverd")
def shipped(
    request: Request,
    visit: TeachVisit,
    signaal: Which = "gevaar",
    q: Annotated[str, Query(max_length=200)] = "",
    wat: Annotated[str, Query(max_length=80)] = "",
    pagina: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """The sentences that Houvast came with: counted, searched."""
    subject = _subject(signaal)
    label, _, kind = wat.partition("/")
    material = shipped_sentences()
    return show(
        request,
        "signals_shipped.html",
        section="signals",
        visit=visit,
        tabs=TABS,
        subject=_word(subject),
        question=q.strip(),
        chosen=wat,
        counts=material.counts(subject),
        page=page_of(material.search(subject, q, label, kind), pagina),
        kinds=kind_names(),
    )


def _own(
    request: Request,
    desk: Desk,
    visit: Visit,
    signal: str,
    *,
    page: int = 1,
    refused: SentenceError | None = None,
    typed: str = "",
    chosen: str = "",
) -> Response:
    subject, store = _subject(signal), sentences(desk)
    found = store.sentences(subject)
    people = {who for item in found for who in (item.proposed_by, item.decided_by) if who}
    return show(
        request,
        "signals_own.html",
        section="signals",
        visit=visit,
        status=409 if refused else 200,
        tabs=TABS,
        subject=_word(subject),
        page=page_of(found, page),
        me=store.known_as(visit.person),
        names=desk.flow.store.names(people),
        labels=KINDS[subject],
        kinds=kind_names(),
        longest=LONGEST,
        refused=REASONS[type(refused)] if refused else "",
        types=refused.types if isinstance(refused, SentenceHoldsPersonalData) else (),
        typed=typed,
        chosen=chosen,
    )


def _subject(word: str) -> Subject:
    """The subject that an address names; danger for anything unknown."""
    return SUBJECTS.get(word, Subject.DANGER)


def _word(subject: Subject) -> str:
    return next(word for word, known in SUBJECTS.items() if known is subject)


def _back(desk: Desk, sentence: int, done: str) -> Response:
    return go(f"{OWN}?signaal={_word(sentences(desk).sentence(sentence).subject)}", done)
