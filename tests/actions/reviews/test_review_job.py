"""What the workflow tells by itself: each thing once, to who it is for, in working hours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from actions.jobs.reviews import MOST_BUTTONS, MOST_NAMED, ReviewParts, run
from actions.vocabulary import OutboundMessage
from bot.jobs import review_parts
from knowledge.entries.loader import load_content
from knowledge.entries.serial import content_hash, to_document
from knowledge.messages.catalogue import load_catalogue
from knowledge.reflection.rhythm import ZONE
from knowledge.roster import Role
from knowledge.store import (
    OPERATOR,
    Database,
    EntryStore,
    PersonalData,
    QuestionStore,
    ReviewStore,
    RosterStore,
    StoreSettings,
)
from knowledge.store.rows import QuestionReason
from tests.conftest import settings_in

LOT, MO, MILA = "telegram:1", "telegram:2", "telegram:3"
START = datetime(2026, 11, 1, 12, tzinfo=UTC)
EXPIRES = date(2027, 3, 31)
"""A Wednesday; 30 and 7 days before are a Monday and a Wednesday."""
SLUG = "schaalvraag-0-10"
SEED = load_content().entries[SLUG]


def at(days: int, hour: int = 10) -> datetime:
    """A moment so many days before the expiry, Dutch time."""
    return datetime(EXPIRES.year, EXPIRES.month, EXPIRES.day, hour, tzinfo=ZONE) - timedelta(days=days)


class Job:
    """The job as the sending process runs it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.review, self.entries = ReviewStore(database), EntryStore(database)
        self.roster, self.questions = RosterStore(database), QuestionStore(database)
        self.parts = ReviewParts(self.review, load_catalogue(), [30, 7])
        team = self.roster.create_team("Noord", START, actor=OPERATOR).team_id
        self.team = team
        for person, role in ((LOT, Role.TEAM_LEAD), (MO, Role.TEAM_LEAD), (MILA, Role.PROFESSIONAL)):
            self.roster.redeem(
                self.roster.invite(team, role, START, actor=OPERATOR), person, f"Naam {person[-1]}", START
            )
        self.add(SLUG)

    def add(self, slug: str) -> None:
        entry = replace(SEED, slug=slug, title=f"Kaart {slug}", expires_on=EXPIRES)
        self.entries.import_seed(to_document(entry), slug, content_hash(entry), START)

    def at(self, now: datetime) -> dict[str, OutboundMessage]:
        queued: dict[str, OutboundMessage] = {}
        count = self.database.together(lambda: run(self.parts, now, queued.__setitem__))
        assert count == len(queued)
        return queued

    def ask(self, person: str = MILA) -> int:
        return self.questions.file("hoe vaak", QuestionReason.UNANSWERED, START, person=person)


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as database:
        yield Job(database)


def people(queued: dict[str, OutboundMessage]) -> list[str]:
    return sorted(message.target.chat for message in queued.values() if message.target)


def test_an_owner_is_reminded_before_and_on_the_day_each_once(job: Job) -> None:
    job.review.set_owner(SLUG, LOT, MO, START)
    told = []
    for days in range(40, -10, -1):
        for hour in (9, 10):
            queued = job.at(at(days, hour))
            told += [(days, message.target.chat) for message in queued.values() if message.target]
    assert told == [(30, LOT), (7, LOT), (0, LOT)]


def test_it_says_which_entry_and_what_to_do(job: Job) -> None:
    job.review.set_owner(SLUG, LOT, MO, START)
    ((key, message),) = job.at(at(30)).items()
    assert message.text.startswith("Jij houdt deze kaarten bij.")
    assert f"• Kaart {SLUG} (verloopt op 31 maart 2027)" in message.text
    assert LOT not in key
    assert "verlopen sinds 31 maart 2027" in next(iter(job.at(at(0)).values())).text


def test_it_leads_straight_to_the_entry(job: Job) -> None:
    for number in range(MOST_BUTTONS):
        job.add(f"kaart-{number}")
    first = job.at(at(30))
    version = job.entries.get("kaart-0").published_version
    for message in first.values():
        assert len(message.buttons) == MOST_BUTTONS
        assert message.buttons[0].label == "Kijk na: Kaart kaart-0"
        assert message.buttons[0].payload == f"/nakijken {version}"


def test_without_an_owner_all_leads_hear_it(job: Job) -> None:
    queued = job.at(at(30))
    assert people(queued) == [LOT, MO]
    assert len(queued) == 2
    assert all("Niemand houdt ze bij" in message.text for message in queued.values())


