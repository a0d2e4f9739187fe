"""*Onbeantwoord*: what the bot did not know, grouped by meaning, most asked first."""

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Form, Query, Request
from numpy.typing import NDArray
from starlette.responses import Response

from bot.desk.background import MOST_QUESTIONS
from bot.desk.desk import Desk
from bot.desk.presenting.paging import page_of
from bot.desk.presenting.questions import Group, groups, slug_of
from bot.desk.security.visits import AnswerVisit, TheDesk
from bot.desk.views import go, show
from knowledge.entries.model import Phrasing
from knowledge.entries.phrasings import STYLES
from knowledge.review.clusters import clusters
from knowledge.store import QuestionStore
from knowledge.store.rows import OpenQuestion

router = APIRouter()
MOST = MOST_QUESTIONS
MOST_NOW = 3
"""Questions whose vector is made while somebody waits, some 30 ms each; of more the thread beside makes them."""
PER_PAGE = 10
"""Groups on a page; each has four forms."""
Ids = Annotated[list[int], Form(max_length=MOST)]
Slug = Annotated[str, Form(max_length=80)]
Title = Annotated[str, Form(max_length=200)]
"""Of an entry that exists; its slug is understood too."""


@router.get("/onbeantwoord")
def questions(
    request: Request, desk: TheDesk, visit: AnswerVisit, pagina: Annotated[int, Query(ge=1, le=1000)] = 1
) -> Response:
    """The groups, each with what can be done about it."""
    titles = _titles(desk)
    found = QuestionStore(desk.database).open_questions(limit=MOST)
    return show(
        request,
        "questions.html",
        section="questions",
        visit=visit,
        page=page_of(_groups(desk, found), pagina, PER_PAGE),
        loose=desk.question_vectors.missing([item.redacted_text for item in found]),
        choices=sorted(titles.values(), key=str.casefold),
        titles=titles,
        themes=desk.house.references.themes,
        styles=STYLES,
    )


@router.post("/onbeantwoord/antwoord")
def answer(desk: TheDesk, visit: AnswerVisit, vraag: Ids, kaart: Title) -> Response:
    """An entry or signpost that exists answers them; who asked is told in the chat.

    Raises:
        ReviewError: As in `ReviewStore.answer_questions`; the page says why.
    """
    slug = slug_of(kaart, _titles(desk))
    if slug is None:
        return go("/onbeantwoord", "entry_unknown")
    desk.flow.store.answer_questions(vraag, slug, visit.person, desk.now())
    return go("/onbeantwoord", "answered")


@router.post("/onbeantwoord/formulering")
def phrase(
    desk: TheDesk,
    visit: AnswerVisit,
    vraag: Ids,
    kaart: Title,
    tekst: Annotated[str, Form(max_length=500)],
    stijl: Annotated[str, Form(max_length=20)],
) -> Response:
    """Add the question to the draft of an entry, so that the bot finds it; told once that is published.

    Raises:
        ReviewError: As in `Workflow.add_phrasing`; the page says why, and nothing was changed.
    """
    slug = slug_of(kaart, _titles(desk))
    if slug is None:
        return go("/onbeantwoord", "entry_unknown")

    def work() -> None:
        desk.flow.add_phrasing(slug, tekst.strip(), stijl, visit.person, desk.now())
        desk.flow.store.answer_questions(vraag, slug, visit.person, desk.now(), with_draft=True)

    desk.database.together(work)
    return go(f"/concept/{slug}", "phrasing_added")


@router.post("/onbeantwoord/nieuw")
def new(
    desk: TheDesk,
    visit: AnswerVisit,
    vraag: Ids,
    slug: Slug,
    titel: Annotated[str, Form(max_length=200)],
    thema: Annotated[str, Form(max_length=80)],
) -> Response:
    """Start an entry with these questions as its phrasings; who asked is told once it is published.

    Raises:
        ReviewError: As in `Workflow.start_new`; the page says why, and nothing was changed.
    """
    texts = {item.question_id: item.redacted_text for item in QuestionStore(desk.database).open_questions(limit=1000)}
    asked = [Phrasing(text, "chat") for text in dict.fromkeys(texts[key] for key in vraag if key in texts)]

    def work() -> None:
        who, now = visit.person, desk.now()
        desk.flow.start_new(slug.strip(), titel.strip(), thema, who, now, asked=asked, origin=f"question:{vraag[0]}")
        desk.flow.store.answer_questions(vraag, slug.strip(), who, now, with_draft=True)

    desk.database.together(work)
    return go(f"/concept/{slug.strip()}", "entry_started")


@router.post("/onbeantwoord/sluiten")
def dismiss(
    desk: TheDesk, visit: AnswerVisit, vraag: Ids, reden: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """Close them without an answer, with a reason.

    Raises:
        ReviewError: As in `Workflow.dismiss`; the page says why.
    """
    desk.flow.dismiss(vraag, reden, visit.person, desk.now())
    return go("/onbeantwoord", "dismissed")


def _titles(desk: Desk) -> dict[str, str]:
    return {slug: item.entry.title for slug, item in desk.shelf.published().items()}


def _groups(desk: Desk, found: list[OpenQuestion]) -> list[Group]:
    return groups(found, clusters([item.redacted_text for item in found], _vectors(desk, found))) if found else []


def _vectors(desk: Desk, found: list[OpenQuestion]) -> NDArray[np.float32]:
    """A vector per question, shape (n, d), length 1.

    One of zeros stands for a vector that is not there: that question groups with the same words only, until the
    thread beside has made it, or for good where the bundled model is missing.
    """
    texts = [item.redacted_text for item in found]
    if desk.question_vectors.missing(texts) > MOST_NOW:
        desk.background.vectors.start()
        made = desk.question_vectors.ready(texts)
    else:
        made = desk.question_vectors.of(texts, desk.house.vectorise)
    size = next((len(vector) for vector in made if vector is not None), 1)
    return np.stack([np.zeros(size, dtype=np.float32) if vector is None else vector for vector in made])
