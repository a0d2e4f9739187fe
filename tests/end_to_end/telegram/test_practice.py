"""Practice through a real Bot API server: an offer, a session with ticks in place, and a restart in the middle."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.practice.day import next_offer
from knowledge.practice.model import Plan
from knowledge.quiz.bank import BankItem
from knowledge.quiz.model import Kind
from knowledge.store.conversations import ConversationStore
from knowledge.store.practice import PracticeStore
from knowledge.store.quiz_items import ItemBank
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.running import Running
from tests.end_to_end.telegram.wall import Wall, start

OFFER = "Je oefening staat klaar"


def item_of(running: Running, person: Person) -> BankItem:
    """The item that somebody is asked."""
    key = f"telegram:{person.id}"
    slots = ConversationStore(running.assembly.database).load(key).slots
    return ItemBank(running.assembly.database).get(slots["practice"]["name"])


async def answered(running: Running, person: Person, question: Message) -> Message:
    """Answer right by buttons, and get the reply."""
    correct = ["ABCDEFGHIJ"[place] for place in item_of(running, person).item.correct]
    if len(correct) > 1:
        for letter in correct:
            await person.press(question, letter)
            await person.chat.wait_until(lambda letter=letter: any(b.text == f"✓ {letter}" for b in question.buttons))
        await person.press(question, "Klaar")
    else:
        await person.press(question, correct[0])
    return await person.chat.wait_for("Hoe goed wist je het?", after=question)


def answers(running: Running) -> int:
    return running.assembly.database.read(lambda sql: sql.execute("SELECT COUNT(*) FROM practice_review").fetchone()[0])


async def test_an_offer_is_practised_across_a_restart(
    botapi: BotApiServer, folder: Path, again: list[Running], wall: Wall
) -> None:
    running = await start(botapi, folder, again)
    sanne = running.person("Sanne")
    running.team("Team Den", sanne)
    retire = "UPDATE quiz_item SET retired_at = '2026-11-22' WHERE name NOT IN (?, ?, ?)"
    items = ItemBank(running.assembly.database).askable()
    several = [row.name for row in items if row.item.kind is Kind.SEVERAL][:2]
    single = [row.name for row in items if row.item.kind is Kind.CHOICE][:1]
    running.assembly.database.write(lambda sql: sql.execute(retire, [*several, *single]))
    PracticeStore(running.assembly.database).set_plan(f"telegram:{sanne.id}", Plan(), datetime.now(UTC))

    wall.moment = next_offer(Plan(), wall.moment + timedelta(days=1), None).astimezone(UTC) + timedelta(minutes=1)
    offer = await sanne.chat.wait_for(OFFER)
    assert "3 vragen" in offer.text
    await sanne.press(offer, "Begin")
    question = await sanne.chat.wait_for("Vraag 1 van 3")
    told = await answered(running, sanne, question)
    assert answers(running) == 0

    await running.stop()
    running = await start(botapi, folder, again)
    for button in ("Gegokt", "Makkelijk"):
        await sanne.press(told, button)
    question = await sanne.chat.wait_for("Vraag 2 van 3")
    assert answers(running) == 1
    for number in (2, 3):
        told = await answered(running, sanne, question)
        await sanne.press(told, "Wist ik")
        wanted = f"Vraag {number + 1} van 3" if number < 3 else "Klaar voor nu"
        question = await sanne.chat.wait_for(wanted, after=told)
    assert "3 van 3 goed." in question.text
    assert answers(running) == 3
    await sanne.press(question, "Mijn voortgang")
    picture = await sanne.chat.wait_for("Van de 3 vragen zag je er 3.")
    assert picture.kind == "photo"
    await asyncio.sleep(0.3)  # some rounds later
    assert sum(OFFER in message.text for message in sanne.chat.messages if message.from_bot) == 1
