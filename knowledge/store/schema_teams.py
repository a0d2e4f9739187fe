"""The tables of the installation and its teams; steps that follow those of `schema.py`, with the same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema import migrations

__all__ = ["migrations"]


@migrations()
def m007_installation(sql: Sql) -> None:
    """Values that this installation makes once for itself."""
    sql.executescript(
        """
        CREATE TABLE installation (
            name TEXT PRIMARY KEY, value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
    )


@migrations()
def m008_teams(sql: Sql) -> None:
    """Teams, who is in them, invitations by the hash of their code, and the group chats of a team."""
    sql.executescript(
        """
        CREATE TABLE team (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            -- The name in small letters: SQLite itself only folds ASCII.
            name_key TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL,
            zero_goal TEXT,
            remind_after_hours INTEGER NOT NULL DEFAULT 24 CHECK (remind_after_hours BETWEEN 1 AND 720),
            archived_at TEXT
        ) STRICT;

        CREATE TABLE team_member (
            team TEXT NOT NULL REFERENCES team (id),
            person TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('professional', 'trainer', 'team_lead', 'admin')),
            display_name TEXT NOT NULL,
            organisation TEXT NOT NULL DEFAULT '',
            expertise TEXT NOT NULL DEFAULT '[]' CHECK (json_type(expertise) = 'array'),
            joined_at TEXT NOT NULL,
            PRIMARY KEY (team, person)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX team_member_by_person ON team_member (person);

        CREATE TABLE invitation (
            code_hash TEXT PRIMARY KEY,
            team TEXT NOT NULL REFERENCES team (id),
            role TEXT NOT NULL CHECK (role IN ('professional', 'trainer', 'team_lead', 'admin')),
            created_by TEXT NOT NULL,
            expires_at TEXT NOT NULL,
            uses_left INTEGER NOT NULL CHECK (uses_left >= 0)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX invitation_by_team ON invitation (team);

        CREATE TABLE team_chat (
            chat TEXT PRIMARY KEY,
            team TEXT REFERENCES team (id),
            title TEXT,
            added_at TEXT NOT NULL,
            linked_at TEXT,
            unlinked_at TEXT,
            CHECK ((team IS NULL) = (linked_at IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX team_chat_by_team ON team_chat (team);
        """
    )
