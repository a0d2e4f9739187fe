"""Write an item, look at it, hand it in; a colleague approves it or sends it back."""

from dataclasses import replace

from bot.desk.desk import Desk
from knowledge.quiz.bank import ItemState
from knowledge.quiz.limits import OPTION_LENGTH
from knowledge.store.quiz_items import ItemBank
from tests.bot.desk.conftest import LEAD, TRAINER, Browser
from tests.bot.desk.pages.test_desk_pages import sound
from tests.bot.desk.quiz import QUESTION, send, text

NEW = "/quizvragen/nieuw"
CHANGE = f"/quizvragen/vraag/{QUESTION}/aanpassen"


async def handed_in(trainer: Browser, **changes: str) -> int:
    await trainer.open(NEW)
    assert (await send(trainer, NEW, "inleveren", **changes)).status_code == 200
    (version,) = ItemBank(trainer.desk.database).waiting()
    return version.version_id


async def test_a_look_keeps_nothing(trainer: Browser) -> None:
    await trainer.open(NEW)
    await send(trainer, NEW, "kijken")
    sound(trainer.page)
    assert "Alles past" in text(trainer)
    assert "19 van 300 tekens" in text(trainer)
    assert "Samen dus." in text(trainer)
    assert ItemBank(trainer.desk.database).waiting() == []


async def test_a_row_more_keeps_what_was_typed(trainer: Browser) -> None:
    await trainer.open(NEW)
    await send(trainer, NEW, "erbij")
    rows = [field for field in trainer.page.all("input") if field.attrs.get("name") == "optie"]
    assert [field.attrs["value"] for field in rows] == ["Het hele team", "De rechter", "", ""]
    assert not trainer.page.all("ins")


async def test_problems_stand_at_their_fields(trainer: Browser) -> None:
    await trainer.open(NEW)
    response = await send(
        trainer,
        NEW,
        "inleveren",
        vraag="😀" * 151,
        optie="x" * (OPTION_LENGTH + 1),
        uitleg="",
        kaart="",
        bron="[zomaar]",
        stap="2",
    )
    assert response.status_code == 422
    sound(trainer.page)
    shown = text(trainer)
    for problem in (
        "Dit zijn 302 tekens. Er passen er 300",
        "Bij antwoord 1 staan 101 tekens",
        "Geef er 2 tot 10",
        "Hier staat nog niets",
        "Kies een kaart waar de vraag bij hoort",
        "Deze bron begrijp ik niet",
        "Een stap en een verhaal horen bij een casus",
    ):
        assert problem in shown
    assert {e.attrs["id"] for e in trainer.page.elements if e.attrs.get("aria-invalid")} == {
        "vraag",
        "uitleg",
        "kaart",
        "bron",
        "stap",
    }
    assert ItemBank(trainer.desk.database).waiting() == []


REFUSED = (
    ({"vraag": "Mag je 06-12345678 bellen?"}, "gegevens van iemand"),
    ({"vraag": "Brahim Benali van twaalf wil niet naar huis. Wat doe je?"}, "op een naam lijkt"),
    ({"naam": QUESTION}, "Er is al een vraag met de naam"),
    ({"naam": "Geen Naam"}, "kleine letters"),
    ({"bron": "B17"}, "staat niet bij deze kaart"),
    ({"juist": "7"}, "Kies precies één goed antwoord"),
)


async def test_what_is_refused(trainer: Browser) -> None:
    for changes, problem in REFUSED:
        await trainer.open(NEW)
        assert (await send(trainer, NEW, "inleveren", **changes)).status_code == 422
        assert problem in text(trainer)
    assert ItemBank(trainer.desk.database).waiting() == []


async def test_four_eyes(desk: Desk, trainer: Browser) -> None:
    version = await handed_in(trainer, naam="")
    address = f"/quizvragen/versie/{version}"
    sound(trainer.page)
    assert "Jij schreef aan deze vraag mee" in text(trainer)
    assert not [form for form in trainer.page.forms if form.action == f"{address}/goedkeuren"]
    token = trainer.page.form("/uitloggen").fields
    assert (await trainer.client.post(f"{address}/goedkeuren", data=token)).status_code == 409
    colleague = Browser(desk)
    await colleague.sign_in(LEAD)
    await colleague.open("/vandaag")
    assert "1 vraag wacht op beoordeling" in text(colleague)
    await colleague.open("/quizvragen?staat=waiting")
    assert "1 vraag wacht op beoordeling" in text(colleague)
    await colleague.open(address)
    sound(colleague.page)
    await colleague.send(f"{address}/goedkeuren")
    assert "Goedgekeurd" in text(colleague)
    row = ItemBank(desk.database).get("wie-kiest-de-top-3")
    assert row.state is ItemState.ASKABLE
    assert row.item.feedback == ("Samen dus.", "")
    assert row.item.theme == "top-3"
    await colleague.client.aclose()


