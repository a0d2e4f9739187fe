"""The question of the week: once per week and group, whatever happens to the process or its clock."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.jobs.reflection import ReflectionParts, run
from actions.vocabulary import BlockKind, OutboundMessage
from knowledge.entries.loader import load_content
from knowledge.entries.references import References
from knowledge.messages.catalogue import load_catalogue
from knowledge.reflection.model import Kind
from knowledge.reflection.prompts import Prompts
from knowledge.reflection.rhythm import ZONE
from knowledge.roster import Role
from knowledge.store import OPERATOR, Database, EntryStore, QuestionStore, ReflectionStore, RosterStore, StoreSettings

LEAD, GROUP, OTHER = "telegram:1", "telegram:-100", "telegram:-200"
START = datetime(2026, 11, 1, 12, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 25, 9, 0, 30, tzinfo=ZONE)
WEEK = timedelta(days=7)
ENTRIES = load_content().entries


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.open(StoreSettings(path)) as opened:
        yield opened


@pytest.fixture
def team(database: Database) -> str:
    """A team with a group and a question each Wednesday at nine."""
    roster = RosterStore(database)
    made = roster.create_team("Noord", START, actor=OPERATOR).team_id
    roster.redeem(roster.invite(made, Role.TEAM_LEAD, START, actor=OPERATOR), LEAD, "Lot", START)
    roster.note_chat(GROUP, "Teamchat", START)
    roster.link_chat(GROUP, made, START, actor=LEAD)
    ReflectionStore(database).set_rhythm(made, 3, 9, True, START, actor=LEAD)
    return made


class Job:
    """The job as the sending process runs it."""

    def __init__(self, database: Database, references: References, prompts: Prompts) -> None:
        self.database = database
        self.store = ReflectionStore(database)
        roster = RosterStore(database)
        self.parts = ReflectionParts(self.store, roster, load_catalogue(), references, prompts, lambda: ENTRIES)

    def at(self, now: datetime) -> dict[str, OutboundMessage]:
        queued: dict[str, OutboundMessage] = {}
        count = self.database.together(lambda: run(self.parts, now, queued.__setitem__))
        assert count == len(queued)
        return queued


@pytest.fixture
def job(database: Database, references: References, prompts: Prompts) -> Job:
    return Job(database, references, prompts)


def test_it_comes_once_a_week(job: Job, team: str) -> None:
    assert job.at(WEDNESDAY - timedelta(minutes=2)) == {}
    ((key, message),) = job.at(WEDNESDAY).items()
    given = job.store.prompt(1)
    assert key == "reflection:1:post:0"
    assert (message.target.chat, message.target.subject) == (GROUP, given.subject)
    assert message.blocks[0].text.startswith("Reflectie van deze week: ")
    assert [button.payload for button in message.buttons[:2]] == ["/leerpunt 1", "/reflectie ander"]
    assert message.buttons[0].private
    for minutes in (0, 1, 60, 600):
        assert job.at(WEDNESDAY + timedelta(minutes=minutes)) == {}
    assert len(job.at(WEDNESDAY + WEEK)) == 1


def test_a_restart_gives_nothing_twice(
    path: Path, job: Job, team: str, references: References, prompts: Prompts
) -> None:
    assert len(job.at(WEDNESDAY)) == 1
    with Database.open(StoreSettings(path)) as again:
        assert Job(again, references, prompts).at(WEDNESDAY + timedelta(minutes=1)) == {}


def test_a_clock_that_jumps_gives_nothing_twice_and_piles_nothing_up(job: Job, team: str) -> None:
    assert len(job.at(WEDNESDAY + 10 * WEEK)) == 1
    assert job.at(WEDNESDAY) == {}  # set back: that week is over for this team
    assert job.at(WEDNESDAY + 10 * WEEK) == {}
    assert len(job.at(WEDNESDAY + 11 * WEEK)) == 1


def test_a_bot_that_was_off_that_day_makes_up_for_nothing(job: Job, team: str) -> None:
    assert job.at(WEDNESDAY + timedelta(days=1)) == {}
    assert len(job.at(WEDNESDAY + WEEK)) == 1
    assert job.store.prompt(2) is None


def test_late_on_the_same_day_it_still_comes(job: Job, team: str) -> None:
    assert len(job.at(WEDNESDAY + timedelta(hours=9))) == 1


def test_every_group_of_the_team_gets_the_same_question(job: Job, team: str) -> None:
    roster = RosterStore(job.database)
    roster.note_chat(OTHER, "Nog een", START)
    roster.link_chat(OTHER, team, START, actor=LEAD)
    queued = job.at(WEDNESDAY)
    assert {message.target.chat for message in queued.values()} == {GROUP, OTHER}
    assert len({message.text for message in queued.values()}) == 1
    assert len(queued) == 2


def test_a_group_that_is_linked_later_that_day_gets_it(job: Job, team: str) -> None:
    roster = RosterStore(job.database)
    roster.unlink_chat(GROUP, START, actor=LEAD)
    assert job.at(WEDNESDAY) == {}
    roster.link_chat(GROUP, team, START, actor=LEAD)
    assert len(job.at(WEDNESDAY + timedelta(hours=1))) == 1


def test_off_and_archived_teams_get_nothing(job: Job, team: str) -> None:
    job.store.set_rhythm(team, 3, 9, False, START, actor=LEAD)
    assert job.at(WEDNESDAY) == {}
    job.store.set_rhythm(team, 3, 9, True, START, actor=LEAD)
    RosterStore(job.database).archive(team, START, actor=OPERATOR)
    assert job.at(WEDNESDAY) == {}


def test_what_cannot_be_queued_is_not_noted(job: Job, team: str) -> None:
    def broken(key: str, message: OutboundMessage) -> None:
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        job.database.together(lambda: run(job.parts, WEDNESDAY, broken))
    assert job.store.given_weekly(team) is None
    assert len(job.at(WEDNESDAY)) == 1


def test_a_year_of_questions(job: Job, team: str) -> None:
    """Every kind comes by, nothing twice in a row, and the goal and entries say that reporting goes on."""
    job.store.set_goal(team, "0 uithuisplaatsingen", START, actor=LEAD)
    entries = EntryStore(job.database)
    entries.import_seed({"titel": "MDO voorbereiden"}, "mdo-voorbereiden", "hash", START)
    version = entries.published()[0].version_id
    kinds, topics = set(), []
    for number in range(45):
        now = WEDNESDAY + number * WEEK
        QuestionStore(job.database).log(
            "answer", now.astimezone(UTC), slug="mdo-voorbereiden", version_id=version, team=team
        )
        queued = job.at(now)
        if not queued:
            continue  # a holiday moved it
        (message,) = queued.values()
        prompt = job.store.last(team)
        kinds.add(prompt.kind)
        topics.append(prompt.topic)
        text = message.text
        assert len(text) < 1200
        assert any(block.kind is BlockKind.REFLECTION and block.text.endswith("?") for block in message.blocks)
        if prompt.kind is not Kind.PRINCIPLE:
            assert "Vertragen stopt het melden niet" in text
        if prompt.kind is Kind.GOAL:
            assert "Jullie 0-doel: 0 uithuisplaatsingen" in text
            assert "niet absoluut" in text
        if prompt.kind is Kind.ENTRY:
            assert message.buttons[-1].payload == f"/kies {prompt.topic}"
            assert "vaak" not in text
    assert kinds == set(Kind)
    assert all(one != other for one, other in itertools.pairwise(topics))