def test_all_that_is_due_for_somebody_is_one_message(job: Job) -> None:
    for number in range(15):
        job.add(f"kaart-{number}")
    for number in range(13):
        job.review.set_owner(f"kaart-{number}", LOT, MO, START)
    queued = job.at(at(30))
    assert people(queued) == [LOT, MO]
    lot = next(message for message in queued.values() if message.target and message.target.chat == LOT)
    assert lot.text.count("verloopt op") == MOST_NAMED + 3
    assert "en nog 3" in lot.text
    assert job.at(at(30, 11)) == {}


def test_what_was_missed_is_said_once_and_not_piled_up(job: Job) -> None:
    job.review.set_owner(SLUG, LOT, MO, START)
    assert len(job.at(at(6))) == 1
    assert job.at(at(1)) == {}
    assert len(job.at(at(-20))) == 1
    assert job.at(at(-21)) == {}


@pytest.mark.parametrize("moment", [at(30, 8), at(30, 17), at(30, 3), at(4), at(3)])
def test_nobody_is_told_at_night_or_in_the_weekend(job: Job, moment: datetime) -> None:
    job.questions.resolve(job.ask(), LOT, START, slug=SLUG)
    weekend_or_night = moment.isoweekday() > 5 or not 9 <= moment.hour < 17
    assert (job.at(moment) == {}) is weekend_or_night


def test_a_new_date_starts_anew(job: Job) -> None:
    job.review.set_owner(SLUG, LOT, MO, START)
    assert len(job.at(at(7))) == 1
    version = job.entries.published()[0].version_id
    job.review.confirm([version], LOT, at(6))
    job.review.reviewed(version, EXPIRES + timedelta(days=100), LOT, at(6))
    assert job.at(at(0)) == {}
    assert len(job.at(at(-97))) == 1


def test_with_nobody_to_tell_it_stays_due(job: Job) -> None:
    for person in (LOT, MO):
        PersonalData(job.database).forget(person)
    assert job.at(at(30)) == {}
    code = job.roster.invite(job.team, Role.TEAM_LEAD, START + timedelta(days=1), actor=OPERATOR)
    job.roster.redeem(code, MO, "Mo", START + timedelta(days=1))
    assert people(job.at(at(29))) == [MO]


def test_offline_entries_are_nobodys_business(job: Job) -> None:
    job.review.retire(SLUG, "Klopt niet.", LOT, START)
    assert job.at(at(30)) == {}


def test_an_asker_hears_once_that_there_is_an_answer(job: Job) -> None:
    job.review.answer_questions([job.ask(), job.ask()], SLUG, LOT, START)
    ((_, message),) = job.at(at(62)).items()
    assert message.text == f"Je vroeg laatst iets dat ik niet wist. Nu wel: Kaart {SLUG}."
    assert [button.payload for button in message.buttons] == [f"/kies {SLUG}"]
    assert message.target is not None
    assert message.target.chat == MILA
    assert job.at(at(61)) == {}


def test_several_answers_are_one_message(job: Job) -> None:
    job.add("tweede")
    job.review.answer_questions([job.ask()], SLUG, LOT, START)
    job.review.answer_questions([job.ask()], "tweede", LOT, START)
    job.review.answer_questions([job.ask(MO)], SLUG, LOT, START)
    queued = job.at(at(62))
    assert people(queued) == [MO, MILA]
    mila = next(message for message in queued.values() if message.target and message.target.chat == MILA)
    assert mila.text.splitlines()[1:] == [f"• Kaart {SLUG}", "• Kaart tweede"]
    assert len(mila.buttons) == 2


def test_nothing_is_marked_when_it_cannot_be_queued(job: Job) -> None:
    job.review.answer_questions([job.ask()], SLUG, LOT, START)

    def broken(key: str, message: OutboundMessage) -> None:
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        job.database.together(lambda: run(job.parts, at(62), broken))
    assert len(job.at(at(62))) == 1


def test_who_forgot_everything_hears_nothing(job: Job) -> None:
    job.review.answer_questions([job.ask()], SLUG, LOT, START)
    PersonalData(job.database).forget(MILA)
    assert job.at(at(62)) == {}


def test_the_days_come_from_the_settings(job: Job, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, "review:\n  remind_days: [14]\n")
    parts = review_parts(settings, load_catalogue(), job.database)
    assert parts is not None
    assert list(parts.remind_days) == [14]
    assert settings.hide_expired_on() is None
    assert settings_in(tmp_path, "review:\n  hide_expired: true\n").hide_expired_on() is not None
    assert review_parts(settings, load_catalogue(), None) is None
