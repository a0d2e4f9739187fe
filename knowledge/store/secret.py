"""The secret of this installation."""

import secrets
from base64 import b64decode, b64encode

from knowledge.store.connection import Sql
from knowledge.store.database import Database

# 256 bits: as long as the digest of the HMAC-SHA-256 that it keys (RFC 2104, section 3).
_BYTES = 32


class InstallationSecret:
    """32 random bytes, made at first use and the same ever after, also in other processes.

    Signs what the bot hands out and must recognise later, such as buttons.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def value(self) -> bytes:
        """The secret; keep it out of logs and messages."""
        known = self._database.read(_find)
        return self._database.write(_make) if known is None else known


def _find(sql: Sql) -> bytes | None:
    row = sql.execute("SELECT value FROM installation WHERE name = 'secret'").fetchone()
    return None if row is None else b64decode(row[0])


def _make(sql: Sql) -> bytes:
    known = _find(sql)
    if known is not None:
        return known
    made = secrets.token_bytes(_BYTES)
    sql.execute("INSERT INTO installation (name, value) VALUES ('secret', ?)", [b64encode(made).decode("ascii")])
    return made
