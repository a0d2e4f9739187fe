"""*Signalen*: try a sentence, add one with four eyes, look rules up, measure, and switch what was learned."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk.desk import Desk
from bot.signals import signals_folder
from knowledge.signals.learning.regression import Measured, RegressionSet
from knowledge.signals.learning.shelf import FitShelf, OwnRight
from knowledge.signals.own.model import Subject
from knowledge.store import OPERATOR, AuditLog
from knowledge.store.signal_sentences import SignalSentenceStore
from knowledge.store.signal_switch import SignalSwitchStore
from tests.bot.desk.conftest import LEAD, SECOND, TRAINER, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.security.test_desk_injection import HOSTILE, safe
from tests.knowledge.signals.learning.fits import RIGHT, WRONG, measured_as, put_on_shelf

PATHS = (
    "/signalen",
    "/signalen/zinnen",
    "/signalen/zinnen?signaal=reflex",
    "/signalen/meegeleverd?q=boterham",
    "/signalen/meegeleverd?signaal=reflex&wat=escalatiereflex/overdragen",
    "/signalen/regels",
    "/signalen/regels?signaal=reflex&q=ots",
    "/signalen/regels?signaal=privacy&q=fatima",
    "/signalen/leren",
)
SENTENCE = "hij zwaait met een tuinslang naar de buurvrouw"


def text_of(browser: Browser) -> str:
    return " ".join(browser.page.all("main")[0].text.split())


@pytest.mark.parametrize("path", PATHS)
async def test_pages_are_sound(lead: Browser, path: str) -> None:
    assert (await lead.open(path)).status_code == 200
    sound(lead.page)
    current = [a for a in lead.page.all("a") if a.attrs.get("aria-current") == "page" and "main" in a.inside]
    assert len(current) == 1


async def test_a_sentence_is_explained_and_kept_nowhere(lead: Browser) -> None:
    await lead.open("/signalen")
    typed = "Hij slaat haar nu met een riem in de keuken. Bel Fatima Bakkali op 06-12345678. " + "Het kind slaapt. " * 3
    before = lead.desk.database.read(lambda sql: {table.name: table.count for table in sql.tables})
    response = await lead.send("/signalen", tekst=typed)
    text = text_of(lead)
    assert "Houvast geeft de gevaarkaart." in text
    assert "geweld-tegen-iemand" in text
    assert "hij slaat haar" in text
    assert "het speelt nu" in text
    assert "Zin voor zin" in text
    assert "een telefoonnummer" in text
    assert "[telefoonnummer]" in text or "[telefoon]" in text
    assert response.headers["cache-control"] == "no-store"
    sound(lead.page)
    assert lead.desk.database.read(lambda sql: {table.name: table.count for table in sql.tables}) == before


async def test_a_reflex_and_a_cry_are_explained(lead: Browser) -> None:
    await lead.open("/signalen")
    await lead.send("/signalen", tekst="neem jij dit gezin over, ik heb het gehad met ze")
    assert "Houvast ziet de escalatiereflex" in text_of(lead)
    assert "overdragen" in text_of(lead)
    await lead.send("/signalen", tekst="sos")
    assert "noodkreet" in text_of(lead)
    await lead.send("/signalen", tekst="  ")
    assert "Waarom" not in text_of(lead)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_text(lead: Browser, text: str) -> None:
    await lead.open("/signalen")
    assert (await lead.send("/signalen", tekst=text)).status_code == 200
    safe(lead)
    for path in ("/signalen/zinnen", "/signalen/meegeleverd", "/signalen/regels"):
        for name in ("signaal", "q", "wat"):
            assert (await lead.open(path, params={name: text})).status_code in {200, 422}
            safe(lead)
    await lead.open("/signalen/zinnen")
    assert (await lead.send("/signalen/zinnen", zin=text, wat=text)).status_code == 409
    safe(lead)


async def test_four_eyes_from_sentence_to_learning(desk: Desk, team: str) -> None:
    one, other = Browser(desk), Browser(desk)
    await one.sign_in(LEAD)
    await other.sign_in(SECOND)
    await one.open("/signalen/zinnen")
    await one.send("/signalen/zinnen", zin=SENTENCE, wat="niet-acuut/casus")
    assert SENTENCE in text_of(one)
    assert "Een collega moet hem aannemen" in text_of(one)
    sound(one.page)
    number = SignalSentenceStore(desk.database).sentences()[0].sentence_id
    accept = f"/signalen/zinnen/{number}/aannemen"
    assert accept not in [form.action for form in one.page.forms]
    token = one.page.form("/uitloggen").fields
    refused = await one.client.post(accept, data=token)
    assert refused.status_code == 409
    assert "Jij voegde deze zin toe" in refused.text
    await other.open("/signalen/zinnen")
    await other.send(accept)
    assert "Aangenomen" in text_of(other)
    sound(other.page)
    await other.open("/signalen/leren")
    assert "Aangenomen zinnen van jullie: 1" in text_of(other)
    await one.open("/signalen/zinnen")
    await one.send(f"/signalen/zinnen/{number}/intrekken")
    assert SENTENCE not in text_of(one)
    acts = [row.action for row in AuditLog(desk.database).rows(f"sentence:{number}")]
    assert acts == ["withdraw_sentence", "accept_sentence", "propose_sentence"]
    admin = Browser(desk)
    await admin.sign_in(OPERATOR)
    await admin.open("/logboek")
    assert "voorbeeldzin aangenomen" in text_of(admin)


async def test_a_refused_sentence_comes_back_with_the_reason(lead: Browser) -> None:
    await lead.open("/signalen/zinnen")
    personal = "Fatima Bakkali slaat haar zoon met een riem"
    assert (await lead.send("/signalen/zinnen", zin=personal, wat="acuut/geweld")).status_code == 409
    assert "gegevens van iemand" in text_of(lead)
    assert "een naam" in text_of(lead)
    field = next(one for one in lead.page.all("input") if one.attrs.get("name") == "zin")
    assert field.attrs["value"] == personal
    sound(lead.page)
    for sentence, label, reason in (
        ("help", "acuut/geweld", "minstens twee woorden"),
        (SENTENCE, "acuut/kennisvraag", "Kies wat het is"),
        ("KIND is in de gracht gevallen!!", "acuut/brand", "leren"),
    ):
        await lead.send("/signalen/zinnen", zin=sentence, wat=label)
        assert reason in text_of(lead)
    assert SignalSentenceStore(lead.desk.database).sentences() == []


async def test_shipped_sentences_and_rules_are_found(lead: Browser) -> None:
    await lead.open("/signalen/meegeleverd?q=boterham")
    rows = [li.text for li in lead.page.all("li") if "main" in li.inside and "boterham" in li.text.lower()]
    assert rows
    await lead.open("/signalen/meegeleverd?q=qwerty")
    assert "Geen zin gevonden." in text_of(lead)
    await lead.open("/signalen/regels?q=tentamen")
    assert "Geen regel met dat woord." in text_of(lead)
    await lead.open("/signalen/regels?q=knokken")
    assert "geweld-aan-het" in text_of(lead)
    assert "danger/regels.yml" in text_of(lead)
    await lead.open("/signalen/regels?signaal=privacy&q=fatima")
    assert "first_names" in text_of(lead)


async def test_nothing_is_learned_without_a_sentence(lead: Browser) -> None:
    await lead.open("/signalen/leren")
    assert "Er is hier nog niet gemeten." in text_of(lead)
    assert [button.attrs["value"] for button in lead.page.all("button") if button.attrs.get("name") == "wat"] == [
        "meten"
    ]
    token = lead.page.form("/uitloggen").fields | {"wat": "leren"}
    assert (await lead.client.post("/signalen/leren/start", data=token)).status_code == 409


@pytest.fixture
def shelf(desk: Desk) -> FitShelf:
    return FitShelf(signals_folder(desk.settings))


async def test_switch_on_and_back(lead: Browser, shelf: FitShelf) -> None:
    regression = RegressionSet.load()
    shelf.keep_shipped(measured_as(regression, RIGHT, shelf.base))
    name = put_on_shelf(shelf, measured_as(regression, RIGHT, "fit"))
    await lead.open("/signalen/leren")
    sound(lead.page)
    assert "Mag aan" in text_of(lead)
    await lead.send("/signalen/leren/aan")
    assert "Staat aan" in text_of(lead)
    switches = SignalSwitchStore(lead.desk.database)
    assert switches.current().weights == name
    sound(lead.page)
    await lead.send("/signalen/leren/terug")
    assert "Wat Houvast meekreeg. Er staat niets aan" in text_of(lead)
    assert switches.current().weights is None
    await lead.open("/logboek")
    assert "gewisseld van geleerde versie" in text_of(lead)


async def test_what_misses_danger_is_not_switched_on(lead: Browser, shelf: FitShelf) -> None:
    regression = RegressionSet.load()
    shelf.keep_shipped(measured_as(regression, RIGHT, shelf.base))
    name = put_on_shelf(shelf, measured_as(regression, WRONG, "fit"))
    await lead.open("/signalen/leren")
    sound(lead.page)
    assert "Mag niet aan" in text_of(lead)
    assert "/signalen/leren/aan" not in [form.action for form in lead.page.forms]
    token = lead.page.form("/uitloggen").fields | {"naam": name}
    assert (await lead.client.post("/signalen/leren/aan", data=token)).status_code == 409
    assert SignalSwitchStore(lead.desk.database).current().weights is None


def damage(weights: Path) -> None:
    weights.write_bytes(weights.read_bytes()[:100])


async def test_damaged_weights_fall_back_and_say_so(lead: Browser, shelf: FitShelf) -> None:
    regression = RegressionSet.load()
    shelf.keep_shipped(measured_as(regression, RIGHT, shelf.base))
    name = put_on_shelf(shelf, measured_as(regression, RIGHT, "fit"))
    SignalSwitchStore(lead.desk.database).switch(name, 0, LEAD, datetime.now(UTC))
    damage(shelf.data_of(name) / Subject.REFLEX / "reflex.npz")
    await lead.open("/signalen/leren")
    sound(lead.page)
    assert "nu oordeelt wat Houvast meekreeg" in text_of(lead)
    assert "beschadigd" in text_of(lead)
    await lead.open("/signalen")
    await lead.send("/signalen", tekst="hij slaat haar nu in de keuken")
    assert "Houvast geeft de gevaarkaart." in text_of(lead)


async def test_a_trainer_has_no_page(desk: Desk, team: str) -> None:
    browser = Browser(desk)
    await browser.sign_in(TRAINER)
    assert (await browser.open("/signalen")).status_code == 403
    assert "/signalen" not in [a.attrs["href"] for a in browser.page.all("a")]


def test_figures_are_kept_as_they_are() -> None:
    regression = RegressionSet.load()
    measured = measured_as(regression, RIGHT, "fit")
    assert Measured.from_json(measured.to_json()) == measured
    assert OwnRight(1, 0, 1).count == 1
