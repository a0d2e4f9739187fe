"""Live quizzes in the store: one way through, and everything that can come in between."""

from datetime import datetime, timedelta

import pytest
from quiz_play import PEOPLE, ask, begin, play
from quizzing import CHAT, LEAD, OTHER, TRAINER, Stage

from knowledge.quiz.errors import NothingToAsk, NotInQuiz, QuizBusy, SessionNotFound, WrongState
from knowledge.quiz.live.model import Outcome, PollState, SessionState
from knowledge.roster.errors import NotPermitted


def test_a_quiz_from_start_to_end(stage: Stage, now: datetime) -> None:
    session = play(stage, now, right=lambda person, place: place < 3 or person == PEOPLE[0])
    assert session.state is SessionState.FINISHED
    found = stage.live.results(session.session_id)
    assert (found.participants, found.too_few) == (6, False)
    assert [(item.voters, item.right, item.counts, item.late) for item in found.items] == [
        (6, 6, (6, 0, 0), 0),
        (6, 6, (6, 0, 0), 0),
        (6, 1, (1, 5, 0), 0),
    ]
    assert [(theme.theme, theme.asked, round(theme.right_share, 3)) for theme in found.themes] == [
        ("signs-of-safety", 3, round(13 / 18, 3))
    ]
    assert found.teams == found.nicknames == ()
    own = stage.live.own_result(session.session_id, PEOPLE[1])
    assert (own.right, own.of, own.items, own.shared) == (2, 3, {1: True, 2: True, 3: False}, False)


def test_only_a_trainer_of_the_team_starts_one_and_only_in_its_own_group(stage: Stage, now: datetime) -> None:
    items = stage.bank.askable()
    with pytest.raises(NotPermitted):
        stage.live.start(stage.setup(), items, now, actor=LEAD)
    with pytest.raises(NotPermitted):
        stage.live.start(stage.setup(chat="test:elsewhere"), items, now, actor=TRAINER)
    with pytest.raises(NothingToAsk):
        stage.live.start(stage.setup(), [], now, actor=TRAINER)
    assert stage.live.running() == []


def test_a_start_that_is_repeated_is_one_quiz_and_a_second_one_waits(stage: Stage, now: datetime) -> None:
    first = stage.live.start(stage.setup(), stage.bank.askable(), now, actor=TRAINER, key="update-7")
    again = stage.live.start(stage.setup(), stage.bank.askable(), now, actor=TRAINER, key="update-7")
    assert first == again
    with pytest.raises(QuizBusy) as caught:
        begin(stage, now)
    assert caught.value.session_id == first.session_id
    stage.roster.note_chat("test:group2", None, now)
    stage.roster.link_chat("test:group2", stage.team, now, actor=LEAD)
    second = begin(stage, now, chat="test:group2")
    assert [session.session_id for session in stage.live.running()] == [first.session_id, second.session_id]
    assert stage.live.running_in(CHAT) == first


