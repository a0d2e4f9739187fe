"""The tables of the review workflow; a step that follows `schema_reflection.py`, same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema import APPEND_ONLY
from knowledge.store.schema_reflection import migrations

__all__ = ["migrations"]


@migrations()
def m012_review(sql: Sql) -> None:
    """Drafts, what belongs to a version besides its text, owners, and what became of questions and votes."""
    sql.executescript(
        """
        -- Text as people type it, also when it breaks the entry format. Ids are not reused: somebody may still
        -- have the page of a draft that was thrown away.
        CREATE TABLE draft (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            slug TEXT NOT NULL UNIQUE,
            text TEXT NOT NULL,
            asked TEXT NOT NULL,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            base_version INTEGER REFERENCES entry_version (id),
            waiting_version INTEGER UNIQUE REFERENCES entry_version (id),
            authors TEXT NOT NULL CHECK (json_type(authors) = 'array'),
            origin TEXT,
            check_personal INTEGER NOT NULL CHECK (check_personal IN (0, 1)),
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            changed_by TEXT NOT NULL
        ) STRICT;

        CREATE TABLE version_work (
            version_id INTEGER PRIMARY KEY REFERENCES entry_version (id),
            base_version INTEGER REFERENCES entry_version (id),
            authors TEXT NOT NULL CHECK (json_type(authors) = 'array')
        ) STRICT;

        CREATE TABLE review_note (
            id INTEGER PRIMARY KEY,
            version_id INTEGER NOT NULL REFERENCES entry_version (id),
            kind TEXT NOT NULL CHECK (kind IN ('comment', 'returned', 'withdrawn')),
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            written_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX review_note_by_version ON review_note (version_id, id);

        -- "Still right": the day it was looked at, and until when it holds.
        CREATE TABLE version_reviewed (
            id INTEGER PRIMARY KEY,
            version_id INTEGER NOT NULL REFERENCES entry_version (id),
            reviewed_on TEXT NOT NULL,
            expires_on TEXT NOT NULL,
            at TEXT NOT NULL,
            reviewed_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX version_reviewed_by_version ON version_reviewed (version_id, id);

        CREATE TABLE entry_owner (
            entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
            person TEXT NOT NULL,
            since TEXT NOT NULL
        ) STRICT;
        CREATE INDEX entry_owner_by_person ON entry_owner (person);
        -- Whoever loses the last role that may write entries owns none, whichever way the role was lost.
        CREATE TRIGGER entry_owner_ends_on_leaving AFTER DELETE ON team_member BEGIN
            DELETE FROM entry_owner WHERE person = OLD.person AND NOT EXISTS (
                SELECT 1 FROM team_member WHERE person = OLD.person AND role IN ('team_lead', 'admin'));
        END;
        CREATE TRIGGER entry_owner_ends_on_role AFTER UPDATE OF role ON team_member BEGIN
            DELETE FROM entry_owner WHERE person = OLD.person AND NOT EXISTS (
                SELECT 1 FROM team_member WHERE person = OLD.person AND role IN ('team_lead', 'admin'));
        END;

        CREATE TABLE expiry_reminder (
            version_id INTEGER NOT NULL REFERENCES entry_version (id),
            expires_on TEXT NOT NULL,
            days INTEGER NOT NULL CHECK (days >= 0),
            at TEXT NOT NULL,
            PRIMARY KEY (version_id, expires_on, days)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE entry ADD COLUMN retired_as TEXT CHECK (retired_as IN ('offline', 'archived'));
        ALTER TABLE entry ADD COLUMN retired_because TEXT;

        -- Number of the version from which on the answer is there; without one nobody is told.
        ALTER TABLE unanswered_question ADD COLUMN answered_from INTEGER;
        ALTER TABLE unanswered_question ADD COLUMN told_at TEXT;
        ALTER TABLE unanswered_question ADD COLUMN dismissed_because TEXT;

        ALTER TABLE feedback ADD COLUMN handled_at TEXT;
        ALTER TABLE feedback ADD COLUMN handled_by TEXT;

        CREATE INDEX question_log_by_slug ON question_log (slug, asked_at) WHERE slug IS NOT NULL;
        CREATE INDEX audit_by_actor ON audit (actor, id);
        CREATE INDEX audit_by_action ON audit (action, id);
        """
    )
    sql.executescript(APPEND_ONLY.format(table="version_work", same="version_id = NEW.version_id"))
    sql.executescript(APPEND_ONLY.format(table="review_note", same="id = NEW.id"))
    sql.executescript(APPEND_ONLY.format(table="version_reviewed", same="id = NEW.id"))
