"""Quizcijfers and planned quizzes: totals of five or more, results that were shared, and who may see them."""

from datetime import timedelta

import pytest

from bot.desk.desk import Desk
from bot.desk.presenting.members import member_reference
from knowledge.quiz.live.model import QuizSetup, Session
from knowledge.roster import Role
from knowledge.store import OPERATOR
from knowledge.store.quiz_items import ItemBank
from knowledge.store.quiz_live import LiveQuizStore
from tests.bot.desk.conftest import LEAD, TRAINER, Browser, at
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.quiz import QUESTION, text

CHAT = "test:-100"


@pytest.fixture
def group(desk: Desk, team: str) -> str:
    desk.roster.note_chat(CHAT, "Overleg <b>Zuid</b>", desk.now())
    desk.roster.link_chat(CHAT, team, desk.now(), actor=LEAD)
    return CHAT


def play(desk: Desk, team: str, people: int, *, right: int = 0) -> Session:
    """A quiz of one item; the first people are right, the others all choose the same wrong option."""
    live, now = LiveQuizStore(desk.database), desk.now() - timedelta(days=3)
    row = ItemBank(desk.database).get(QUESTION)
    wrong = next(number for number in range(len(row.item.options)) if number not in row.item.correct)
    session = live.start(QuizSetup(team, CHAT, "top-3", 1), [row], now, actor=TRAINER, key=f"k{people}")
    ref = live.ask(session.session_id, 1, now)
    assert ref is not None
    poll = f"poll-{session.session_id}"
    live.poll_sent(ref, poll, "5", now)
    for number in range(people):
        person = f"test:deelnemer-{number}"
        if desk.roster.role(team, person) is None:
            code = desk.roster.invite(team, Role.PROFESSIONAL, now, actor=OPERATOR)
            desk.roster.redeem(code, person, f"Voorbeeldnaam {number}", now)
        live.answer(poll, person, row.item.correct if number < right else (wrong,), now)
    live.close(session.session_id, 1, now)
    return live.go_on(session.session_id, 1, now, actor=TRAINER)


async def test_themes_weak_entries_and_hard_items(desk: Desk, trainer: Browser, team: str, group: str) -> None:
    session = play(desk, team, 6, right=2)
    await trainer.open("/quizcijfers")
    sound(trainer.page)
    assert "33% goed van 6 antwoorden" in text(trainer)
    item = ItemBank(desk.database).get(QUESTION).item
    links = [a.attrs["href"] for a in trainer.page.all("a")]
    assert f"/kennisbank/{item.entry}" in links
    assert f"/quizvragen/vraag/{QUESTION}" in links
    assert "Voorbeeldnaam" not in text(trainer)
    await trainer.open(f"/quizvragen/vraag/{QUESTION}")
    assert "33% goed van 6 antwoorden" in text(trainer)
    assert text(trainer).count("koos niemand") == 2
    await trainer.open("/quizvragen?staat=signs")
    assert item.question in text(trainer)
    await trainer.open(f"/quizcijfers/{session.session_id}")
    sound(trainer.page)
    assert "6 mensen deden mee" in text(trainer)
    assert "Voorbeeldnaam" not in text(trainer)
    assert "Niemand deelde" in text(trainer)


async def test_fewer_than_five_people_have_no_figures(desk: Desk, trainer: Browser, team: str, group: str) -> None:
    session = play(desk, team, 4)
    for path in ("/quizcijfers", f"/quizcijfers/{session.session_id}", f"/quizvragen/vraag/{QUESTION}"):
        await trainer.open(path)
        assert "goed van" not in text(trainer), path
        assert "4 mensen" not in text(trainer), path
    await trainer.open(f"/quizvragen/vraag/{QUESTION}")
    assert "te weinig antwoorden" in text(trainer)


async def test_a_result_is_seen_when_it_was_shared_and_by_trainers_only(
    desk: Desk, trainer: Browser, team: str, group: str
) -> None:
    session = play(desk, team, 6, right=2)
    live = LiveQuizStore(desk.database)
    address = f"/quizcijfers/{session.session_id}"
    live.share(session.session_id, "test:deelnemer-1", desk.now())
    await trainer.open(address)
    assert "Voorbeeldnaam 1" in text(trainer)
    assert "1 van 1 goed" in text(trainer)
    assert "Voorbeeldnaam 2" not in text(trainer)
    live.unshare(session.session_id, "test:deelnemer-1")
    await trainer.open(address)
    assert "Voorbeeldnaam 1" not in text(trainer)
    lead = Browser(desk)
    await lead.sign_in(LEAD)
    assert (await lead.open(address)).status_code == 403
    await lead.client.aclose()


