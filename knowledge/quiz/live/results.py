"""What came of a quiz: totals, per item, theme and team. Pure.

Below :data:`FEWEST` people a figure is about persons: then there is none. Who chose a nickname chose to be seen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.quiz.live.model import AskedItem
from knowledge.quiz.model import Item

FEWEST = 5
"""People in a figure at least."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one poll.

    Attributes:
        position: Of the item.
        attempt: Which poll of that item; a later one takes the place of one that was lost.
        person: Who; an opaque id.
        options: What was chosen, from 0.
        late: It came after the item was closed.
    """

    position: int
    attempt: int
    person: str
    options: tuple[int, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """One item in totals.

    Attributes:
        voters: People whose answer counts.
        right: How many of them were right; None where totals cannot tell (anonymous, several right options).
        counts: How often each option was chosen.
        late: Answers that came too late.
    """

    voters: int
    right: int | None
    counts: tuple[int, ...]
    late: int = 0


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item and its totals; ``right`` and ``counts`` are None for fewer than :data:`FEWEST` people."""

    position: int
    name: str
    item: Item
    voters: int
    right: int | None
    counts: tuple[int, ...] | None
    late: int


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """A theme: how many of its items were asked, and the share (0-1) of answers that were right."""

    theme: str
    asked: int
    right_share: float


@dataclass(frozen=True, slots=True)
class TeamScore:
    """The share (0-1) of right answers of the people of one team."""

    team_name: str
    participants: int
    right_share: float


@dataclass(frozen=True, slots=True)
class NickScore:
    """Somebody who chose a nickname: items right, of how many asked."""

    nickname: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class OwnResult:
    """What one participant sees of themself.

    Attributes:
        right: Items right.
        of: Items asked.
        items: Whether right, by position; None for an item without an answer.
        shared: The trainers see it.
    """

    right: int
    of: int
    items: Mapping[int, bool | None]
    shared: bool


@dataclass(frozen=True, slots=True)
class SharedResult:
    """A result that a participant shared with the trainers, under the name of their profile."""

    name: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Results:
    """The closing picture.

    Attributes:
        participants: People with an answer that counts; in an anonymous quiz, the most that answered one item.
        too_few: Fewer than :data:`FEWEST`: items, themes and teams are empty.
        items: By position, as far as they were asked.
        themes: Weakest first.
        teams: Best first; teams with fewer than :data:`FEWEST` people are left out.
        nicknames: Best first.
    """

    participants: int
    too_few: bool
    items: tuple[ItemResult, ...] = ()
    themes: tuple[ThemeResult, ...] = ()
    teams: tuple[TeamScore, ...] = ()
    nicknames: tuple[NickScore, ...] = ()


def counting(answers: Iterable[Answer]) -> dict[tuple[int, str], Answer]:
    """The one answer per item and person that counts: in time, and of the latest poll that they answered."""
    chosen: dict[tuple[int, str], Answer] = {}
    for answer in sorted(answers, key=lambda answer: answer.attempt):
        if not answer.late:
            chosen[answer.position, answer.person] = answer
    return chosen


def tally(asked: AskedItem, answers: Iterable[Answer]) -> Tally:
    """One item in totals, from all answers of a quiz."""
    own = [answer for answer in answers if answer.position == asked.position]
    counted = counting(own)
    chosen = [answer.options for answer in counted.values()]
    counts = tuple(sum(option in options for options in chosen) for option in range(len(asked.item.options)))
    late = {answer.person for answer in own} - {person for _, person in counted}
    return Tally(len(chosen), sum(map(asked.item.is_right, chosen)), counts, len(late))


def tally_of_totals(asked: AskedItem, counts: tuple[int, ...], voters: int) -> Tally:
    """One item of an anonymous quiz; of several right options nobody knows who had them all."""
    (first, *more) = asked.item.correct
    return Tally(voters, None if more else counts[first], counts)


def item_result(asked: AskedItem, found: Tally) -> ItemResult:
    """What may be shown of an item."""
    shown = found.voters >= FEWEST
    return ItemResult(
        asked.position,
        asked.name,
        asked.item,
        found.voters,
        found.right if shown else None,
        found.counts if shown else None,
        found.late,
    )


def themes(items: Iterable[ItemResult]) -> tuple[ThemeResult, ...]:
    """Themes of items with figures, weakest first."""
    grouped: dict[str, list[ItemResult]] = {}
    for result in items:
        if result.right is not None and result.voters:
            grouped.setdefault(result.item.theme, []).append(result)
    found = [
        ThemeResult(theme, len(own), sum(one.right or 0 for one in own) / sum(one.voters for one in own))
        for theme, own in grouped.items()
    ]
    return tuple(sorted(found, key=lambda theme: (theme.right_share, theme.theme)))


def scores(items: Iterable[AskedItem], answers: Iterable[Answer]) -> dict[str, dict[int, bool]]:
    """Whether each answer that counts was right, by person and position."""
    asked = {item.position: item for item in items}
    found: dict[str, dict[int, bool]] = {}
    for (position, person), answer in counting(answers).items():
        if position in asked:
            found.setdefault(person, {})[position] = asked[position].item.is_right(answer.options)
    return found


def team_scores(by_person: Mapping[str, Mapping[int, bool]], team_of: Mapping[str, str]) -> tuple[TeamScore, ...]:
    """Teams with enough people, best first. Counted over answers given, so that a large team has no advantage."""
    members: dict[str, list[Mapping[int, bool]]] = {}
    for person, given in by_person.items():
        if person in team_of:
            members.setdefault(team_of[person], []).append(given)
    found = [
        TeamScore(team, len(own), sum(sum(given.values()) for given in own) / sum(map(len, own)))
        for team, own in members.items()
        if len(own) >= FEWEST
    ]
    return tuple(sorted(found, key=lambda score: (-score.right_share, score.team_name)))


def nick_scores(
    by_person: Mapping[str, Mapping[int, bool]], nicknames: Mapping[str, str], asked: int
) -> tuple[NickScore, ...]:
    """Those who chose a nickname and answered, best first."""
    found = [
        NickScore(name, sum(by_person[person].values()), asked)
        for person, name in nicknames.items()
        if person in by_person
    ]
    return tuple(sorted(found, key=lambda score: (-score.right, score.nickname)))
