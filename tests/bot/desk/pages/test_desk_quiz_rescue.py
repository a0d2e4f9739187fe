"""Whatever goes wrong, what was typed in the form of a quiz question comes back."""

from datetime import timedelta
from urllib.parse import urlencode

from bot.desk.desk import Desk
from knowledge.roster import Role
from knowledge.store import OPERATOR
from knowledge.store.quiz_items import ItemBank
from tests.bot.desk.conftest import TRAINER, Browser, at
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.quiz import FIELDS, QUESTION, send, text
from tests.bot.desk.sending import FORM

NEW = "/quizvragen/nieuw"
CHANGE = f"/quizvragen/vraag/{QUESTION}/aanpassen"
HOSTILE = '</textarea><script>alert(1)</script>"'
STORY = "Regel een.\nRegel twee."


def fields(browser: Browser, path: str) -> list[tuple[str, str]]:
    """What the rescue page sends again, in its order."""
    inside, found = "", []
    for element in browser.page.elements:
        if element.tag == "form":
            inside = element.attrs.get("action", "")
        if element.tag == "input" and inside == path and "form" in element.inside:
            found.append((element.attrs["name"], element.attrs.get("value", "")))
    return found


async def test_an_ended_session_gives_a_new_question_back(desk: Desk, trainer: Browser) -> None:
    await trainer.open(NEW)
    later = Browser(at(desk, desk.now() + timedelta(hours=3)))
    later.client.cookies.update(trainer.client.cookies)
    later.page = trainer.page
    before = len(ItemBank(desk.database).items())
    response = await send(later, NEW, "inleveren", uitleg="Samen, omdat het zo blijft.", verhaal=STORY, verzonnen="ja")
    assert response.status_code == 401
    assert later.page.heading == "Je tekst is er nog"
    sound(later.page)
    for part in (
        "Wie kiest de top 3?",
        "Het hele team (goed)",
        "De rechter",
        "Samen dus.",
        "Samen, omdat het zo blijft.",
    ):
        assert part in later.page.all("textarea")[0].text
    assert "uitgelogd" in text(later)
    rescued = later.page
    await later.sign_in(TRAINER)
    later.page = rescued
    again = await later.client.post(NEW, content=urlencode([*fields(later, NEW), ("doe", "kijken")]), headers=FORM)
    later._seen(again)
    assert again.status_code == 403
    assert "Je bent weer ingelogd" in text(later)
    sound(later.page)
    assert later.page.all("textarea")[0].text.strip() == "Wie kiest de top 3?"
    values = {(e.attrs.get("name"), e.attrs.get("value")) for e in later.page.all("input")}
    assert {("optie", "Het hele team"), ("optie", "De rechter"), ("bij", "Samen dus."), ("bron", "B01")} <= values
    assert [
        e.attrs["value"] for e in later.page.all("input") if "checked" in e.attrs and e.attrs["name"] == "juist"
    ] == ["0"]
    assert any(STORY in area.text for area in later.page.all("textarea"))
    assert len(ItemBank(desk.database).items()) == before
    await later.client.aclose()


async def test_a_lost_role_gives_a_changed_question_back(desk: Desk, trainer: Browser, team: str) -> None:
    await trainer.open(CHANGE)
    desk.roster.set_role(team, TRAINER, Role.PROFESSIONAL, desk.now(), actor=OPERATOR)
    response = await send(trainer, CHANGE, "inleveren", vraag="Waar staat top 3 nu voor?")
    assert response.status_code in (401, 403)
    assert "Waar staat top 3 nu voor?" in trainer.page.all("textarea")[0].text


async def test_a_question_that_is_gone_gives_its_text_back(trainer: Browser) -> None:
    await trainer.open(NEW)
    form = trainer.page.form(NEW).fields | dict(FIELDS) | {"basis": "3", "vraag": HOSTILE}
    response = await trainer.client.post(
        "/quizvragen/vraag/bestaat-niet/aanpassen",
        content=urlencode([*form.items(), ("doe", "inleveren")]),
        headers=FORM,
    )
    trainer._seen(response)
    assert response.status_code == 404
    assert "bestaat niet meer" in text(trainer)
    assert HOSTILE in trainer.page.all("textarea")[0].text
    assert trainer.page.all("script") == []
    sound(trainer.page)


async def test_a_form_of_another_site_gives_nothing_back(trainer: Browser) -> None:
    await trainer.open(NEW)
    body = urlencode([*trainer.page.form(NEW).fields.items(), *FIELDS])
    response = await trainer.client.post(NEW, content=body, headers=FORM | {"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert "Wie kiest de top 3?" not in response.text