def test_answers_before_the_call_returned_count(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    ref = stage.live.ask(session.session_id, 1, now)
    assert ref is not None
    assert stage.live.answer("p1", PEOPLE[0], [0], now) is Outcome.ASIDE
    assert stage.live.answer("p1", PEOPLE[0], [1], now) is Outcome.DUPLICATE
    assert stage.live.poll_sent(ref, "p1", "5", now) == 1
    assert stage.live.poll_sent(ref, "p1", "5", now) == 0
    assert stage.live.answer("p1", PEOPLE[1], [0], now) is Outcome.COUNTED
    assert stage.live.answer("p1", PEOPLE[2], [], now) is Outcome.EMPTY
    assert stage.live.item_result(session.session_id, 1).voters == 2


def test_late_answers_are_a_number_and_no_score(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    poll = ask(stage, session, 1, now)
    stage.live.answer(poll, PEOPLE[0], [0], now)
    assert stage.live.close(session.session_id, 1, now)
    assert not stage.live.close(session.session_id, 1, now)
    assert stage.live.answer(poll, PEOPLE[1], [0], now) is Outcome.LATE
    found = stage.live.item_result(session.session_id, 1)
    assert (found.voters, found.late) == (1, 1)
    with pytest.raises(NotInQuiz):
        stage.live.own_result(session.session_id, PEOPLE[1])


def test_a_poll_whose_response_was_lost_is_asked_again(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    lost = stage.live.ask(session.session_id, 1, now)
    assert lost is not None
    assert [poll.ref for poll in stage.live.unsure()] == [lost]
    for person in PEOPLE[:2]:
        stage.live.answer("lost-poll", person, [1], now)
    again = stage.live.lost(lost, now)
    assert again is not None
    assert again.attempt == 2
    assert stage.live.lost(lost, now) is None
    stage.live.poll_sent(again, "poll-2", "8", now)
    stage.live.answer("poll-2", PEOPLE[0], [0], now)
    assert stage.live.item_result(session.session_id, 1).voters == 1
    # Somebody presses the button under the lost one, and an update tells its id: it can be stopped, and counts.
    assert stage.live.found(lost, poll_id="lost-poll", message_id="7") == 2
    assert [poll.message_id for poll in stage.live.to_stop()] == ["7"]
    stage.live.stopped_in_chat(lost, now)
    assert stage.live.to_stop() == []
    assert stage.live.item_result(session.session_id, 1).voters == 2
    assert stage.live.own_result(session.session_id, PEOPLE[0]).right == 1, "the later poll counts"
    assert stage.live.own_result(session.session_id, PEOPLE[1]).right == 0


def test_a_poll_that_arrived_is_not_given_up(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    ask(stage, session, 1, now)
    (poll,) = stage.live.polls(session.session_id)
    with pytest.raises(WrongState):
        stage.live.lost(poll.ref, now)


def test_a_call_that_returns_after_the_item_was_closed_leaves_a_poll_to_stop(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    ref = stage.live.ask(session.session_id, 1, now)
    assert ref is not None
    stage.live.answer("p1", PEOPLE[0], [0], now)
    stage.live.close(session.session_id, 1, now + timedelta(seconds=1))
    stage.live.answer("p1", PEOPLE[1], [0], now + timedelta(seconds=2))
    assert stage.live.poll_sent(ref, "p1", "5", now + timedelta(seconds=3)) == 1
    assert [poll.state for poll in stage.live.to_stop()] == [PollState.CLOSED]
    found = stage.live.item_result(session.session_id, 1)
    assert (found.voters, found.late) == (1, 1)


def test_the_clock_tells_which_polls_are_over(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    ask(stage, session, 1, now)
    assert stage.live.closing_due(now + timedelta(seconds=29)) == []
    (due,) = stage.live.closing_due(now + timedelta(seconds=30))
    assert due.ref.position == 1
    stage.live.close(session.session_id, 1, now)
    assert stage.live.closing_due(now + timedelta(days=1)) == []


def test_steps_that_are_repeated_change_nothing_and_wrong_ones_are_refused(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    ask(stage, session, 1, now)
    assert stage.live.ask(session.session_id, 1, now) is None
    with pytest.raises(WrongState):
        stage.live.ask(session.session_id, 2, now)
    with pytest.raises(WrongState):
        stage.live.go_on(session.session_id, 1, now, actor=TRAINER)
    stage.live.close(session.session_id, 1, now)
    with pytest.raises(NotPermitted):
        stage.live.go_on(session.session_id, 1, now, actor=LEAD)
    once = stage.live.go_on(session.session_id, 1, now, actor=TRAINER)
    assert stage.live.go_on(session.session_id, 1, now, actor=OTHER) == once
    over = stage.live.stop(session.session_id, now, actor=TRAINER)
    assert over.state is SessionState.STOPPED
    assert stage.live.stop(session.session_id, now).ended_at == over.ended_at
    with pytest.raises(SessionNotFound):
        stage.live.session(999)
