"""Quizvragen: found, tried, checked against the entry, taken out; sound pages, also when there is nothing."""

from dataclasses import replace

from bot.desk.desk import Desk
from knowledge.quiz.bank import ItemState
from knowledge.quiz.model import Kind
from knowledge.store import EntryStore
from knowledge.store.quiz_items import ItemBank
from tests.bot.desk.conftest import LEAD, SECOND, TRAINER, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.quiz import QUESTION, SEVERAL, text

PATHS = (
    "/quizvragen",
    "/quizvragen?staat=out",
    "/quizvragen?thema=top-3&soort=meerkeuze&staat=askable",
    f"/quizvragen/vraag/{QUESTION}",
    f"/quizvragen/vraag/{QUESTION}?kijk=ja",
    f"/quizvragen/vraag/{QUESTION}?kijk=ja&kies=1",
    f"/quizvragen/vraag/{QUESTION}?kijk=ja&kies=0&kies=99",
    f"/quizvragen/vraag/{QUESTION}/aanpassen",
    "/quizvragen/nieuw",
    "/quizvragen/nieuw?kaart=mdo-voorbereiden",
    "/quizvragen/bestanden",
    "/quizcijfers",
    "/quizcijfers?weken=52",
    "/quizplannen",
)


async def test_pages_are_sound(trainer: Browser) -> None:
    for path in PATHS:
        assert (await trainer.open(path)).status_code == 200, path
        sound(trainer.page)
    for path in ("vraag/bestaat-niet", "vraag/bestaat-niet/aanpassen", "versie/999999"):
        assert (await trainer.open(f"/quizvragen/{path}")).status_code == 404, path


async def test_filters(trainer: Browser) -> None:
    await trainer.open("/quizvragen?thema=acuut-gevaar&soort=meer-goed")
    shown = [a.attrs["href"] for a in trainer.page.all("a") if a.attrs.get("class") == "row-link"]
    bank = ItemBank(trainer.desk.database).items()
    wanted = [row for row in bank if row.item.theme == "acuut-gevaar" and row.item.kind is Kind.SEVERAL]
    assert len(wanted) > 1
    assert shown == [f"/quizvragen/vraag/{row.name}" for row in wanted]
    await trainer.open("/quizvragen?thema=bestaat-niet")
    assert "Geen vraag past bij wat je koos" in text(trainer)


async def test_try_it_and_nothing_is_kept(trainer: Browser) -> None:
    item = ItemBank(trainer.desk.database).get(QUESTION).item
    wrong = next(number for number in range(len(item.options)) if number not in item.correct)
    address = f"/quizvragen/vraag/{QUESTION}"
    await trainer.open(address)
    assert item.explanation not in text(trainer)
    await trainer.open(f"{address}?kijk=ja&kies={item.correct[0]}")
    assert "Goed." in text(trainer)
    assert " ".join(item.explanation.split()) in text(trainer)
    await trainer.open(f"{address}?kijk=ja&kies={wrong}")
    assert "Niet goed." in text(trainer)
    assert "jouw keuze" in text(trainer)
    await trainer.open(f"{address}?kijk=ja")
    assert "Kies eerst een antwoord" in text(trainer)
    counted = trainer.desk.database.read(
        lambda sql: sql.execute(
            "SELECT (SELECT COUNT(*) FROM practice_review) + (SELECT COUNT(*) FROM quiz_answer)"
        ).fetchone()[0]
    )
    assert counted == 0


async def test_several_right_answers_need_all_of_them(trainer: Browser) -> None:
    item = ItemBank(trainer.desk.database).get(SEVERAL).item
    address = f"/quizvragen/vraag/{SEVERAL}?kijk=ja"
    await trainer.open(f"{address}&kies={item.correct[0]}")
    assert "Niet goed." in text(trainer)
    await trainer.open(address + "".join(f"&kies={number}" for number in item.correct))
    assert "Goed." in text(trainer)


