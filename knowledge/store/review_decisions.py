"""Decisions about versions: approve, return, withdraw, comment, confirm, take away from readers."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.errors import OwnVersionError, VersionNotFound
from knowledge.review.errors import AlreadyDecided, ExpertiseNeeded, NotAuthor, NotShown
from knowledge.review.model import Confirmed, Note, NoteKind
from knowledge.review.rules import Refusal
from knowledge.roster.permissions import Action
from knowledge.store import entry_sql, review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.generation import bump
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import EntryVersion
from knowledge.store.values import to_text


class Decisions:
    """What people decide about versions. Right, four eyes and audit are part of the transaction of an act."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def may_approve(self, version_id: int, by: str) -> Refusal | None:
        """Why somebody may not approve a version, to show before they try; None when they may.

        Raises:
            VersionNotFound: If there is no such version.
        """
        return self._database.read(lambda sql: review_sql.refusal_of(sql, entry_sql.version(sql, version_id), by))

    def approve(self, version_id: int, by: str, now: datetime, *, golden_worse: int = 0) -> None:
        """Publishes a version that waits: readers see it from now on, also when the entry was offline.

        Args:
            version_id: The version.
            by: Who.
            now: When.
            golden_worse: How many golden questions get worse, as `by` confirmed; the audit log keeps it.

        Raises:
            VersionNotFound: If there is no such version.
            NotPermitted: If `by` may not approve.
            AlreadyDecided: If somebody decided first.
            OwnVersionError: If `by` wrote it, alone or with others.
            ExpertiseNeeded: If it is urgent, or replaces an urgent text, and `by` lacks the expertise.
            OutdatedBase: If another version was published since it was written.
        """

        def work(sql: Sql) -> None:
            version = entry_sql.version(sql, version_id)
            review_sql.require_approver(sql, version, by)
            entry_sql.decide(sql, version_id, "approved", pseudonym_of(sql, by), now)
            entry_sql.point(sql, version.slug, version_id)
            sql.execute("DELETE FROM draft WHERE waiting_version = ?", [version_id])
            worse = {"golden_worse": golden_worse} if golden_worse else {}
            record(sql, by, "publish", f"entry:{version.slug}", now, {"version_id": version_id, **worse})
            bump(sql, now)

        self._database.write(work)

    def send_back(self, version_id: int, redacted_text: str, by: str, now: datetime) -> None:
        """Returns a version with a comment: its draft can be changed again. A file is turned down this way.

        Args:
            version_id: The version.
            redacted_text: What has to change. The store cannot tell; it is kept for good.
            by: Who.
            now: When.

        Raises:
            VersionNotFound: If there is no such version.
            NotPermitted: If `by` may not approve.
            AlreadyDecided: If somebody decided first.
        """

        def work(sql: Sql) -> None:
            review_sql.require_anywhere(sql, by, Action.APPROVE)
            version = _waiting(sql, version_id)
            self._end(sql, version, NoteKind.RETURNED, redacted_text, by, now)
            record(sql, by, "return", f"entry:{version.slug}", now, {"version_id": version_id})

        self._database.write(work)

    def withdraw(self, version_id: int, by: str, now: datetime) -> None:
        """Takes an own version off the list for review: its draft can be changed again.

        Raises:
            VersionNotFound: If there is no such version.
            NotPermitted: If `by` may not write entries.
            AlreadyDecided: If somebody decided first.
            NotAuthor: If `by` did not write it.
        """

        def work(sql: Sql) -> None:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            version = _waiting(sql, version_id)
            if review_sql.known_pseudonym(sql, by) not in review_sql.authors_of(sql, version):
                raise NotAuthor(version_id)
            self._end(sql, version, NoteKind.WITHDRAWN, "", by, now)
            record(sql, by, "withdraw", f"entry:{version.slug}", now, {"version_id": version_id})

        self._database.write(work)

    def note(self, version_id: int, redacted_text: str, by: str, now: datetime) -> Note:
        """Comments on a version, waiting or not.

        Args:
            version_id: The version.
            redacted_text: The comment. The store cannot tell; it is kept for good.
            by: Who.
            now: When.

        Raises:
            VersionNotFound: If there is no such version.
            NotPermitted: If `by` may not write entries.
        """

        def work(sql: Sql) -> Note:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            version = entry_sql.version(sql, version_id)
            made = _note(sql, version_id, NoteKind.COMMENT, redacted_text, by, now)
            record(sql, by, "comment", f"entry:{version.slug}", now, {"version_id": version_id})
            return made

        return self._database.write(work)

    def notes(self, version_id: int) -> list[Note]:
        """What was written about a version, oldest first."""
        return self._database.read(lambda sql: review_sql.notes_of(sql, [version_id])[version_id])

    def confirm(self, version_ids: Iterable[int], by: str, now: datetime) -> Confirmed:
        """Records that the organisation stands behind seed versions; readers lose the notice "startinhoud".

        What may be confirmed is, in one transaction; what may not is named with its reason.

        Raises:
            NotPermitted: If `by` may not approve; nothing was confirmed.
        """
        chosen = list(dict.fromkeys(version_ids))

        def work(sql: Sql) -> Confirmed:
            review_sql.require_anywhere(sql, by, Action.APPROVE)
            done: list[int] = []
            already: list[int] = []
            refused: dict[int, Exception] = {}
            for version_id in chosen:
                try:
                    (done if _confirm(sql, version_id, by, now) else already).append(version_id)
                except (VersionNotFound, NotShown, OwnVersionError, ExpertiseNeeded) as error:
                    refused[version_id] = error
            if done:
                bump(sql, now)
            return Confirmed(tuple(done), tuple(already), refused)

        return self._database.write(work)

    def retire(self, slug: str, redacted_reason: str, by: str, now: datetime, *, archive: bool = False) -> bool:
        """Hides an entry from readers at once, for the moment or (`archive`) for good; versions stay.

        Args:
            slug: The entry.
            redacted_reason: Why. The store cannot tell; it is kept for good.
            by: Who.
            now: When.
            archive: For good rather than for the moment.

        Returns:
            False when it was so already.

        Raises:
            EntryNotFound: If there is no such entry.
            NotPermitted: If `by` may not take entries offline.
        """
        state = "archived" if archive else "offline"

        def work(sql: Sql) -> bool:
            review_sql.require_anywhere(sql, by, Action.TAKE_OFFLINE)
            entry_sql.entry_record(sql, slug)
            changed = sql.execute(
                """
                UPDATE entry SET retired_at = COALESCE(retired_at, ?), retired_as = ?, retired_because = ?
                WHERE slug = ? AND (retired_at IS NULL OR COALESCE(retired_as, 'archived') <> ?)
                """,
                [to_text(now), state, redacted_reason, slug, state],
            ).rowcount
            if changed:
                action = "archive_entry" if archive else "take_offline"
                record(sql, by, action, f"entry:{slug}", now, {"reason": redacted_reason})
                bump(sql, now)
            return bool(changed)

        return self._database.write(work)

    @staticmethod
    def _end(sql: Sql, version: EntryVersion, kind: NoteKind, text: str, by: str, now: datetime) -> None:
        """Rejects a version and gives its draft back to who wrote it."""
        entry_sql.decide(sql, version.version_id, "rejected", pseudonym_of(sql, by), now)
        _note(sql, version.version_id, kind, text, by, now)
        sql.execute("UPDATE draft SET waiting_version = NULL WHERE waiting_version = ?", [version.version_id])


