"""A proposed item of the quiz: what it changes, and who may decide about it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from bot.desk.presenting.quiz_changes import item_changes
from bot.desk.presenting.quiz_tabs import tabs_of
from bot.desk.presenting.quiz_view import view_of
from bot.desk.security.visits import ApproveQuizVisit, AuthorQuizVisit, TheDesk
from bot.desk.views import go, show
from knowledge.review.kept import checked
from knowledge.store.quiz_history import ItemHistory
from knowledge.store.quiz_items import ItemBank

router = APIRouter()
VERSION = "/quizvragen/versie/{version}"


@router.get(VERSION)
def proposal(request: Request, version: int, desk: TheDesk, visit: AuthorQuizVisit) -> Response:
    """What a version changes, how a participant would see it, and what this visitor may do with it.

    Raises:
        ItemVersionNotFound: There is no such version.
    """
    bank, history = ItemBank(desk.database), ItemHistory(desk.database)
    found = bank.version(version)
    row = bank.get(found.name)
    past = next(one for one in history.of(found.name) if one.version.version_id == version)
    refusal = bank.may_approve(version, visit.person)
    published = desk.shelf.published().get(found.item.entry)
    before = row.shown.item if row.shown and row.shown.version_id != version else None
    return show(
        request,
        "quiz_review.html",
        section="quiz",
        visit=visit,
        tabs=tabs_of(visit),
        version=found,
        past=past,
        item=found.item,
        is_new=row.shown is None,
        changes=item_changes(before, found.item) if not past.shown else (),
        view=view_of(found.item, found.item.story or bank.story(found.item), desk.house.references),
        entry_title=published.entry.title if published else found.item.entry,
        refusal=refusal.value if refusal else "",
        waits=past.waits,
        wrote=history.known_as(visit.person) in found.authors,
        names=desk.flow.store.names({*found.authors, past.decided_by}),
        address=f"/quizvragen/versie/{version}",
    )


@router.post(f"{VERSION}/goedkeuren")
def approve(version: int, desk: TheDesk, visit: ApproveQuizVisit) -> Response:
    """Let a version be asked; the store refuses the own text.

    Raises:
        QuizError: As in `ItemBank.approve`; the page says why.
    """
    bank = ItemBank(desk.database)
    bank.approve(version, visit.person, desk.now())
    return go(f"/quizvragen/vraag/{bank.version(version).name}", "quiz_approved")


@router.post(f"{VERSION}/terugsturen")
def send_back(
    version: int, desk: TheDesk, visit: ApproveQuizVisit, opmerking: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """Return it to its authors, with a reason that holds no personal data.

    Raises:
        QuizError: As in `ItemBank.reject`; the page says why.
        ReviewError: The reason is missing, or holds personal data.
    """
    bank = ItemBank(desk.database)
    reason = checked(opmerking, desk.house.privacy, lambda: desk.flow.curated.now().words)
    bank.reject(version, reason, visit.person, desk.now())
    return go(f"/quizvragen/vraag/{bank.version(version).name}", "quiz_returned")


@router.post(f"{VERSION}/intrekken")
def withdraw(version: int, desk: TheDesk, visit: AuthorQuizVisit) -> Response:
    """Take the own version off the list.

    Raises:
        QuizError: As in `ItemBank.withdraw`; the page says why.
    """
    bank = ItemBank(desk.database)
    bank.withdraw(version, visit.person, desk.now())
    return go(f"/quizvragen/vraag/{bank.version(version).name}", "quiz_withdrawn")
