"""What readers see, without the texts: versions never change, so whoever keeps their texts need not read them again."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from knowledge.store import entry_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import JsonObject, to_object, to_optional_day

_SHOWN = f"""
    SELECT e.slug, v.id, v.content_hash, {entry_sql.CONFIRMED} AS confirmed, r.reviewed_on, r.expires_on
    FROM entry AS e JOIN entry_version AS v ON v.id = e.published_version {entry_sql.REVIEWED}
    WHERE e.retired_at IS NULL ORDER BY e.slug
"""  # noqa: S608 - all parts are constants


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """The version of an entry that readers see, without its text.

    Attributes:
        slug: Of the entry.
        version_id: Of the version.
        content_hash: Of its text.
        confirmed: False for seed content that no lead has confirmed yet.
        reviewed_on: Day on which somebody found it still right, later than the text says; None if nobody did.
        expires_on: Day from which it counts as expired since then.
    """

    slug: str
    version_id: int
    content_hash: str
    confirmed: bool
    reviewed_on: date | None
    expires_on: date | None


class ShownStore:
    """Reads what readers see in two steps: which versions, and the texts of some of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def versions(self) -> list[ShownVersion]:
        """All entries that are not retired and have a published version, by slug."""
        return self._database.read(_versions)

    def documents(self, version_ids: Collection[int]) -> dict[int, JsonObject]:
        """The parsed documents of versions by id; an id that is not there is left out."""
        chosen = json.dumps(list(version_ids))
        return self._database.read(lambda sql: _documents(sql, chosen)) if version_ids else {}


def _versions(sql: Sql) -> list[ShownVersion]:
    return [
        ShownVersion(
            slug=row["slug"],
            version_id=row["id"],
            content_hash=row["content_hash"],
            confirmed=bool(row["confirmed"]),
            reviewed_on=to_optional_day(row["reviewed_on"]),
            expires_on=to_optional_day(row["expires_on"]),
        )
        for row in sql.query(_SHOWN)
    ]


def _documents(sql: Sql, chosen: str) -> dict[int, JsonObject]:
    query = "SELECT id, document FROM entry_version WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: to_object(row["document"]) for row in sql.query(query, [chosen])}
