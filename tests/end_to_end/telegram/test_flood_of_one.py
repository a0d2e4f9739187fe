"""Somebody who sends far too much: told once, danger at once, everybody else answered as ever."""

from pathlib import Path

import pytest

from actions.pace import Pace
from bot.channels.telegram import service
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.conftest import started
from tests.end_to_end.telegram.running import telegram_config

CARD = "Is er nu gevaar? Bel 112."
TOLD = "Je stuurt veel berichten achter elkaar"


async def test_a_flood_of_one_person(botapi: BotApiServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Time stands still for what may come back: how long twelve answers take is a matter of the machine.
    monkeypatch.setattr(service, "Pace", lambda per_minute: Pace(per_minute, clock=lambda: 0.0))
    async for houvast in started(botapi, folder, telegram_config(botapi) + "  messages_per_minute: 5\n"):
        sanne, omar = houvast.person("Sanne"), houvast.person("Omar")
        for _ in range(12):
            sanne.send(sanne.chat, "/help")
        sanne.send(sanne.chat, "hij slaat haar nu")
        omar.send(omar.chat, "/help")
        await houvast.quiet()
        said = [message.text or "" for message in sanne.chat.messages if message.from_bot]
        assert sum(TOLD in text for text in said) == 1
        assert sum(CARD in text for text in said) == 1
        assert sum("/kaarten" in text for text in said) == 5
        assert any("/kaarten" in (message.text or "") for message in omar.chat.messages if message.from_bot)
