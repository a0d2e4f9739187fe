"""The history of a quiz item: every version with its end, and when it was held against its entry."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from knowledge.quiz.errors import ItemNotFound
from knowledge.store import Database
from knowledge.store.quiz_history import ItemHistory
from tests.knowledge.store.quizzing import LEAD, OTHER, TRAINER, item, make_stage


def test_every_version_with_what_became_of_it(database: Database, now: datetime) -> None:
    stage, history = make_stage(database, now), ItemHistory(database)
    made = [replace(item("een"), question=f"Vraag {number}?") for number in range(3)]
    first = stage.bank.propose(made[0], TRAINER, now)
    stage.bank.reject(first.version_id, "Te kort.", OTHER, now)
    second = stage.bank.propose(made[1], TRAINER, now)
    stage.bank.approve(second.version_id, LEAD, now + timedelta(hours=1))
    stage.bank.propose(made[2], OTHER, now)
    third, approved, rejected, seed = history.of("een")
    assert (third.waits, third.shown, third.decided_at) == (True, False, None)
    assert (approved.shown, approved.waits, approved.decided_at) == (True, False, now + timedelta(hours=1))
    assert (rejected.version.decision, rejected.version.reason) == ("rejected", "Te kort.")
    assert rejected.decided_by == history.known_as(OTHER)
    assert (seed.version.number, seed.version.authors, seed.shown) == (1, (), False)
    assert [one.version.number for one in history.of("twee")] == [1]


def test_when_it_was_held_against_its_entry(database: Database, now: datetime) -> None:
    stage, history = make_stage(database, now), ItemHistory(database)
    shown = stage.bank.get("een").version_id
    assert shown is not None
    came = history.last_check(shown)
    assert came is not None
    assert came.entry_number == 1
    stage.publish_entry("drie-huizen", "Anders.", now)
    stage.bank.confirm("een", TRAINER, now + timedelta(days=1))
    checked = history.last_check(shown)
    assert checked is not None
    assert (checked.entry_number, checked.at) == (2, now + timedelta(days=1))
    assert checked.by == history.known_as(TRAINER)
    waiting = stage.bank.propose(replace(item("een"), question="Nieuw?"), TRAINER, now)
    assert history.last_check(waiting.version_id) is None


def test_nothing_is_known_of_who_did_nothing(database: Database, now: datetime) -> None:
    make_stage(database, now)
    assert ItemHistory(database).known_as("test:niemand") is None
    with pytest.raises(ItemNotFound):
        ItemHistory(database).of("bestaat-niet")
