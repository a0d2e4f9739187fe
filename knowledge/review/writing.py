"""Writing: drafts from an entry, from nothing or from a case, checked against the entry format and handed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from knowledge.entries.model import Entry, Phrasing
from knowledge.entries.references import References
from knowledge.entries.serial import content_hash, from_document, to_document
from knowledge.errors import EntryNotFound
from knowledge.language.check import LanguageCheck
from knowledge.reflection.rhythm import ZONE
from knowledge.review.checking import Surroundings, check
from knowledge.review.curated import Curated
from knowledge.review.errors import (
    DraftConflict,
    DraftNotReady,
    NotRetired,
    SlugTaken,
)
from knowledge.review.kept import FindsPersonalData, checked
from knowledge.review.model import Checked, Draft, DraftText
from knowledge.review.text import blank, text_of, with_phrasing
from knowledge.store.database import Database
from knowledge.store.entries import EntryStore
from knowledge.store.review import ReviewStore
from knowledge.store.rows import EntryVersion, SeedEntry


@dataclass(frozen=True, slots=True)
class Writing:
    """Makes drafts and hands them in. Rights are checked by the store, in the same transaction.

    Attributes:
        database: The store.
        references: The lists of this installation.
        privacy: Finds personal data in what is kept for good.
        language: The language check.
        curated: What readers see.
    """

    database: Database
    references: References
    privacy: FindsPersonalData
    language: LanguageCheck
    curated: Curated = field(init=False)

    def __post_init__(self) -> None:
        """What readers see is read when it is needed, and kept until it changes."""
        object.__setattr__(self, "curated", Curated(self.database))

    @property
    def store(self) -> ReviewStore:
        """Everything that needs no more than the store."""
        return ReviewStore(self.database)

    @property
    def entries(self) -> EntryStore:
        """Entries and their versions."""
        return EntryStore(self.database)

    def start(self, slug: str, by: str, now: datetime) -> Draft:
        """Opens the draft of an entry; a new one starts from what readers see, or saw last.

        Raises:
            EntryNotFound: If there is no such entry.
            NotPermitted: If `by` may not write entries.
            NotExpressible: If the text does not fit the format.
        """
        if (known := self.store.draft(slug)) is not None:
            return known
        return self.store.open_draft(slug, text_of(self._latest(slug)), by, now, join=True)

    def start_new(
        self,
        slug: str,
        title: str,
        theme: str,
        by: str,
        now: datetime,
        *,
        asked: Iterable[Phrasing] = (),
        origin: str | None = None,
        body: str = "",
        from_case: bool = False,
    ) -> Draft:
        """Starts an entry that does not exist yet.

        Args:
            slug: Its slug; signposts start with ``ww-``.
            title: Its title.
            theme: Folder name of its theme.
            by: Who.
            now: When.
            asked: How colleagues asked for it, redacted.
            origin: What it was made from, such as ``question:12``.
            body: What stands in *Kort* to begin with, redacted.
            from_case: Somebody has to read it for personal data before it can be handed in.

        Raises:
            SlugRefused, SlugTaken: If it cannot have this slug.
            NotPermitted: If `by` may not write entries.
            NotExpressible: If the title is too short or too long.
        """
        text = blank(slug, title, theme, _day(now), body=body, asked=asked)
        return self._new(slug, text, by, now, origin, from_case=from_case)

    def start_from_idea(self, consultation_id: int, slug: str, title: str, theme: str, by: str, now: datetime) -> Draft:
        """Starts an entry from the lesson of a consultation, which somebody has to read for personal data first.

        Raises:
            IdeaNotFound: If it is no idea (any more) that `by` may read.
            SlugRefused, SlugTaken, NotPermitted, NotExpressible: As in `start_new`.
        """

        def work() -> Draft:
            idea = self.store.take_idea(consultation_id, by, now)
            body = "\n\n".join(part for part in (idea.learned, idea.decided) if part)
            text = blank(slug, title, theme, _day(now), body=body)
            return self._new(slug, text, by, now, f"consultation:{consultation_id}", from_case=True)

        return self.database.together(work)

    def restore(self, version_id: int, by: str, now: datetime) -> Draft:
        """Starts a draft with the text of an earlier version; its authors stay authors.

        Raises:
            VersionNotFound: If there is no such version.
            DraftExists: If there is an open draft, whose text would be lost.
            NotPermitted: If `by` may not write entries.
        """
        old = self.store.waiting_version(version_id)
        text = text_of(from_document(old.version.document))
        slug = old.version.slug
        return self.store.open_draft(slug, text, by, now, authors=old.authors, origin=f"version:{version_id}")

    def bring_back(self, slug: str, by: str, now: datetime) -> EntryVersion:
        """Hands the text of an entry that is offline or archived in again: four eyes decide about its return.

        Raises:
            EntryNotFound: If there is no such entry.
            NotRetired: If readers see it, or never did.
            DraftExists: If there is an open draft; hand that in instead.
            NotPermitted: If `by` may not write entries.
            DraftNotReady: If its text breaks a rule by now.
        """

        def work() -> EntryVersion:
            entry = self.entries.get(slug)
            if entry.retired_at is None or entry.published_version is None:
                raise NotRetired(slug)
            draft = self.restore(entry.published_version, by, now)
            return self.submit(draft.draft_id, draft.revision, by, now)

        return self.database.together(work)

    def check(self, slug: str, text: DraftText, now: datetime) -> Checked:
        """What is wrong with a text, and the entry for a preview; writes nothing."""
        return check(slug, text, self._around(now))

    def add_phrasing(self, slug: str, asked: str, style: str, by: str, now: datetime) -> Draft:
        """Adds a way to ask for an entry to its draft, which is started where needed.

        Args:
            slug: The entry.
            asked: The question, redacted.
            style: One of the styles of the format.
            by: Who.
            now: When.

        Raises:
            PhrasingKnown: If the draft has it already.
            PersonalDataRefused: If it holds personal data.
            DraftWaiting: If the draft was handed in.
            EntryNotFound, NotPermitted: As in `start`.
            EntryFormatError: If there is no such style.
        """
        self.clean(asked)

        def work() -> Draft:
            draft = self.start(slug, by, now)
            text = with_phrasing(slug, draft.text, asked, style)
            return self.store.save(draft.draft_id, draft.revision, text, by, now)

        return self.database.together(work)

    def submit(self, draft_id: int, revision: int, by: str, now: datetime) -> EntryVersion:
        """Hands a draft in: an immutable version that waits for somebody else.

        Raises:
            DraftNotReady: If its text has errors; it carries them.
            DraftNotFound, DraftConflict, DraftWaiting, PersonalDataUnchecked, NothingChanged, NotPermitted: As in
                `ReviewStore.hand_in`.
        """
        draft = self.store.draft_by_id(draft_id)
        if draft.revision != revision:
            raise DraftConflict(draft)
        found = self.check(draft.slug, draft.text, now)
        if found.entry is None or found.errors:
            raise DraftNotReady(found.errors)
        seed = SeedEntry(draft.slug, content_hash(found.entry), to_document(found.entry))
        return self.store.hand_in(draft_id, revision, seed, by, now)

    def _new(self, slug: str, text: DraftText, by: str, now: datetime, origin: str | None, *, from_case: bool) -> Draft:
        def work() -> Draft:
            if self.store.draft(slug) is not None or self._exists(slug):
                raise SlugTaken(slug)
            return self.store.open_draft(slug, text, by, now, authors=(), origin=origin, check_personal=from_case)

        return self.database.together(work)

    def _exists(self, slug: str) -> bool:
        try:
            self.entries.get(slug)
        except EntryNotFound:
            return False
        return True

    def _latest(self, slug: str) -> Entry:
        """What readers see, or the newest text of an entry that was never published."""
        found = self.entries.get(slug)
        chosen = next((v for v in found.versions if v.version_id == found.published_version), found.versions[-1])
        return from_document(chosen.document)

    def _around(self, now: datetime) -> Surroundings:
        shown = self.curated.now()
        planned = frozenset(draft.slug for draft in self.store.drafts())
        return Surroundings(self.references, shown.entries, planned, _day(now), self.language, shown.neighbours)

    def clean(self, text: str) -> str:
        """A text that may be kept for good. Errors as in :func:`knowledge.review.kept.checked`."""
        return checked(text, self.privacy, lambda: self.curated.now().words)


def _day(now: datetime) -> date:
    return now.astimezone(ZONE).date()
