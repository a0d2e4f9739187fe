"""What a lead does with an entry as it stands: confirm, review again, own, take offline, bring back."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from bot.desk.presenting.members import member_reference
from bot.desk.security.visits import ApproveVisit, CurateVisit, OfflineVisit, OwnerVisit, TheDesk
from bot.desk.views import go
from knowledge.review.errors import OwnerRefused

router = APIRouter()
ENTRY = "/kennisbank/{slug}"
Version = Annotated[int, Form(ge=1)]


@router.post(f"{ENTRY}/bevestigen")
def confirm(slug: str, desk: TheDesk, visit: ApproveVisit, versie: Version) -> Response:
    """The organisation stands behind seed content from now on.

    Raises:
        ReviewError: The store refused; the page says why.
    """
    done = desk.flow.store.confirm([versie], visit.person, desk.now())
    for error in done.refused.values():
        raise error
    return go(f"/kennisbank/{slug}", "confirmed")


@router.post(f"{ENTRY}/nagekeken")
def reviewed(slug: str, desk: TheDesk, visit: ApproveVisit, versie: Version, tot: Annotated[date, Form()]) -> Response:
    """Reviewed and still right, until a new day.

    Raises:
        ReviewError: As in `ReviewStore.reviewed`; the page says why.
    """
    desk.flow.store.reviewed(versie, tot, visit.person, desk.now())
    return go(f"/kennisbank/{slug}", "reviewed")


@router.post(f"{ENTRY}/eigenaar")
def own(slug: str, desk: TheDesk, visit: OwnerVisit, eigenaar: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Who keeps it up to date; nobody when left empty.

    Raises:
        OwnerRefused: No such person may write entries.
    """
    person = None
    if eigenaar:
        people = desk.flow.store.curators()
        person = next((p.person for p in people if member_reference(desk.secret, "", p.person) == eigenaar), None)
        if person is None:
            raise OwnerRefused
    desk.flow.store.set_owner(slug, person, visit.person, desk.now())
    return go(f"/kennisbank/{slug}", "owner_set")


@router.post(f"{ENTRY}/offline")
def take_offline(
    slug: str,
    desk: TheDesk,
    visit: OfflineVisit,
    reden: Annotated[str, Form(max_length=4000)] = "",
    voorgoed: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Hide it from readers at once; for good when that was ticked.

    Raises:
        ReviewError: As in `Workflow.take_offline`; the page says why.
    """
    hide = desk.flow.archive if voorgoed == "ja" else desk.flow.take_offline
    hide(slug, reden, visit.person, desk.now())
    return go(f"/kennisbank/{slug}", "offline")


@router.post(f"{ENTRY}/terughalen")
def bring_back(slug: str, desk: TheDesk, visit: CurateVisit) -> Response:
    """Hand in the text of a hidden entry again; somebody else approves.

    Raises:
        ReviewError: As in `Workflow.bring_back`; the page says why.
    """
    version = desk.flow.bring_back(slug, visit.person, desk.now())
    return go(f"/beoordelen/{version.version_id}", "handed_in")
