"""The item bank: quiz items with immutable versions, bound to entries and their versions."""

from collections.abc import Iterable
from datetime import datetime

from knowledge.errors import EntryNotFound
from knowledge.quiz import bank
from knowledge.quiz.bank import BankItem, ItemOrigin, ItemRefusal, ItemState, ItemVersion
from knowledge.quiz.errors import ItemDecided, ItemNotShown, NotItsAuthor, OwnItem
from knowledge.quiz.model import Item
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action
from knowledge.store import entry_sql, quiz_items_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.quiz_items_import import import_items
from knowledge.store.review_sql import known_pseudonym, may_anywhere, require_anywhere
from knowledge.store.rows import ImportOutcome
from knowledge.store.values import to_text


class ItemBank:
    """Items of the quiz. An item is asked while a version of it is approved and its entry reads as it did then.

    Right, four eyes and audit are part of the transaction of an act.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def items(self) -> list[BankItem]:
        """Every item, by theme; the steps of a case stand together in order."""
        return self._database.read(quiz_items_sql.items)

    def get(self, name: str) -> BankItem:
        """One item.

        Raises:
            ItemNotFound: If there is no such item.
        """
        return self._database.read(lambda sql: quiz_items_sql.item(sql, name))

    def askable(self, theme: str | None = None) -> list[BankItem]:
        """What may be asked now, of one theme or of all; of a case all steps or none."""
        return [row for row in bank.askable(self.items()) if theme is None or row.item.theme == theme]

    def to_check(self) -> list[BankItem]:
        """Items whose entry changed since they were held against it; they are not asked until somebody did."""
        return [row for row in self.items() if row.state is ItemState.TO_CHECK]

    def waiting(self) -> list[ItemVersion]:
        """Versions that wait for a decision, oldest first."""
        return self._database.read(quiz_items_sql.waiting)

    def version(self, version_id: int) -> ItemVersion:
        """One version.

        Raises:
            ItemVersionNotFound: If there is no such version.
        """
        return self._database.read(lambda sql: quiz_items_sql.version(sql, version_id))

    def story(self, item: Item) -> str:
        """The story that a step of a case belongs to; empty for an item that stands alone."""
        if item.case is None or item.step == 1:
            return item.story
        steps = (row.item for row in self.items() if row.shown is not None and row.item.case == item.case)
        return next((step.story for step in steps if step.step == 1), "")

    def import_items(self, items: Iterable[Item], now: datetime) -> dict[str, ImportOutcome]:
        """Takes in items from files, all or none; what a person did is never overwritten. Outcomes as for entries."""
        chosen = list(items)
        return self._database.write(lambda sql: import_items(sql, chosen, now))

    def propose(self, item: Item, by: str, now: datetime) -> ItemVersion:
        """Hands in a new item, or a change of one; it takes the place of what waited from the desk.

        Args:
            item: Checked with `knowledge.quiz.checking`; its text holds no personal data.
            by: The author; who wrote what it takes the place of stays an author too.
            now: When.

        Raises:
            NotPermitted: If `by` may not write items.
            EntryNotFound: If there is no such entry.
        """

        def work(sql: Sql) -> ItemVersion:
            require_anywhere(sql, by, Action.AUTHOR_QUIZ)
            if entry_sql.find_entry(sql, item.entry) is None:
                raise EntryNotFound(item.entry)
            before = [
                author
                for row in quiz_items_sql.items(sql, item.id)
                for version in row.waiting
                for author in version.authors
            ]
            authors = dict.fromkeys((*before, pseudonym_of(sql, by)))
            version_id = quiz_items_sql.insert(sql, item, ItemOrigin.DESK, authors, now)
            record(sql, by, "propose_quiz_item", f"quiz:{item.id}", now, {"version_id": version_id})
            return quiz_items_sql.version(sql, version_id)

        return self._database.write(work)

    def may_approve(self, version_id: int, by: str) -> ItemRefusal | None:
        """Why somebody may not approve a version, to show before they try; None when they may.

        Raises:
            ItemVersionNotFound: If there is no such version.
        """
        return self._database.read(lambda sql: _refusal(sql, quiz_items_sql.version(sql, version_id), by))

    def approve(self, version_id: int, by: str, now: datetime) -> None:
        """Lets a version be asked, held against its entry as it is now; a retired item comes back.

        Raises:
            ItemVersionNotFound: If there is no such version.
            NotPermitted: If `by` may not approve items.
            ItemDecided: If it does not wait any more, or a later version is asked already.
            OwnItem: If `by` is one of its authors.
        """

        def work(sql: Sql) -> None:
            version = quiz_items_sql.version(sql, version_id)
            reason = _refusal(sql, version, by)
            if reason is ItemRefusal.ROLE:
                raise NotPermitted(Action.APPROVE_QUIZ)
            if reason is ItemRefusal.OWN:
                raise OwnItem(version_id)
            if reason is not None:
                raise ItemDecided(version_id, version.decision or "replaced by a later version")
            _decide(sql, version, "approved", "", by, now)
            quiz_items_sql.show(sql, version_id)
            quiz_items_sql.check(sql, version_id, pseudonym_of(sql, by), now)

        self._database.write(work)

    def reject(self, version_id: int, redacted_reason: str, by: str, now: datetime) -> None:
        """Takes a version off the list, with a reason that is kept for good.

        Raises:
            ItemVersionNotFound: If there is no such version.
            NotPermitted: If `by` may not approve items.
            ItemDecided: If it does not wait any more.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, by, Action.APPROVE_QUIZ)
            _decide(sql, quiz_items_sql.version(sql, version_id), "rejected", redacted_reason, by, now)

        self._database.write(work)

    def withdraw(self, version_id: int, by: str, now: datetime) -> None:
        """Takes an own version off the list.

        Raises:
            ItemVersionNotFound: If there is no such version.
            NotItsAuthor: If `by` did not write it.
            ItemDecided: If it does not wait any more.
        """

        def work(sql: Sql) -> None:
            version = quiz_items_sql.version(sql, version_id)
            if known_pseudonym(sql, by) not in version.authors:
                raise NotItsAuthor(version_id)
            _decide(sql, version, "withdrawn", "", by, now)

        self._database.write(work)

    def confirm(self, name: str, by: str, now: datetime) -> None:
        """Notes that an item still holds with its entry as readers see it now.

        Raises:
            ItemNotFound: If there is no such item.
            NotPermitted: If `by` may not approve items.
            OwnItem: If `by` wrote the item.
            ItemNotShown: If no version of it is approved, or its entry is offline.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, by, Action.APPROVE_QUIZ)
            row = quiz_items_sql.item(sql, name)
            if row.shown is None:
                raise ItemNotShown(name)
            if known_pseudonym(sql, by) in row.shown.authors:
                raise OwnItem(row.shown.version_id)
            if not quiz_items_sql.check(sql, row.shown.version_id, pseudonym_of(sql, by), now):
                raise ItemNotShown(name)
            details = {"version_id": row.shown.version_id, "entry_version": row.entry_version}
            record(sql, by, "confirm_quiz_item", f"quiz:{name}", now, details)

        self._database.write(work)

    def retire(self, name: str, by: str, now: datetime) -> bool:
        """Takes an item out of the quiz; its versions stay.

        Returns:
            False when it was out already.

        Raises:
            ItemNotFound: If there is no such item.
            NotPermitted: If `by` may not approve items.
        """
        return self._move(name, by, now, retired=True)

    def bring_back(self, name: str, by: str, now: datetime) -> bool:
        """Undoes `retire`; whether it is asked still hangs on its entry. Returns and raises as `retire` does."""
        return self._move(name, by, now, retired=False)

    def _move(self, name: str, by: str, now: datetime, *, retired: bool) -> bool:
        def work(sql: Sql) -> bool:
            require_anywhere(sql, by, Action.APPROVE_QUIZ)
            quiz_items_sql.item(sql, name)
            changed = sql.execute(
                "UPDATE quiz_item SET retired_at = ? WHERE name = ? AND (retired_at IS NOT NULL) <> ?",
                [to_text(now) if retired else None, name, int(retired)],
            ).rowcount
            if changed:
                record(sql, by, "retire_quiz_item" if retired else "bring_back_quiz_item", f"quiz:{name}", now)
            return changed > 0

        return self._database.write(work)


def _refusal(sql: Sql, version: ItemVersion, by: str) -> ItemRefusal | None:
    shown = quiz_items_sql.item(sql, version.name).shown
    reasons = {
        ItemRefusal.ROLE: not may_anywhere(sql, by, Action.APPROVE_QUIZ),
        ItemRefusal.DECIDED: not quiz_items_sql.waits(sql, version.version_id),
        ItemRefusal.OWN: known_pseudonym(sql, by) in version.authors,
        ItemRefusal.OUTDATED: shown is not None and shown.number > version.number,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _decide(sql: Sql, version: ItemVersion, decision: str, reason: str, by: str, now: datetime) -> None:
    if not quiz_items_sql.waits(sql, version.version_id):
        raise ItemDecided(version.version_id, version.decision or "replaced by a later version")
    sql.execute(
        """
        INSERT INTO quiz_item_decision (version_id, decision, reason, decided_at, decided_by) VALUES (?, ?, ?, ?, ?)
        """,
        [version.version_id, decision, reason, to_text(now), pseudonym_of(sql, by)],
    )
    record(sql, by, f"{decision}_quiz_item", f"quiz:{version.name}", now, {"version_id": version.version_id})
