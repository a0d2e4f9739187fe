"""Retention, export and forgetting reach every table that says something about a person."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from personal_traces import ANNA, BRAM, leave_traces, rows_of

from knowledge.store import (
    AuditLog,
    ConversationStore,
    Database,
    EntryStore,
    FeedbackStore,
    HandledStore,
    OutboxStore,
    Outgoing,
    PersonalData,
    QuestionStore,
    Retention,
    RetentionSettings,
)
from knowledge.store.personal import PERSONAL_TABLES
from knowledge.store.rows import ConversationState, FeedbackKind


def test_every_table_about_a_person_is_known(database: Database) -> None:
    tables = database.read(
        lambda sql: {table.name for table in sql.tables if "person" in {column.name for column in table.columns}}
    )
    assert tables == set(PERSONAL_TABLES)


def test_traces_are_left_everywhere(database: Database, version_id: int, now: datetime) -> None:
    """Guards the tests below: they prove nothing about a table without a row."""
    leave_traces(database, ANNA, version_id, now)
    assert set(rows_of(database, ANNA)) == set(PERSONAL_TABLES)


def test_export_is_complete(database: Database, version_id: int, now: datetime) -> None:
    leave_traces(database, ANNA, version_id, now)
    leave_traces(database, BRAM, version_id, now)
    export = PersonalData(database).export(ANNA)
    pseudonymous = {"entry_version", "version_decision", "resolved_question", "invitation", "audit", "audit_about"}
    pseudonymous |= {"draft", "review_note", "handled_feedback", "signal_sentence"}
    pseudonymous |= {"quiz_item", "quiz_item_decision", "quiz"}
    assert set(export) == set(PERSONAL_TABLES) | pseudonymous
    assert export["unanswered_question"][0]["redacted_text"] == f"question of {ANNA}"
    assert export["team_member"][0]["display_name"] == f"name of {ANNA}"
    assert export["consultation"][0]["question"] == f"asked by {ANNA}"
    assert export["contribution"][0]["text"] == f"answer of {ANNA}"
    acts = ["propose", "reject", "resolve_question", "join", "invite", "desk_sign_in"]
    acts += ["confirm", "review", "start_draft", "propose", "comment", "handle_feedback", "propose_sentence"]
    acts += ["propose_quiz_item", "withdrawn_quiz_item", "start_quiz"]
    assert [row["action"] for row in export["audit"]] == acts
    assert [row["action"] for row in export["audit_about"]] == ["set_role"]
    assert BRAM not in str(export)
    assert PersonalData(database).export("nobody") == {}


def test_forgetting_is_complete_and_touches_nobody_else(database: Database, version_id: int, now: datetime) -> None:
    leave_traces(database, ANNA, version_id, now)
    leave_traces(database, BRAM, version_id, now)
    others = rows_of(database, BRAM)
    audited = AuditLog(database).rows()

    forgotten = PersonalData(database).forget(ANNA)

    assert forgotten.rows == dict.fromkeys(PERSONAL_TABLES, 1)
    assert forgotten.kept_anonymous == {
        "draft": 1,
        "entry_version": 2,
        "version_decision": 3,
        "review_note": 1,
        "handled_feedback": 1,
        "signal_sentence": 1,
        "resolved_question": 1,
        "invitation": 1,
        "quiz_item": 1,
        "quiz_item_decision": 1,
        "quiz": 1,
        "audit": 16,
        "audit_about": 1,
    }
    assert rows_of(database, ANNA) == {}
    assert rows_of(database, BRAM) == others
    assert AuditLog(database).rows() == audited
    assert PersonalData(database).export(ANNA) == {}
    assert set(PersonalData(database).forget(ANNA).rows.values()) == {0}


def test_an_update_of_somebody_forgotten_is_still_handled_once(database: Database, now: datetime) -> None:
    handled = HandledStore(database)
    handled.once("update", now, lambda: None, person=ANNA)
    PersonalData(database).forget(ANNA)
    assert not handled.once("update", now, lambda: None, person=ANNA).ran


def test_nothing_is_left_on_the_disk(database: Database, version_id: int, now: datetime) -> None:
    leave_traces(database, ANNA, version_id, now)
    folder: Path = database.settings.path.parent

    def on_disk() -> bool:
        return any(ANNA.encode() in file.read_bytes() for file in folder.iterdir())

    assert on_disk()
    PersonalData(database).forget(ANNA)
    assert not on_disk()


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("conversation", 30),
        ("conversation_event", 30),
        ("unanswered_question", 90),
        ("handled_update", 30),
        ("outbox", 14),
        ("question_log", 365),
        ("feedback", 365),
    ],
)
def test_rows_go_after_their_days(database: Database, version_id: int, now: datetime, table: str, days: int) -> None:
    leave_traces(database, ANNA, version_id, now)
    QuestionStore(database).log("answer", now)
    outbox = OutboxStore(database)
    row = outbox.claim(now)
    assert row is not None
    outbox.sent(row.row_id, now)

    def count() -> int:
        return database.read(lambda sql: sql.table(table).count)

    retention = Retention(database)
    retention.expire(now + timedelta(days=days))
    assert count() == 1, "on the last day it is still there"
    assert retention.expire(now + timedelta(days=days, seconds=1))[table] == 1
    assert count() == 0


def test_a_vote_outlives_its_person(database: Database, version_id: int, now: datetime) -> None:
    feedback = FeedbackStore(database)
    feedback.give(FeedbackKind.WRONG, version_id, now, person=ANNA, redacted_note="nummer klopt niet")
    later = now + timedelta(days=91)
    assert Retention(database).expire(later)["feedback"] == 1
    assert Retention(database).expire(later)["feedback"] == 0
    assert feedback.counts(version_id) == {FeedbackKind.WRONG: 1}
    assert feedback.latest()[0].redacted_note is None
    assert rows_of(database, ANNA) == {}


def test_a_conversation_in_use_only_loses_its_old_events(database: Database, now: datetime) -> None:
    conversations = ConversationStore(database)
    state = ConversationState("chat", slots={"step": 1})
    conversations.save(state, now - timedelta(days=31), [{"event": "old"}])
    conversations.save(state, now, [{"event": "new"}])
    Retention(database).expire(now)
    assert conversations.load("chat").events == ({"event": "new"},)
    assert conversations.load("chat").slots == {"step": 1}


def test_a_message_that_waits_is_not_lost(database: Database, now: datetime) -> None:
    outbox = OutboxStore(database)
    outbox.queue(Outgoing("key", "chat", {}), now)
    Retention(database).expire(now + timedelta(days=1000))
    assert outbox.claim(now) is not None


def test_entries_and_audit_never_expire(database: Database, version_id: int, now: datetime) -> None:
    EntryStore(database).confirm(version_id, ANNA, now)
    Retention(database).expire(now + timedelta(days=10_000))
    assert EntryStore(database).published()[0].confirmed
    assert len(AuditLog(database).rows()) == 1


def test_retention_names_every_wrong_number() -> None:
    with pytest.raises(ValueError, match="question_days is 0, log_days is -1"):
        RetentionSettings(question_days=0, log_days=-1)
