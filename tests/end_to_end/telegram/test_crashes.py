"""kill -9 between any two steps: state changes once, everything is said, and doubles are marked.

The process is killed at chosen calls: before Telegram carries one out, after it did but before the answer, and
a moment later, when the database is being told. A step between two calls is hit by the moments in between.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from knowledge.store import Database, OutboxStore, StoreSettings
from knowledge.store.rows import OutboxStatus
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.running import plain, telegram_config

CONVERSATIONS = 20
KILLS = 12
STEPS = ("hoe lang duurt een ots precies", "/privacy", "hij slaat haar nu", "/begrip OTS")
DOUBT = "mogelijk dubbel"


def rows(folder: Path, statement: str) -> list[tuple]:
    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        return database.read(lambda sql: sql.execute(statement).fetchall())


@pytest.mark.slow
async def test_killed_at_any_step_nothing_is_lost_and_nothing_counts_twice(botapi: BotApiServer, folder: Path) -> None:
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
    process, chance = Process(config, botapi), random.Random(7)
    people = [botapi.person(f"Persoon{number}") for number in range(CONVERSATIONS)]
    for person in people:
        botapi.world.private(person, botapi.bot)
        for step in STEPS:
            person.send(person.chat, step)
    for _ in range(KILLS):
        await process.start()
        point = len(botapi.calls.sent()) + chance.randint(1, 8)
        loss = botapi.faults.delay(0.05, "sendMessage") if chance.random() < 0.5 else None
        waiting = asyncio.create_task(_reach(botapi, point))
        await asyncio.wait([waiting], timeout=chance.choice([0.4, 1.0, 20.0]))
        waiting.cancel()
        await asyncio.sleep(chance.choice([0, 0.002, 0.01, 0.03]))
        process.kill()
        await process.gone()
        if loss:
            botapi.faults.clear(loss)
    await process.start()
    for person in people:
        await _all_said(person)
    await botapi.wait_until_polled()
    await asyncio.sleep(1)
    assert await process.stop() == 0

    for person in people:
        said = [text for text in plain(person.chat) if DOUBT not in text]
        assert max(Counter(said).values()) == 1, f"unmarked doubles: {Counter(said)}"
    (handled,) = rows(folder, "SELECT COUNT(*), SUM(status = 'done') FROM handled_update WHERE key NOT LIKE '%#%'")
    assert handled == (len(people) * len(STEPS), len(people) * len(STEPS))
    (logged,) = rows(folder, "SELECT COUNT(*) FROM question_log")[0]
    assert logged == len(people)
    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        assert set(OutboxStore(database).counts()) == {OutboxStatus.SENT}


async def _reach(botapi: BotApiServer, count: int) -> None:
    await botapi.calls.wait_until(lambda: len(botapi.calls.sent()) >= count, what="a call")


async def _all_said(person: Person) -> None:
    """Every step has its answer; the order is that of the questions, the card before what waited."""
    for words in ("OTS", "Wat Houvast met je bericht doet", "Is er nu gevaar? Bel 112."):
        await person.chat.wait_for(words)


@pytest.mark.slow
@pytest.mark.parametrize("locked_again", [False, True])
async def test_a_card_sent_before_its_row_was_written_comes_again_with_a_mark(
    botapi: BotApiServer, folder: Path, *, locked_again: bool
) -> None:
    """The store is held, the card goes out all the same, and the process dies before it could write that down."""
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
    process = Process(config, botapi)
    sanne = botapi.person("Sanne")
    botapi.world.private(sanne, botapi.bot)
    try:
        await process.start()
        other = sqlite3.connect(folder / "data" / "houvast.sqlite3", isolation_level=None)
        # What would be written comes through just after the card in the one case, and never in the other.
        if not locked_again:
            other.execute("BEGIN IMMEDIATE")
        late = botapi.faults.late_answer(30, "sendMessage")
        sanne.send(sanne.chat, "hij slaat haar nu")
        await sanne.chat.wait_for("Is er nu gevaar? Bel 112.")
        process.kill()
        await process.gone()
        if not locked_again:
            other.execute("ROLLBACK")
        botapi.faults.clear(late)
        await process.start()
        if locked_again:
            other.execute("BEGIN IMMEDIATE")
        await sanne.chat.wait_for(DOUBT)
        if locked_again:
            other.execute("ROLLBACK")
        other.close()
        await botapi.wait_until_polled()
        await asyncio.sleep(1)
        assert await process.stop() == 0
    finally:
        process.kill()
        await process.gone()
    first, *again = plain(sanne.chat)
    assert DOUBT not in first
    assert again
    assert all(text.startswith(first) and DOUBT in text for text in again)
    # In the store's words and in those of the trail it is the same message.
    assert len(set(again)) == 1


async def test_what_was_said_names_no_one_in_the_log(botapi: BotApiServer, folder: Path) -> None:
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
    process = Process(config, botapi)
    await process.start()
    sanne = botapi.person("Annelotte", "Zonderland", "annelotte_z")
    group = botapi.group("Gezin Zonderland", sanne, kind="supergroup")
    planted = ["Kevin Testerman", "123456782", "kevin@voorbeeld.example", "gezinsvoogd van de Regenboog"]
    for text in planted:
        sanne.send(sanne.chat, f"hoe help ik {text} met een veiligheidsplan?")
        sanne.send(group, f"niet voor de bot: {text}")
        sanne.send(group, f"@{botapi.bot.username} wat doe ik met {text}?")
    botapi.faults.malformed("sendMessage", calls=2)
    botapi.faults.status(502, "sendMessage", calls=1)
    botapi.faults.malformed("getUpdates", calls=1)
    sanne.send(sanne.chat, "hij slaat haar nu, Kevin Testerman")
    sanne.send(sanne.chat, voice=True)
    (await sanne.inline("Kevin Testerman")).results.clear()
    await sanne.chat.wait_for("Ik kan alleen tekst lezen")
    await asyncio.sleep(2)
    assert await process.stop() == 0
    log = process.log.decode()
    assert "ready: @" in log
    assert "no updates for" in log
    for secret in (*planted, "Kevin", "Annelotte", "Zonderland", "annelotte_z", botapi.bot.token, str(sanne.id)):
        assert secret not in log, f"the log holds {secret!r}"
    assert "veiligheidsplan" not in log
    stored = b"".join(path.read_bytes() for path in (folder / "data").glob("houvast.sqlite3*"))
    for secret in (*planted[:3], "Testerman", "Annelotte", "annelotte_z", botapi.bot.token):
        assert secret.encode() not in stored, f"the store holds {secret!r}"
