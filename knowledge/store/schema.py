"""The tables, as named steps that each run once.

A released step is never edited; a change is a new step at the end. Every table with rows about a person has a
column `person` with the caller's opaque id, so that `personal.py` can find them all. What leads and trainers
did carries a pseudonym instead: those rows can never be edited, but the table that says whose pseudonym it is
can be emptied. Times are UTC ISO-8601 text of fixed width, so comparing text compares time.
"""

from sqlite_utils import Migrations

from knowledge.store.connection import Sql

migrations = Migrations("houvast")

APPEND_ONLY = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: rows are never changed'); END;

CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: rows are never deleted'); END;

-- INSERT OR REPLACE deletes without the trigger above when a connection has recursive_triggers off.
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only: rows are never replaced'); END;
"""
"""Triggers of a table that only grows; `same` says which row a new one would take the place of."""


@migrations()
def m001_entries(sql: Sql) -> None:
    """Entries, their immutable versions, and who decided what about a version."""
    sql.executescript(
        """
        CREATE TABLE pseudonym (
            person TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            slug TEXT NOT NULL UNIQUE,
            published_version INTEGER REFERENCES entry_version (id),
            created_at TEXT NOT NULL,
            retired_at TEXT
        ) STRICT;

        CREATE TABLE entry_version (
            id INTEGER PRIMARY KEY,
            entry_id INTEGER NOT NULL REFERENCES entry (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            origin TEXT NOT NULL CHECK (origin IN ('bestand', 'desk')),
            content_hash TEXT NOT NULL,
            document TEXT NOT NULL CHECK (json_valid(document)),
            -- At birth; what people decided later is in version_decision, what readers see in entry.
            status TEXT NOT NULL CHECK (status IN ('published', 'for_review')),
            created_at TEXT NOT NULL,
            created_by TEXT NOT NULL,
            UNIQUE (entry_id, number)
        ) STRICT;

        CREATE TABLE version_decision (
            id INTEGER PRIMARY KEY,
            version_id INTEGER NOT NULL REFERENCES entry_version (id),
            decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'approved', 'rejected')),
            decided_at TEXT NOT NULL,
            decided_by TEXT NOT NULL,
            UNIQUE (version_id, decision)
        ) STRICT;
        """
    )
    same = "id = NEW.id OR (entry_id = NEW.entry_id AND number = NEW.number)"
    sql.executescript(APPEND_ONLY.format(table="entry_version", same=same))
    same = "id = NEW.id OR (version_id = NEW.version_id AND decision = NEW.decision)"
    sql.executescript(APPEND_ONLY.format(table="version_decision", same=same))


@migrations()
def m002_questions(sql: Sql) -> None:
    """What was asked: a log without text, texts (redacted) of what was not answered, and feedback."""
    sql.executescript(
        """
        CREATE TABLE question_log (
            id INTEGER PRIMARY KEY,
            asked_at TEXT NOT NULL,
            decision TEXT NOT NULL
                CHECK (decision IN ('answer', 'clarify', 'abstain', 'danger', 'danger_check', 'smalltalk')),
            slug TEXT,
            version_id INTEGER REFERENCES entry_version (id),
            team TEXT
        ) STRICT;
        CREATE INDEX question_log_by_time ON question_log (asked_at);

        CREATE TABLE unanswered_question (
            id INTEGER PRIMARY KEY,
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
        CREATE INDEX unanswered_question_by_status ON unanswered_question (status, asked_at);
        CREATE INDEX unanswered_question_by_person ON unanswered_question (person);

        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('helpful', 'wrong', 'unclear', 'outdated')),
            version_id INTEGER NOT NULL REFERENCES entry_version (id),
            person TEXT,
            team TEXT,
            given_at TEXT NOT NULL,
            redacted_note TEXT,
            -- A second tap on the same button is the same vote.
            UNIQUE (person, version_id, kind)
        ) STRICT;
        CREATE INDEX feedback_by_version ON feedback (version_id, kind);
        """
    )


@migrations()
def m003_conversations(sql: Sql) -> None:
    """What a Rasa tracker holds, per conversation, so that a form survives a restart."""
    sql.executescript(
        """
        CREATE TABLE conversation (
            sender_id TEXT PRIMARY KEY,
            person TEXT,
            slots TEXT NOT NULL CHECK (json_valid(slots)),
            active_loop TEXT NOT NULL CHECK (json_valid(active_loop)),
            latest_message TEXT NOT NULL CHECK (json_valid(latest_message)),
            latest_action_name TEXT,
            followup_action TEXT,
            paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
            updated_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX conversation_by_person ON conversation (person);

        CREATE TABLE conversation_event (
            id INTEGER PRIMARY KEY,
            sender_id TEXT NOT NULL REFERENCES conversation (sender_id) ON DELETE CASCADE,
            person TEXT,
            happened_at TEXT NOT NULL,
            event TEXT NOT NULL CHECK (json_valid(event))
        ) STRICT;
        CREATE INDEX conversation_event_by_sender ON conversation_event (sender_id, id);
        CREATE INDEX conversation_event_by_person ON conversation_event (person);
        """
    )


@migrations()
def m004_delivery(sql: Sql) -> None:
    """Which updates were handled (never what was in them) and which messages must still go out."""
    sql.executescript(
        """
        CREATE TABLE handled_update (
            key TEXT PRIMARY KEY,
            person TEXT,
            status TEXT NOT NULL CHECK (status IN ('started', 'done', 'failed')),
            attempts INTEGER NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX handled_update_by_time ON handled_update (started_at);

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
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
        CREATE INDEX outbox_waiting ON outbox (chat, priority, id) WHERE status IN ('queued', 'sending');
        CREATE INDEX outbox_by_person ON outbox (person);
        """
    )


@migrations()
def m005_audit(sql: Sql) -> None:
    """What leads and trainers did; rows that nobody can change."""
    sql.executescript(
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            details TEXT NOT NULL CHECK (json_valid(details))
        ) STRICT;
        CREATE INDEX audit_by_subject ON audit (subject, id);
        """
    )
    sql.executescript(APPEND_ONLY.format(table="audit", same="id = NEW.id"))


@migrations()
def m006_generation(sql: Sql) -> None:
    """The number that tells other processes that published content changed."""
    sql.executescript(
        """
        CREATE TABLE generation (
            name TEXT PRIMARY KEY, number INTEGER NOT NULL, changed_at TEXT
        ) STRICT, WITHOUT ROWID;
        INSERT INTO generation (name, number) VALUES ('content', 0);
        """
    )
