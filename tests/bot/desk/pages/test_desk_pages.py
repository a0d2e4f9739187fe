"""Every page: sound HTML that a screen reader can use, and what a lead does from start to end."""

from itertools import pairwise

import pytest

from bot.desk.desk import Desk
from knowledge.store import OPERATOR, AuditLog, EntryStore, FeedbackStore, QuestionStore
from knowledge.store.rows import FeedbackKind, QuestionReason
from tests.bot.desk.conftest import LEAD, SECOND, TRAINER, WORKER, Browser
from tests.bot.desk.reading import Page

SLUG = "mdo-voorbereiden"
PATHS = (
    "/vandaag",
    "/kennisbank",
    "/kennisbank?q=hoe+bereid+ik+een+mdo+voor",
    f"/kennisbank/{SLUG}",
    "/kennisbank/intieme-terreur-en-stalking",
    "/begrippen",
    "/beoordelen",
    "/onbeantwoord",
    "/feedback",
    "/gebruik",
    "/logboek",
    "/nieuw",
    "/bestaat-niet",
)


def sound(page: Page) -> None:
    """What any page owes to somebody who cannot see it."""
    assert page.all("html")[0].attrs["lang"] == "nl"
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.heading
    assert page.all("title")[0].text.strip()
    ids = [element.attrs["id"] for element in page.elements if "id" in element.attrs]
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]
    for element in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set(element.attrs.get(name, "").split()) <= set(ids)
        if element.tag == "a" and element.attrs["href"].startswith("#"):
            assert element.attrs["href"][1:] in ids
    labelled = {element.attrs.get("for") for element in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        assert field.attrs.get("type") == "hidden" or field.attrs["id"] in labelled, field
    for button in page.all("button"):
        assert button.text.strip()
    levels = [int(element.tag[1]) for element in page.elements if element.tag in {"h1", "h2", "h3", "h4"}]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert "112" in page.all("footer")[0].text
    assert all(th.attrs.get("scope") in {"col", "row"} for th in page.all("th"))


@pytest.mark.parametrize("path", PATHS)
async def test_pages_are_sound(lead: Browser, team: str, path: str) -> None:
    now = lead.desk.now()
    QuestionStore(lead.desk.database).file("mag dit wel", QuestionReason.UNANSWERED, now, person=WORKER, team=team)
    version = EntryStore(lead.desk.database).published()[0].version_id
    FeedbackStore(lead.desk.database).give(FeedbackKind.WRONG, version, now, person=WORKER)
    assert (await lead.open(path)).status_code == (404 if path == "/bestaat-niet" else 200)
    sound(lead.page)


@pytest.mark.parametrize("path", ["/inloggen", "/inloggen/fout", "/vandaag"])
async def test_pages_before_signing_in_are_sound(browser: Browser, path: str) -> None:
    await browser.open(path)
    sound(browser.page)
    assert browser.page.all("nav") == []


async def test_search_tells_what_the_bot_would_do(lead: Browser) -> None:
    await lead.open("/kennisbank?q=hoe bereid ik een mdo voor")
    text = lead.page.all("main")[0].text
    assert "In de chat" in text
    assert lead.page.all("a", "li")
    first = next(a for a in lead.page.all("a") if a.attrs.get("class") == "row-link")
    assert first.attrs["href"] == f"/kennisbank/{SLUG}"


async def test_personal_data_is_left_out_of_a_search(lead: Browser) -> None:
    response = await lead.open("/kennisbank", params={"q": "hoe bel ik 06-12345678 over een mdo"})
    assert "06-12345678" not in response.text
    assert "weggelaten" in lead.page.all("main")[0].text


async def test_filters_and_their_empty_state(lead: Browser) -> None:
    await lead.open("/kennisbank?status=expired")
    assert "Geen kaart past bij wat je koos." in lead.page.all("main")[0].text
    await lead.open("/kennisbank?thema=wegwijzers")
    assert "Bladzijde" in lead.page.all("main")[0].text or lead.page.all("a")


async def test_invite_and_withdraw(lead: Browser, team: str) -> None:
    await lead.open(f"/team/{team}")
    await lead.send(f"/team/{team}/uitnodigen", rol="trainer", dagen="3", keren="2")
    sound(lead.page)
    message = next(area.text for area in lead.page.all("textarea"))
    assert "/start uitnodiging_" in message
    await lead.open(f"/team/{team}")
    assert "/start uitnodiging_" not in lead.page.all("main")[0].text
    await lead.send(f"/team/{team}/uitnodigingen-intrekken")
    assert lead.desk.roster.invitations(team, lead.desk.now()) == []


async def test_a_member_gets_another_role_and_leaves(lead: Browser, team: str) -> None:
    await lead.open(f"/team/{team}")
    link = next(a.attrs["href"] for a in lead.page.all("a") if a.text == "Koen Voorbeeld")
    assert WORKER not in link
    await lead.open(link)
    sound(lead.page)
    await lead.send(f"{link}/rol", rol="trainer")
    assert lead.desk.roster.member(team, WORKER).role.value == "trainer"  # type: ignore[union-attr]
    await lead.open(link)
    await lead.send(f"{link}/verwijderen")
    assert "Zet eerst een vinkje" in lead.page.all("main")[0].text
    await lead.send(f"{link}/verwijderen", zeker="ja")
    assert lead.desk.roster.member(team, WORKER) is None


async def test_the_last_lead_stays(lead: Browser, team: str) -> None:
    lead.desk.roster.remove(team, SECOND, lead.desk.now(), actor=OPERATOR)
    await lead.open(f"/team/{team}")
    link = next(a.attrs["href"] for a in lead.page.all("a") if a.text == "Sanne Voorbeeld")
    await lead.open(link)
    assert (await lead.send(f"{link}/rol", rol="trainer")).status_code == 409
    assert lead.page.heading == "Dit is de laatste teamleider"


async def test_four_eyes_from_concept_to_reader(desk: Desk, team: str) -> None:
    writer, reader = Browser(desk), Browser(desk)
    await writer.sign_in(LEAD)
    await reader.sign_in(SECOND)
    await writer.open(f"/kennisbank/{SLUG}")
    await writer.send(f"/kennisbank/{SLUG}/aanpassen")
    assert writer.page.heading == "Concept: Een MDO voorbereiden"
    sound(writer.page)
    await writer.open(f"/concept/{SLUG}?als=tekst")
    sound(writer.page)
    entry, asked = (area.text.removeprefix("\n") for area in writer.page.all("textarea"))
    changed = {"tekst": entry.replace("één casus", "één gezin"), "vragen": asked}
    await writer.send(f"/concept/{SLUG}", doe="bekijken", **changed)
    assert "nog niet bewaard" in writer.page.all("main")[0].text
    await writer.send(f"/concept/{SLUG}", doe="inleveren", **changed)
    assert "Jij hebt aan deze tekst geschreven" in writer.page.all("main")[0].text
    sound(writer.page)
    address = f"/beoordelen/{desk.flow.store.waiting()[0].version.version_id}"
    assert not [form for form in writer.page.forms if form.action.endswith("/goedkeuren")]
    token = writer.page.form("/uitloggen").fields
    assert (await writer.client.post(f"{address}/goedkeuren", data=token)).status_code == 409
    await reader.open(address)
    assert [ins.text for ins in reader.page.all("ins")] == ["gezin"]
    await reader.send(f"{address}/goedkeuren")
    await reader.open(f"/kennisbank/{SLUG}")
    assert "één gezin" in reader.page.all("main")[0].text
    assert {"publish", "propose"} & {row.action for row in AuditLog(desk.database).rows()}


async def test_a_draft_that_somebody_else_saved(desk: Desk, team: str) -> None:
    one, other = Browser(desk), Browser(desk)
    await one.sign_in(LEAD)
    await other.sign_in(SECOND)
    desk.flow.start(SLUG, LEAD, desk.now())
    await one.open(f"/concept/{SLUG}?als=tekst")
    await other.open(f"/concept/{SLUG}?als=tekst")
    text = one.page.all("textarea")[0].text.removeprefix("\n")
    await one.send(f"/concept/{SLUG}", doe="bewaren", tekst=text.replace("casus", "situatie"), vragen="")
    mine = text.replace("casus", "zaak")
    assert (await other.send(f"/concept/{SLUG}", doe="bewaren", tekst=mine, vragen="")).status_code == 409
    areas = {area.attrs["id"]: area.text.removeprefix("\n") for area in other.page.all("textarea")}
    assert areas["tekst"] == mine
    assert "situatie" in areas["van-hen"]
    sound(other.page)


async def test_a_question_becomes_a_phrasing(lead: Browser, team: str) -> None:
    questions = QuestionStore(lead.desk.database)
    questions.file("hoe doe ik zo'n mdo dan", QuestionReason.UNANSWERED, lead.desk.now(), person=WORKER, team=team)
    await lead.open("/onbeantwoord")
    await lead.send("/onbeantwoord/formulering", kaart=SLUG, tekst="hoe doe ik zo'n mdo dan", stijl="chat")
    assert lead.page.heading == "Concept: Een MDO voorbereiden"
    assert questions.open_questions() == []


async def test_a_refusal_keeps_the_question_open(lead: Browser, team: str) -> None:
    questions = QuestionStore(lead.desk.database)
    questions.file("iets nieuws", QuestionReason.UNANSWERED, lead.desk.now(), person=WORKER, team=team)
    await lead.open("/onbeantwoord")
    response = await lead.send("/onbeantwoord/nieuw", slug="GEEN SLUG", titel="Een nieuwe kaart", thema="top-3")
    assert response.status_code == 409
    assert len(questions.open_questions()) == 1


async def test_votes_are_handled(lead: Browser) -> None:
    votes = FeedbackStore(lead.desk.database)
    version = EntryStore(lead.desk.database).published()[0].version_id
    votes.give(FeedbackKind.WRONG, version, lead.desk.now(), person=WORKER, redacted_note="klopt niet meer")
    await lead.open("/feedback")
    assert WORKER not in str([element.attrs for element in lead.page.elements])
    await lead.send("/feedback/afgehandeld")
    assert votes.open() == []
    assert "Er zijn geen open oordelen." in lead.page.all("main")[0].text


async def test_offline_at_once(lead: Browser) -> None:
    await lead.open(f"/kennisbank/{SLUG}")
    await lead.send(f"/kennisbank/{SLUG}/offline", reden="de bron is ingetrokken")
    assert "de bron is ingetrokken" in lead.page.all("main")[0].text
    sound(lead.page)
    assert SLUG not in {row.slug for row in EntryStore(lead.desk.database).published()}


async def test_the_log_names_people_to_admins_only(desk: Desk, team: str) -> None:
    desk.roster.set_role(team, TRAINER, desk.roster.member(team, TRAINER).role, desk.now(), actor=SECOND)  # type: ignore[union-attr]
    desk.roster.set_zero_goal(team, "Geen kind alleen", desk.now(), actor=SECOND)
    lead, admin = Browser(desk), Browser(desk)
    await lead.sign_in(LEAD)
    await admin.sign_in(OPERATOR)
    await lead.open("/logboek")
    assert "Bram" not in lead.page.all("main")[0].text
    assert "teamleider" in lead.page.all("tbody")[0].text
    await admin.open("/logboek")
    assert "Bram Voorbeeld (teamleider)" in admin.page.all("main")[0].text
    await admin.open("/logboek?van=2020-13-45")
    assert "Die datum bestaat niet" in admin.page.all("main")[0].text


async def test_usage_without_persons(lead: Browser, team: str) -> None:
    await lead.open("/gebruik")
    assert "minder dan 5 vragen" in lead.page.all("main")[0].text
    questions = QuestionStore(lead.desk.database)
    for _ in range(9):
        questions.log("answer", lead.desk.now(), slug=SLUG, team=team)
    questions.log("danger", lead.desk.now(), team=team)
    await lead.open("/gebruik")
    text = lead.page.all("main")[0].text
    assert "10 vragen in 12 weken" in text
    assert "te weinig om te tonen" in text
    sound(lead.page)
