"""The traffic of the load measurement: as planned, the same every time, and what is counted from it."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.operations.figures import Line, spread, table
from benchmarks.operations.ledger import compare
from benchmarks.operations.traffic import GAP_S, MIX, Kind, Wave, own_questions, plan

ASKED = ("wat is een OTS?", "hoe vraag ik naar zorgen?")


def test_the_load_has_the_asked_rate_and_mix() -> None:
    acts = plan(9, [Wave(20, 120), Wave(50, 10)], 300, ASKED)
    assert len(acts) == 2900
    assert sum(act.at < 120 for act in acts) == 2400
    assert [act.at for act in acts] == sorted(act.at for act in acts)
    for kind, share in MIX.items():
        assert abs(sum(act.kind is kind for act in acts) / len(acts) - share) < 0.03
    assert len({act.chat for act in acts}) == 300


def test_one_chat_says_nothing_twice_in_a_breath() -> None:
    by_chat: dict[int, list[float]] = {}
    for act in plan(3, [Wave(20, 30)], 300, ASKED):
        by_chat.setdefault(act.chat, []).append(act.at)
    assert min(after - before for moments in by_chat.values() for before, after in pairwise(moments)) >= GAP_S


@given(st.integers(), st.integers(1, 20), st.floats(0.5, 40), st.floats(0, 10))
def test_the_same_seed_gives_the_same_plan(seed: int, chats: int, rate: float, seconds: float) -> None:
    waves = [Wave(rate, seconds)]
    acts = plan(seed, waves, chats, ASKED)
    assert acts == plan(seed, waves, chats, ASKED)
    assert all(0 <= act.chat < chats and 0 <= act.pick < 1 and act.text for act in acts)
    assert all(act.text == "/oefen" for act in acts if act.kind is Kind.QUIZ)


def test_the_questions_are_those_of_the_content_without_danger() -> None:
    questions = own_questions()
    assert len(questions) > 500
    assert not any(question.startswith("#") for question in questions)


@given(st.lists(st.floats(0, 1000), min_size=1))
def test_percentiles_are_measured_values_in_order(values: list[float]) -> None:
    found = spread(values)
    assert {found.p50, found.p95, found.p99, found.longest} <= set(values)
    assert found.p50 <= found.p95 <= found.p99 <= found.longest == max(values)
    assert sum(value <= found.p95 for value in values) >= 0.95 * len(values)


def test_nothing_measured_says_so() -> None:
    assert str(spread([])) == "none measured"


def test_a_table_tells_what_was_missed() -> None:
    text = table([Line("lost", "3", "0", met=False), Line("sent", "a|b")])
    assert text.splitlines()[2:] == ["| lost | 3 | 0 | **no** |", "| sent | a\\|b |  |  |"]


def test_a_double_without_a_mark_is_found_and_one_with_it_is_counted() -> None:
    queued = Counter({(1, "antwoord"): 1, (1, "hulp"): 2, (2, "kaart"): 1})
    sent = [(1, "antwoord"), (1, "antwoord\n\n(mogelijk dubbel, kenmerk 1a)"), (1, "hulp"), (1, "hulp"), (1, "hulp")]
    verdict = compare(queued, sent)
    assert verdict.marked == 1
    assert verdict.doubles == [(1, "hulp")]
    assert verdict.missing == [(2, "kaart")]
    assert verdict.unlisted == []


def test_what_arrived_only_with_a_mark_is_not_missing() -> None:
    verdict = compare(Counter({(1, "antwoord"): 1}), [(1, "antwoord\n\n(mogelijk dubbel, kenmerk 1a)"), (1, "bericht")])
    assert verdict.missing == []
    assert verdict.unlisted == [(1, "bericht")]
