"""The knowledge base as one list: every entry with its status."""

from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from knowledge.errors import EntryNotFound
from knowledge.review.listing import EntryView, FeedbackCounts, Work
from knowledge.review.rules import is_urgent, reader_status
from knowledge.review.text import key_in
from knowledge.store import entry_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.values import to_json, to_optional_day, to_text, to_time

ASKED_DAYS = 90
"""Over how many days it is counted how often an entry was shown."""

_OVERVIEW = f"""
    WITH slugs AS (SELECT slug FROM entry UNION SELECT slug FROM draft),
    newest AS (SELECT entry_id, id, MAX(number), content_hash, created_at FROM entry_version GROUP BY entry_id),
    waiting AS (
        SELECT v.entry_id, MAX(v.id) AS id FROM entry_version AS v WHERE {entry_sql.UNDECIDED} GROUP BY v.entry_id
    ),
    votes AS (
        SELECT v.entry_id, SUM(f.kind = 'wrong') AS wrong, SUM(f.kind = 'unclear') AS unclear,
            SUM(f.kind = 'outdated') AS outdated
        FROM feedback AS f JOIN entry_version AS v ON v.id = f.version_id
        WHERE f.handled_at IS NULL AND f.kind <> 'helpful' GROUP BY v.entry_id
    ),
    asked AS (
        SELECT slug, COUNT(*) AS times FROM question_log WHERE slug IS NOT NULL AND asked_at >= :since GROUP BY slug
    )
    SELECT s.slug, e.published_version, e.retired_at, e.retired_as, e.retired_because, o.person AS owner,
        COALESCE(v.id, n.id) AS head, COALESCE(v.content_hash, n.content_hash) AS head_hash,
        r.reviewed_on, r.expires_on,
        {entry_sql.CONFIRMED} AS confirmed, d.text AS draft, d.waiting_version, w.id AS waiting,
        MAX(COALESCE(n.created_at, ''), COALESCE(d.changed_at, '')) AS changed_at,
        t.wrong, t.unclear, t.outdated, a.times
    FROM slugs AS s LEFT JOIN entry AS e ON e.slug = s.slug
        LEFT JOIN entry_version AS v ON v.id = e.published_version {entry_sql.REVIEWED}
        LEFT JOIN newest AS n ON n.entry_id = e.id
        LEFT JOIN waiting AS w ON w.entry_id = e.id
        LEFT JOIN draft AS d ON d.slug = s.slug LEFT JOIN entry_owner AS o ON o.entry_id = e.id
        LEFT JOIN votes AS t ON t.entry_id = e.id LEFT JOIN asked AS a ON a.slug = s.slug
    WHERE :slug IS NULL OR s.slug = :slug ORDER BY s.slug
"""  # noqa: S608 - all parts are constants


_HEADS = """
    SELECT id, content_hash, json_extract(document, '$.title') AS title, json_extract(document, '$.theme') AS theme,
        json_extract(document, '$.urgency') AS urgency, json_extract(document, '$.reviewed_on') AS reviewed_on,
        json_extract(document, '$.expires_on') AS expires_on
    FROM entry_version WHERE id IN (SELECT value FROM json_each(?))
"""
_Head = tuple[int, str]
"""A version: its id, and the hash of its text, since the id of a write that was undone is given out again."""
_NO_HEAD: dict[str, Any] = dict.fromkeys(("title", "theme", "urgency", "reviewed_on", "expires_on"))
_known_heads: WeakKeyDictionary[Database, dict[_Head, dict[str, Any]]] = WeakKeyDictionary()
"""What a list shows of a version. Versions never change, and their documents are large: each is opened once."""


class Overview:
    """The state of every entry; nothing here changes anything."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overview(self, today: date, now: datetime) -> list[EntryView]:
        """Every entry and every draft of a new one, by slug; one query, and one more for versions never listed before.

        Args:
            today: The reader's day, to tell what expired.
            now: End of the days over which it is counted how often an entry was shown.
        """
        return self._database.read(lambda sql: _views(sql, self._heads(), today, now, None))

    def view(self, slug: str, today: date, now: datetime) -> EntryView:
        """One entry or draft, as in `overview`.

        Raises:
            EntryNotFound: If there is neither.
        """
        for found in self._database.read(lambda sql: _views(sql, self._heads(), today, now, slug)):
            return found
        raise EntryNotFound(slug)

    def _heads(self) -> dict[_Head, dict[str, Any]]:
        return _known_heads.setdefault(self._database, {})


def _views(
    sql: Sql, heads: dict[_Head, dict[str, Any]], today: date, now: datetime, slug: str | None
) -> list[EntryView]:
    since = to_text(now - timedelta(days=ASKED_DAYS))
    rows = list(sql.query(_OVERVIEW, {"since": since, "slug": slug}))
    wanted = {(row["head"], row["head_hash"]) for row in rows if row["head"] is not None}
    if missing := [version for version, text in wanted if (version, text) not in heads]:
        heads |= {(head["id"], head["content_hash"]): head for head in sql.query(_HEADS, [to_json(missing)])}
    if slug is None:
        for gone in heads.keys() - wanted:
            heads.pop(gone, None)
    return [_view(row, heads.get((row["head"], row["head_hash"]), _NO_HEAD), today) for row in rows]


def _view(row: dict[str, Any], head: dict[str, Any], today: date) -> EntryView:
    shown = head if row["published_version"] is not None else _NO_HEAD
    expires_on = to_optional_day(row["expires_on"] or shown["expires_on"])
    work = Work.IN_REVIEW if row["waiting"] else Work.DRAFT if row["draft"] is not None else None
    reader = reader_status(
        published=row["published_version"] is not None,
        retired=row["retired_at"] is not None,
        archived=row["retired_as"] != "offline",
        confirmed=bool(row["confirmed"]),
        expires_on=expires_on,
        today=today,
    )
    return EntryView(
        slug=row["slug"],
        title=head["title"] or key_in(row["draft"] or "", "titel") or row["slug"],
        theme=head["theme"] or key_in(row["draft"] or "", "thema"),
        urgent=is_urgent({"urgency": head["urgency"]}),
        reader=reader,
        work=work,
        owner=row["owner"],
        reviewed_on=to_optional_day(row["reviewed_on"] or shown["reviewed_on"]),
        expires_on=expires_on,
        changed_at=to_time(row["changed_at"]),
        confirmed=bool(row["confirmed"]),
        published_version=row["published_version"],
        waiting_version=row["waiting"],
        retired_because=row["retired_because"],
        feedback=FeedbackCounts(row["wrong"] or 0, row["unclear"] or 0, row["outdated"] or 0),
        asked=row["times"] or 0,
    )
