"""The tables of reflection; a step that follows `schema_consultations.py`, same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema_consultations import migrations

__all__ = ["migrations"]


@migrations()
def m011_reflection(sql: Sql) -> None:
    """When a team gets its question, which ones it had, and what it learned; the goal stands with the team."""
    sql.executescript(
        """
        CREATE TABLE reflection_rhythm (
            team TEXT PRIMARY KEY REFERENCES team (id),
            weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 5),
            hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
            is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
            changed_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Number 0 is the prompt of the week: the unique key is what makes it come once.
        CREATE TABLE reflection_prompt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT UNIQUE,
            team TEXT NOT NULL REFERENCES team (id),
            week TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 0),
            kind TEXT NOT NULL CHECK (kind IN ('principle', 'entry', 'goal')),
            ref TEXT NOT NULL,
            given_at TEXT NOT NULL,
            UNIQUE (team, week, number)
        ) STRICT;

        -- No person, no message key and no hour: nothing that leads to who wrote it.
        CREATE TABLE reflection_note (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            team TEXT NOT NULL REFERENCES team (id),
            prompt INTEGER REFERENCES reflection_prompt (id) ON DELETE SET NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            day TEXT NOT NULL
        ) STRICT;
        CREATE INDEX reflection_note_by_team ON reflection_note (team, id);
        CREATE INDEX reflection_note_by_prompt ON reflection_note (prompt);
        """
    )
