"""*Signalen*, rules and word lists: what is in them and where they are changed; read only."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from bot.desk.presenting.paging import page_of
from bot.desk.presenting.signal_rules import FILES, groups_with, lists_with, rules_with
from bot.desk.security.visits import TeachVisit
from bot.desk.signals import TABS, danger_lexicon, kind_names, reflex_lexicon
from bot.desk.views import show
from knowledge.signals.danger.lexicon import DangerLexicon
from knowledge.signals.reflex.lexicon import ReflexLexicon

router = APIRouter()
PER_PAGE = 10
"""Rules of a page: each takes half a screen of a phone."""
WHICH = ("gevaar", "reflex", "privacy")


@router.get("/signalen/regels")
def rules(
    request: Request,
    visit: TeachVisit,
    signaal: Annotated[str, Query(max_length=20)] = "gevaar",
    q: Annotated[str, Query(max_length=100)] = "",
    pagina: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """Rules with what they do, word groups, and the lists of the personal-data detector."""
    which = signaal if signaal in WHICH else WHICH[0]
    known: DangerLexicon | ReflexLexicon | None = None
    if which != "privacy":
        known = danger_lexicon() if which == "gevaar" else reflex_lexicon()
    return show(
        request,
        "signals_rules.html",
        section="signals",
        visit=visit,
        tabs=TABS,
        which=which,
        question=q.strip(),
        files=FILES[which],
        page=page_of(rules_with(known.rules, q) if known else (), pagina, PER_PAGE),
        total=len(known.rules) if known else 0,
        groups=groups_with(known.wording.vocabulary.groups, q) if known else (),
        lists=() if known else lists_with(q),
        kinds=kind_names(),
    )
