"""The tables of quizzes and practice; a step that follows the tables before it, same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema import APPEND_ONLY
from knowledge.store.schema_signals import migrations

__all__ = ["migrations"]


@migrations()
def m015_quiz(sql: Sql) -> None:
    """The item bank, live quizzes in groups, and what people practise alone."""
    sql.executescript(_BANK)
    same = "id = NEW.id OR (item_id = NEW.item_id AND number = NEW.number)"
    sql.executescript(APPEND_ONLY.format(table="quiz_item_version", same=same))
    sql.executescript(APPEND_ONLY.format(table="quiz_item_decision", same="id = NEW.id OR version_id = NEW.version_id"))
    sql.executescript(APPEND_ONLY.format(table="quiz_item_check", same="id = NEW.id"))
    sql.executescript(_LIVE)
    sql.executescript(_PRACTICE)


_BANK = """
    CREATE TABLE quiz_item (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        shown_version INTEGER REFERENCES quiz_item_version (id),
        created_at TEXT NOT NULL,
        retired_at TEXT
    ) STRICT;

    CREATE TABLE quiz_item_version (
        id INTEGER PRIMARY KEY,
        item_id INTEGER NOT NULL REFERENCES quiz_item (id),
        number INTEGER NOT NULL CHECK (number >= 1),
        origin TEXT NOT NULL CHECK (origin IN ('bestand', 'desk')),
        content_hash TEXT NOT NULL,
        document TEXT NOT NULL CHECK (json_valid(document)),
        entry_slug TEXT NOT NULL,
        -- At birth; what people decided later is in quiz_item_decision.
        status TEXT NOT NULL CHECK (status IN ('published', 'for_review')),
        authors TEXT NOT NULL CHECK (json_type(authors) = 'array'),
        created_at TEXT NOT NULL,
        UNIQUE (item_id, number)
    ) STRICT;

    CREATE TABLE quiz_item_decision (
        id INTEGER PRIMARY KEY,
        version_id INTEGER NOT NULL UNIQUE REFERENCES quiz_item_version (id),
        decision TEXT NOT NULL CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
        reason TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        decided_by TEXT NOT NULL
    ) STRICT;

    -- An item version was held against this version of its entry.
    CREATE TABLE quiz_item_check (
        id INTEGER PRIMARY KEY,
        version_id INTEGER NOT NULL REFERENCES quiz_item_version (id),
        entry_version INTEGER NOT NULL REFERENCES entry_version (id),
        checked_at TEXT NOT NULL,
        checked_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX quiz_item_check_by_version ON quiz_item_check (version_id, id);
"""

_LIVE = """
    CREATE TABLE quiz_session (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT UNIQUE,
        team TEXT NOT NULL REFERENCES team (id),
        chat TEXT NOT NULL,
        theme TEXT,
        wanted INTEGER NOT NULL CHECK (wanted >= 1),
        seconds INTEGER NOT NULL CHECK (seconds >= 0),
        anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
        scoreboard TEXT NOT NULL CHECK (scoreboard IN ('none', 'team', 'nickname')),
        state TEXT NOT NULL
            CHECK (state IN ('planned', 'running', 'asking', 'discussing', 'finished', 'stopped')),
        position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
        participants INTEGER CHECK (participants >= 0),
        planned_for TEXT,
        planned_by TEXT,
        started_at TEXT,
        ended_at TEXT,
        created_at TEXT NOT NULL,
        CHECK ((ended_at IS NULL) = (state NOT IN ('finished', 'stopped')))
    ) STRICT;
    -- One quiz at a time in a chat.
    CREATE UNIQUE INDEX quiz_session_running ON quiz_session (chat) WHERE state IN ('running', 'asking', 'discussing');
    CREATE INDEX quiz_session_by_team ON quiz_session (team, created_at);

    CREATE TABLE quiz_session_item (
        session INTEGER NOT NULL REFERENCES quiz_session (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 1),
        item TEXT NOT NULL,
        version_id INTEGER NOT NULL REFERENCES quiz_item_version (id),
        closed_at TEXT,
        PRIMARY KEY (session, position)
    ) STRICT, WITHOUT ROWID;

    -- Each time that an item was put to the chat: a poll whose response was lost gets a successor.
    CREATE TABLE quiz_poll (
        session INTEGER NOT NULL,
        position INTEGER NOT NULL,
        attempt INTEGER NOT NULL CHECK (attempt >= 1),
        state TEXT NOT NULL CHECK (state IN ('sending', 'open', 'lost', 'closed')),
        poll_id TEXT UNIQUE,
        message_id TEXT,
        sent_at TEXT NOT NULL,
        closes_at TEXT,
        -- For a lost one: that it was stopped in the chat too.
        stopped_at TEXT,
        totals TEXT CHECK (totals IS NULL OR json_type(totals) = 'array'),
        voters INTEGER CHECK (voters >= 0),
        PRIMARY KEY (session, position, attempt),
        FOREIGN KEY (session, position) REFERENCES quiz_session_item (session, position) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- The one answer of somebody to one poll; without its row in quiz_poll it waits until that is known.
    CREATE TABLE quiz_answer (
        poll_id TEXT NOT NULL,
        person TEXT NOT NULL,
        options TEXT NOT NULL CHECK (json_type(options) = 'array'),
        late INTEGER NOT NULL CHECK (late IN (0, 1)),
        at TEXT NOT NULL,
        PRIMARY KEY (poll_id, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX quiz_answer_by_person ON quiz_answer (person);

    CREATE TABLE quiz_participant (
        session INTEGER NOT NULL REFERENCES quiz_session (id) ON DELETE CASCADE,
        person TEXT NOT NULL,
        nickname TEXT,
        shared_at TEXT,
        PRIMARY KEY (session, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX quiz_participant_by_person ON quiz_participant (person);

    -- What is left of a quiz when nobody's answers are there any more; written when it ends, of five people or more.
    CREATE TABLE quiz_tally (
        session INTEGER NOT NULL REFERENCES quiz_session (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        voters INTEGER NOT NULL CHECK (voters >= 5),
        right_voters INTEGER CHECK (right_voters >= 0),
        counts TEXT NOT NULL CHECK (json_type(counts) = 'array'),
        PRIMARY KEY (session, position)
    ) STRICT, WITHOUT ROWID;
"""

_PRACTICE = """
    CREATE TABLE practice_plan (
        person TEXT PRIMARY KEY,
        hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
        days TEXT NOT NULL CHECK (json_type(days) = 'array'),
        new_a_day INTEGER NOT NULL CHECK (new_a_day >= 0),
        items_a_day INTEGER NOT NULL CHECK (items_a_day >= 1),
        paused_until TEXT,
        changed_at TEXT NOT NULL,
        offered_on TEXT,
        -- Offers in a row to which nothing was done.
        unanswered INTEGER NOT NULL DEFAULT 0 CHECK (unanswered >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE practice_card (
        person TEXT NOT NULL,
        item TEXT NOT NULL,
        version_id INTEGER NOT NULL REFERENCES quiz_item_version (id),
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        due TEXT NOT NULL,
        last_review TEXT NOT NULL,
        lapses INTEGER NOT NULL CHECK (lapses >= 0),
        PRIMARY KEY (person, item)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE practice_review (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        person TEXT NOT NULL,
        item TEXT NOT NULL,
        version_id INTEGER NOT NULL REFERENCES quiz_item_version (id),
        grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
        options TEXT NOT NULL CHECK (json_type(options) = 'array'),
        at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX practice_review_by_person ON practice_review (person, item, id);
    CREATE INDEX practice_review_by_item ON practice_review (item, id);
"""
