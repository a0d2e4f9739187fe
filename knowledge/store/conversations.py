"""State of conversations in the shape of a Rasa tracker, so that a form survives a restart."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.rows import ConversationState
from knowledge.store.values import JsonObject, to_json, to_object, to_text


class ConversationStore:
    """Saves, loads and purges conversations.

    Saved together with the handled key of the message that changed them (`Database.together`), a conversation
    is never a step ahead of or behind what was handled.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, sender_id: str, event_limit: int = 50) -> ConversationState:
        """The state of a conversation, a fresh one when it is not known.

        Args:
            sender_id: Key of the conversation.
            event_limit: How many of the latest events to include.
        """

        def query(sql: Sql) -> ConversationState:
            rows = sql.query("SELECT * FROM conversation WHERE sender_id = ?", [sender_id])
            row = next(iter(rows), None)
            if row is None:
                return ConversationState(sender_id)
            events = sql.execute(
                "SELECT event FROM conversation_event WHERE sender_id = ? ORDER BY id DESC LIMIT ?",
                [sender_id, event_limit],
            )
            latest_first = [to_object(event) for (event,) in events.fetchall()]
            return _state(row, tuple(reversed(latest_first)))

        return self._database.read(query)

    def save(self, state: ConversationState, now: datetime, new_events: Sequence[JsonObject] = ()) -> None:
        """Replaces the state and appends events.

        Args:
            state: The state after the turn; its `events` are what was loaded and are not written again.
            now: When.
            new_events: What happened in this turn, in order, texts redacted.
        """

        def work(sql: Sql) -> None:
            sql.execute(
                """
                INSERT INTO conversation (sender_id, person, slots, active_loop, latest_message,
                    latest_action_name, followup_action, paused, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sender_id) DO UPDATE SET
                    person = excluded.person, slots = excluded.slots, active_loop = excluded.active_loop,
                    latest_message = excluded.latest_message, latest_action_name = excluded.latest_action_name,
                    followup_action = excluded.followup_action, paused = excluded.paused,
                    updated_at = excluded.updated_at
                """,
                [
                    state.sender_id,
                    state.person,
                    to_json(state.slots),
                    to_json(state.active_loop),
                    to_json(state.latest_message),
                    state.latest_action_name,
                    state.followup_action,
                    int(state.paused),
                    to_text(now),
                ],
            )
            for event in new_events:
                sql.execute(
                    "INSERT INTO conversation_event (sender_id, person, happened_at, event) VALUES (?, ?, ?, ?)",
                    [state.sender_id, state.person, to_text(now), to_json(event)],
                )

        self._database.write(work)

    def purge(self, sender_id: str) -> bool:
        """Deletes a conversation with its events; False when there was none."""

        def work(sql: Sql) -> bool:
            cursor = sql.execute("DELETE FROM conversation WHERE sender_id = ?", [sender_id])
            return cursor.rowcount > 0

        return self._database.write(work)


def _state(row: dict[str, Any], events: tuple[JsonObject, ...]) -> ConversationState:
    return ConversationState(
        sender_id=row["sender_id"],
        person=row["person"],
        slots=to_object(row["slots"]),
        active_loop=to_object(row["active_loop"]),
        latest_message=to_object(row["latest_message"]),
        latest_action_name=row["latest_action_name"],
        followup_action=row["followup_action"],
        paused=bool(row["paused"]),
        events=events,
    )
