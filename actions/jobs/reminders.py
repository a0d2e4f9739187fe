"""Nobody reacted: one line in the group of the team, later one to its leads; many at once become one message."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from actions.consultations.words import is_lead
from actions.jobs.parts import Job, JobParts, message
from actions.rendering.consult_card import card
from actions.vocabulary import Button, OutboundMessage, Target
from knowledge.consultations.model import Consultation

MOST_APART = 3
"""More than this at a time would bury a group (and meet Telegram's 20 messages a minute there): they go together."""
MOST_NAMED = 10
"""Numbers in a message about many."""
MOST_BUTTONS = 5
Mark = Callable[[int, datetime], bool]


def of_team(waiting: Iterable[Consultation], parts: JobParts) -> list[Job]:
    """Remind the groups.

    Args:
        waiting: Without any reaction, oldest first.
        parts: Stores and words.
    """
    mark = parts.consultations.mark_reminded
    jobs = []
    for items in _by_team(waiting):
        if len(items) <= MOST_APART:
            jobs += [Job(_marking(mark, [item]), dict(_remind(item, parts))) for item in items]
        else:
            jobs.append(Job(_marking(mark, items), dict(_remind_together(items, parts))))
    return jobs


def of_leads(waiting: Iterable[Consultation], parts: JobParts) -> list[Job]:
    """Tell who leads the team, but not somebody who asked it.

    Args:
        waiting: Without any reaction since the reminder, oldest first.
        parts: Stores and words.
    """
    mark = parts.consultations.mark_lead_told
    jobs = []
    for items in _by_team(waiting):
        together = [items] if len(items) > MOST_APART else [[item] for item in items]
        jobs += [Job(_marking(mark, some), dict(_tell_leads(some, parts))) for some in together]
    return jobs


def _remind(item: Consultation, parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    """One line with the buttons of the card, where the card stands; none when the team has no group any more."""
    chat = _group(item, parts)
    if chat is None:
        return []
    text = parts.catalogue.text("consult.job.remind", number=item.number, question=item.question)
    buttons = card(item, parts.labels, parts.catalogue).buttons
    target = Target(chat, subject=item.subject, protect=True)
    return [(f"{item.subject}:remind", message(text, target, *buttons))]


def _remind_together(items: list[Consultation], parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    chat = _group(items[0], parts)
    if chat is None:
        return []
    text = parts.catalogue.text("consult.job.remind_many", count=len(items), numbers=_numbers(items, parts))
    buttons = _reading(items, parts, private=True)
    return [(f"{items[0].subject}:remind", message(text, Target(chat, protect=True), *buttons))]


def _tell_leads(items: list[Consultation], parts: JobParts) -> list[tuple[str, OutboundMessage]]:
    if len(items) == 1:
        text = parts.catalogue.text("consult.job.lead", number=items[0].number)
    else:
        text = parts.catalogue.text("consult.job.lead_many", count=len(items), numbers=_numbers(items, parts))
    found = [member.person for member in parts.roster.members(items[0].team_id) if is_lead(member)]
    askers = {item.asker for item in items} if len(items) == 1 else set()
    # Keys name no person.
    return [
        (
            f"{items[0].subject}:lead:{number}",
            message(text, Target(person, protect=True), *_reading(items, parts, private=False)),
        )
        for number, person in enumerate(found)
        if person not in askers
    ]


def _group(item: Consultation, parts: JobParts) -> str | None:
    linked = [chat.chat for chat in parts.roster.chats(item.team_id)]
    posted = [post.chat for post in parts.posts.of(item.subject) if post.chat in linked]
    return next(iter([*posted, *linked]), None)


def _numbers(items: list[Consultation], parts: JobParts) -> str:
    named = ", ".join(item.number for item in items[:MOST_NAMED])
    rest = len(items) - MOST_NAMED
    return f"{named} {parts.catalogue.text('consult.job.and_more', count=rest)}" if rest > 0 else named


def _reading(items: list[Consultation], parts: JobParts, *, private: bool) -> list[Button]:
    text = parts.catalogue.text
    if len(items) == 1:
        return [Button(text("consult.buttons.read"), f"/casus {items[0].consultation_id}", private=private)]
    return [
        Button(text("consult.own.read", number=item.number), f"/casus {item.consultation_id}", private=private)
        for item in items[:MOST_BUTTONS]
    ]


def _by_team(waiting: Iterable[Consultation]) -> list[list[Consultation]]:
    teams: dict[str, list[Consultation]] = defaultdict(list)
    for item in waiting:
        teams[item.team_id].append(item)
    return list(teams.values())


def _marking(mark: Mark, items: list[Consultation]) -> Callable[[datetime], bool]:
    """Marks all, and tells whether any was not marked before."""
    return lambda now: sum(mark(item.consultation_id, now) for item in items) > 0
