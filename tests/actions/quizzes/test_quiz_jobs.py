"""Planned quizzes begin once, missed ones are told, forgotten ones end."""

from datetime import datetime, timedelta

from actions.jobs.quizzes import FORGOTTEN_AFTER, run
from actions.quizzes.parts import QuizParts
from actions.vocabulary import OutboundMessage
from knowledge.quiz.live import SessionState
from tests.actions.quizzes.conftest import NOW
from tests.knowledge.store.quizzing import CHAT, TRAINER, Stage

AT = NOW + timedelta(minutes=10)


def go(parts: QuizParts, now: datetime) -> dict[str, OutboundMessage]:
    told: dict[str, OutboundMessage] = {}
    run(parts, now, told.__setitem__)
    return told


def test_a_planned_quiz_begins_at_its_time_and_once(stage: Stage, parts: QuizParts) -> None:
    planned = stage.live.plan(stage.setup(), AT, NOW, actor=TRAINER)
    go(parts, NOW)
    assert stage.live.session(planned.session_id).state is SessionState.PLANNED
    assert go(parts, AT) == {}
    begun = stage.live.session(planned.session_id)
    assert (begun.state, len(begun.items)) == (SessionState.RUNNING, 3)
    go(parts, AT)
    assert stage.live.session(planned.session_id) == begun


def test_a_missed_quiz_is_told_to_the_trainers_only(stage: Stage, parts: QuizParts) -> None:
    stage.live.plan(stage.setup(), AT, NOW, actor=TRAINER)
    told = go(parts, AT + timedelta(hours=2))
    assert {message.target.chat for message in told.values() if message.target} == {TRAINER, "test:other-trainer"}
    assert all("is niet begonnen" in message.text for message in told.values())
    assert go(parts, AT + timedelta(hours=2)) == {}


def test_a_planned_quiz_waits_for_one_that_goes_on(stage: Stage, parts: QuizParts) -> None:
    running = stage.live.start(stage.setup(), stage.bank.askable(), NOW, actor=TRAINER, key="first")
    planned = stage.live.plan(stage.setup(), AT, NOW, actor=TRAINER)
    assert go(parts, AT) == {}
    stage.live.stop(running.session_id, AT, actor=TRAINER)
    go(parts, AT + timedelta(minutes=1))
    assert stage.live.session(planned.session_id).state is SessionState.RUNNING


def test_without_a_group_or_a_question_the_trainers_hear_why(stage: Stage, parts: QuizParts) -> None:
    stage.live.plan(stage.setup(theme="top-3"), AT, NOW, actor=TRAINER)
    assert all("er is geen vraag om te stellen" in message.text for message in go(parts, AT).values())
    stage.live.plan(stage.setup(), AT + timedelta(minutes=1), NOW, actor=TRAINER)
    stage.roster.forget_chat(CHAT)
    told = go(parts, AT + timedelta(minutes=1))
    assert told
    assert all("hoort niet meer bij je team" in message.text for message in told.values())


def test_a_forgotten_quiz_ends_so_that_the_group_can_have_a_new_one(stage: Stage, parts: QuizParts) -> None:
    stage.live.start(stage.setup(), stage.bank.askable(), NOW, actor=TRAINER, key="first")
    go(parts, NOW + FORGOTTEN_AFTER - timedelta(minutes=1))
    assert stage.live.running_in(CHAT) is not None
    go(parts, NOW + FORGOTTEN_AFTER)
    assert stage.live.running_in(CHAT) is None
