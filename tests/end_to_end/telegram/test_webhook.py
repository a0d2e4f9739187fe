"""What only a webhook has: replays, forgeries, a store that is stuck, and kill -9 between receiving and answering."""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from knowledge.store import Database, OutboxStore, StoreSettings
from knowledge.store.rows import OutboxStatus
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S
from tests.botapi.webhook import SECRET_HEADER
from tests.end_to_end.telegram.conftest import started
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.running import SECRET, Running, plain, telegram_config, webhook_config
from tests.end_to_end.telegram.test_crashes import DOUBT, STEPS, rows
from tests.ports import free_port

QUESTION = "wat is een OTS?"
CARD = "Is er nu gevaar? Bel 112."
PEOPLE, KILLS = 4, 2


@pytest.fixture
async def houvast(botapi: BotApiServer, folder: Path) -> AsyncIterator[Running]:
    """A running Houvast to which Telegram brings updates, with little patience for its store."""
    config = webhook_config(botapi, free_port()) + "store:\n  busy_timeout_ms: 300\n"
    async for running in started(botapi, folder, config):
        yield running


def handled(running: Running) -> list[tuple[str, str]]:
    assert running.assembly.database is not None
    found: list[Any] = running.assembly.database.read(
        lambda sql: sql.execute("SELECT key, status FROM handled_update WHERE key NOT LIKE '%#%'").fetchall()
    )
    return [tuple(row) for row in found]


