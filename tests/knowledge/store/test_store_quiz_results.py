"""What a live quiz leaves behind: results, totals, plans, and what goes when."""

from datetime import datetime, timedelta

import pytest
from quiz_play import PEOPLE, ask, begin, play
from quizzing import CHAT, LEAD, TRAINER, Stage

from knowledge.quiz.choosing import choose
from knowledge.quiz.errors import NotInQuiz, WrongState
from knowledge.quiz.live.model import QuizSetup, Scoreboard, SessionState
from knowledge.roster import Role
from knowledge.roster.errors import NotPermitted
from knowledge.store import OPERATOR, PersonalData, Retention
from knowledge.store.quiz_insight import QuizInsight


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
