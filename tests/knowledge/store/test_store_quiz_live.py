"""Live quizzes in the store: one way through, and everything that can come in between."""

from datetime import datetime, timedelta

import pytest
from quizzing import CHAT, LEAD, OTHER, TRAINER, Stage, make_stage

from knowledge.quiz.choosing import choose
from knowledge.quiz.errors import NothingToAsk, NotInQuiz, QuizBusy, SessionNotFound, WrongState
from knowledge.quiz.live.model import Outcome, PollState, QuizSetup, Scoreboard, Session, SessionState
from knowledge.roster import Role
from knowledge.roster.errors import NotPermitted
from knowledge.store import OPERATOR, Database, PersonalData, Retention
from knowledge.store.quiz_insight import QuizInsight

PEOPLE = tuple(f"test:p{number}" for number in range(6))


@pytest.fixture
def stage(database: Database, now: datetime) -> Stage:
    return make_stage(database, now)


def begin(stage: Stage, now: datetime, **more: object) -> Session:
    return stage.live.start(stage.setup(**more), stage.bank.askable(), now, actor=TRAINER)


def ask(stage: Stage, session: Session, position: int, now: datetime) -> str:
    """Asks an item and tells that the call returned; the id of the poll."""
    ref = stage.live.ask(session.session_id, position, now)
    assert ref is not None
    poll = f"poll-{session.session_id}-{position}"
    stage.live.poll_sent(ref, poll, str(100 + position), now)
    return poll


def play(stage: Stage, now: datetime, people=PEOPLE, right=lambda person, place: True, **more: object) -> Session:
    """A whole quiz."""
    session = begin(stage, now, **more)
    for place in (1, 2, 3):
        poll = ask(stage, session, place, now)
        for person in people:
            stage.live.answer(poll, person, [0 if right(person, place) else 1], now)
        stage.live.close(session.session_id, place, now)
        session = stage.live.go_on(session.session_id, place, now, actor=TRAINER)
    return session


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


def test_below_five_people_nothing_is_told_or_kept(stage: Stage, now: datetime) -> None:
    session = play(stage, now, people=PEOPLE[:4])
    found = stage.live.results(session.session_id)
    assert (found.participants, found.too_few, found.items, found.themes) == (4, True, (), ())
    one = stage.live.item_result(session.session_id, 1)
    assert (one.right, one.counts) == (None, None)
    assert stage.database.read(lambda sql: sql.table("quiz_tally").count) == 0
    assert {figure.voters for figure in QuizInsight(stage.database).item_figures()} == {0}


def test_nicknames_and_teams_are_shown_when_that_was_asked_for(stage: Stage, now: datetime) -> None:
    south = stage.roster.create_team("Team Zuid", now, actor=OPERATOR).team_id
    for person in PEOPLE[:5]:
        stage.join(person, now)
    stage.join(PEOPLE[5], now, team=south)
    teams = play(stage, now, scoreboard=Scoreboard.TEAM, right=lambda person, place: person != PEOPLE[5])
    assert [(score.team_name, score.participants, score.right_share) for score in stage.live.results(1).teams] == [
        ("Team Noord", 5, 1.0)
    ]
    with pytest.raises(WrongState):
        stage.live.set_nickname(teams.session_id, PEOPLE[0], "Uil")
    nicks = begin(stage, now, scoreboard=Scoreboard.NICKNAME)
    assert stage.live.set_nickname(nicks.session_id, PEOPLE[0], " De\u202e  Uil ") == "De Uil"
    stage.live.set_nickname(nicks.session_id, PEOPLE[1], "Vos")
    poll = ask(stage, nicks, 1, now)
    stage.live.answer(poll, PEOPLE[0], [1], now)
    stage.live.answer(poll, PEOPLE[1], [0], now)
    stage.live.answer(poll, PEOPLE[2], [0], now)
    shown = stage.live.results(nicks.session_id).nicknames
    assert [(score.nickname, score.right, score.of) for score in shown] == [("Vos", 1, 1), ("De Uil", 0, 1)]


def test_an_anonymous_quiz_has_totals_only(stage: Stage, now: datetime) -> None:
    with pytest.raises(ValueError, match="anonymous"):
        QuizSetup(stage.team, CHAT, None, 3, anonymous=True, scoreboard=Scoreboard.TEAM)
    session = begin(stage, now, anonymous=True)
    poll = ask(stage, session, 1, now)
    assert stage.live.totals(poll, [4, 2, 0], 6)
    assert not stage.live.totals(poll, [3, 2, 0], 5), "older totals that come later"
    assert not stage.live.totals("unknown", [1, 0, 0], 1)
    stage.live.close(session.session_id, 1, now)
    stage.live.stop(session.session_id, now)
    found = stage.live.results(session.session_id)
    assert (found.participants, found.items[0].right, found.items[0].counts) == (6, 4, (4, 2, 0))
    with pytest.raises(NotInQuiz):
        stage.live.own_result(session.session_id, PEOPLE[0])


