"""The agenda of a team meeting: its order, who thinks along, and all of it as Markdown."""

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.consultations.model import Consultation, Contribution, ContributionKind
from knowledge.consultations.summary import SummaryWords, literal, summary

Item = tuple[Consultation, Sequence[Contribution]]
"""A consultation with what was added to it."""


def in_order(consultations: Iterable[Consultation]) -> list[Consultation]:
    """What is due first comes first; what has no date comes last, oldest first."""
    return sorted(consultations, key=lambda item: (item.due or date.max, item.created_at, item.consultation_id))


def colleagues(contributions: Iterable[Contribution]) -> int:
    """How many colleagues think along: each person counts once, whatever they did.

    Somebody who left has no id any more; each of their contributions counts.
    """
    reacted = [item for item in contributions if item.kind is not ContributionKind.ANSWER]
    known = {item.person for item in reacted if item.person is not None}
    return len(known) + sum(item.person is None for item in reacted)


def agenda_markdown(team: str, items: Sequence[Item], more: int, words: SummaryWords, when: str) -> str:
    """A list of what is on the agenda, then the page of each.

    Args:
        team: Name of the team.
        items: What is on the agenda, in order.
        more: How many are open and not on the agenda.
        words: The texts around it.
        when: When it is made, in words.
    """
    say = words.say
    lines = [f"- {item.number}: {' '.join(literal(item.question).split())}" for item, _ in items]
    front = [f"# {literal(say('agenda_title', team=team))}", say("made", when=when)]
    front += [say("agenda_under", count=len(items), more=more), "\n".join(lines)]
    pages = [summary(item, added, words, when) for item, added in items]
    return "\n---\n\n".join(["\n\n".join(front) + "\n", *pages])
