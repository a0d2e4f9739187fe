"""An entry: as the bot shows it, where each sentence comes from, its history, and what can be done with it."""

from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from actions.steps.show import related
from bot.desk.presenting.members import member_reference
from bot.desk.presenting.preview import bubbles
from bot.desk.presenting.sentences import parts_of
from bot.desk.security.visits import AnyVisit, TheDesk
from bot.desk.views import show
from knowledge.entries.serial import from_document
from knowledge.review.rules import last_day
from knowledge.roster import Action
from knowledge.search.published import Published

router = APIRouter()
REVIEW_DAYS = 365
"""What the form for a new review date suggests, in days from today."""


@router.get("/kennisbank/{slug}")
def entry(request: Request, slug: str, desk: TheDesk, visit: AnyVisit) -> Response:
    """What readers see of an entry; of one that they do not see, its newest text.

    Raises:
        EntryNotFound: There is no such entry.
    """
    store = desk.flow.store
    history = store.history(slug)
    view = store.view(slug, desk.today, desk.now())
    item = desk.shelf.published().get(slug)
    is_shown = item is not None
    if item is None:
        newest = history[0].version
        item = Published(from_document(newest.document), newest.version_id, confirmed=view.confirmed)
    references = desk.house.references
    curators = store.curators() if visit.may(Action.SET_OWNER) else []
    people = {author for version in history for author in version.authors} | {
        version.decided_by for version in history if version.decided_by
    }
    return show(
        request,
        "entry.html",
        section="knowledge",
        visit=visit,
        view=view,
        item=item,
        is_shown=is_shown,
        entry=item.entry,
        bubbles=bubbles(item, desk.house, desk.today),
        theme_title=references.themes.get(item.entry.theme, item.entry.theme),
        expertise=[references.expertise.get(key, key) for key in item.entry.expertise],
        parts=parts_of(item, references, with_checks=visit.may(Action.CURATE)),
        related=related(item, desk.house),
        history=history,
        names=store.names(people) if visit.may(Action.CURATE) else {},
        draft=store.draft(slug) if visit.may(Action.CURATE) else None,
        curators=[(member_reference(desk.secret, "", person.person), person) for person in curators],
        owner_name=next((person.name for person in curators if person.person == view.owner), ""),
        rights={action.value for action in Action if visit.may(action)},
        suggested=desk.today + timedelta(days=REVIEW_DAYS),
        last=last_day(desk.today),
    )
