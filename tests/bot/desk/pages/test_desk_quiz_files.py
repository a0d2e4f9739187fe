"""Items from files: a look first, then proposals; out as a file that comes back the same."""

import re

import httpx

from bot.desk.desk import Desk
from knowledge.quiz.exchange.yaml_files import read_yaml_items, write_yaml_items
from knowledge.store.quiz_items import ItemBank
from tests.bot.desk.conftest import LEAD, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.quiz import ENTRY, QUESTION, text

FILES = "/quizvragen/bestanden"
GIFT = """// Uit een andere leeromgeving
::Wie kiest::Wie kiest de top 3? {=Het team #Samen. ~De rechter}

Wie schreef dit? {}

::Waar of niet::De top 3 gaat over situaties. {TRUE####Geen diagnoses.}
"""


async def upload(browser: Browser, *files: tuple[str, str | bytes], **fields: str) -> httpx.Response:
    await browser.open(FILES)
    data = browser.page.form(FILES).fields | {"bron": "B01"} | fields
    sent = [("bestanden", (name, body if isinstance(body, bytes) else body.encode())) for name, body in files]
    return browser._seen(await browser.client.post(FILES, data=data, files=sent or [("x", ("", b""))]))


async def test_gift_of_somebody_else(trainer: Browser) -> None:
    bank = ItemBank(trainer.desk.database)
    before = len(bank.items())
    await upload(trainer, ("moodle.txt", GIFT), kaart=ENTRY)
    sound(trainer.page)
    assert "Regel 4: een open vraag kan hier niet" in text(trainer)
    assert text(trainer).count("(nieuw)") == 2
    assert bank.waiting() == []
    await trainer.send(f"{FILES}/bevestigen", vraag="wie-kiest")
    assert "Ingeleverd" in text(trainer)
    (waiting,) = bank.waiting()
    assert (waiting.name, waiting.item.entry, waiting.item.options) == ("wie-kiest", ENTRY, ("Het team", "De rechter"))
    assert bank.may_approve(waiting.version_id, LEAD) is None
    assert len(bank.items()) == before + 1


async def test_without_an_entry_they_are_refused(trainer: Browser) -> None:
    await upload(trainer, ("moodle.gift", GIFT))
    assert "Kies een kaart waar de vraag bij hoort" in text(trainer)
    assert "Er is niets om over te nemen" in text(trainer)


async def test_own_files_come_back_the_same_or_changed(desk: Desk, trainer: Browser) -> None:
    items = {row.name: row.item for row in ItemBank(desk.database).items()}
    for form, name in (("yaml", "vragen.yml"), ("gift", "vragen.gift.txt")):
        response = await trainer.open(f"/quizvragen/download?thema=top-3&vorm={form}")
        assert "attachment" in response.headers["content-disposition"]
        await upload(trainer, (name, response.text), verzonnen="ja")
        assert "nieuw)" not in text(trainer)
        assert "Er is niets om over te nemen" in text(trainer), form
    changed = write_yaml_items([items[QUESTION]]).replace("Wat staat", "Wat staat precies")
    await upload(trainer, ("vragen.yml", changed))
    assert "(veranderd)" in text(trainer)
    assert "precies" in "".join(element.text for element in trainer.page.all("ins"))
    every = await trainer.open("/quizvragen/download?vorm=yaml")
    assert len(read_yaml_items(every.text, "alles").items) == len(items)


async def test_a_yes_counts_once_and_not_over_a_colleague(desk: Desk, trainer: Browser) -> None:
    bank = ItemBank(desk.database)
    item = bank.get(QUESTION).item
    changed = write_yaml_items([item]).replace("Wat staat", "Wat staat precies")
    await upload(trainer, ("vragen.yml", changed))
    bank.propose(read_yaml_items(changed.replace("precies", "ook"), "top-3").items[0], LEAD, desk.now())
    form = trainer.page.form(f"{FILES}/bevestigen").fields
    await trainer.send(f"{FILES}/bevestigen", vraag=QUESTION)
    assert "Niet overgenomen" in text(trainer)
    assert "ook" in bank.waiting()[0].item.question
    again = await trainer.client.post(f"{FILES}/bevestigen", data=form | {"vraag": QUESTION})
    assert again.status_code == 409


async def test_what_is_refused(trainer: Browser) -> None:
    bad = write_yaml_items([ItemBank(trainer.desk.database).get(QUESTION).item])
    await upload(
        trainer,
        ("foto.png", b"\x89PNG"),
        ("oud.txt", b"\xff\xfe\x00"),
        ("leeg.yml", ""),
        ("persoon.yml", bad.replace("Wat staat", "Bel 06-12345678, wat staat")),
        ("kapot.yml", re.sub(r"juist:\s+- 2", "juist: [9]", bad)),
    )
    sound(trainer.page)
    assert "06-12345678" not in text(trainer)
    for told in ("Dit soort bestand", "geen tekst in UTF-8", "geen vragen in dit bestand", "gegevens van iemand"):
        assert told in text(trainer), told
    assert re.search(r"Regel \d+: de vraag past niet", text(trainer))
    assert not [form for form in trainer.page.forms if form.action == f"{FILES}/bevestigen"]
    await upload(trainer)
    assert "Er zat geen bestand bij" in text(trainer)
    assert (await upload(trainer, ("a.yml", bad), bron="[zomaar]")).status_code == 422


async def test_no_such_download(trainer: Browser) -> None:
    for query in ("vorm=exe", "thema=bestaat-niet"):
        assert (await trainer.open(f"/quizvragen/download?{query}")).status_code == 404
