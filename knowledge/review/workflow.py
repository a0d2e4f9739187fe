"""The acts of the workflow that need more than the store: the entry format, and the search for personal data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge.entries.serial import from_document
from knowledge.review.diff import Diff, diff
from knowledge.review.model import Note
from knowledge.review.writing import Writing


@dataclass(frozen=True, slots=True)
class Workflow(Writing):
    """From a concept to what readers see. Rights and four eyes are checked by the store, in the same transaction."""

    def send_back(self, version_id: int, comment: str, by: str, now: datetime) -> None:
        """Returns a version to its authors. Errors as in `ReviewStore.send_back` and `comment`."""
        self.store.send_back(version_id, self.clean(comment), by, now)

    def comment(self, version_id: int, comment: str, by: str, now: datetime) -> Note:
        """Comments on a version.

        Raises:
            TextMissing: If it is empty or too long.
            PersonalDataRefused: If it holds personal data; nothing was kept.
            VersionNotFound, NotPermitted: As in `ReviewStore.note`.
        """
        return self.store.note(version_id, self.clean(comment), by, now)

    def take_offline(self, slug: str, reason: str, by: str, now: datetime) -> bool:
        """Hides an entry from readers at once. Result and errors as in `ReviewStore.retire` and `comment`."""
        return self.store.retire(slug, self.clean(reason), by, now)

    def archive(self, slug: str, reason: str, by: str, now: datetime) -> bool:
        """Hides an entry for good. Result and errors as in `ReviewStore.retire` and `comment`."""
        return self.store.retire(slug, self.clean(reason), by, now, archive=True)

    def dismiss(self, question_ids: Iterable[int], reason: str, by: str, now: datetime) -> int:
        """Closes questions without an answer. Result and errors as in `ReviewStore.dismiss_questions`, `comment`."""
        return self.store.dismiss_questions(question_ids, self.clean(reason), by, now)

    def diff(self, version_id: int, against: int | None = None) -> Diff:
        """What a version changes.

        Args:
            version_id: The new text.
            against: The old one; None for what readers see now, or saw last.

        Raises:
            VersionNotFound: If there is no such version.
        """
        version = self.entries.version(version_id)
        base = against or self.entries.get(version.slug).published_version
        before = None if base is None else from_document(self.entries.version(base).document)
        return diff(before, from_document(version.document))
