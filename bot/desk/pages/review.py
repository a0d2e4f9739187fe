"""*Beoordelen*: what waits for a second pair of eyes."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from bot.desk.golden import golden_of
from bot.desk.presenting.preview import draft_bubbles
from bot.desk.security.visits import ApproveVisit, CurateVisit, TheDesk
from bot.desk.views import go, show
from knowledge.entries.serial import from_document
from knowledge.review.errors import AlreadyDecided
from knowledge.review.rules import Refusal
from knowledge.review.text import key_in

router = APIRouter()
ADDRESS = "/beoordelen/{version}"
Comment = Annotated[str, Form(max_length=4000)]


@router.get("/beoordelen")
def waiting(request: Request, desk: TheDesk, visit: CurateVisit) -> Response:
    """Versions that wait, and drafts at work."""
    store = desk.flow.store
    found = [(item, from_document(item.version.document)) for item in store.waiting()]
    drafts = [item for item in store.drafts() if item.waiting_version is None]
    people = {author for item, _ in found for author in item.authors} | {item.changed_by for item in drafts}
    return show(
        request,
        "review_list.html",
        section="review",
        visit=visit,
        waiting=found,
        drafts=drafts,
        draft_titles={item.slug: key_in(item.text.entry, "titel") or item.slug for item in drafts},
        names=store.names(people),
    )


@router.get(ADDRESS)
def version(request: Request, version: int, desk: TheDesk, visit: CurateVisit) -> Response:
    """What a version changes, how the chat would show it, and what this visitor may do with it.

    Raises:
        VersionNotFound: There is no such version.
    """
    store = desk.flow.store
    item = store.waiting_version(version)
    entry = from_document(item.version.document)
    refusal = store.may_approve(version, visit.person)
    people = set(item.authors) | {note.by for note in item.notes}
    return show(
        request,
        "review.html",
        section="review",
        visit=visit,
        item=item,
        entry=entry,
        refusal=refusal.value if refusal else "",
        diff=desk.flow.diff(version),
        golden=None if refusal is Refusal.DECIDED else golden_of(entry, desk),
        bubbles=draft_bubbles(entry, desk.house, desk.today),
        names=store.names(people),
        address=f"/beoordelen/{version}",
    )


@router.post(f"{ADDRESS}/goedkeuren")
def approve(
    version: int, desk: TheDesk, visit: ApproveVisit, ijkvragen: Annotated[str, Form(max_length=10)] = ""
) -> Response:
    """Publish; the store refuses own text, and urgent text without the expertise.

    When golden questions get worse, or are being asked still, a box on the page says that somebody saw it; without it
    nothing is done.

    Raises:
        ReviewError: As in `ReviewStore.approve`; the page says why.
        OwnVersionError: The visitor wrote it.
    """
    store = desk.flow.store
    worse = 0
    if store.may_approve(version, visit.person) is None:
        golden = golden_of(from_document(desk.entries.version(version).document), desk)
        worse = len(golden.rows)
        if golden.asks and ijkvragen != "ja":
            return go(f"/beoordelen/{version}", "tick_golden" if worse else "wait_golden")
    store.approve(version, visit.person, desk.now(), golden_worse=worse)
    return go("/beoordelen", "approved")


@router.post(f"{ADDRESS}/terugsturen")
def send_back(version: int, desk: TheDesk, visit: ApproveVisit, opmerking: Comment = "") -> Response:
    """Return it to its authors, with a reason.

    Raises:
        ReviewError: As in `Workflow.send_back`; the page says why.
    """
    desk.flow.send_back(version, opmerking, visit.person, desk.now())
    return go("/beoordelen", "returned")


@router.post(f"{ADDRESS}/opmerking")
def comment(version: int, desk: TheDesk, visit: CurateVisit, opmerking: Comment = "") -> Response:
    """Say something about it.

    Raises:
        ReviewError: As in `Workflow.comment`; the page says why.
    """
    desk.flow.comment(version, opmerking, visit.person, desk.now())
    return go(f"/beoordelen/{version}", "commented")


@router.post(f"{ADDRESS}/intrekken")
def withdraw(version: int, desk: TheDesk, visit: CurateVisit) -> Response:
    """Take the own text back to change it.

    Raises:
        NotAuthor, AlreadyDecided: As in `ReviewStore.withdraw`.
    """
    slug = desk.entries.version(version).slug
    desk.flow.store.withdraw(version, visit.person, desk.now())
    if desk.flow.store.draft(slug) is None:
        raise AlreadyDecided(version, "withdrawn")
    return go(f"/concept/{slug}", "withdrawn_version")
