"""The log without texts, the questions that wait, and feedback."""

from datetime import datetime, timedelta

import pytest

from knowledge.errors import StoreError, VersionNotFound
from knowledge.store import AuditLog, Database, FeedbackStore, QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason

SLUG = "mdo-voorbereiden"


def test_the_log_has_no_place_for_text_or_person(database: Database) -> None:
    columns = database.read(lambda sql: {column.name for column in sql.table("question_log").columns})
    assert columns == {"id", "asked_at", "decision", "slug", "version_id", "team"}


def test_counting_what_was_asked(database: Database, version_id: int, now: datetime) -> None:
    questions = QuestionStore(database)
    for team in ("noord", "noord", "zuid"):
        questions.log("answer", now, slug=SLUG, version_id=version_id, team=team)
    questions.log("danger", now, team="noord")
    questions.log("answer", now - timedelta(days=9), slug=SLUG, version_id=version_id)
    since = now - timedelta(days=1)
    assert questions.asked_per_entry(since) == {SLUG: 3}
    assert questions.asked_per_entry(since, "noord") == {SLUG: 2}
    assert questions.decisions(since) == {"answer": 3, "danger": 1}
    assert questions.decisions(since, "zuid") == {"answer": 1}


def test_only_known_decisions_and_versions_are_logged(database: Database, now: datetime) -> None:
    questions = QuestionStore(database)
    with pytest.raises(StoreError, match="CHECK constraint"):
        questions.log("a text by mistake", now)
    with pytest.raises(VersionNotFound, match="id 7"):
        questions.log("answer", now, slug=SLUG, version_id=7)
    assert questions.decisions(now) == {}


def test_a_question_waits_until_somebody_resolves_it(database: Database, version_id: int, now: datetime) -> None:
    questions = QuestionStore(database)
    first = questions.file(
        "mag [NAAM] mee", QuestionReason.UNANSWERED, now, person="p1", team="noord", candidates=["a", "b"]
    )
    second = questions.file("klopt dit", QuestionReason.FLAGGED, now, team="zuid", version_id=version_id)
    assert [question.question_id for question in questions.open_questions()] == [first, second]
    (question,) = questions.open_questions("noord")
    assert (question.redacted_text, question.person, question.asked_at) == ("mag [NAAM] mee", "p1", now)
    assert (question.candidates, question.reason) == (("a", "b"), QuestionReason.UNANSWERED)

    questions.resolve(first, "lead", now, slug=SLUG)
    with pytest.raises(StoreError, match=f"Question {first} is not open"):
        questions.resolve(first, "other lead", now)
    questions.resolve(second, "lead", now)
    assert questions.open_questions() == []
    trace = AuditLog(database).rows()
    assert [(row.subject, row.details) for row in trace] == [
        (f"question:{second}", {"slug": None}),
        (f"question:{first}", {"slug": SLUG}),
    ]


def test_a_vote_counts_once_per_person(database: Database, version_id: int, now: datetime) -> None:
    feedback = FeedbackStore(database)
    feedback.give(FeedbackKind.WRONG, version_id, now, person="p1", redacted_note="nummer klopt niet")
    feedback.give(FeedbackKind.WRONG, version_id, now + timedelta(hours=1), person="p1", team="noord")
    feedback.give(FeedbackKind.WRONG, version_id, now, person="p2")
    feedback.give(FeedbackKind.HELPFUL, version_id, now, person="p1")
    assert feedback.counts(version_id) == {FeedbackKind.WRONG: 2, FeedbackKind.HELPFUL: 1}
    newest, _ = feedback.latest(FeedbackKind.WRONG)
    assert (newest.slug, newest.redacted_note) == (SLUG, "nummer klopt niet")
    assert newest.given_at == now + timedelta(hours=1)
    assert [vote.team for vote in feedback.latest(team="noord")] == ["noord"]
    with pytest.raises(VersionNotFound, match="id 99"):
        feedback.give(FeedbackKind.WRONG, 99, now)
