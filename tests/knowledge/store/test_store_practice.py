"""Practice in the store: each person apart, every answer once, and nothing left of who stops."""

from datetime import UTC, date, datetime, timedelta

import pytest
from quizzing import CHAT, LEAD, TRAINER, Stage, item, make_stage

from knowledge.practice.model import LEECH_LAPSES, Grade, Plan
from knowledge.practice.schedule import Schedule
from knowledge.roster.errors import NotPermitted
from knowledge.store import Database, PersonalData, Retention
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_insight import QuizInsight

ANNA, BRAM = "test:anna", "test:bram"


@pytest.fixture
def stage(database: Database, now: datetime) -> Stage:
    made = make_stage(database, now)
    for person in (ANNA, BRAM):
        made.join(person, now)
    return made


@pytest.fixture
def store(stage: Stage) -> PracticeStore:
    return PracticeStore(stage.database)


def answer(store: PracticeStore, stage: Stage, person: str, name: str, grade: Grade, at: datetime, key: str = ""):
    version = stage.bank.get(name).version_id
    assert version is not None
    options = [0] if grade > Grade.AGAIN else [1]
    return store.answer(key or f"{person}{name}{at}", person, name, version, options, grade, at)


def test_a_plan_is_made_changed_and_paused(store: PracticeStore, now: datetime) -> None:
    assert store.plan(ANNA) is None
    with pytest.raises(NotPermitted):
        store.set_plan("test:nobody", Plan(), now)
    plan = Plan(8, frozenset({1, 3}), 2, 5)
    store.set_plan(ANNA, plan, now)
    assert store.plan(ANNA) == plan
    assert store.pause(ANNA, date(2026, 4, 1), now)
    paused = store.plan(ANNA)
    assert paused is not None
    assert paused.paused_until == date(2026, 4, 1)
    assert store.due_people(now) == []
    store.pause(ANNA, None, now)
    assert store.due_people(now) == [ANNA]
    assert not store.pause(BRAM, None, now)


def test_practice_is_offered_once_a_day_to_members(store: PracticeStore, stage: Stage, now: datetime) -> None:
    for person in (ANNA, BRAM):
        store.set_plan(person, Plan(9), now)
    assert store.due_people(now) == [ANNA, BRAM]
    assert store.offered(ANNA, now)
    assert not store.offered(ANNA, now + timedelta(hours=2))
    stage.roster.remove(stage.team, BRAM, now, actor=LEAD)
    assert store.due_people(now) == []
    assert store.due_people(now + timedelta(days=1)) == [ANNA]


def test_an_answer_counts_once_and_moves_the_card(store: PracticeStore, stage: Stage, now: datetime) -> None:
    askable = stage.bank.askable()
    assert store.today(ANNA, askable, now).due == ()
    assert set(store.today(ANNA, askable, now).fresh) == {"een", "twee", "drie"}
    first = answer(store, stage, ANNA, "een", Grade.GOOD, now, "key-1")
    assert (first.first, (first.due - now).days) == (True, 2)
    again = answer(store, stage, ANNA, "een", Grade.AGAIN, now + timedelta(hours=1), "key-1")
    assert (again.first, again.due) == (False, first.due)
    left = store.today(ANNA, askable, now)
    assert (left.due, set(left.fresh), left.done) == ((), {"twee", "drie"}, 1)
    assert store.today(ANNA, askable, now + timedelta(days=2)).due == ("een",)
    assert set(store.today(BRAM, askable, now).fresh) == {"een", "twee", "drie"}


def test_an_early_answer_is_fine_and_a_clock_set_back_too(store: PracticeStore, stage: Stage, now: datetime) -> None:
    due = answer(store, stage, ANNA, "een", Grade.GOOD, now).due
    early = answer(store, stage, ANNA, "een", Grade.GOOD, now + timedelta(hours=3))
    assert early.due >= due
    back = answer(store, stage, ANNA, "een", Grade.GOOD, now - timedelta(days=3))
    assert back.first
    assert store.today(ANNA, stage.bank.askable(), now).done == 1


def test_an_item_that_is_forgotten_again_and_again_is_flagged_without_a_name(
    store: PracticeStore, stage: Stage, now: datetime
) -> None:
    at = now
    for _ in range(LEECH_LAPSES):
        at = answer(store, stage, ANNA, "een", Grade.AGAIN, at).due
    assert store.bad_items() == {}
    at = answer(store, stage, ANNA, "een", Grade.AGAIN, at).due
    assert store.bad_items() == {"een": 1}
    assert "een" not in store.today(ANNA, stage.bank.askable(), at).names
    made = stage.bank.propose(item("een", question="Duidelijker?"), TRAINER, now)
    stage.bank.approve(made.version_id, LEAD, now)
    assert store.bad_items() == {}
    assert "een" in store.today(ANNA, stage.bank.askable(), at).due


