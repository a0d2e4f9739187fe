"""What is kept of reflection: the goal, the rhythm, what was given, and lessons without a person."""

from datetime import date, datetime, timedelta

import pytest

from knowledge.reflection.model import Kind, Prompt, Week
from knowledge.roster import Role
from knowledge.roster.errors import NotPermitted, TeamNotFound
from knowledge.store import OPERATOR, AuditLog, Database, QuestionStore, ReflectionStore, Retention, RosterStore

LEAD, MILA = "telegram:4711", "telegram:4712"
WEEK, PROMPT = Week(2026, 10), Prompt(Kind.PRINCIPLE, "volgen", 1)
DAY = date(2026, 3, 2)


@pytest.fixture
def store(database: Database) -> ReflectionStore:
    return ReflectionStore(database)


@pytest.fixture
def team(database: Database, now: datetime) -> str:
    roster = RosterStore(database)
    made = roster.create_team("Noord", now, actor=OPERATOR).team_id
    for person, role in ((LEAD, Role.TEAM_LEAD), (MILA, Role.PROFESSIONAL)):
        roster.redeem(roster.invite(made, role, now, actor=OPERATOR), person, "Naam", now)
    return made


def test_only_a_lead_sets_goal_and_rhythm(store: ReflectionStore, team: str, now: datetime) -> None:
    assert (store.goal(team), store.rhythm(team)) == (None, None)
    with pytest.raises(NotPermitted):
        store.set_goal(team, "0 uithuisplaatsingen", now, actor=MILA)
    with pytest.raises(NotPermitted):
        store.set_rhythm(team, 3, 9, True, now, actor=MILA)
    assert store.set_goal(team, "0 uithuisplaatsingen", now, actor=LEAD) == "0 uithuisplaatsingen"
    assert store.set_rhythm(team, 3, 9, True, now, actor=LEAD) == store.rhythm(team)
    assert store.goal(team) == "0 uithuisplaatsingen"
    assert store.set_goal(team, None, now, actor=LEAD) is None


def test_what_a_lead_did_is_in_the_audit_log_without_texts(
    database: Database, store: ReflectionStore, team: str, now: datetime
) -> None:
    store.set_rhythm(team, 3, 9, True, now, actor=LEAD)
    note = store.note(team, "we belden te laat", DAY)
    assert store.remove_note(team, note, now, actor=LEAD)
    rows = AuditLog(database).rows(f"team:{team}")
    assert [row.action for row in rows[:2]] == ["remove_reflection_note", "set_reflection_rhythm"]
    assert all(LEAD not in row.actor and row.details == {} for row in rows[:2])


def test_a_rhythm_is_replaced_and_counts_for_teams_at_work_only(
    database: Database, store: ReflectionStore, team: str, now: datetime
) -> None:
    store.set_rhythm(team, 3, 9, True, now, actor=LEAD)
    changed = store.set_rhythm(team, 5, 14, True, now + timedelta(hours=1), actor=LEAD)
    assert store.rhythms() == {team: changed}
    store.set_rhythm(team, 5, 14, False, now, actor=LEAD)
    assert store.rhythms() == {}
    store.set_rhythm(team, 5, 14, True, now, actor=LEAD)
    RosterStore(database).archive(team, now, actor=OPERATOR)
    assert store.rhythms() == {}
    with pytest.raises(TeamNotFound):
        store.set_rhythm(team, 5, 14, True, now, actor=LEAD)


def test_a_week_has_one_prompt_of_the_week(store: ReflectionStore, team: str, now: datetime) -> None:
    given = store.give(team, WEEK, 0, PROMPT, now)
    assert given is not None
    assert store.give(team, WEEK, 0, Prompt(Kind.GOAL, "doel"), now) is None
    assert store.prompt(given.prompt_id) == given
    assert given.subject == f"reflection:{given.prompt_id}"
    assert (store.given_weekly(team), store.last(team)) == (WEEK, PROMPT)
    assert store.give(team, WEEK.next, 0, PROMPT, now) is not None
    assert store.given_weekly(team) == WEEK.next


def test_a_message_that_is_handled_twice_asks_once(store: ReflectionStore, team: str, now: datetime) -> None:
    assert store.next_number(team, WEEK) == 1
    given = store.give(team, WEEK, 1, PROMPT, now, "key")
    assert store.give(team, WEEK, 2, PROMPT, now, "key") is None
    assert store.known("key") == given
    assert store.known("other") is None
    assert store.next_number(team, WEEK) == 2
    assert store.given_weekly(team) is None


def test_lessons_newest_first_with_their_question(store: ReflectionStore, team: str, now: datetime) -> None:
    given = store.give(team, WEEK, 0, PROMPT, now)
    store.note(team, "eerst", DAY, given.prompt_id)
    store.note(team, "daarna", DAY + timedelta(days=3))
    notes = store.notes(team)
    assert [(note.text, note.day, note.prompt) for note in notes] == [
        ("daarna", DAY + timedelta(days=3), None),
        ("eerst", DAY, PROMPT),
    ]
    assert store.notes("00000000") == []


def test_the_same_words_at_once_are_one_lesson(store: ReflectionStore, team: str) -> None:
    assert store.note(team, "we belden te laat", DAY) == store.note(team, "we belden te laat", DAY)
    store.note(team, "we belden te laat", DAY + timedelta(days=9))
    assert len(store.notes(team)) == 2


def test_only_a_lead_of_the_team_takes_a_lesson_away(store: ReflectionStore, team: str, now: datetime) -> None:
    note = store.note(team, "we belden te laat", DAY)
    with pytest.raises(NotPermitted):
        store.remove_note(team, note, now, actor=MILA)
    assert store.remove_note(team, note, now, actor=LEAD) is True
    assert store.remove_note(team, note, now, actor=LEAD) is False


def test_no_table_of_reflection_can_hold_a_person_or_an_hour_of_a_lesson(database: Database) -> None:
    columns = database.read(
        lambda sql: {t.name: {c.name for c in t.columns} for t in sql.tables if t.name.startswith("reflection")}
    )
    assert columns["reflection_note"] == {"id", "team", "prompt", "text", "day"}
    assert all(not names & {"person", "created_by", "author"} for names in columns.values())


def test_what_a_team_read_comes_without_counts(
    database: Database, store: ReflectionStore, team: str, version_id: int, now: datetime
) -> None:
    questions = QuestionStore(database)
    for slug in ("mdo-voorbereiden", "drie-huizen", "drie-huizen"):
        questions.log("answer", now, slug=slug, version_id=version_id, team=team)
    questions.log("answer", now, slug="ears-vragen", version_id=version_id, team=None)
    assert store.read_lately(team, now - timedelta(days=7)) == ["drie-huizen", "mdo-voorbereiden"]
    assert store.read_lately(team, now + timedelta(days=1)) == []


def test_lessons_and_prompts_expire(database: Database, store: ReflectionStore, team: str, now: datetime) -> None:
    given = store.give(team, WEEK, 0, PROMPT, now)
    store.note(team, "oud", now.date(), given.prompt_id)
    days = database.settings.retention.reflection_days
    Retention(database).expire(now + timedelta(days=days - 1))
    assert len(store.notes(team)) == 1
    store.note(team, "nieuw", now.date() + timedelta(days=days), given.prompt_id)
    changed = Retention(database).expire(now + timedelta(days=days + 1))
    assert (changed["reflection_note"], changed["reflection_prompt"]) == (1, 1)
    assert [(note.text, note.prompt) for note in store.notes(team)] == [("nieuw", None)]
