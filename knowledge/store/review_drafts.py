"""Concepts: one open draft per entry, shared by all who may write, saved only over what its writer has seen."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.review.errors import (
    DraftConflict,
    DraftExists,
    DraftNotFound,
    DraftWaiting,
    NothingChanged,
    PersonalDataUnchecked,
)
from knowledge.review.model import Draft, DraftText
from knowledge.roster.permissions import Action
from knowledge.store import entry_sql, review_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.rows import EntryVersion, Origin, SeedEntry, VersionStatus
from knowledge.store.values import to_json, to_text


class Drafts:
    """Drafts of entries. Every act checks the right to write, and is audited, in the same transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self, slug: str) -> Draft | None:
        """The open draft of an entry, waiting for a decision or not; None when there is none."""
        return self._database.read(lambda sql: find(sql, slug))

    def draft_by_id(self, draft_id: int) -> Draft:
        """One draft.

        Raises:
            DraftNotFound: If there is no such draft any more.
        """
        return self._database.read(lambda sql: _get(sql, draft_id))

    def drafts(self) -> list[Draft]:
        """All open drafts, last changed first."""
        return self._database.read(review_sql.drafts)

    def open_draft(
        self,
        slug: str,
        text: DraftText,
        by: str,
        now: datetime,
        *,
        authors: Iterable[str] | None = None,
        origin: str | None = None,
        check_personal: bool = False,
        join: bool = False,
    ) -> Draft:
        """Starts a draft of an entry, existing or not.

        Args:
            slug: The entry.
            text: What it starts from.
            by: Who.
            now: When.
            authors: Pseudonyms of earlier authors of a text that starts it; `by` becomes an author as well. None
                for a text that readers see already: then `by` is no author before the first change.
            origin: What it was made from, as a subject of the audit log.
            check_personal: It was made from a case: somebody has to confirm that it is about nobody.
            join: Return the open draft, if there is one, instead of refusing.

        Raises:
            NotPermitted: If `by` may not write entries.
            DraftExists: If there is one already.
        """

        def work(sql: Sql) -> Draft:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            if (known := find(sql, slug)) is not None:
                if join:
                    return known
                raise DraftExists(slug)
            entry, who, at = entry_sql.find_entry(sql, slug), pseudonym_of(sql, by), to_text(now)
            writers = [] if authors is None else list(dict.fromkeys((who, *authors)))
            base = entry["published_version"] if entry else None
            sql.execute(
                """
                INSERT INTO draft (slug, text, asked, revision, base_version, authors, origin, check_personal,
                    created_at, changed_at, changed_by) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
                """,
                [slug, text.entry, text.asked, base, to_json(writers), origin, int(check_personal), at, at, who],
            )
            record(sql, by, "start_draft", f"entry:{slug}", now, {"origin": origin})
            return _known(sql, slug)

        return self._database.write(work)

    def save(
        self,
        draft_id: int,
        revision: int,
        text: DraftText,
        by: str,
        now: datetime,
        *,
        onto: int | None = None,
        personal_checked: bool = False,
    ) -> Draft:
        """Saves a text over the one its writer has seen; who changes it becomes an author.

        Args:
            draft_id: The draft.
            revision: Of the text that the writer started from.
            text: The new text; it may break the format.
            by: Who.
            now: When.
            onto: The published version that the text takes into account from now on.
            personal_checked: `by` confirms that it holds no personal data.

        Raises:
            NotPermitted: If `by` may not write entries.
            DraftNotFound: If it was published or thrown away.
            DraftWaiting: If it was handed in.
            DraftConflict: If somebody saved another text meanwhile; carries both.
        """

        def work(sql: Sql) -> Draft:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            before = _get(sql, draft_id)
            if before.waiting_version is not None:
                raise DraftWaiting(before.waiting_version)
            # The same text again, as after a double click, takes nobody's work away.
            if before.revision != revision and before.text != text:
                raise DraftConflict(before, text)
            base = before.base_version if onto is None else onto
            check = before.check_personal and not personal_checked
            if (before.text, before.base_version, before.check_personal) == (text, base, check):
                return before
            who = pseudonym_of(sql, by)
            changed = before.text != text
            authors = list(dict.fromkeys((*before.authors, who))) if changed else list(before.authors)
            sql.execute(
                """
                UPDATE draft SET text = ?, asked = ?, revision = revision + 1, base_version = ?, authors = ?,
                    check_personal = ?, changed_at = ?, changed_by = ? WHERE id = ?
                """,
                [
                    text.entry,
                    text.asked,
                    base,
                    to_json(authors),
                    int(check),
                    to_text(now),
                    who if changed else before.changed_by,
                    draft_id,
                ],
            )
            details = {"revision": before.revision + 1, "personal_checked": personal_checked}
            record(sql, by, "save_draft", f"entry:{before.slug}", now, details)
            return _known(sql, before.slug)

        return self._database.write(work)

    def discard(self, draft_id: int, revision: int, by: str, now: datetime) -> None:
        """Throws a draft away for good.

        Raises:
            NotPermitted, DraftNotFound, DraftWaiting, DraftConflict: As in `save`.
        """

        def work(sql: Sql) -> None:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            before = _unchanged(sql, draft_id, revision)
            sql.execute("DELETE FROM draft WHERE id = ?", [draft_id])
            record(sql, by, "discard_draft", f"entry:{before.slug}", now, {"revision": revision})

        self._database.write(work)

    def hand_in(self, draft_id: int, revision: int, seed: SeedEntry, by: str, now: datetime) -> EntryVersion:
        """Makes an immutable version of a draft, which waits for a decision; readers do not see it yet.

        Args:
            draft_id: The draft.
            revision: Of the text that `seed` was made from.
            seed: The parsed text.
            by: Who hands it in; becomes an author when nobody is.
            now: When.

        Raises:
            NotPermitted, DraftNotFound, DraftWaiting, DraftConflict: As in `save`.
            PersonalDataUnchecked: If it was made from a case and nobody confirmed that it is about nobody.
            NothingChanged: If readers see this text already.
        """

        def work(sql: Sql) -> EntryVersion:
            review_sql.require_anywhere(sql, by, Action.CURATE)
            before = _unchanged(sql, draft_id, revision)
            if before.check_personal:
                raise PersonalDataUnchecked(draft_id)
            entry = entry_sql.find_entry(sql, before.slug)
            shown = entry_sql.version(sql, entry["published_version"]) if entry and entry["published_version"] else None
            if shown and entry and not entry["retired_at"] and shown.document == seed.document:
                raise NothingChanged(before.slug)
            authors = before.authors or (pseudonym_of(sql, by),)
            writer = before.changed_by if before.changed_by in authors else authors[-1]
            entry_id = entry["id"] if entry else entry_sql.insert_entry(sql, before.slug, now)
            made = entry_sql.insert_version(sql, entry_id, seed, Origin.DESK, VersionStatus.FOR_REVIEW, writer, now)
            sql.execute(
                "INSERT INTO version_work (version_id, base_version, authors) VALUES (?, ?, ?)",
                [made, before.base_version, to_json(list(authors))],
            )
            sql.execute("UPDATE draft SET waiting_version = ? WHERE id = ?", [made, draft_id])
            record(sql, by, "propose", f"entry:{before.slug}", now, {"version_id": made})
            return entry_sql.version(sql, made)

        return self._database.write(work)


def find(sql: Sql, slug: str) -> Draft | None:
    """The open draft of an entry."""
    return next(iter(review_sql.drafts(sql, "WHERE d.slug = ?", [slug])), None)


def _known(sql: Sql, slug: str) -> Draft:
    return review_sql.drafts(sql, "WHERE d.slug = ?", [slug])[0]


def _get(sql: Sql, draft_id: int) -> Draft:
    for found in review_sql.drafts(sql, "WHERE d.id = ?", [draft_id]):
        return found
    raise DraftNotFound(draft_id)


def _unchanged(sql: Sql, draft_id: int, revision: int) -> Draft:
    before = _get(sql, draft_id)
    if before.waiting_version is not None:
        raise DraftWaiting(before.waiting_version)
    if before.revision != revision:
        raise DraftConflict(before)
    return before
