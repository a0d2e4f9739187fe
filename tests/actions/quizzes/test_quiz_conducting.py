"""What a group is told follows from where its quiz is: once, also when everything but the store is forgotten."""

from datetime import timedelta

from knowledge.quiz.live import Outcome, PollRef, SessionState
from tests.actions.quizzes.conftest import NOW, Hall
from tests.knowledge.store.quizzing import CHAT, LEAD, TRAINER, item

PEOPLE = [f"test:{number}" for number in range(6)]


def test_a_quiz_from_the_first_question_to_the_end(hall: Hall) -> None:
    live, session = hall.stage.live, hall.start(wanted=2)
    assert hall.look() == []  # the introduction is the reply to who started it
    live.ask(session.session_id, 1, NOW)
    assert hall.look() == ["quiz:1:1:1:poll"]
    poll = hall.told["quiz:1:1:1:poll"].poll
    assert poll is not None
    assert (poll.question, poll.correct, poll.anonymous) == ("1/2 Vraag drie?", (0,), False)
    assert hall.look() == []
    known = hall.asked(session, 1)
    assert {live.answer(known, person, [0], NOW) for person in PEOPLE} == {Outcome.COUNTED}
    assert hall.look() == []
    assert live.close(session.session_id, 1, hall.now)
    assert hall.look() == ["quiz:1:1:result"]
    assert "Goed: 6 van de 6 (100%)." in hall.told["quiz:1:1:result"].text
    live.go_on(session.session_id, 1, hall.now, actor=TRAINER)
    assert hall.look() == ["quiz:1:2:1:poll"]
    hall.asked(session, 2)
    live.close(session.session_id, 2, hall.now)
    assert hall.look() == ["quiz:1:2:result"]
    assert "Niemand gaf antwoord." in hall.told["quiz:1:2:result"].text
    live.go_on(session.session_id, 2, hall.now, actor=TRAINER)
    assert hall.look() == ["quiz:1:end"]
    closing = hall.told["quiz:1:end"]
    assert closing.attachment is not None
    assert "Signs of Safety: 100% goed (vragen: 1)" in closing.text
    assert hall.look() == []


def test_a_lost_question_is_asked_again_and_says_so(hall: Hall) -> None:
    session = hall.start()
    hall.stage.live.ask(session.session_id, 1, NOW)
    hall.look()
    hall.stage.live.lost(PollRef(session.session_id, 1, 1), NOW)
    assert hall.look() == ["quiz:1:1:2:again", "quiz:1:1:2:poll"]
    assert "(mogelijk dubbel)" in hall.told["quiz:1:1:2:again"].text
    again = hall.told["quiz:1:1:2:poll"].poll
    assert again is not None
    assert again.attempt == 2


def test_a_case_starts_with_its_story(hall: Hall) -> None:
    hall.stage.bank.import_items(
        [item("k1", case="zaak", step=1, story="Er was eens een gezin."), item("k2", case="zaak", step=2)], NOW
    )
    case = [row for row in hall.stage.bank.askable() if row.item.case]
    session = hall.stage.live.start(hall.stage.setup(wanted=2), case, NOW, actor=TRAINER, key="case")
    hall.stage.live.ask(session.session_id, 1, NOW)
    assert hall.look() == ["quiz:1:1:story", "quiz:1:1:1:poll"]
    assert "Er was eens een gezin." in hall.told["quiz:1:1:story"].text


def test_a_planned_quiz_gets_its_introduction_from_the_conductor(hall: Hall) -> None:
    live = hall.stage.live
    planned = live.plan(hall.stage.setup(), NOW + timedelta(minutes=1), NOW, actor=TRAINER)
    assert hall.look() == []
    live.begin(planned.session_id, hall.stage.bank.askable(), NOW + timedelta(minutes=1))
    assert hall.look() == ["quiz:1:intro"]
    assert hall.look() == []


def test_stopped_in_the_middle_of_a_question(hall: Hall) -> None:
    session = hall.start()
    hall.stage.live.ask(session.session_id, 1, NOW)
    hall.look()
    known = hall.asked(session, 1)
    hall.stage.live.answer(known, PEOPLE[0], [1], NOW)
    hall.stage.live.stop(session.session_id, hall.now, actor=TRAINER)
    assert hall.look() == ["quiz:1:1:result", "quiz:1:end"]
    assert "minder dan 5 antwoorden" in hall.told["quiz:1:1:result"].text
    end = hall.told["quiz:1:end"]
    assert end.attachment is None
    assert "Daarom laat ik geen cijfers zien." in end.text


def test_an_old_end_is_not_told_after_a_long_outage(hall: Hall) -> None:
    session = hall.start()
    hall.stage.live.stop(session.session_id, hall.now, actor=TRAINER)
    hall.now += timedelta(hours=2)
    assert hall.look() == []


def test_taken_out_of_the_group_the_trainers_are_told(hall: Hall) -> None:
    session = hall.start()
    queue = lambda key, message: hall.told.setdefault(key, message)  # noqa: E731
    hall.conductor.removed(CHAT, hall.now, queue)
    hall.stage.roster.forget_chat(CHAT)
    assert hall.stage.live.session(session.session_id).state is SessionState.STOPPED
    people = {message.target.chat for message in hall.told.values() if message.target}
    assert people == {TRAINER, "test:other-trainer"}
    assert LEAD not in people
    assert hall.look() == []  # the group is gone: nothing is said there
    hall.conductor.removed(CHAT, hall.now, queue)  # nothing goes on there: nothing happens


def test_a_refused_question_stops_the_quiz(hall: Hall) -> None:
    session = hall.start()
    hall.stage.live.ask(session.session_id, 1, NOW)
    hall.look()
    hall.conductor.refused(PollRef(1, 1, 1), "Forbidden", hall.now, lambda k, m: hall.told.setdefault(k, m))
    assert hall.stage.live.session(session.session_id).state is SessionState.STOPPED
    assert "Telegram nam de vraag niet aan (Forbidden)" in hall.told["quiz:1:refused:0"].text


def test_idle_only_when_nothing_goes_on_and_every_end_was_told(hall: Hall) -> None:
    assert hall.conductor.idle(NOW, ())
    session = hall.start()
    assert not hall.conductor.idle(NOW, ())
    hall.stage.live.stop(session.session_id, NOW, actor=TRAINER)
    assert not hall.conductor.idle(NOW, ())
    told = hall.conductor.run(NOW, lambda key, message: None, ())
    assert hall.conductor.idle(NOW, told)
