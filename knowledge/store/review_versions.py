"""Versions with what people did about them: the history of an entry, what waits, and who is who."""

from collections.abc import Collection
from datetime import datetime

from knowledge.review.model import Note, VersionState
from knowledge.roster.permissions import Action
from knowledge.store import entry_sql, review_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.review_rows import VersionView, Waiting
from knowledge.store.rows import EntryVersion, VersionStatus
from knowledge.store.values import to_text, to_time


class Versions:
    """Reads about versions; nothing here changes anything."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, slug: str) -> list[VersionView]:
        """All versions of an entry with what became of them, newest first.

        Raises:
            EntryNotFound: If there is no such entry.
        """

        def query(sql: Sql) -> list[VersionView]:
            entry = entry_sql.entry_record(sql, slug)
            shown = None if entry.retired_at else entry.published_version
            notes = review_sql.notes_of(sql, [version.version_id for version in entry.versions])
            return [
                _version_view(sql, version, version.version_id == shown, tuple(notes[version.version_id]))
                for version in reversed(entry.versions)
            ]

        return self._database.read(query)

    def waiting(self) -> list[Waiting]:
        """Versions that wait for a decision, oldest first."""

        def query(sql: Sql) -> list[Waiting]:
            return [_waiting(sql, version) for version in entry_sql.for_review(sql)]

        return self._database.read(query)

    def waiting_version(self, version_id: int) -> Waiting:
        """One version with what an approver has to know, waiting or not.

        Raises:
            VersionNotFound: If there is no such version.
        """
        return self._database.read(lambda sql: _waiting(sql, entry_sql.version(sql, version_id)))

    def remarks(self, slug: str, since: datetime) -> list[Note]:
        """What colleagues wrote about the newest version of an entry since a moment, oldest first.

        For whoever goes on with a draft that came back: comments and the reason why. None for an entry that has no
        version yet.
        """

        def query(sql: Sql) -> list[Note]:
            found = sql.query(
                """
                SELECT * FROM review_note WHERE at >= ? AND kind IN ('comment', 'returned') AND version_id = (
                    SELECT v.id FROM entry_version AS v JOIN entry AS e ON e.id = v.entry_id
                    WHERE e.slug = ? ORDER BY v.number DESC LIMIT 1)
                ORDER BY id
                """,
                [to_text(since), slug],
            )
            return [review_sql.note_row(row) for row in found]

        return self._database.read(query)

    def names(self, pseudonyms: Collection[str]) -> dict[str, str]:
        """How colleagues see who is behind a pseudonym; only those who are still in a team."""
        marks = ", ".join("?" * len(pseudonyms))
        statement = f"""
            SELECT p.pseudonym, MAX(m.display_name) FROM pseudonym AS p JOIN team_member AS m ON m.person = p.person
            WHERE p.pseudonym IN ({marks}) GROUP BY p.pseudonym
        """  # noqa: S608 - only question marks
        return self._database.read(lambda sql: dict(sql.execute(statement, list(pseudonyms)).fetchall()))

    def may(self, person: str, action: Action) -> bool:
        """Whether somebody may do this in any team at work."""
        return self._database.read(lambda sql: review_sql.may_anywhere(sql, person, action))


def _version_view(sql: Sql, version: EntryVersion, shown: bool, notes: tuple[Note, ...]) -> VersionView:  # noqa: FBT001
    last = sql.execute(
        "SELECT decision, decided_at, decided_by FROM version_decision WHERE version_id = ? ORDER BY id DESC LIMIT 1",
        [version.version_id],
    ).fetchone()
    return VersionView(
        version=version,
        state=_state(sql, version, last[0] if last else None),
        shown=shown,
        authors=review_sql.authors_of(sql, version),
        base_version=review_sql.base_of(sql, version.version_id)[0],
        decided_at=to_time(last[1]) if last else None,
        decided_by=last[2] if last else None,
        notes=notes,
    )


def _state(sql: Sql, version: EntryVersion, decision: str | None) -> VersionState:
    if decision is not None:
        return VersionState(decision)
    if version.status is VersionStatus.PUBLISHED:
        return VersionState.SEED
    return VersionState.WAITING if review_sql.decided(sql, version) is None else VersionState.PASSED_OVER


def _waiting(sql: Sql, version: EntryVersion) -> Waiting:
    base, outdated = review_sql.base_of(sql, version.version_id)
    notes = review_sql.notes_of(sql, [version.version_id])[version.version_id]
    authors = review_sql.authors_of(sql, version)
    return Waiting(version, authors, base, review_sql.urgent(sql, version), outdated, tuple(notes))
