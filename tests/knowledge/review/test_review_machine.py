"""The whole workflow in any order: readers always see an approved text or nothing, and authors never approve."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from knowledge.errors import OwnVersionError
from knowledge.review.errors import ExpertiseNeeded, ReviewError
from knowledge.roster.errors import NotPermitted
from knowledge.store import AuditLog, Database, StoreSettings
from knowledge.store.audit import AuditFilter
from knowledge.store.pseudonyms import find_pseudonym
from tests.knowledge.review.conftest import ADMIN, ANNA, BRAM, CARLA, MILA, NOW, PLAIN, URGENT, Desk, titled

LEADS = st.sampled_from([ANNA, BRAM, CARLA, ADMIN])
ANYBODY = st.sampled_from([ANNA, BRAM, CARLA, ADMIN, MILA])
SLUGS = st.sampled_from([PLAIN, URGENT])
TITLES = st.sampled_from(["Titel een", "Titel twee", "Titel drie"])
REFUSED = (ReviewError, NotPermitted, OwnVersionError)


class WorkflowMachine(RuleBasedStateMachine):
    """Leads who write, approve, return, hide and bring back, and what must hold whatever they do."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database.open(StoreSettings(Path(self.folder.name) / "store.sqlite3"))
        self.desk = Desk(self.database)
        self.approved = {self.desk.shown(PLAIN), self.desk.shown(URGENT)}
        """Versions that readers may see: from a file, or approved by a colleague."""
        self.documents: dict[int, object] = {}
        self.audited = self.log()
        self.acts = 0

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def log(self) -> int:
        return AuditLog(self.database).page(AuditFilter()).total

    def did(self, count: int = 1) -> None:
        """An act that changed something leaves that many rows."""
        assert self.log() == self.audited + count
        self.audited += count

    def waiting(self) -> list[int]:
        return [item.version.version_id for item in self.desk.store.waiting()]

    @rule(slug=SLUGS, by=LEADS, title=TITLES)
    def write(self, slug: str, by: str, title: str) -> None:
        known = self.desk.store.draft(slug)
        draft = self.desk.flow.start(slug, by, NOW)
        if known is None:
            self.did()
        try:
            saved = self.desk.store.save(draft.draft_id, draft.revision, titled(draft.text, title), by, NOW)
        except ReviewError:
            assert draft.waiting_version is not None
            return
        if saved.revision != draft.revision:
            assert self.pseudonym(by) in saved.authors
            self.did()

    @rule(slug=SLUGS, by=LEADS)
    def hand_in(self, slug: str, by: str) -> None:
        draft = self.desk.store.draft(slug)
        if draft is None:
            return
        try:
            self.desk.flow.submit(draft.draft_id, draft.revision, by, NOW)
        except ReviewError:
            return
        self.did()

    @precondition(lambda self: self.waiting())
    @rule(by=ANYBODY, place=st.integers(0, 3))
    def approve(self, by: str, place: int) -> None:
        found = self.waiting()
        chosen = self.desk.store.waiting_version(found[place % len(found)])
        reason = self.desk.store.may_approve(chosen.version.version_id, by)
        try:
            self.desk.store.approve(chosen.version.version_id, by, NOW)
        except REFUSED as error:
            assert reason is not None
            if isinstance(error, ExpertiseNeeded):
                assert chosen.urgent
            return
        assert reason is None
        assert self.pseudonym(by) not in chosen.authors
        assert by != MILA
        assert not chosen.urgent or by == CARLA
        self.approved.add(chosen.version.version_id)
        self.did()

    @precondition(lambda self: self.waiting())
    @rule(by=LEADS, place=st.integers(0, 3), own=st.booleans())
    def back(self, by: str, place: int, own: bool) -> None:
        found = self.waiting()
        version = found[place % len(found)]
        try:
            if own:
                self.desk.store.withdraw(version, by, NOW)
            else:
                self.desk.flow.send_back(version, "Graag korter.", by, NOW)
        except ReviewError:
            return
        assert version not in self.waiting()
        self.did()

    @rule(slug=SLUGS, by=LEADS, archive=st.booleans())
    def hide(self, slug: str, by: str, archive: bool) -> None:
        act = self.desk.flow.archive if archive else self.desk.flow.take_offline
        if act(slug, "Klopt niet.", by, NOW):
            self.did()
        assert self.desk.shown(slug) is None

    @rule(slug=SLUGS, by=LEADS)
    def bring_back(self, slug: str, by: str) -> None:
        before = self.desk.shown(slug)
        try:
            self.desk.flow.bring_back(slug, by, NOW)
        except ReviewError:
            return
        assert self.desk.shown(slug) is before is None
        self.did(2)

    @rule(slug=SLUGS, by=LEADS, place=st.integers(0, 5))
    def restore(self, slug: str, by: str, place: int) -> None:
        versions = self.desk.store.history(slug)
        old = versions[place % len(versions)]
        try:
            draft = self.desk.flow.restore(old.version.version_id, by, NOW)
        except ReviewError:
            return
        assert set(old.authors) <= set(draft.authors)
        self.did()

    @rule(slug=SLUGS, title=TITLES)
    def import_file(self, slug: str, title: str) -> None:
        document = self.desk.entries.get(slug).versions[0].document | {"title": f"Bestand {title}"}
        before = self.desk.shown(slug)
        self.desk.entries.import_seed(document, slug, f"{slug} {title}", NOW)
        if (shown := self.desk.shown(slug)) is not None and shown != before:
            assert self.desk.entries.version(shown).origin.value == "bestand"
            self.approved.add(shown)

    @rule(slug=SLUGS, by=LEADS)
    def discard(self, slug: str, by: str) -> None:
        draft = self.desk.store.draft(slug)
        if draft is not None and draft.waiting_version is None:
            self.desk.store.discard(draft.draft_id, draft.revision, by, NOW)
            self.did()

    @invariant()
    def readers_see_only_what_was_approved(self) -> None:
        assert {row.version_id for row in self.desk.entries.published()} <= self.approved

    @invariant()
    def versions_never_change(self) -> None:
        for slug in (PLAIN, URGENT):
            for version in self.desk.entries.get(slug).versions:
                assert self.documents.setdefault(version.version_id, version.document) == version.document

    @invariant()
    def a_draft_waits_exactly_with_its_version(self) -> None:
        waiting = set(self.waiting())
        for draft in self.desk.store.drafts():
            assert draft.waiting_version is None or draft.waiting_version in waiting

    def pseudonym(self, person: str) -> str | None:
        return self.database.read(lambda sql: find_pseudonym(sql, person))


TestWorkflowMachine = WorkflowMachine.TestCase
TestWorkflowMachine.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
