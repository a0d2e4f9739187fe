"""Figures about the quiz: of items, of themes over the weeks, of entries that are not known. Totals only.

All of it comes from totals of five people or more, and from the first answers of those who practise where five or
more did: spaced repetition asks again until it is known, so later answers say nothing about an item. There is no
measure of discrimination: it needs the score of every person beside each answer, which is not kept.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.practice.day import ZONE
from knowledge.quiz.live.results import FEWEST
from knowledge.quiz.model import Item
from knowledge.store import quiz_items_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_text, to_time


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One item, in the version that is asked now.

    Attributes:
        name: Name of the item.
        voters: Answers in the figures; 0 without any.
        right_share: Share (0-1) of answers that were right; None without a figure.
        counts: How often each option was chosen.
        unpicked: Wrong options that nobody chose, from 0; empty without a figure.
    """

    name: str
    voters: int
    right_share: float | None
    counts: tuple[int, ...]
    unpicked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeWeek:
    """A theme in the quizzes of a team in one week, by its Monday: answers, and the share (0-1) that was right."""

    theme: str
    monday: date
    voters: int
    right_share: float


@dataclass(frozen=True, slots=True)
class WeakEntry:
    """An entry behind items: answers, and the share (0-1) that was right."""

    slug: str
    theme: str
    voters: int
    right_share: float


@dataclass(frozen=True, slots=True)
class _Counted:
    item: Item
    voters: int
    right: int
    at: datetime


class QuizInsight:
    """Reads figures; whoever shows them checks the right `SEE_MASTERY`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def item_figures(self) -> list[ItemFigure]:
        """Every item that is asked, by name."""

        def query(sql: Sql) -> list[ItemFigure]:
            shown = dict(sql.execute("SELECT shown_version, name FROM quiz_item WHERE shown_version IS NOT NULL"))
            items = quiz_items_sql.versions_of(sql, shown)
            counts: dict[int, Counter[int]] = {version: Counter() for version in shown}
            given: Counter[int] = Counter()
            right: Counter[int] = Counter()
            for version, voters, correct, chosen in [*_live(sql), *_practised(sql)]:
                if version in counts:
                    given[version] += voters
                    right[version] += correct
                    counts[version].update(chosen)
            found = [
                _figure(shown[version], known.item, given[version], right[version], counts[version])
                for version, known in items.items()
            ]
            return sorted(found, key=lambda figure: figure.name)

        return self._database.read(query)

    def theme_weeks(self, team_id: str, now: datetime, weeks: int = 12) -> list[ThemeWeek]:
        """Themes in the quizzes of a team, by week and theme; weeks without a quiz are left out."""

        def week(one: _Counted) -> date:
            day = one.at.astimezone(ZONE).date()
            return day - timedelta(days=day.weekday())

        totals: dict[tuple[date, str], list[_Counted]] = {}
        for one in self._of_team(team_id, now - timedelta(weeks=weeks)):
            totals.setdefault((week(one), one.item.theme), []).append(one)
        return [
            ThemeWeek(theme, monday, sum(one.voters for one in found), _share(found))
            for (monday, theme), found in sorted(totals.items())
        ]

    def weak_entries(self, team_id: str, since: datetime) -> list[WeakEntry]:
        """Entries behind the items of a team's quizzes since a moment, weakest first."""
        totals: dict[str, list[_Counted]] = {}
        for one in self._of_team(team_id, since):
            totals.setdefault(one.item.entry, []).append(one)
        entries = [
            WeakEntry(slug, found[0].item.theme, sum(one.voters for one in found), _share(found))
            for slug, found in totals.items()
        ]
        return sorted(entries, key=lambda entry: (entry.right_share, entry.slug))

    def _of_team(self, team_id: str, since: datetime) -> list[_Counted]:
        def query(sql: Sql) -> list[_Counted]:
            rows = sql.execute(
                """
                SELECT i.version_id, t.voters, t.right_voters, s.ended_at FROM quiz_tally AS t
                JOIN quiz_session AS s ON s.id = t.session
                JOIN quiz_session_item AS i ON i.session = t.session AND i.position = t.position
                WHERE s.team = ? AND s.ended_at >= ? AND t.right_voters IS NOT NULL ORDER BY s.ended_at, t.position
                """,
                [team_id, to_text(since)],
            ).fetchall()
            items = quiz_items_sql.versions_of(sql, {version for version, _, _, _ in rows})
            return [_Counted(items[version].item, voters, right, to_time(at)) for version, voters, right, at in rows]

        return self._database.read(query)


def _live(sql: Sql) -> list[tuple[int, int, int, dict[int, int]]]:
    """Version, people, people that were right, and times chosen by option, per item of a quiz that ended."""
    found = sql.execute(
        """
        SELECT i.version_id, t.voters, t.right_voters, t.counts FROM quiz_tally AS t
        JOIN quiz_session_item AS i ON i.session = t.session AND i.position = t.position
        WHERE t.right_voters IS NOT NULL
        """
    )
    return [(version, voters, right, dict(enumerate(json.loads(counts)))) for version, voters, right, counts in found]


def _practised(sql: Sql) -> list[tuple[int, int, int, dict[int, int]]]:
    """The same of the first answers of people who practise, per version that enough of them had first."""
    found = sql.execute(
        """
        SELECT version_id, grade, options, MIN(id) FROM practice_review GROUP BY person, item
        """
    ).fetchall()
    first: dict[int, list[tuple[int, list[int]]]] = {}
    for version, grade, options, _ in found:
        first.setdefault(version, []).append((grade, json.loads(options)))
    return [
        (
            version,
            len(answers),
            sum(grade > 1 for grade, _ in answers),
            dict(Counter(option for _, options in answers for option in options)),
        )
        for version, answers in first.items()
        if len(answers) >= FEWEST
    ]


def _figure(name: str, item: Item, voters: int, right: int, counts: Counter[int]) -> ItemFigure:
    chosen = tuple(counts[option] for option in range(len(item.options)))
    wrong = [option for option in range(len(item.options)) if option not in item.correct]
    unpicked = tuple(option for option in wrong if voters and not chosen[option])
    return ItemFigure(name, voters, right / voters if voters else None, chosen, unpicked)


def _share(found: list[_Counted]) -> float:
    return sum(one.right for one in found) / sum(one.voters for one in found)