async def test_a_changed_entry_is_checked_once(desk: Desk, trainer: Browser) -> None:
    row = ItemBank(desk.database).get(QUESTION)
    entries = EntryStore(desk.database)
    published = next(one for one in entries.published() if one.slug == row.item.entry)
    document = {**published.document, "title": "Een andere titel"}
    made = entries.propose(row.item.entry, document, "hash", LEAD, desk.now())
    entries.publish(made.version_id, SECOND, desk.now())
    assert ItemBank(desk.database).get(QUESTION).state is ItemState.TO_CHECK
    await trainer.open("/quizvragen?staat=to_check")
    assert row.item.question in " ".join(text(trainer).split())
    address = f"/quizvragen/vraag/{QUESTION}"
    await trainer.open(address)
    sound(trainer.page)
    assert "Een andere titel" in "".join(element.text for element in trainer.page.all("ins"))
    old = trainer.page.form(f"{address}/klopt").fields | {"kaartversie": "1"}
    assert (await trainer.client.post(f"{address}/klopt", data=old)).status_code == 409
    await trainer.open(address)
    await trainer.send(f"{address}/klopt")
    assert "klopt nog met de kaart" in text(trainer)
    assert ItemBank(desk.database).get(QUESTION).state is ItemState.ASKABLE
    assert not [form for form in trainer.page.forms if form.action == f"{address}/klopt"]


async def test_an_author_does_not_confirm_the_own_item(desk: Desk, trainer: Browser) -> None:
    bank = ItemBank(desk.database)
    row = bank.get(QUESTION)
    version = bank.propose(replace(row.item, question="Nieuw?"), TRAINER, desk.now())
    bank.approve(version.version_id, LEAD, desk.now())
    entries = EntryStore(desk.database)
    published = next(one for one in entries.published() if one.slug == row.item.entry)
    made = entries.propose(row.item.entry, {**published.document, "title": "Anders"}, "hash", LEAD, desk.now())
    entries.publish(made.version_id, SECOND, desk.now())
    address = f"/quizvragen/vraag/{QUESTION}"
    await trainer.open(address)
    assert "Vraag een collega om hem na te kijken" in text(trainer)
    token = trainer.page.form("/uitloggen").fields | {"kaartversie": str(made.version_id)}
    assert (await trainer.client.post(f"{address}/klopt", data=token)).status_code == 409


async def test_out_and_back(trainer: Browser) -> None:
    address = f"/quizvragen/vraag/{QUESTION}"
    await trainer.open(address)
    await trainer.send(f"{address}/weg")
    assert "uit de quiz gehaald" in text(trainer)
    assert ItemBank(trainer.desk.database).get(QUESTION).state is ItemState.RETIRED
    sound(trainer.page)
    await trainer.send(f"{address}/terug")
    assert ItemBank(trainer.desk.database).get(QUESTION).state is ItemState.ASKABLE


async def test_a_case_with_a_step_less_says_so(trainer: Browser) -> None:
    bank = ItemBank(trainer.desk.database)
    step = next(row for row in bank.items() if row.item.case and row.item.step == 2)
    first = next(row for row in bank.items() if row.item.case == step.item.case and row.item.step == 1)
    await trainer.open(f"/quizvragen/vraag/{step.name}")
    assert " ".join(first.item.story.split()) in text(trainer)
    assert "ontbreekt een stap" not in text(trainer)
    bank.retire(first.name, TRAINER, trainer.desk.now())
    await trainer.open(f"/quizvragen/vraag/{step.name}")
    assert "ontbreekt een stap" in text(trainer)


async def test_a_lead_sees_no_figures(lead: Browser) -> None:
    await lead.open(f"/quizvragen/vraag/{QUESTION}")
    assert "Moeilijkheid" not in text(lead)
    await lead.open("/quizvragen")
    assert "valt op" not in text(lead)
    assert (await lead.open("/quizcijfers")).status_code == 403
    assert (await lead.open("/quizplannen")).status_code == 403


async def test_a_bank_without_items(trainer: Browser) -> None:
    trainer.desk.database.write(lambda sql: sql.execute("UPDATE quiz_item SET shown_version = NULL"))
    for path in ("/quizvragen", "/quizvragen/bestanden", "/quizplannen", "/quizcijfers"):
        assert (await trainer.open(path)).status_code == 200
        sound(trainer.page)
    assert (await trainer.open("/quizvragen/download?vorm=gift")).status_code == 404
