"""Questions and votes: closed, dismissed, and askers told only when the answer can be read."""

from datetime import timedelta

import pytest

from knowledge.errors import EntryNotFound
from knowledge.review.errors import QuestionsGone
from knowledge.roster.errors import NotPermitted
from knowledge.store import AuditLog, FeedbackStore, PersonalData, QuestionStore, Retention
from knowledge.store.rows import FeedbackKind, QuestionReason
from tests.knowledge.review.conftest import ANNA, BRAM, MILA, NOW, PLAIN, TRAINER, Desk

STRANGER = "telegram:99"


def ask(desk: Desk, person: str | None = MILA, text: str = "hoe vaak ga ik op huisbezoek") -> int:
    return QuestionStore(desk.database).file(text, QuestionReason.UNANSWERED, NOW, person=person, team=desk.team)


def due(desk: Desk) -> list[tuple[str, str]]:
    return [(item.person, item.slug) for item in desk.store.due_answers()]


def test_an_entry_that_is_there_is_told_at_once(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, BRAM)
    assert desk.store.answer_questions([first, second, first], PLAIN, ANNA, NOW) == 2
    assert QuestionStore(desk.database).open_questions() == []
    assert due(desk) == [(MILA, PLAIN), (BRAM, PLAIN)]
    assert desk.store.mark_told(first, NOW)
    assert not desk.store.mark_told(first, NOW)
    assert due(desk) == [(BRAM, PLAIN)]


def test_a_new_entry_is_told_when_it_is_published(desk: Desk) -> None:
    question = ask(desk)
    with pytest.raises(EntryNotFound):
        desk.store.answer_questions([question], "huisbezoek", ANNA, NOW)
    draft = desk.flow.start_new("huisbezoek", "Huisbezoek", "top-3", ANNA, NOW, origin=f"question:{question}")
    desk.store.answer_questions([question], "huisbezoek", ANNA, NOW, with_draft=True)
    text = draft.text.__class__(f"{draft.text.entry}Kom samen op bezoek. [algemeen]\n")
    saved = desk.store.save(draft.draft_id, draft.revision, text, ANNA, NOW)
    version = desk.flow.submit(saved.draft_id, saved.revision, ANNA, NOW).version_id
    assert due(desk) == []
    desk.store.approve(version, BRAM, NOW)
    assert due(desk) == [(MILA, "huisbezoek")]


@pytest.mark.parametrize("handed_in_first", [False, True])
def test_an_addition_is_told_when_its_version_is_published(desk: Desk, handed_in_first: bool) -> None:
    question = ask(desk)
    draft = desk.flow.add_phrasing(PLAIN, "hoe vaak ga ik op huisbezoek", "kort", ANNA, NOW)
    if not handed_in_first:
        desk.store.answer_questions([question], PLAIN, ANNA, NOW, with_draft=True)
    version = desk.flow.submit(draft.draft_id, draft.revision, ANNA, NOW).version_id
    if handed_in_first:
        desk.store.answer_questions([question], PLAIN, ANNA, NOW, with_draft=True)
    assert due(desk) == []
    desk.store.approve(version, BRAM, NOW)
    assert due(desk) == [(MILA, PLAIN)]
    desk.flow.take_offline(PLAIN, "Klopt niet.", BRAM, NOW)
    assert due(desk) == []


def test_who_cannot_be_reached_or_wants_to_be_forgotten_is_not_told(desk: Desk) -> None:
    nobody, stranger, mila = ask(desk, None), ask(desk, STRANGER), ask(desk)
    desk.store.answer_questions([nobody, stranger, mila], PLAIN, ANNA, NOW)
    assert due(desk) == [(MILA, PLAIN)]
    PersonalData(desk.database).forget(MILA)
    assert due(desk) == []


def test_after_its_days_a_question_tells_nobody(desk: Desk) -> None:
    desk.store.answer_questions([ask(desk)], PLAIN, ANNA, NOW)
    Retention(desk.database).expire(NOW + timedelta(days=91))
    assert due(desk) == []


def test_all_or_nothing(desk: Desk) -> None:
    first, second = ask(desk), ask(desk)
    desk.flow.dismiss([first], "Geen vraag voor Houvast.", ANNA, NOW)
    for act in (
        lambda: desk.store.answer_questions([second, first], PLAIN, ANNA, NOW),
        lambda: desk.flow.dismiss([second, first], "Nog eens.", ANNA, NOW),
    ):
        with pytest.raises(QuestionsGone) as gone:
            act()
        assert gone.value.question_ids == (first,)
    assert [item.question_id for item in QuestionStore(desk.database).open_questions()] == [second]
    (row,) = AuditLog(desk.database).rows(f"question:{first}")
    assert row.details["reason"] == "Geen vraag voor Houvast."
    assert due(desk) == []


def test_votes_are_handled_once_and_come_back_when_given_again(desk: Desk) -> None:
    votes, version = FeedbackStore(desk.database), desk.shown(PLAIN)
    for kind in (FeedbackKind.WRONG, FeedbackKind.HELPFUL):
        votes.give(kind, version, NOW, person=MILA)
    (wrong,) = votes.open()
    assert wrong.kind is FeedbackKind.WRONG
    assert len(votes.of_entry(PLAIN)) == 2
    assert votes.mark_handled([wrong.feedback_id, wrong.feedback_id, 99], ANNA, NOW) == 1
    assert votes.mark_handled([wrong.feedback_id], BRAM, NOW) == 0
    assert votes.open() == []
    assert {vote.handled_at for vote in votes.of_entry(PLAIN)} == {NOW, None}
    votes.give(FeedbackKind.WRONG, version, NOW, person=MILA)
    assert [vote.kind for vote in votes.open(PLAIN)] == [FeedbackKind.WRONG]
    assert votes.open("anders") == []
    with pytest.raises(NotPermitted):
        votes.mark_handled([wrong.feedback_id], TRAINER, NOW)