async def test_another_team_is_out_of_reach(desk: Desk, trainer: Browser, team: str, group: str) -> None:
    session = play(desk, team, 6)
    planned = LiveQuizStore(desk.database).plan(
        QuizSetup(team, CHAT, None, 3), desk.now() + timedelta(days=1), desk.now(), actor=TRAINER
    )
    other, now = desk.roster.create_team("Team Noord", desk.now(), actor=OPERATOR).team_id, desk.now()
    stranger = "test:77"
    desk.roster.redeem(desk.roster.invite(other, Role.TRAINER, now, actor=OPERATOR), stranger, "Noor Voorbeeld", now)
    browser = Browser(desk)
    await browser.sign_in(stranger)
    for path in (f"/quizcijfers?team={team}", f"/quizcijfers/{session.session_id}", f"/quizplannen?team={team}"):
        assert (await browser.open(path)).status_code == 403, path
    await browser.open("/quizplannen")
    assert "geen gekoppelde groep" in text(browser)
    token = browser.page.form("/uitloggen").fields
    address = f"/quizplannen/{planned.session_id}/afzeggen"
    assert (await browser.client.post(address, data=token)).status_code == 403
    assert (await browser.client.post("/quizplannen", data=token | {"team": team})).status_code == 403
    assert len(LiveQuizStore(desk.database).planned(team)) == 1
    await browser.client.aclose()


async def test_plan_and_cancel(desk: Desk, trainer: Browser, team: str, group: str) -> None:
    live = LiveQuizStore(desk.database)
    await trainer.open("/quizplannen")
    sound(trainer.page)
    assert CHAT not in trainer.page.all("main")[0].text
    day = (desk.now() + timedelta(days=8)).date()
    fields = {
        "groep": member_reference(desk.secret, team, CHAT),
        "thema": "top-3",
        "aantal": "4",
        "seconden": "20",
        "wie": "anoniem",
        "dag": day.isoformat(),
        "uur": "09:30",
    }
    await trainer.send("/quizplannen", **fields)
    sound(trainer.page)
    assert "De quiz is gepland" in text(trainer)
    assert "Overleg <b>Zuid</b>" in text(trainer)
    (session,) = live.planned(team)
    assert (session.setup.theme, session.setup.wanted, session.setup.seconds) == ("top-3", 4, 20)
    assert session.setup.anonymous
    assert session.planned_for is not None
    await trainer.send(f"/quizplannen/{session.session_id}/afzeggen")
    assert "gaat niet door" in text(trainer)
    assert live.planned(team) == []
    token = trainer.page.form("/uitloggen").fields
    again = await trainer.client.post(f"/quizplannen/{session.session_id}/afzeggen", data=token)
    assert again.status_code == 409


WRONG = (
    ({"groep": "x"}, "Kies een groep"),
    ({"thema": "x"}, "Van dit thema zijn er nu geen vragen"),
    ({"aantal": "31"}, "Kies 1 tot 30 vragen"),
    ({"seconden": "4"}, "Kies 5 tot 600 seconden"),
    ({"wie": "x"}, "Kies een van de mogelijkheden"),
    ({"dag": "2031-02-30"}, "bestaat niet"),
    ({"dag": "2020-02-03"}, "voorbij"),
    ({"dag": "2099-02-03"}, "een jaar vooruit"),
)


async def test_plans_that_cannot_be(desk: Desk, trainer: Browser, team: str, group: str) -> None:
    await trainer.open("/quizplannen")
    fields = {"groep": member_reference(desk.secret, team, CHAT), "thema": "", "aantal": "5", "seconden": "0"}
    fields |= {"wie": "open", "uur": "10:00", "dag": (desk.now() + timedelta(days=2)).date().isoformat()}
    for changes, problem in WRONG:
        assert (await trainer.send("/quizplannen", **fields | changes)).status_code == 422
        sound(trainer.page)
        assert problem in text(trainer)
    assert LiveQuizStore(desk.database).planned(team) == []


async def test_an_installation_without_teams(desk: Desk) -> None:
    browser = Browser(at(desk, desk.now()))
    await browser.sign_in(OPERATOR)
    for path in ("/quizcijfers", "/quizplannen"):
        assert (await browser.open(path)).status_code == 200
        sound(browser.page)
        assert "Er is nog geen team" in text(browser)
    await browser.client.aclose()
