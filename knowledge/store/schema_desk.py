"""The tables of the desk: links to sign in with, and sessions; a step that follows the tables before it, same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema_review import migrations

__all__ = ["migrations"]

_ENDS = """
    DELETE FROM desk_link WHERE person = OLD.person AND NOT EXISTS (
        SELECT 1 FROM team_member WHERE person = OLD.person AND role <> 'professional');
    DELETE FROM desk_session WHERE person = OLD.person AND NOT EXISTS (
        SELECT 1 FROM team_member WHERE person = OLD.person AND role <> 'professional');
"""


@migrations()
def m013_desk(sql: Sql) -> None:
    """One-time links and sessions, both as a hash: who reads the file can sign in with neither."""
    sql.executescript(
        f"""
        CREATE TABLE desk_link (
            token_hash TEXT PRIMARY KEY,
            person TEXT NOT NULL,
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX desk_link_by_person ON desk_link (person);

        CREATE TABLE desk_session (
            id_hash TEXT PRIMARY KEY,
            reference TEXT NOT NULL UNIQUE,
            person TEXT NOT NULL,
            created_at TEXT NOT NULL,
            used_at TEXT NOT NULL,
            expires_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX desk_session_by_person ON desk_session (person);

        -- Whoever loses the last role with a desk loses the desk, whichever way the role was lost.
        CREATE TRIGGER desk_ends_on_leaving AFTER DELETE ON team_member
        BEGIN {_ENDS} END;
        CREATE TRIGGER desk_ends_on_role AFTER UPDATE OF role ON team_member
        BEGIN {_ENDS} END;
        """
    )
