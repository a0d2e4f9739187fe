"""That an answer is on its way shows when it takes long, and only then."""

import sqlite3

import pytest

from bot.channels.telegram import typing_indicator
from tests.botapi.watching import PATIENCE_S
from tests.end_to_end.telegram.running import Running


async def test_typing_shows_only_when_an_answer_takes_long(houvast: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    sanne = houvast.person("Sanne")
    # What is long is said here: how long an answer takes is a matter of the machine.
    monkeypatch.setattr(typing_indicator, "AFTER_S", 10 * PATIENCE_S)
    sanne.send(sanne.chat, "/help")
    await houvast.quiet()
    assert houvast.server.calls.of("sendChatAction") == []
    monkeypatch.setattr(typing_indicator, "AFTER_S", 0.0)
    other = sqlite3.connect(houvast.assembly.settings.data_folder / "houvast.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    sanne.send(sanne.chat, "/help")
    await houvast.server.wait_for_call("sendChatAction")
    other.execute("ROLLBACK")
    other.close()
    await houvast.quiet()
