"""The tables of consultations and of what was posted in groups; a step that follows `schema_ids.py`, same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema_ids import migrations

__all__ = ["migrations"]


@migrations()
def m010_consultations(sql: Sql) -> None:
    """Consultations with what colleagues added, and the messages in groups that are about something."""
    sql.executescript(
        """
        -- Apart from the rows, so that a number is never given out twice when rows expire.
        CREATE TABLE consultation_number (
            team TEXT NOT NULL REFERENCES team (id),
            year INTEGER NOT NULL,
            last INTEGER NOT NULL CHECK (last >= 1),
            PRIMARY KEY (team, year)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE consultation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT UNIQUE,
            team TEXT NOT NULL REFERENCES team (id),
            year INTEGER NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            person TEXT,
            status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed', 'withdrawn')),
            facts TEXT NOT NULL,
            worries TEXT,
            strengths TEXT,
            scale INTEGER CHECK (scale BETWEEN 0 AND 10),
            scale_reason TEXT,
            unknown TEXT,
            question TEXT NOT NULL,
            expertise TEXT NOT NULL CHECK (json_type(expertise) = 'array'),
            due TEXT,
            origin_slug TEXT,
            on_agenda INTEGER NOT NULL DEFAULT 0 CHECK (on_agenda IN (0, 1)),
            created_at TEXT NOT NULL,
            first_reply_at TEXT,
            reminded_at TEXT,
            lead_told_at TEXT,
            closed_at TEXT,
            decided TEXT,
            learned TEXT,
            idea INTEGER NOT NULL DEFAULT 0 CHECK (idea IN (0, 1)),
            reduced_at TEXT,
            UNIQUE (team, year, number),
            CHECK ((closed_at IS NULL) = (status = 'open')),
            -- One that waits for an answer has an asker and a text.
            CHECK (status <> 'open' OR (person IS NOT NULL AND facts <> '' AND question <> ''))
        ) STRICT;
        CREATE INDEX consultation_by_team ON consultation (team, status, created_at);
        CREATE INDEX consultation_by_person ON consultation (person);

        CREATE TABLE contribution (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT UNIQUE,
            consultation INTEGER NOT NULL REFERENCES consultation (id) ON DELETE CASCADE,
            person TEXT,
            kind TEXT NOT NULL CHECK (kind IN ('think_along', 'reply', 'question', 'answer')),
            text TEXT,
            at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX contribution_by_consultation ON contribution (consultation, id);
        CREATE INDEX contribution_by_person ON contribution (person);
        -- A second tap says nothing new.
        CREATE UNIQUE INDEX contribution_one_tap ON contribution (consultation, person) WHERE kind = 'think_along';

        -- Messages in groups only: the id of a private chat is a person.
        CREATE TABLE post (
            chat TEXT NOT NULL,
            channel_message_id TEXT NOT NULL,
            subject TEXT NOT NULL,
            sent_at TEXT NOT NULL,
            PRIMARY KEY (chat, channel_message_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX post_by_subject ON post (subject, sent_at);

        ALTER TABLE outbox ADD COLUMN subject TEXT;
        CREATE INDEX outbox_by_subject ON outbox (subject) WHERE subject IS NOT NULL;
        """
    )
