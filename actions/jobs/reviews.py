"""What the review workflow tells people by itself: entries that expire, and questions that have an answer by now.

Both wait for working hours: nobody has to know at night that a card is due.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.jobs.parts import Queue, message, queue_all
from actions.rendering.sources import day
from actions.vocabulary import Button, OutboundMessage, Target
from knowledge.messages.catalogue import Catalogue
from knowledge.reflection.rhythm import ZONE, is_working_day
from knowledge.review.model import Curator
from knowledge.roster.roles import Role
from knowledge.store.review import ReviewStore
from knowledge.store.review_rows import AnswerDue, ExpiringEntry

MOST_NAMED = 10
"""Titles in a list."""
MOST_BUTTONS = 5
WORKING_HOURS = range(9, 17)
"""Hours of the day, Dutch time, in which these messages go out: our choice."""


@dataclass(frozen=True, slots=True)
class ReviewParts:
    """What the job needs.

    Attributes:
        review: Tells what is due, and notes what was said.
        catalogue: User texts.
        remind_days: How many days before an entry expires its owner is reminded.
    """

    review: ReviewStore
    catalogue: Catalogue
    remind_days: Sequence[int]


def run(parts: ReviewParts, now: datetime, queue: Queue) -> int:
    """Say what is due; call it inside :meth:`Database.together`, so that marks and messages are kept together.

    Args:
        parts: Store and words.
        now: The present.
        queue: Puts a message in the outbox.

    Returns:
        How many messages were queued.

    Raises:
        StoreError: Nothing was kept.
    """
    here = now.astimezone(ZONE)
    if here.hour not in WORKING_HOURS or not is_working_day(here.date()):
        return 0
    return queue_all({**_reminders(parts, now), **_answers(parts, now)}, queue)


def _reminders(parts: ReviewParts, now: datetime) -> dict[str, OutboundMessage]:
    """One message per person about everything that is due for them."""
    today = now.astimezone(ZONE).date()
    due = parts.review.due_reminders(today, parts.remind_days)
    curators = parts.review.curators() if due else []
    own: dict[str, list[ExpiringEntry]] = defaultdict(list)
    unowned: dict[str, list[ExpiringEntry]] = defaultdict(list)
    first = ""
    for item, step in due:
        owners = [curator.person for curator in curators if curator.person == item.owner]
        people = owners or _leads(curators)
        # Without anybody to tell, it stays due until there is somebody.
        if not people or not parts.review.mark_reminded(item.version_id, item.expires_on, step, now):
            continue
        first = first or f"review:{item.version_id}:{item.expires_on}:{step}"
        for person in people:
            (own if owners else unowned)[person].append(item)
    people = [curator.person for curator in curators if curator.person in own or curator.person in unowned]
    # Keys name no person.
    return {
        f"{first}:{number}": _reminder(own.get(person, []), unowned.get(person, []), person, parts.catalogue, now)
        for number, person in enumerate(people)
    }


def _leads(curators: Iterable[Curator]) -> list[str]:
    """Everybody who leads a team; in an installation without any, its admins."""
    found = list(curators)
    leads = [curator.person for curator in found if curator.role is Role.TEAM_LEAD]
    return leads or [curator.person for curator in found]


def _reminder(
    own: list[ExpiringEntry], unowned: list[ExpiringEntry], person: str, catalogue: Catalogue, now: datetime
) -> OutboundMessage:
    text = catalogue.text
    parts = [text("beheer.job.own"), *_lines(own, catalogue, now)] if own else []
    parts += [text("beheer.job.unowned"), *_lines(unowned, catalogue, now)] if unowned else []
    buttons = [
        Button(text("beheer.job.recheck", title=item.title), f"/nakijken {item.version_id}")
        for item in [*own, *unowned][:MOST_BUTTONS]
    ]
    return message("\n".join([*parts, text("beheer.job.what_next")]), Target(person), *buttons)


def _lines(items: list[ExpiringEntry], catalogue: Catalogue, now: datetime) -> list[str]:
    today, text = now.astimezone(ZONE).date(), catalogue.text
    lines = [
        text("beheer.job.today", title=item.title, date=day(item.expires_on, catalogue))
        if item.expires_on <= today
        else text("beheer.job.soon", title=item.title, date=day(item.expires_on, catalogue))
        for item in items[:MOST_NAMED]
    ]
    rest = len(items) - MOST_NAMED
    return [*lines, text("beheer.job.more", count=rest)] if rest > 0 else lines


def _answers(parts: ReviewParts, now: datetime) -> dict[str, OutboundMessage]:
    """One message per asker; what they asked is not repeated, because they may have asked it elsewhere."""
    found: dict[str, list[AnswerDue]] = defaultdict(list)
    for due in parts.review.due_answers():
        if parts.review.mark_told(due.question_id, now):
            found[due.person].append(due)
    return {
        f"answered:{items[0].question_id}": _answered({due.slug: due.title for due in items}, person, parts.catalogue)
        for person, items in found.items()
    }


def _answered(titles: Mapping[str, str], person: str, catalogue: Catalogue) -> OutboundMessage:
    text = catalogue.text
    if len(titles) == 1:
        said = text("beheer.job.answered_one", title=next(iter(titles.values())))
    else:
        items = [text("beheer.job.answered_item", title=title) for title in titles.values()]
        said = "\n".join([text("beheer.job.answered_many"), *items])
    buttons = [
        Button(text("beheer.job.read", title=title), f"/kies {slug}")
        for slug, title in list(titles.items())[:MOST_BUTTONS]
    ]
    return message(said, Target(person), *buttons)
