"""The list of all entries: one query, every status, and what asks for attention."""

from datetime import timedelta

import pytest

from knowledge.entries.serial import content_hash, to_document
from knowledge.errors import EntryNotFound
from knowledge.messages.catalogue import load_catalogue
from knowledge.review.diff import ChangeKind, Part
from knowledge.review.listing import FeedbackCounts, ReaderStatus, Work
from knowledge.review.model import NoteKind, VersionState
from knowledge.review.rules import Refusal
from knowledge.store import AuditLog, FeedbackStore, QuestionStore
from knowledge.store.audit import AuditFilter
from knowledge.store.rows import FeedbackKind, SeedEntry
from tests.knowledge.review.conftest import ANNA, BRAM, MILA, NOW, PLAIN, TODAY, URGENT, Desk, shipped


def status(desk: Desk, slug: str) -> tuple[ReaderStatus | Work, Work | None]:
    view = next(view for view in desk.store.overview(TODAY, NOW) if view.slug == slug)
    assert view == desk.store.view(slug, TODAY, NOW)
    return view.status, view.work


def test_every_status_on_the_way_of_a_new_entry(desk: Desk) -> None:
    draft = desk.flow.start_new("huisbezoek", "Huisbezoek", "top-3", ANNA, NOW)
    assert status(desk, "huisbezoek") == (Work.DRAFT, Work.DRAFT)
    view = desk.store.view("huisbezoek", TODAY, NOW)
    assert (view.title, view.theme, view.published_version) == ("Huisbezoek", "top-3", None)
    text = draft.text.__class__(f"{draft.text.entry}Kom samen op bezoek. [algemeen]\n")
    saved = desk.store.save(draft.draft_id, draft.revision, text, ANNA, NOW)
    version = desk.flow.submit(saved.draft_id, saved.revision, ANNA, NOW).version_id
    assert status(desk, "huisbezoek") == (Work.IN_REVIEW, Work.IN_REVIEW)
    desk.store.approve(version, BRAM, NOW)
    assert status(desk, "huisbezoek") == (ReaderStatus.PUBLISHED, None)
    desk.flow.start("huisbezoek", ANNA, NOW)
    assert status(desk, "huisbezoek") == (ReaderStatus.PUBLISHED, Work.DRAFT)
    with pytest.raises(EntryNotFound):
        desk.store.view("weg", TODAY, NOW)


def test_seed_content_is_unconfirmed_until_somebody_confirms(desk: Desk) -> None:
    assert status(desk, PLAIN) == (ReaderStatus.UNCONFIRMED, None)
    desk.store.confirm([desk.shown(PLAIN)], ANNA, NOW)
    assert status(desk, PLAIN) == (ReaderStatus.PUBLISHED, None)
    assert desk.store.view(URGENT, TODAY, NOW).urgent


def test_votes_questions_and_the_last_change_are_counted(desk: Desk) -> None:
    votes, questions = FeedbackStore(desk.database), QuestionStore(desk.database)
    first = desk.shown(PLAIN)
    votes.give(FeedbackKind.WRONG, first, NOW, person=MILA)
    votes.give(FeedbackKind.HELPFUL, first, NOW, person=MILA)
    desk.store.approve(desk.handed_in(PLAIN, ANNA), BRAM, NOW + timedelta(hours=1))
    votes.give(FeedbackKind.OUTDATED, desk.shown(PLAIN), NOW, person=BRAM)
    for days in (1, 89, 91):
        questions.log("answer", NOW - timedelta(days=days), slug=PLAIN, version_id=first)
    view = desk.store.view(PLAIN, TODAY, NOW)
    assert view.feedback == FeedbackCounts(wrong=1, outdated=1)
    assert view.feedback.total == 2
    assert view.asked == 2
    assert view.changed_at == NOW


def test_the_whole_base_is_one_query_and_quick(desk: Desk) -> None:
    content = shipped().entries
    desk.entries.import_seeds(
        [SeedEntry(slug, content_hash(entry), to_document(entry)) for slug, entry in content.items()], NOW
    )
    statements: list[str] = []

    def traced(sql) -> None:
        sql.conn.set_trace_callback(statements.append)

    def selects() -> list[str]:
        found = [statement for statement in statements if "SELECT" in statement]
        statements.clear()
        return found

    desk.database.read(traced)
    views = desk.store.overview(TODAY, NOW)
    assert [view.slug for view in views] == sorted({*content, PLAIN, URGENT})
    assert len(selects()) == 2, "versions that were never listed are opened, all at once"
    assert desk.store.overview(TODAY, NOW) == views
    (once,) = selects()
    assert "json_extract" not in once
    desk.store.approve(desk.handed_in(PLAIN, ANNA, "Schalen van nul tot tien"), BRAM, NOW)
    statements.clear()
    assert {view.title for view in desk.store.overview(TODAY, NOW)} >= {"Schalen van nul tot tien"}
    assert len(selects()) == 2
    desk.database.read(lambda sql: sql.conn.set_trace_callback(None))


def test_every_word_of_the_workflow_is_in_the_catalogue() -> None:
    catalogue = load_catalogue()
    for section, words in (
        ("status", (*ReaderStatus, *Work)),
        ("refusals", Refusal),
        ("parts", Part),
        ("changes", ChangeKind),
        ("versions", VersionState),
        ("notes", NoteKind),
    ):
        assert set(catalogue.section(f"beheer.{section}")) == {word.value for word in words}


def test_the_log_in_pages(desk: Desk) -> None:
    log = AuditLog(desk.database)
    version = desk.handed_in(PLAIN, ANNA)
    desk.store.approve(version, BRAM, NOW + timedelta(days=1))
    every = log.page(AuditFilter(), limit=1000)
    assert every.total == len(every.rows)
    assert {row.action for row in every.rows} == set(log.actions())
    entries = log.page(AuditFilter(subject="entry"), offset=1, limit=2)
    assert (entries.total, [row.action for row in entries.rows]) == (4, ["propose", "save_draft"])
    assert log.page(AuditFilter(subject=f"entry:{PLAIN}", action="publish")).total == 1
    assert log.page(AuditFilter(subject="ent")).total == 0
    actor = log.page(AuditFilter(action="publish")).rows[0].actor
    assert {row.action for row in log.page(AuditFilter(actor=actor)).rows} == {"publish", "join"}
    assert log.page(AuditFilter(since=NOW + timedelta(hours=1))).total == 1
    assert log.page(AuditFilter(until=NOW + timedelta(hours=1))).total == every.total - 1