def test_cards_are_computed_again_from_the_log(store: PracticeStore, stage: Stage, now: datetime) -> None:
    at = now
    for grade in (Grade.GOOD, Grade.GOOD, Grade.AGAIN):
        at = answer(store, stage, ANNA, "een", grade, at).due
    answer(store, stage, BRAM, "twee", Grade.EASY, now)
    assert store.reschedule() == 2
    assert store.today(ANNA, stage.bank.askable(), at).due == ("een",)
    relaxed = PracticeStore(stage.database, Schedule(retention=0.8))
    assert relaxed.reschedule() == 2
    assert relaxed.today(ANNA, stage.bank.askable(), at).due == ()


def test_the_log_is_kept_in_utc(store: PracticeStore, stage: Stage, now: datetime) -> None:
    answer(store, stage, ANNA, "een", Grade.GOOD, now)
    with pytest.raises(ValueError, match="time zone"):
        answer(store, stage, ANNA, "twee", Grade.GOOD, now.replace(tzinfo=None))
    stored = stage.database.read(lambda sql: [row["at"] for row in sql.table("practice_review").rows])
    assert [datetime.fromisoformat(at).astimezone(UTC) for at in stored] == [now]


def test_who_stops_or_is_forgotten_leaves_nothing(store: PracticeStore, stage: Stage, now: datetime) -> None:
    for person in (ANNA, BRAM):
        store.set_plan(person, Plan(), now)
        answer(store, stage, person, "een", Grade.GOOD, now)
    export = PersonalData(stage.database).export(ANNA)
    assert export["practice_review"][0]["question"] == "Vraag een?"
    assert export["practice_card"][0]["question"] == "Vraag een?"
    assert store.stop(ANNA) == 3
    assert store.plan(ANNA) is None
    PersonalData(stage.database).forget(BRAM)
    assert store.plan(BRAM) is None
    assert not any(ANNA in str(row) or BRAM in str(row) for row in _everything(stage))


def _everything(stage: Stage) -> list[dict]:
    tables = ("practice_plan", "practice_card", "practice_review")
    return stage.database.read(lambda sql: [row for table in tables for row in sql.table(table).rows])


def test_practice_expires_after_the_last_answer_or_pause(store: PracticeStore, stage: Stage, now: datetime) -> None:
    for person in (ANNA, BRAM):
        store.set_plan(person, Plan(), now)
        answer(store, stage, person, "een", Grade.GOOD, now)
    answer(store, stage, ANNA, "een", Grade.GOOD, now + timedelta(days=10))
    retention = Retention(stage.database)
    assert retention.expire(now + timedelta(days=180))["practice_plan"] == 0
    assert retention.expire(now + timedelta(days=181))["practice_plan"] == 1
    assert store.plan(ANNA) is not None
    store.pause(ANNA, (now + timedelta(days=300)).date(), now)
    assert retention.expire(now + timedelta(days=400))["practice_plan"] == 0
    assert retention.expire(now + timedelta(days=600))["practice_review"] == 2


def test_first_answers_of_five_people_are_a_figure(store: PracticeStore, stage: Stage, now: datetime) -> None:
    for number in range(4):
        answer(store, stage, f"test:q{number}", "een", Grade.GOOD, now)
        answer(store, stage, f"test:q{number}", "een", Grade.AGAIN, now + timedelta(days=2))
    assert all(figure.voters == 0 for figure in QuizInsight(stage.database).item_figures())
    answer(store, stage, "test:q4", "een", Grade.AGAIN, now)
    (figure,) = [figure for figure in QuizInsight(stage.database).item_figures() if figure.voters]
    assert (figure.name, figure.voters, figure.right_share, figure.counts) == ("een", 5, 0.8, (4, 1, 0))


def test_the_own_picture(store: PracticeStore, stage: Stage, now: datetime) -> None:
    answer(store, stage, ANNA, "een", Grade.GOOD, now)
    found = store.progress(ANNA, stage.bank.askable(), now)
    assert (found.seen, found.of, found.themes[0].seen) == (1, 3, 1)
    assert store.progress(BRAM, stage.bank.askable(), now).seen == 0
    assert stage.live.running_in(CHAT) is None
