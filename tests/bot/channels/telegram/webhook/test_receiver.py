"""The webhook against a real Bot API server: set, set again, and told when nothing comes through."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from telegram import Bot, Update

from bot.channels.telegram.connection import Line, make_bot
from bot.channels.telegram.intake.ending import ALLOWED
from bot.channels.telegram.webhook import receiver as module
from bot.channels.telegram.webhook.arrivals import Arrivals
from bot.channels.telegram.webhook.receiver import MOST_CONNECTIONS, Receiver
from bot.sections import WebhookSection
from tests.botapi.fixtures import botapi
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S
from tests.end_to_end.telegram.running import SECRET
from tests.ports import free_port

__all__ = ["botapi"]


@dataclass
class Hook:
    """A receiver that keeps every update at once."""

    bot: Bot
    port: int = field(default_factory=free_port)
    texts: list[str] = field(default_factory=list)
    arrivals: Arrivals = field(default_factory=Arrivals)

    def __post_init__(self) -> None:
        self.section = WebhookSection(url=f"http://127.0.0.1:{self.port}/nieuws", port=self.port)
        self.receiver = Receiver(self.bot, self.section, SECRET, self.arrivals, self._admit)

    def _admit(self, update: Update) -> None:
        if update.message is not None:
            self.texts.append(update.message.text or "")
        self.arrivals.close(update.update_id)


@pytest.fixture
async def hook(botapi: BotApiServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hook]:
    for name in ("LOOK_S", "SOON_S", "FIRST_PAUSE_S"):
        monkeypatch.setattr(module, name, 0.05)
    async with make_bot(Line(botapi.bot.token, botapi.root_url, SECRET)) as bot:
        made = Hook(bot)
        running = asyncio.create_task(made.receiver.run())
        yield made
        made.receiver.leave()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await made.receiver.close()


@pytest.fixture
def sanne(botapi: BotApiServer) -> Person:
    person = botapi.person("Sanne")
    botapi.world.private(person, botapi.bot).started = True
    return person


async def looks(hook: Hook, *, reached: bool) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while hook.receiver.reached is not reached:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)


async def test_telegram_is_told_where_to_bring_what(botapi: BotApiServer, hook: Hook, sanne: Person) -> None:
    sanne.send(sanne.chat, "van voor de start")
    botapi.faults.status(502, "setWebhook", calls=2)
    assert not hook.receiver.reached
    call = await botapi.wait_for_call("setWebhook", count=3)
    assert {name: call.params[name] for name in ("url", "secret_token", "max_connections", "allowed_updates")} == {
        "url": hook.section.url,
        "secret_token": SECRET,
        "max_connections": MOST_CONNECTIONS,
        "allowed_updates": [kind.value for kind in ALLOWED],
    }
    assert not call.params.get("drop_pending_updates")
    await botapi.wait_until_brought()
    assert hook.texts == ["van voor de start"]
    await asyncio.wait_for(hook.receiver.caught_up.wait(), PATIENCE_S)
    await looks(hook, reached=True)


async def test_a_webhook_that_somebody_took_away_is_set_again(
    botapi: BotApiServer, hook: Hook, sanne: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await botapi.wait_for_call("setWebhook")
    async with make_bot(Line(botapi.bot.token, botapi.root_url)) as other:
        await other.delete_webhook()
    await botapi.wait_for_call("setWebhook", count=2)
    sanne.send(sanne.chat, "nog steeds")
    await botapi.wait_until_brought()
    assert hook.texts == ["nog steeds"]
    assert "another process uses this token" in caplog.text


async def test_an_address_that_leads_nowhere_shows(
    botapi: BotApiServer, hook: Hook, sanne: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await botapi.wait_for_call("setWebhook")
    await looks(hook, reached=True)
    assert botapi.bot.webhook is not None
    botapi.bot.webhook.proxy_down = True
    sanne.send(sanne.chat, "hoort iemand mij")
    await looks(hook, reached=False)
    assert not hook.receiver.caught_up.is_set()
    botapi.bot.webhook.proxy_down = False
    await looks(hook, reached=True)
    await botapi.wait_until_brought()
    assert hook.texts == ["hoort iemand mij"]
    assert caplog.text.count("Telegram could not bring an update") == 1


async def test_one_that_cannot_be_read_is_skipped(
    botapi: BotApiServer, hook: Hook, sanne: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await botapi.wait_for_call("setWebhook")
    with caplog.at_level(logging.ERROR):
        assert await hook.receiver._take(5, {"update_id": 5, "message": {"text": "de naam van iemand"}})
    assert "update 5 is in a form unknown here" in caplog.text
    assert "de naam van iemand" not in caplog.text
    sanne.send(sanne.chat, "wel")
    await botapi.wait_until_brought()
    assert hook.texts == ["wel"]
