"""Tables whose ids are never given out twice; a step that follows those of `schema_teams.py`, with the same rules.

SQLite gives a new row the id of a deleted one when that was the highest, unless told otherwise
(https://www.sqlite.org/autoinc.html). Whoever still holds the id of a row that was forgotten would then mean
another row: a sender would mark a message as sent that never went out.
"""

from knowledge.store.connection import Sql
from knowledge.store.schema_teams import migrations

__all__ = ["migrations"]


@migrations()
def m009_ids_not_reused(sql: Sql) -> None:
    """Outbox and questions for the leads: rows that may be deleted while somebody holds their id."""
    sql.executescript(
        """
        ALTER TABLE outbox RENAME TO outbox_before;
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            reference TEXT NOT NULL UNIQUE,
            chat TEXT NOT NULL,
            person TEXT,
            priority INTEGER NOT NULL,
            message TEXT CHECK (message IS NULL OR json_valid(message)),
            status TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'sent', 'dead')),
            attempts INTEGER NOT NULL DEFAULT 0,
            not_before TEXT NOT NULL,
            possibly_double INTEGER NOT NULL DEFAULT 0 CHECK (possibly_double IN (0, 1)),
            created_at TEXT NOT NULL,
            finished_at TEXT,
            channel_message_id TEXT,
            last_error TEXT,
            -- A sent text has done its work and is dropped; everything else still needs it.
            CHECK ((message IS NULL) = (status = 'sent'))
        ) STRICT;
        INSERT INTO outbox SELECT * FROM outbox_before;
        DROP TABLE outbox_before;
        CREATE INDEX outbox_waiting ON outbox (chat, priority, id) WHERE status IN ('queued', 'sending');
        CREATE INDEX outbox_by_person ON outbox (person);

        ALTER TABLE unanswered_question RENAME TO unanswered_question_before;
        CREATE TABLE unanswered_question (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT,
            team TEXT,
            asked_at TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason IN ('unanswered', 'flagged')),
            redacted_text TEXT NOT NULL,
            version_id INTEGER REFERENCES entry_version (id),
            candidates TEXT NOT NULL CHECK (json_valid(candidates)),
            status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'answered', 'dismissed')),
            resolved_at TEXT,
            resolved_by TEXT,
            resolved_slug TEXT
        ) STRICT;
        INSERT INTO unanswered_question SELECT * FROM unanswered_question_before;
        DROP TABLE unanswered_question_before;
        CREATE INDEX unanswered_question_by_status ON unanswered_question (status, asked_at);
        CREATE INDEX unanswered_question_by_person ON unanswered_question (person);
        """
    )
