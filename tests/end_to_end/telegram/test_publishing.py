"""What one process publishes, a bot in another process answers with, without a restart or a question unanswered."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.entries.serial import content_hash, to_document
from knowledge.seeding import read_published
from knowledge.store import Database, StoreSettings
from knowledge.store.entries import EntryStore
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.running import plain, telegram_config

ASKED = "wat is een schaalvraag van 0 tot 10"
SLUG, RETIRED = "schaalvraag-0-10", "drie-huizen"
TITLE = "De schaalvraag, zoals wij hem stellen"


def publish(folder: Path) -> None:
    with Database.open(StoreSettings(folder / "data" / "houvast.sqlite3")) as database:
        store, now = EntryStore(database), datetime.now(UTC)
        entry = replace(read_published(store)[SLUG].as_stored, title=TITLE)
        made = store.propose(SLUG, to_document(entry), content_hash(entry), "test:author", now)
        store.publish(made.version_id, "test:approver", now)
        store.retire(RETIRED, "test:lead", now)


@pytest.mark.slow
async def test_published_elsewhere(botapi: BotApiServer, folder: Path) -> None:
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{telegram_config(botapi)}", encoding="utf-8")
    process = Process(config, botapi)
    await process.start()
    mila = botapi.person("Mila")
    mila.send(mila.chat, ASKED)
    first = await mila.chat.wait_for("Bron")
    assert TITLE not in first.text
    await asyncio.to_thread(publish, folder)
    for turn in range(2, 40):
        mila.send(mila.chat, ASKED)
        answers = turn

        def answered(wanted: int = answers) -> bool:
            return sum("Bron" in text for text in plain(mila.chat)) >= wanted

        await mila.chat.wait_until(answered, what="an answer")
        if TITLE in plain(mila.chat)[-1]:
            break
    assert TITLE in plain(mila.chat)[-1]
    said = len(plain(mila.chat))
    mila.send(mila.chat, "wat zijn de drie huizen")
    await mila.chat.wait_until(lambda: len(plain(mila.chat)) > said, what="an answer")
    assert "drie huizen" not in plain(mila.chat)[-1].partition("\n")[0].lower()
    assert all("kan nu niet" not in text for text in plain(mila.chat)), "no question went without an answer"
    assert await process.stop() == 0