def locked(folder: Path) -> sqlite3.Connection:
    """Hold the database, as another process would."""
    other = sqlite3.connect(folder / "data" / "houvast.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


async def test_a_replay_changes_nothing_and_a_forgery_is_not_read(houvast: Running, botapi: BotApiServer) -> None:
    seen: list[dict[str, Any]] = []
    sanne = houvast.person("Sanne")
    put = botapi.bot.updates.put

    def keeping(kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        update = put(kind, payload)
        if update is not None:
            seen.append(update)
        return update

    botapi.bot.updates.put = keeping  # type: ignore[method-assign]
    sanne.send(sanne.chat, QUESTION)
    answer = await sanne.chat.wait_for("Ondertoezichtstelling")
    await sanne.press(answer, "Helpt")
    await sanne.chat.wait_for("Dank je.")
    await houvast.quiet()
    before, said = await asyncio.to_thread(handled, houvast), plain(sanne.chat)
    assert {status for _, status in before} == {"done"}
    assert len(before) == 2

    url = houvast.assembly.settings.telegram.webhook.url
    async with httpx.AsyncClient(headers={SECRET_HEADER: SECRET}, timeout=PATIENCE_S) as client:
        for update in (*seen, *seen):
            assert (await client.post(url, json=update)).status_code == 200
        forged = {**seen[0], "update_id": seen[0]["update_id"] + 500}
        for secret in ("", "fout"):
            assert (await client.post(url, json=forged, headers={SECRET_HEADER: secret})).status_code == 403
    await houvast.quiet()
    assert await asyncio.to_thread(handled, houvast) == before
    assert plain(sanne.chat) == said

    sanne.send(sanne.chat, "/privacy")
    await botapi.bot.updates.wait_until(lambda: not botapi.bot.updates.waiting, what="an accepted update")
    sanne.send(sanne.chat, "/help")
    await houvast.stop()
    words = ("Wat Houvast met je", "Zo werkt Houvast")
    answered = [sum(word in text for text in plain(sanne.chat)) for word in words]
    assert answered == [1, 0 if botapi.bot.updates.waiting else 1], "what is not answered waits at Telegram"


async def test_danger_is_seen_behind_a_question_that_cannot_be_kept(houvast: Running, folder: Path) -> None:
    """Telegram brings the next message of a chat only after the one before it was accepted."""
    sanne = houvast.person("Sanne")
    bot, other = houvast.server.bot, locked(folder)
    key = f"telegram:{bot.id}:{bot.updates.next_id}"
    sanne.send(sanne.chat, QUESTION)
    await sanne.chat.wait_for("112")
    assert len(plain(sanne.chat)) == 1, "the asker is told that there is no answer now"
    sanne.send(sanne.chat, "hij slaat haar nu")
    # It would wait for ever: the database is still held.
    await sanne.chat.wait_for(CARD)
    other.execute("ROLLBACK")
    other.close()
    async with asyncio.timeout(PATIENCE_S):
        while (key, "done") not in await asyncio.to_thread(handled, houvast):  # noqa: ASYNC110 - the store tells nobody
            await asyncio.sleep(0.1)
    await houvast.quiet()
    assert [CARD in text for text in plain(sanne.chat)].count(True) == 1


async def reached(process: Process, botapi: BotApiServer) -> None:
    """Wait until a process really receives."""
    assert botapi.bot.webhook is not None
    before = botapi.bot.webhook.attempts
    async with asyncio.timeout(PATIENCE_S):
        while botapi.bot.webhook.attempts == before:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_killed_between_receiving_and_answering_it_comes_again_and_counts_once(
    botapi: BotApiServer, folder: Path
) -> None:
    config, port = folder / "config.yml", free_port()
    config.write_text(f"paths:\n  data: data\n{webhook_config(botapi, port)}", encoding="utf-8")
    process, chance = Process(config, botapi), random.Random(9)
    try:
        await process.start()
        # Certainly between the two: while the database is held, nothing can be committed.
        other = locked(folder)
        first = botapi.person("Eerste")
        botapi.world.private(first, botapi.bot)
        first.send(first.chat, QUESTION)
        await reached(process, botapi)
        await asyncio.sleep(0.5)
        assert len(botapi.bot.updates.waiting) == 1
        process.kill()
        await process.gone()
        other.close()
        people = [botapi.person(f"Persoon{number}") for number in range(PEOPLE)]
        for person in people:
            botapi.world.private(person, botapi.bot)
            for step in STEPS:
                person.send(person.chat, step)
        for _ in range(KILLS):
            await process.start()
            point = len(botapi.calls.sent()) + chance.randint(1, 8)
            waiting = asyncio.create_task(_sent(botapi, point))
            await asyncio.wait([waiting], timeout=chance.choice([0.3, 1.0, 10.0]))
            waiting.cancel()
            await asyncio.sleep(chance.choice([0, 0.002, 0.01, 0.03]))
            process.kill()
            await process.gone()
        await process.start()
        await first.chat.wait_for("Ondertoezichtstelling")
        for person in people:
            for words in ("OTS", "Wat Houvast met je bericht doet", CARD):
                await person.chat.wait_for(words)
        await botapi.wait_until_brought()
        await _drained(folder)
        assert await process.stop() == 0
        _counted_once([first, *people], folder, questions=1 + PEOPLE, messages=1 + PEOPLE * len(STEPS))
        first.send(first.chat, "/begrip MDO")
        config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
        await _kept_for_later(process, botapi, first)
    finally:
        process.kill()
        await process.gone()
    log = process.log.decode()
    assert "the webhook is set" in log
    for secret in (SECRET, botapi.bot.token, "/telegram/nieuws", "127.0.0.1:", QUESTION, "Persoon"):
        assert secret not in log, f"the log holds {secret!r}"


async def _sent(botapi: BotApiServer, count: int) -> None:
    await botapi.calls.wait_until(lambda: len(botapi.calls.sent()) >= count, what="a call")


async def _drained(folder: Path) -> None:
    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        async with asyncio.timeout(PATIENCE_S):
            while set(OutboxStore(database).counts()) != {OutboxStatus.SENT}:  # noqa: ASYNC110 - the store tells nobody
                await asyncio.sleep(0.1)


def _counted_once(people: list[Person], folder: Path, *, questions: int, messages: int) -> None:
    for person in people:
        said = [text for text in plain(person.chat) if DOUBT not in text]
        assert max(Counter(said).values(), default=1) == 1, f"unmarked doubles: {Counter(said)}"
    (found,) = rows(folder, "SELECT COUNT(*), SUM(status = 'done') FROM handled_update WHERE key NOT LIKE '%#%'")
    assert found == (messages, messages)
    assert rows(folder, "SELECT COUNT(*) FROM question_log") == [(questions,)]


async def _kept_for_later(process: Process, botapi: BotApiServer, person: Person) -> None:
    """While nobody listens Telegram keeps what is said; polling then takes the webhook away and fetches it."""
    assert botapi.bot.webhook is not None
    await process.start()
    await person.chat.wait_for("MDO")
    await botapi.wait_until_polled()
    assert botapi.bot.webhook is None
    assert await process.stop() == 0
