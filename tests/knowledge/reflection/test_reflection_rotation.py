"""The rotation: the same for the same week, never the same twice in a row, and every principle comes by."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reflection.model import Kind, Prompt, Week
from knowledge.reflection.prompts import SEVEN, Prompts
from knowledge.reflection.rotation import ROUND, Pool, choose

TEAMS = st.text("0123456789abcdef", min_size=8, max_size=8)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
ENTRIES = st.dictionaries(st.sampled_from(["drie-huizen", "mdo-voorbereiden", "feit-oordeel"]), st.integers(1, 4))
ROUND_TRIP = len(ROUND) + 1


def weeks(start: date, count: int) -> list[Week]:
    return [Week.of(start + timedelta(weeks=number)) for number in range(count)]


def played(team: str, start: date, count: int, pool: Pool) -> list[Prompt]:
    """The questions of consecutive weeks, each chosen with the one before it in mind."""
    last: Prompt | None = None
    found = []
    for week in weeks(start, count):
        last = choose(team, week, 0, pool, last)
        found.append(last)
    return found


@given(TEAMS, DAYS, ENTRIES, st.booleans())
def test_never_the_same_twice_in_a_row(
    prompts: Prompts, team: str, start: date, entries: dict[str, int], has_goal: bool
) -> None:
    found = played(team, start, 25, Pool(prompts, has_goal, entries))
    assert all(one.topic != other.topic for one, other in itertools.pairwise(found))


@given(TEAMS, DAYS, ENTRIES, st.booleans())
def test_no_repeat_also_when_nothing_is_remembered(
    prompts: Prompts, team: str, start: date, entries: dict[str, int], has_goal: bool
) -> None:
    pool = Pool(prompts, has_goal, entries)
    found = [choose(team, week, 0, pool, None).topic for week in weeks(start, 25)]
    assert all(one != other for one, other in itertools.pairwise(found))


@given(TEAMS, DAYS, ENTRIES, st.booleans())
def test_every_principle_comes_by_in_a_round(
    prompts: Prompts, team: str, start: date, entries: dict[str, int], has_goal: bool
) -> None:
    found = played(team, start, ROUND_TRIP, Pool(prompts, has_goal, entries))
    assert {prompt.topic for prompt in found if prompt.kind is Kind.PRINCIPLE} == {t.id for t in prompts.principles}


@given(TEAMS, DAYS)
def test_goal_and_entries_have_their_turn(prompts: Prompts, team: str, start: date) -> None:
    found = played(team, start, len(ROUND), Pool(prompts, has_goal=True, entries={"drie-huizen": 3}))
    kinds = [prompt.kind for prompt in found]
    assert (kinds.count(Kind.PRINCIPLE), kinds.count(Kind.ENTRY), kinds.count(Kind.GOAL)) == (SEVEN, 2, 1)


@given(TEAMS, DAYS)
def test_without_goal_or_entries_there_are_only_principles(prompts: Prompts, team: str, start: date) -> None:
    assert {prompt.kind for prompt in played(team, start, 20, Pool(prompts))} == {Kind.PRINCIPLE}


@given(TEAMS, DAYS, st.integers(0, 60), ENTRIES, st.booleans())
def test_the_same_arguments_give_the_same_question_and_it_exists(
    prompts: Prompts, team: str, start: date, number: int, entries: dict[str, int], has_goal: bool
) -> None:
    pool, week = Pool(prompts, has_goal, entries), Week.of(start)
    found = choose(team, week, number, pool, None)
    assert found == choose(team, week, number, pool, None)
    topic = prompts.topic_of(found)
    assert found.question < (len(topic.questions) if topic else entries[found.topic])


@given(TEAMS, DAYS, st.booleans())
def test_asking_for_another_gives_another(prompts: Prompts, team: str, start: date, has_goal: bool) -> None:
    pool, week = Pool(prompts, has_goal), Week.of(start)
    found = [choose(team, week, number, pool, None) for number in range(20)]
    assert all(one.topic != other.topic for one, other in itertools.pairwise(found))
    assert found[0].topic not in {prompt.topic for prompt in found[1:7]}


def test_all_questions_are_used_in_the_end(prompts: Prompts) -> None:
    found = set(played("0a1b2c3d", date(2026, 1, 5), 60, Pool(prompts)))
    every = {Prompt(Kind.PRINCIPLE, t.id, n) for t in prompts.principles for n in range(len(t.questions))}
    assert found == every


def test_teams_do_not_all_have_the_same_question(prompts: Prompts) -> None:
    week = Week(2026, 47)
    found = {choose(f"{number:08x}", week, 0, Pool(prompts), None).topic for number in range(40)}
    assert len(found) == SEVEN
