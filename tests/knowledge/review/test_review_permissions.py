"""Every act of the workflow with every role: what the table forbids changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.consultations import Draft as Case
from knowledge.review.errors import ReviewError
from knowledge.roster.errors import NotPermitted
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR, ConsultationStore, FeedbackStore, QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason
from tests.knowledge.review.conftest import ADMIN, ANNA, MILA, NOW, PLAIN, TRAINER, Desk, shipped_text, titled

STRANGER = "telegram:99"
WHO = {
    None: STRANGER,
    Role.PROFESSIONAL: MILA,
    Role.TRAINER: TRAINER,
    Role.TEAM_LEAD: ANNA,
    Role.ADMIN: ADMIN,
}
Act = Callable[[Desk, str], object]


def waiting(desk: Desk) -> int:
    """A version that nobody of `WHO` wrote."""
    draft = desk.flow.start(PLAIN, OPERATOR, NOW)
    saved = desk.store.save(draft.draft_id, draft.revision, titled(draft.text, "Anders"), OPERATOR, NOW)
    return desk.flow.submit(saved.draft_id, saved.revision, OPERATOR, NOW).version_id


def save(desk: Desk, by: str) -> object:
    draft = desk.flow.start(PLAIN, OPERATOR, NOW)
    return desk.store.save(draft.draft_id, draft.revision, titled(draft.text, "Anders"), by, NOW)


def discard(desk: Desk, by: str) -> None:
    draft = desk.flow.start(PLAIN, OPERATOR, NOW)
    desk.store.discard(draft.draft_id, draft.revision, by, NOW)


def submit(desk: Desk, by: str) -> object:
    draft = desk.flow.start(PLAIN, OPERATOR, NOW)
    saved = desk.store.save(draft.draft_id, draft.revision, titled(draft.text, "Anders"), OPERATOR, NOW)
    return desk.flow.submit(saved.draft_id, saved.revision, by, NOW)


def withdraw(desk: Desk, by: str) -> None:
    desk.store.withdraw(waiting(desk), by, NOW)


def idea(desk: Desk, by: str) -> object:
    return desk.flow.start_from_idea(1, "nieuw", "Nieuw", "top-3", by, NOW)


def bring_back(desk: Desk, by: str) -> object:
    desk.flow.archive(PLAIN, "Oud.", OPERATOR, NOW)
    return desk.flow.bring_back(PLAIN, by, NOW)


def reviewed(desk: Desk, by: str) -> None:
    desk.store.confirm([desk.shown(PLAIN)], OPERATOR, NOW)
    desk.store.reviewed(desk.shown(PLAIN), date(2027, 5, 1), by, NOW)


def question(desk: Desk) -> int:
    return QuestionStore(desk.database).file("vraag", QuestionReason.UNANSWERED, NOW)


def vote(desk: Desk, by: str) -> object:
    votes = FeedbackStore(desk.database)
    votes.give(FeedbackKind.WRONG, desk.shown(PLAIN), NOW)
    return votes.mark_handled([votes.open()[0].feedback_id], by, NOW)


ACTS: dict[str, tuple[Action, Act]] = {
    "start": (Action.CURATE, lambda desk, by: desk.flow.start(PLAIN, by, NOW)),
    "start_new": (Action.CURATE, lambda desk, by: desk.flow.start_new("nieuw", "Nieuw", "top-3", by, NOW)),
    "start_from_idea": (Action.CURATE, idea),
    "restore": (Action.CURATE, lambda desk, by: desk.flow.restore(desk.shown(PLAIN), by, NOW)),
    "bring_back": (Action.CURATE, bring_back),
    "add_phrasing": (Action.CURATE, lambda desk, by: desk.flow.add_phrasing(PLAIN, "hoe dan", "kort", by, NOW)),
    "save": (Action.CURATE, save),
    "discard": (Action.CURATE, discard),
    "submit": (Action.CURATE, submit),
    "withdraw": (Action.CURATE, withdraw),
    "comment": (Action.CURATE, lambda desk, by: desk.flow.comment(desk.shown(PLAIN), "Goed zo.", by, NOW)),
    "approve": (Action.APPROVE, lambda desk, by: desk.store.approve(waiting(desk), by, NOW)),
    "send_back": (Action.APPROVE, lambda desk, by: desk.flow.send_back(waiting(desk), "Korter graag.", by, NOW)),
    "confirm": (Action.APPROVE, lambda desk, by: desk.store.confirm([desk.shown(PLAIN)], by, NOW)),
    "reviewed": (Action.APPROVE, reviewed),
    "take_offline": (Action.TAKE_OFFLINE, lambda desk, by: desk.flow.take_offline(PLAIN, "Klopt niet.", by, NOW)),
    "archive": (Action.TAKE_OFFLINE, lambda desk, by: desk.flow.archive(PLAIN, "Klopt niet.", by, NOW)),
    "set_owner": (Action.SET_OWNER, lambda desk, by: desk.store.set_owner(PLAIN, ANNA, by, NOW)),
    "answer": (
        Action.ANSWER_QUESTIONS,
        lambda desk, by: desk.store.answer_questions([question(desk)], PLAIN, by, NOW),
    ),
    "dismiss": (Action.ANSWER_QUESTIONS, lambda desk, by: desk.flow.dismiss([question(desk)], "Anders.", by, NOW)),
    "handle_feedback": (Action.ANSWER_QUESTIONS, vote),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_follows_the_table_for_every_role(desk: Desk, name: str) -> None:
    cases = ConsultationStore(desk.database)
    opened = cases.open(Case(desk.team, MILA, "feiten", "vraag"), NOW, "case").consultation_id
    cases.close(opened, MILA, None, "geleerd", NOW)
    cases.mark_idea(opened, ANNA, True, NOW)
    action, act = ACTS[name]
    for role, person in WHO.items():
        rows = desk.database.read(lambda sql: {table.name: table.count for table in sql.tables})
        allowed = may(role, action)
        try:
            # As one transaction that is always undone, so that each role finds the same installation.
            desk.database.together(lambda person=person: _undone(act, desk, person))
        except _Done:
            assert allowed, f"{role} did {name}"
        except NotPermitted as error:
            assert (allowed, error.action) == (False, action), f"{role} may do {name}"  # noqa: PT017 - one of three
        except ReviewError:
            # The role may; this person has another reason not to, such as leading no team with the case.
            assert allowed, f"{role} got another refusal for {name}"
        assert desk.database.read(lambda sql: {table.name: table.count for table in sql.tables}) == rows


class _Done(Exception):
    """Undoes the act."""


def _undone(act: Act, desk: Desk, person: str) -> None:
    act(desk, person)
    raise _Done


def test_a_role_in_a_team_that_was_archived_counts_no_more(desk: Desk) -> None:
    assert desk.store.may(ANNA, Action.CURATE)
    desk.roster.archive(desk.team, NOW, actor=OPERATOR)
    assert not desk.store.may(ANNA, Action.CURATE)
    assert desk.store.may(ADMIN, Action.CURATE)
    assert shipped_text(PLAIN).entry
