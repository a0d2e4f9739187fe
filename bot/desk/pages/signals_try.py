"""*Signalen*: what Houvast makes of a text, and why. What is typed is judged in memory and kept nowhere."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from bot.desk.security.visits import TeachVisit, TheDesk
from bot.desk.signals import TABS, danger_lexicon, in_use, kind_names, reflex_lexicon
from bot.desk.views import show
from knowledge.signals.explaining import explain_danger, explain_reflex

router = APIRouter()
LONGEST = 4000
"""Characters that are tried at once: about what fits in one message of Telegram."""


@router.get("/signalen")
def signals(request: Request, visit: TeachVisit) -> Response:
    """The box to type in."""
    return show(request, "signals_try.html", section="signals", visit=visit, tabs=TABS, text="", tried=False)


@router.post("/signalen")
def tried(
    request: Request, desk: TheDesk, visit: TeachVisit, tekst: Annotated[str, Form(max_length=LONGEST)] = ""
) -> Response:
    """Judge a text, sent in a form so that it stands in no address."""
    text = tekst.strip()
    if not text:
        return signals(request, visit)
    house, data = desk.house, in_use(desk).data
    redaction = house.privacy.redact(text)
    return show(
        request,
        "signals_try.html",
        section="signals",
        visit=visit,
        tabs=TABS,
        text=text,
        tried=True,
        danger=explain_danger(text, danger_lexicon(), house.danger, house.vectorise, data),
        reflex=explain_reflex(text, reflex_lexicon(), house.reflex, house.vectorise, data),
        redacted=redaction.text,
        found=Counter(span.type.value for span in redaction.spans),
        kinds=kind_names(),
    )