async def test_sent_back_and_done_again(desk: Desk, trainer: Browser) -> None:
    version = await handed_in(trainer)
    colleague = Browser(desk)
    await colleague.sign_in(LEAD)
    address = f"/quizvragen/versie/{version}"
    await colleague.open(address)
    refused = await colleague.send(f"{address}/terugsturen", opmerking="Bel 06-12345678.")
    assert refused.status_code == 409
    await colleague.open(address)
    await colleague.send(f"{address}/terugsturen", opmerking="Maak het antwoord korter.")
    assert "Maak het antwoord korter." in text(colleague)
    await trainer.open("/quizvragen/vraag/wie-kiest")
    sound(trainer.page)
    link = next(a.attrs["href"] for a in trainer.page.all("a") if "versie=" in a.attrs["href"])
    await trainer.open(link)
    assert trainer.page.all("textarea")[0].text.strip() == "Wie kiest de top 3?"
    path = "/quizvragen/vraag/wie-kiest/aanpassen"
    await send(trainer, path, "inleveren", vraag="Wie kiest samen de top 3?")
    (waiting,) = ItemBank(desk.database).waiting()
    assert waiting.item.question == "Wie kiest samen de top 3?"
    await trainer.send(f"/quizvragen/versie/{waiting.version_id}/intrekken")
    assert ItemBank(desk.database).waiting() == []
    await colleague.client.aclose()


async def test_a_change_shows_word_by_word(trainer: Browser) -> None:
    bank = ItemBank(trainer.desk.database)
    item = bank.get(QUESTION).item
    await trainer.open(CHANGE)
    same = {"vraag": item.question, "uitleg": item.explanation}
    fields = {field.attrs["name"]: field.attrs["value"] for field in trainer.page.all("input") if "name" in field.attrs}
    assert fields["basis"] == "1"
    await send(trainer, CHANGE, "inleveren", **same | {"vraag": item.question.replace("Wat", "Wat precies")})
    assert "precies" in "".join(element.text for element in trainer.page.all("ins"))
    assert bank.get(QUESTION).item == item


async def test_a_colleague_was_first(trainer: Browser) -> None:
    bank = ItemBank(trainer.desk.database)
    await trainer.open(CHANGE)
    bank.propose(replace(bank.get(QUESTION).item, question="Van mijn collega?"), LEAD, trainer.desk.now())
    assert (await send(trainer, CHANGE, "inleveren")).status_code == 409
    assert "Een collega leverde net ook iets in" in text(trainer)
    assert [version.item.question for version in bank.waiting()] == ["Van mijn collega?"]
    await send(trainer, CHANGE, "inleveren")
    (waiting,) = bank.waiting()
    assert waiting.item.question == "Wie kiest de top 3?"
    assert bank.may_approve(waiting.version_id, LEAD) is not None
    assert bank.may_approve(waiting.version_id, TRAINER) is not None


async def test_nothing_changed(trainer: Browser) -> None:
    version = await handed_in(trainer)
    path = "/quizvragen/vraag/wie-kiest/aanpassen"
    await trainer.open(path)
    assert "Er wacht al een voorstel" in text(trainer)
    assert (await send(trainer, path, "inleveren")).status_code == 409
    assert "Er is niets veranderd" in text(trainer)
    assert [one.version_id for one in ItemBank(trainer.desk.database).waiting()] == [version]


async def test_only_from_our_own_form(trainer: Browser) -> None:
    for path in (NEW, CHANGE, f"/quizvragen/vraag/{QUESTION}/weg", "/quizvragen/bestanden", "/quizplannen"):
        assert (await trainer.client.post(path, data={"vraag": "x"})).status_code == 403
    assert ItemBank(trainer.desk.database).get(QUESTION).state is ItemState.ASKABLE