def _waiting(sql: Sql, version_id: int) -> EntryVersion:
    version = entry_sql.version(sql, version_id)
    if (decision := review_sql.decided(sql, version)) is not None:
        raise AlreadyDecided(version_id, decision)
    return version


def _note(sql: Sql, version_id: int, kind: NoteKind, text: str, by: str, now: datetime) -> Note:
    who = pseudonym_of(sql, by)
    row = sql.execute(
        "INSERT INTO review_note (version_id, kind, text, at, written_by) VALUES (?, ?, ?, ?, ?) RETURNING id",
        [version_id, kind.value, text, to_text(now), who],
    ).fetchone()
    return Note(int(row[0]), version_id, kind, text, now, who)


def _confirm(sql: Sql, version_id: int, by: str, now: datetime) -> bool:
    version = entry_sql.version(sql, version_id)
    shown = sql.execute("SELECT 1 FROM entry WHERE slug = ? AND published_version = ?", [version.slug, version_id])
    if shown.fetchone() is None:
        raise NotShown(version_id)
    if entry_sql.is_confirmed(sql, version_id):
        return False
    review_sql.require_second(sql, version, by)
    entry_sql.decide(sql, version_id, "confirmed", pseudonym_of(sql, by), now)
    record(sql, by, "confirm", f"entry:{version.slug}", now, {"version_id": version_id})
    return True
