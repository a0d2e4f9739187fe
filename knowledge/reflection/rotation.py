"""Which question comes next: a pure function, so that a restart or a clock that jumps changes nothing.

A round is ten weeks: the seven principles in order, an entry after the second and after the sixth, the goal of the
team in between. Where there is no entry or no goal, a principle takes that week.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from zlib import crc32

from knowledge.reflection.model import Kind, Prompt, Week
from knowledge.reflection.prompts import SEVEN, Prompts, Topic

ROUND = (
    *(Kind.PRINCIPLE, Kind.PRINCIPLE, Kind.ENTRY, Kind.PRINCIPLE, Kind.PRINCIPLE),
    *(Kind.GOAL, Kind.PRINCIPLE, Kind.PRINCIPLE, Kind.ENTRY, Kind.PRINCIPLE),
)
"""What each week of a round is about; no two weeks with an entry or the goal touch."""
_APART = 3
"""A principle that stands in for an entry or the goal is this far from the week before, and four from the next."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What a team can be asked about.

    Attributes:
        prompts: The principles and the questions about a goal.
        has_goal: Whether the team stated a goal.
        entries: How many questions each entry has that is near what the team asks, by slug.
    """

    prompts: Prompts
    has_goal: bool = False
    entries: Mapping[str, int] | None = None


def choose(team_id: str, week: Week, number: int, pool: Pool, last: Prompt | None) -> Prompt:
    """The question for a team.

    Args:
        team_id: Sets where a team starts, so that not every team has the same question.
        week: Which week.
        number: 0 for the question of the week, above that for each one that is asked for in that week.
        pool: What there is.
        last: What the team had before; its topic is not taken again.

    Returns:
        The same question for the same arguments.
    """
    # Teams start apart by whole weeks; a round of one team is the round of another, some weeks later.
    at = week.index + crc32(team_id.encode())
    return next(found for found in _candidates(at, number, pool) if last is None or found.topic != last.topic)


def _candidates(at: int, number: int, pool: Pool) -> Iterator[Prompt]:
    """The question that is due, then principles without end."""
    turn, place = divmod(at, len(ROUND))
    # How many weeks with a principle of their own went before; a round has seven.
    before = turn * SEVEN + ROUND[:place].count(Kind.PRINCIPLE)
    base = before if ROUND[place] is Kind.PRINCIPLE else before + _APART
    if number == 0:
        yield _special(ROUND[place], at, turn, pool) or _principle(base, turn, pool.prompts.principles)
    for extra in count(max(number, 1) - 1):
        # Six others, and then the same six with their next question: never the one of the week itself.
        again, step = divmod(extra, SEVEN - 1)
        yield _principle(base + 1 + step, turn + 1 + again, pool.prompts.principles)


def _special(kind: Kind, at: int, turn: int, pool: Pool) -> Prompt | None:
    if kind is Kind.GOAL and pool.has_goal:
        return Prompt(kind, pool.prompts.goal.id, turn % len(pool.prompts.goal.questions))
    if kind is Kind.ENTRY and pool.entries:
        slug = sorted(pool.entries)[at % len(pool.entries)]
        return Prompt(kind, slug, turn % pool.entries[slug])
    return None


def _principle(index: int, turn: int, principles: Sequence[Topic]) -> Prompt:
    topic = principles[index % SEVEN]
    return Prompt(Kind.PRINCIPLE, topic.id, turn % len(topic.questions))