def test_a_result_is_shared_by_its_owner_only(stage: Stage, now: datetime) -> None:
    stage.join(PEOPLE[0], now)
    session = play(stage, now)
    assert stage.live.shared(session.session_id, actor=TRAINER) == []
    stage.live.share(session.session_id, PEOPLE[0], now)
    (shared,) = stage.live.shared(session.session_id, actor=TRAINER)
    assert (shared.name, shared.right, shared.of) == (f"naam van {PEOPLE[0]}", 3, 3)
    with pytest.raises(NotPermitted):
        stage.live.shared(session.session_id, actor=LEAD)
    stage.live.unshare(session.session_id, PEOPLE[0])
    assert stage.live.shared(session.session_id, actor=TRAINER) == []
    with pytest.raises(NotInQuiz):
        stage.live.share(session.session_id, "test:nobody", now)


def test_planned_quizzes_begin_or_are_missed(stage: Stage, now: datetime) -> None:
    with pytest.raises(ValueError, match="is over"):
        stage.live.plan(stage.setup(), now, now, actor=TRAINER)
    at = now + timedelta(hours=2)
    planned = stage.live.plan(stage.setup(), at, now, actor=TRAINER)
    second = stage.live.plan(stage.setup(), at + timedelta(days=1), now, actor=TRAINER)
    assert stage.live.planned(stage.team) == [planned, second]
    assert stage.live.due(at - timedelta(seconds=1)) == []
    assert stage.live.due(at) == [planned]
    begun = stage.live.begin(planned.session_id, stage.bank.askable(), at)
    assert (begun.state, len(begun.items)) == (SessionState.RUNNING, 3)
    with pytest.raises(WrongState):
        stage.live.begin(planned.session_id, stage.bank.askable(), at)
    late = at + timedelta(days=1, minutes=61)
    assert stage.live.due(late) == []
    assert [session.session_id for session in stage.live.missed(late)] == [second.session_id]
    assert stage.live.planned(stage.team) == []


def test_a_quiz_goes_along_with_its_group_and_remembers_what_it_asked(stage: Stage, now: datetime) -> None:
    session = begin(stage, now)
    ask(stage, session, 1, now)
    assert stage.live.move_chat(CHAT, "test:super") == 1
    moved = stage.live.running_in("test:super")
    assert moved is not None
    assert stage.live.asked_lately("test:super", now) == {moved.items[0].name}
    chosen = choose(stage.bank.askable(), 2, "seed", stage.live.asked_lately("test:super", now))
    assert moved.items[0].name not in {row.name for row in chosen}


def test_who_is_forgotten_is_gone_and_the_totals_stay(stage: Stage, now: datetime) -> None:
    session = play(stage, now)
    rows = PersonalData(stage.database).export(PEOPLE[0])["quiz_answer"]
    assert next((row["question"], row["chosen"]) for row in rows) == ("Vraag drie?", "goed")
    PersonalData(stage.database).forget(PEOPLE[0])
    found = stage.live.results(session.session_id)
    assert (found.participants, found.items[0].voters) == (6, 6)
    assert "quiz_answer" not in PersonalData(stage.database).export(PEOPLE[0])


def test_answers_expire_before_totals(stage: Stage, now: datetime) -> None:
    session = play(stage, now)
    stage.live.answer("never-known", PEOPLE[0], [0], now)
    assert Retention(stage.database).expire(now + timedelta(days=2))["quiz_answer"] == 1
    assert Retention(stage.database).expire(now + timedelta(days=180))["quiz_answer"] == 0
    assert Retention(stage.database).expire(now + timedelta(days=181))["quiz_answer"] == 18
    assert stage.live.results(session.session_id).items[0].voters == 6
    assert Retention(stage.database).expire(now + timedelta(days=366))["quiz_session"] == 1
    assert stage.database.read(lambda sql: sql.table("quiz_tally").count) == 0


def test_figures_of_items_themes_and_entries(stage: Stage, now: datetime) -> None:
    play(stage, now, right=lambda person, place: place == 1)
    insight = QuizInsight(stage.database)
    figures = {figure.name: figure for figure in insight.item_figures()}
    assert (figures["drie"].right_share, figures["drie"].unpicked) == (1.0, (1, 2))
    assert (figures["een"].right_share, figures["een"].counts, figures["een"].unpicked) == (0.0, (0, 6, 0), (2,))
    (week,) = insight.theme_weeks(stage.team, now + timedelta(days=1))
    assert (week.theme, week.monday.isoformat(), week.voters) == ("signs-of-safety", "2026-03-02", 18)
    (weak,) = insight.weak_entries(stage.team, now)
    assert (weak.slug, round(weak.right_share, 3)) == ("drie-huizen", 0.333)


def test_roles_of_the_quiz(stage: Stage, now: datetime) -> None:
    stage.join("test:admin", now, Role.ADMIN)
    assert stage.live.start(stage.setup(), stage.bank.askable(), now, actor="test:admin").setup.chat == CHAT
