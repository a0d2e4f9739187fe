"""getUpdates and webhooks, through both client libraries."""

import asyncio
import itertools
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.botapi.clients import CLIENTS, Client, Refused
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S


def texts(updates: list[dict]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_a_poll_wakes_up_when_something_arrives(botapi: BotApiServer, client: Client, sanne: Person):
    poll = asyncio.create_task(client.call("get_updates", timeout=10 * PATIENCE_S))
    await botapi.wait_until_polled()
    sanne.send(sanne.chat, "hallo")
    async with asyncio.timeout(PATIENCE_S):
        assert texts(await poll) == ["hallo"]


async def test_a_poll_without_news_ends_after_its_timeout(botapi: BotApiServer, client: Client):
    started = asyncio.get_running_loop().time()
    assert await client.call("get_updates", timeout=1) == []
    assert 0.9 < asyncio.get_running_loop().time() - started < PATIENCE_S


async def test_updates_stay_until_an_offset_confirms_them(client: Client, sanne: Person):
    for text in ("een", "twee", "drie"):
        sanne.send(sanne.chat, text)
    first = await client.call("get_updates", timeout=0)
    assert texts(first) == ["een", "twee", "drie"]
    assert texts(await client.call("get_updates", timeout=0)) == ["een", "twee", "drie"]
    assert texts(await client.call("get_updates", timeout=0, limit=1)) == ["een"]
    after = await client.call("get_updates", timeout=0, offset=first[0]["update_id"] + 1)
    assert texts(after) == ["twee", "drie"]
    # What was confirmed is gone, also for a lower offset.
    assert texts(await client.call("get_updates", timeout=0, offset=first[0]["update_id"])) == ["twee", "drie"]


async def test_a_negative_offset_keeps_only_the_newest(client: Client, sanne: Person):
    for text in ("een", "twee", "drie"):
        sanne.send(sanne.chat, text)
    assert texts(await client.call("get_updates", timeout=0, offset=-1)) == ["drie"]
    assert texts(await client.call("get_updates", timeout=0)) == ["drie"]


async def test_an_offset_far_ahead_is_ignored(client: Client, sanne: Person):
    sanne.send(sanne.chat, "een")
    assert texts(await client.call("get_updates", timeout=0, offset=2_000_000_000)) == ["een"]


async def test_a_second_poll_ends_the_first_with_409(botapi: BotApiServer, client: Client, sanne: Person):
    other = CLIENTS[client.name](botapi)
    first = asyncio.create_task(client.call("get_updates", timeout=PATIENCE_S))
    await botapi.wait_until_polled()
    second = asyncio.create_task(other.call("get_updates", timeout=PATIENCE_S))
    with pytest.raises(Refused) as refused:
        await first
    assert refused.value.code == 409
    assert "terminated by other getupdates request" in refused.value.text
    sanne.send(sanne.chat, "hallo")
    assert texts(await second) == ["hallo"]
    await other.close()


async def test_allowed_updates_are_remembered(botapi: BotApiServer, client: Client, sanne: Person):
    await client.call("get_updates", timeout=0, allowed_updates=["message"])
    message = sanne.send(sanne.chat, "een")
    sanne.edit(message, "anders")
    sanne.block_bot()
    updates = await client.call("get_updates", timeout=0)
    assert [set(update) - {"update_id"} for update in updates] == [{"message"}]
    await client.call("get_updates", timeout=0, allowed_updates=[])
    sanne.unblock()
    assert "my_chat_member" in (await client.call("get_updates", timeout=0))[-1]


async def test_chat_member_comes_only_on_request_and_to_administrators(
    botapi: BotApiServer, client: Client, sanne: Person, youssef: Person
):
    group = botapi.group("Team Noord", sanne)
    youssef.join(group)
    sanne.promote(group, botapi.bot, "can_delete_messages")
    youssef.leave(group)
    assert not any("chat_member" in update for update in await client.call("get_updates", timeout=0))
    await client.call("get_updates", timeout=0, allowed_updates=["chat_member"])
    youssef.join(group)
    update = (await client.call("get_updates", timeout=0))[-1]["chat_member"]
    assert (update["old_chat_member"]["status"], update["new_chat_member"]["status"]) == ("left", "member")


class Receiver:
    """A webhook that notes what it gets and answers what it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[dict, str | None]] = []
        self.times: list[float] = []
        self.statuses: list[int] = []
        self.refused: set[str] = set()
        self.arrived = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        self.got.append((await request.json(), request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.times.append(asyncio.get_running_loop().time())
        self.arrived.set()
        if self.got[-1][0]["message"]["text"] in self.refused:
            return web.Response(status=503, headers={"Retry-After": "1"})
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    @property
    def texts(self) -> list[str]:
        return texts([update for update, _ in self.got])

    async def wait(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while len(self.got) < count:
                self.arrived.clear()
                await self.arrived.wait()


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield made, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(client: Client, sanne: Person, receiver: tuple[Receiver, str]):
    hook, url = receiver
    assert await client.call("set_webhook", url=url, secret_token="geheim_1") is True
    sanne.send(sanne.chat, "een")
    await hook.wait(1)
    assert hook.got[0][1] == "geheim_1"
    assert hook.got[0][0]["message"]["text"] == "een"
    with pytest.raises(Refused) as refused:
        await client.call("get_updates", timeout=0)
    assert refused.value.code == 409
    assert "while webhook is active" in refused.value.text
    await client.call("delete_webhook")
    assert await client.call("get_updates", timeout=0) == []


async def test_a_webhook_is_retried_until_it_accepts(
    botapi: BotApiServer, client: Client, sanne: Person, receiver: tuple[Receiver, str]
):
    hook, url = receiver
    hook.statuses = [500, 403]
    await client.call("set_webhook", url=url)
    sanne.send(sanne.chat, "een")
    sanne.send(sanne.chat, "twee")
    await hook.wait(4)
    assert [update["message"]["text"] for update, _ in hook.got] == ["een", "een", "een", "twee"]
    info = await client.call("get_webhook_info")
    assert info["url"] == url
    assert "403" in info["last_error_message"]


async def test_a_webhook_holds_the_chat_that_failed_and_no_other(
    botapi: BotApiServer, client: Client, sanne: Person, youssef: Person, receiver: tuple[Receiver, str]
):
    hook, url = receiver
    youssef.start()
    botapi.bot.updates.waiting.clear()
    await client.call("set_webhook", url=url)
    hook.refused = {"een"}
    sanne.send(sanne.chat, "een")
    sanne.send(sanne.chat, "twee")
    await hook.wait(1)
    youssef.send(youssef.chat, "van mij")
    while "van mij" not in hook.texts:
        await hook.wait(len(hook.got) + 1)
    assert "twee" not in hook.texts
    hook.refused = set()
    await botapi.wait_until_brought()
    # On a slow machine "een" may be tried more often before it is accepted.
    assert [text for text in hook.texts if text != "een"] == ["van mij", "twee"]
    assert hook.texts[-2:] == ["een", "twee"]
    tries = [at for text, at in zip(hook.texts, hook.times, strict=True) if text == "een"]
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(tries)), "a second was asked for"
    assert (await client.call("get_webhook_info"))["pending_update_count"] == 0


async def test_set_webhook_ends_a_poll(
    botapi: BotApiServer, client: Client, sanne: Person, receiver: tuple[Receiver, str]
):
    poll = asyncio.create_task(client.call("get_updates", timeout=PATIENCE_S))
    await botapi.wait_until_polled()
    await client.call("set_webhook", url=receiver[1])
    with pytest.raises(Refused) as refused:
        await poll
    assert refused.value.code == 409


@pytest.mark.parametrize("wrong", [{"url": "ftp://x.nl"}, {"url": "https://x.nl", "secret_token": "met spatie"}])
async def test_a_wrong_webhook_is_refused(client: Client, wrong: dict):
    with pytest.raises(Refused) as refused:
        await client.call("set_webhook", **wrong)
    assert refused.value.code == 400
