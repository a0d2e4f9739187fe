"""The offer of today: once, on a chosen day from the chosen hour, and not to who does nothing with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from actions.jobs.practice import PATIENCE, PracticeParts, run
from actions.practice.stores import Practising
from actions.vocabulary import OutboundMessage
from knowledge.entries.loader import load_content
from knowledge.messages.catalogue import load_catalogue
from knowledge.practice.day import ZONE
from knowledge.practice.model import Grade, Plan
from knowledge.quiz.loader import load_quiz
from knowledge.quiz.seeding import import_quiz
from knowledge.roster import Role
from knowledge.seeding import import_content
from knowledge.store import OPERATOR, Database, EntryStore, RosterStore, StoreSettings
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_items import ItemBank

SAM, MILA = "telegram:1", "telegram:2"
START = datetime(2026, 11, 20, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 0, 30, tzinfo=ZONE)
DAY = timedelta(days=1)
CONTENT = load_content()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.open(StoreSettings(path)) as opened:
        import_content(CONTENT, EntryStore(opened))
        import_quiz(load_quiz(CONTENT), ItemBank(opened))
        roster = RosterStore(opened)
        team = roster.create_team("Noord", START, actor=OPERATOR).team_id
        for person in (SAM, MILA):
            roster.redeem(roster.invite(team, Role.PROFESSIONAL, START, actor=OPERATOR), person, "Sam", START)
        yield opened


class Job:
    """The job as the sending process runs it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.practice = PracticeStore(database)
        self.bank = ItemBank(database)
        self.parts = PracticeParts(Practising(self.practice, self.bank), load_catalogue())

    def at(self, now: datetime) -> dict[str, OutboundMessage]:
        """Messages of a round, by whom they go to."""
        queued: dict[str, OutboundMessage] = {}
        count = self.database.together(lambda: run(self.parts, now, queued.__setitem__))
        assert count == len(queued)
        assert not any(person in key for key in queued for person in (SAM, MILA))
        return {message.target.chat: message for message in queued.values()}

    def practise(self, now: datetime, person: str = SAM) -> None:
        for name in self.practice.today(person, self.bank.askable(), now).names:
            version = self.bank.get(name).version_id
            self.practice.answer(f"{now}:{name}", person, name, version, (0,), Grade.EASY, now)


@pytest.fixture
def job(database: Database) -> Job:
    made = Job(database)
    made.practice.set_plan(SAM, Plan(), START)
    return made


def test_it_comes_once_a_day_from_the_hour_on(job: Job) -> None:
    assert job.at(MONDAY - timedelta(minutes=2)) == {}
    assert "3 vragen, ongeveer 2 minuten" in job.at(MONDAY)[SAM].text
    assert job.at(MONDAY) == {}
    assert job.at(MONDAY + timedelta(hours=3)) == {}
    assert list(job.at(MONDAY + DAY)) == [SAM]


def test_also_after_a_restart_and_with_a_clock_that_was_set_back(job: Job, path: Path) -> None:
    job.at(MONDAY)
    with Database.open(StoreSettings(path)) as again:
        assert Job(again).at(MONDAY + timedelta(minutes=1)) == {}
        assert Job(again).at(MONDAY - DAY) == {}


def test_two_people_at_the_same_minute(job: Job) -> None:
    job.practice.set_plan(MILA, Plan(), START)
    assert set(job.at(MONDAY)) == {SAM, MILA}


def test_not_on_other_days_and_not_in_a_pause(job: Job) -> None:
    assert job.at(MONDAY - DAY) == {}  # Sunday
    job.practice.pause(SAM, date(2026, 11, 25), START)
    assert job.at(MONDAY) == {}
    assert job.at(MONDAY + DAY) == {}
    assert list(job.at(MONDAY + 2 * DAY)) == [SAM]


def test_quiet_when_nothing_is_due(job: Job) -> None:
    job.practice.set_plan(SAM, Plan(new_a_day=0), START)
    assert job.at(MONDAY) == {}
    assert job.practice.unanswered(SAM) == 0


def test_quiet_for_who_practised_before_the_hour(job: Job) -> None:
    job.practice.set_plan(SAM, replace(Plan(), items_a_day=6), START)
    early = MONDAY - timedelta(hours=1)
    name = job.practice.today(SAM, job.bank.askable(), early).names[0]
    job.practice.answer("key", SAM, name, job.bank.get(name).version_id, (0,), Grade.GOOD, early)
    assert job.at(MONDAY) == {}


def test_after_three_without_an_answer_it_asks_once_and_stops(job: Job) -> None:
    said = [job.at(MONDAY + number * DAY) for number in (0, 1, 2, 3, 4, 7)]
    assert PATIENCE == 3
    assert [bool(messages) for messages in said] == [True, True, True, True, False, False]
    assert "Wil je pauze?" in said[3][SAM].text
    assert [button.payload for button in said[3][SAM].buttons] == [
        "/oefenplan pauze",
        "/oefenplan doorgaan",
        "/oefenplan stop",
    ]


def test_whoever_does_something_gets_offers_again(job: Job) -> None:
    for number in range(5):
        job.at(MONDAY + number * DAY)
    job.practice.heard(SAM)
    assert "Je oefening staat klaar" in job.at(MONDAY + 7 * DAY)[SAM].text


def test_nobody_outside_a_team(job: Job, database: Database) -> None:
    roster = RosterStore(database)
    (member,) = roster.memberships(SAM)
    roster.remove(member.team_id, SAM, START, actor=OPERATOR)
    assert job.at(MONDAY) == {}


def test_more_on_request_and_never_more_than_the_most(job: Job) -> None:
    askable = job.bank.askable()
    assert len(job.practice.today(SAM, askable, MONDAY).names) == 3
    assert len(job.practice.today(SAM, askable, MONDAY, extra=5).names) == 5
    job.practise(MONDAY)
    assert job.practice.today(SAM, askable, MONDAY).names == ()
    assert len(job.practice.today(SAM, askable, MONDAY, extra=5).names) == 5
    assert len(job.practice.today(SAM, askable, MONDAY, extra=99).names) == 27
