"""The life of an entry between two people, and of a question that becomes an entry."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from actions.conversation import receive
from bot.assembly import assemble
from knowledge.store import EntryStore, QuestionStore
from knowledge.store.rows import QuestionReason
from tests.browser.conftest import BRAM, KOEN, SANNE, Arrive, Running
from tests.browser.person import Person
from tests.conftest import message, settings_in

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

TITLE, SLUG = "De rode paraplu bij een huisbezoek", "rode-paraplu"
QUESTION = "wie bewaart de rode paraplu voor het huisbezoek"
FIRST, BETTER = "De rode paraplu hangt in de gang.", "De rode paraplu hangt naast de balie van de receptie."
WITHIN_S = 5.0
"""Seconds between approval and the bot's answer, as promised to team leads; held to where nothing else is running."""
PATIENCE_S = 240.0


def is_quiet() -> bool:
    """Whether nothing else runs now; beside other workers it is never, also where their load does not show yet."""
    return "PYTEST_XDIST_WORKER" not in os.environ and os.getloadavg()[0] <= (os.cpu_count() or 1)


async def start_new(person: Person) -> None:
    """Make the draft of a new entry."""
    await person.open("/kennisbank")
    await person.follow("Nieuwe kaart")
    await person.fill("Titel", TITLE)
    await person.fill("Naam in het adres", SLUG)
    await person.press("Maak concept")
    await person.sees(f"Concept: {TITLE}")


async def found_first(person: Person, *, wanted: bool) -> None:
    """Search until the entry is, or is not, what the desk finds first; its search is the bot's own."""
    start = monotonic()
    while True:
        await person.open(f"/kennisbank?q={QUESTION}")
        first = await person.page.locator("a.row-link").first.get_attribute("href")
        if (first == f"/kennisbank/{SLUG}") is wanted:
            return
        assert monotonic() - start < PATIENCE_S, f"still first: {first}"
        await asyncio.sleep(0.2)


async def approve(person: Person) -> None:
    """Publish what waits."""
    await person.open("/beoordelen")
    await person.follow(TITLE)
    await golden_checked(person)
    await person.press("Keur goed en publiceer")
    await person.sees("Goedgekeurd. Collega's zien deze tekst nu.")


async def golden_checked(person: Person) -> None:
    """Load the page of a review again until it says what becomes of the golden questions."""
    start = monotonic()
    while await person.page.get_by_text("legt de ijkvragen net opnieuw voor").count():
        assert monotonic() - start < PATIENCE_S, "the golden questions were never asked"
        await asyncio.sleep(1)
        await person.follow("Laad de pagina opnieuw.")
        await person.page.wait_for_load_state()


async def test_whole_life_of_an_entry(running: Running, arrive: Arrive) -> None:
    sanne, bram = await arrive(SANNE), await arrive(BRAM)
    await start_new(sanne)
    await sanne.press("Bewaar en lever in")
    await sanne.sees("Bewaard, maar nog niet ingeleverd.")
    await sanne.add_sentence(0, FIRST)
    await sanne.fill("Chat: zoals in een bericht", QUESTION)
    await sanne.press("Bewaar en lever in")
    await sanne.sees("Ingeleverd. Een collega moet het nu goedkeuren.")
    assert await sanne.page.get_by_role("button", name="Keur goed en publiceer").count() == 0, "four eyes"

    await bram.open("/vandaag")
    await bram.follow(TITLE)
    assert FIRST.rstrip(".") in " ".join(await bram.page.locator("ins").all_inner_texts())
    await bram.fill("Wat moet er anders?", "Welke gang bedoel je?")
    await bram.press("Stuur terug")
    await bram.sees("Teruggestuurd. De schrijver kan ermee verder.")

    await sanne.page.reload()
    await sanne.sees("Welke gang bedoel je?")
    await sanne.open("/beoordelen")
    await sanne.follow(TITLE)
    await sanne.sees("Welke gang bedoel je?")
    await sanne.page.locator("#kort-0").fill(BETTER)
    await sanne.press("Bewaar en lever in")
    await sanne.sees("Ingeleverd.")

    await approve(bram)
    await found_first(sanne, wanted=True)
    await sanne.follow(TITLE)
    await sanne.sees(BETTER.rstrip("."))
    await sanne.fill("Waarom?", "De paraplu is zoek.")
    await sanne.press("Haal nu offline")
    await sanne.sees("Collega's zien deze kaart niet meer.")
    await sanne.open(f"/kennisbank/{SLUG}")
    await sanne.sees("Reden: De paraplu is zoek.")
    await found_first(sanne, wanted=False)
    assert SLUG not in {row.slug for row in EntryStore(running.desk.database).published()}


@pytest.mark.parametrize("way", ["entry", "phrasing"])
async def test_an_unanswered_question_is_found(
    running: Running, arrive: Arrive, folder: Path, way: str, record_property: Callable[[str, object], None]
) -> None:
    """The bot is another opened Houvast on the same store, as `houvast telegram` is beside `houvast desk`."""
    quiet = is_quiet()
    bot = assemble(settings_in(folder), in_process=True)
    bot.keep_fresh()
    try:
        QuestionStore(running.desk.database).file(
            QUESTION, QuestionReason.UNANSWERED, running.desk.now(), person=KOEN, team=running.team
        )
        sanne, bram = await arrive(SANNE), await arrive(BRAM)
        await sanne.open("/onbeantwoord")
        title = await (became_entry if way == "entry" else became_phrasing)(sanne)
        await sanne.press("Bewaar en lever in")
        await sanne.sees("Ingeleverd.")
        await bram.open("/beoordelen")
        await bram.follow(title)
        await golden_checked(bram)
        before = await receive(message(QUESTION, conversation="test:50"), bot.front)
        assert title not in str(before), "not before it was approved"
        async with bram.page.expect_response("**/goedkeuren"):
            await bram.press("Keur goed en publiceer")
        start = monotonic()
        await bram.sees("Goedgekeurd.")
        for turn in range(1000):
            reply = await receive(message(QUESTION, conversation=f"test:{100 + turn}"), bot.front)
            if title in str(reply):
                break
            assert monotonic() - start < PATIENCE_S, "the bot never found it"
            await asyncio.sleep(0.1)
        took = monotonic() - start
        record_property("seconds_until_found", round(took, 1))
        assert took < WITHIN_S or not (quiet and is_quiet())
    finally:
        await bot.close()


async def became_entry(person: Person) -> str:
    """The question starts an entry, with the question as its phrasing."""
    await person.page.get_by_text("Maak een nieuwe kaart", exact=True).click()
    form = person.page.locator("form[action='/onbeantwoord/nieuw']")
    await person.fill("Titel", TITLE, form)
    await person.fill("Naam in het adres", SLUG, form)
    await person.press("Maak concept", form)
    await person.sees(f"Concept: {TITLE}")
    assert QUESTION in await person.page.get_by_label("Chat: zoals in een bericht", exact=True).input_value()
    await person.add_sentence(0, BETTER)
    return TITLE


async def became_phrasing(person: Person) -> str:
    """The question is added to an entry that exists."""
    await person.page.get_by_text("Voeg de vraag toe aan een kaart", exact=True).click()
    form = person.page.locator("form[action='/onbeantwoord/formulering']")
    await person.fill("Kaart", "Een MDO voorbereiden", form)
    await person.press("Voeg toe", form)
    await person.sees("De vraag staat in het concept.")
    return str(await person.page.locator("#titel").input_value())
