"""A conversation is there after a restart, in the shape Rasa reads."""

from dataclasses import replace
from datetime import datetime

from knowledge.store import ConversationStore, Database, StoreSettings
from knowledge.store.rows import ConversationState

STATE = ConversationState(
    "telegram:1:2",
    person="p1",
    slots={"danger_check": {"question": "[NAAM] is weg"}, "step": 2, "niets": None},
    active_loop={"name": "consultation_form"},
    latest_message={"text": "[NAAM] is weg", "intent": {"name": "ask"}},
    latest_action_name="action_houvast",
    followup_action="action_listen",
    paused=True,
)


def test_state_survives_a_restart(settings: StoreSettings, now: datetime) -> None:
    events = [{"event": "user", "n": number} for number in range(5)]
    with Database.open(settings) as database:
        ConversationStore(database).save(STATE, now, events[:3])
        ConversationStore(database).save(STATE, now, events[3:])
    with Database.open(settings) as database:
        conversations = ConversationStore(database)
        assert conversations.load(STATE.sender_id) == replace(STATE, events=tuple(events))
        assert conversations.load(STATE.sender_id, event_limit=2).events == tuple(events[3:])


def test_saving_replaces_the_state(database: Database, now: datetime) -> None:
    conversations = ConversationStore(database)
    conversations.save(STATE, now)
    conversations.save(ConversationState(STATE.sender_id, slots={"step": 3}), now)
    assert conversations.load(STATE.sender_id) == ConversationState(STATE.sender_id, slots={"step": 3})


def test_an_unknown_conversation_is_fresh(database: Database) -> None:
    assert ConversationStore(database).load("new") == ConversationState("new")


def test_purging_takes_the_events_along(database: Database, now: datetime) -> None:
    conversations = ConversationStore(database)
    conversations.save(STATE, now, [{"event": "user"}])
    conversations.save(replace(STATE, sender_id="other"), now, [{"event": "user"}])
    assert conversations.purge(STATE.sender_id)
    assert not conversations.purge(STATE.sender_id)
    left = database.read(lambda sql: sql.execute("SELECT sender_id FROM conversation_event").fetchall())
    assert left == [("other",)]


def test_the_tracker_shape_is_what_rasa_reads() -> None:
    # The keys that rasa_sdk.Tracker.from_dict looks up; `stack` and `user_id` have defaults there.
    assert set(STATE.as_tracker()) == {
        "sender_id",
        "slots",
        "latest_message",
        "events",
        "paused",
        "followup_action",
        "active_loop",
        "latest_action_name",
    }
    assert STATE.as_tracker()["active_loop"] == {"name": "consultation_form"}
