"""The page for trying a bot by hand: what it is told and what it can do."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.botapi.clients import AiogramClient
from tests.botapi.sandbox import stage
from tests.botapi.sandbox.stage import Stage
from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S

ROOT = Path(__file__).parents[2]


class Page:
    """A browser without a screen."""

    def __init__(self, server: BotApiServer, stage: Stage, http: aiohttp.ClientSession) -> None:
        self.server = server
        self.stage = stage
        self.http = http

    async def chat(self, key: str) -> dict:
        state = await (await self.http.get("/sandbox/state")).json()
        return next(chat for chat in state["chats"] if chat["key"] == key)

    async def act(self, name: str, key: str, speaker: int = 0, **more: object) -> tuple[int, dict]:
        person = self.stage.chats[key][1][speaker].id
        given = {"act": name, "chat": key, "person": person, **more}
        async with self.http.post("/sandbox/act", json=given) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    server = BotApiServer()
    app = server.application()
    shown = Stage(server)
    shown.add_routes(app)
    await server.start(app=app)
    async with aiohttp.ClientSession(server.root_url) as http:
        yield Page(server, shown, http)
    await server.stop()
    assert server.violations == []


@pytest.fixture
async def bot(page: Page) -> AsyncIterator[AiogramClient]:
    client = AiogramClient(page.server)
    yield client
    await client.close()


async def heard(bot: AiogramClient, kind: str) -> dict:
    """The next update of a kind; earlier ones are confirmed on the way."""
    offset = 0
    async with asyncio.timeout(PATIENCE_S):
        while True:
            for update in await bot.call("get_updates", timeout=2, offset=offset):
                offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]


async def test_the_page_and_its_parts_are_served(page: Page):
    async with page.http.get("/") as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        html = await answer.text()
    assert "://" not in html  # nothing from elsewhere
    for name in ("page.css", "main.js", "render.js", "net.js"):
        assert f"/page/{name}" in html + await (await page.http.get("/page/main.js")).text()
        assert (await page.http.get(f"/page/{name}")).status == 200
    assert (await page.http.get("/page/stage.py")).status == 404


async def test_a_conversation(page: Page, bot: AiogramClient):
    assert not (await page.chat("sanne"))["started"]
    await page.act("start", "sanne", parameter="abc")
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    person = page.stage.owner
    await bot.call("send_message", chat_id=person.id, text="<b>Hallo</b>", parse_mode="HTML", reply_markup=keyboard)
    chat = await page.chat("sanne")
    start, hello = chat["messages"]
    assert start["text"] == "/start abc"
    assert (hello["bot"], hello["entities"]) == (True, [{"type": "bold", "offset": 0, "length": 5}])
    press = asyncio.create_task(page.act("press", "sanne", message=hello["id"], data="ja"))
    query = await heard(bot, "callback_query")
    await bot.call("answer_callback_query", callback_query_id=query["id"], text="Goed")
    assert await press == (200, {"text": "Goed", "alert": False, "url": None})
    await page.act("edit", "sanne", message=start["id"], text="anders")
    await page.act("delete", "sanne", message=hello["id"])
    assert [(m["text"], m["edited"]) for m in (await page.chat("sanne"))["messages"]] == [("anders", True)]


async def test_news_comes_at_once(page: Page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stage, "PATIENCE", 10 * PATIENCE_S)
    first = await (await page.http.get("/sandbox/state")).json()
    waiting = asyncio.create_task(page.http.get("/sandbox/state", params={"since": first["version"]}))
    await asyncio.sleep(0.1)
    await page.act("send", "groep", speaker=1, text="hallo")
    async with asyncio.timeout(PATIENCE_S):
        state = await (await waiting).json()
    assert state["chats"][1]["messages"][-1]["who"] == "Youssef Voorbeeld"


async def test_a_quiz_and_files(page: Page, bot: AiogramClient):
    await page.act("start", "sanne")
    person = page.stage.owner
    await bot.call(
        "send_poll", chat_id=person.id, question="?", options=["a", "b"], type="quiz", correct_option_ids=[1]
    )
    await bot.call("send_document", chat_id=person.id, document=bot.file(b"<script>", "blad.html"))
    _, poll, document = (await page.chat("sanne"))["messages"]
    await page.act("vote", "sanne", message=poll["id"], options=[1])
    assert (await page.chat("sanne"))["messages"][1]["poll"]["votes"] == {str(person.id): [1]}
    async with page.http.get(f"/sandbox/file/{document['media']['file']}") as answer:
        assert await answer.read() == b"<script>"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="blad.html"'
    for kind in ("photo", "sticker", "voice", "document"):
        await page.act("send", "sanne", media=kind)
    kinds = [message["media"]["kind"] for message in (await page.chat("sanne"))["messages"][3:]]
    assert kinds == ["photo", "sticker", "voice", "document"]


async def test_the_group_and_links(page: Page, bot: AiogramClient):
    await page.act("lead", "groep")
    assert (await page.chat("groep"))["leads"]
    await page.act("member", "groep")
    assert not (await page.chat("groep"))["here"]
    await page.act("member", "groep")
    assert [m["event"] for m in (await page.chat("groep"))["messages"]][-2:] == [
        "Sanne Voorbeeld verwijderde Houvast",
        "Sanne Voorbeeld voegde Houvast toe",
    ]
    status, answer = await page.act("open", "groep", speaker=1, url=page.server.bot.link("vraag_1"))
    assert (status, answer) == (200, {"chat": "youssef"})
    assert (await page.chat("youssef"))["messages"][-1]["text"] == "/start vraag_1"
    await page.act("block", "youssef")
    status, answer = await page.act("send", "youssef", text="x")
    assert status == 409
    assert answer["trouble"].startswith("Dat kan hier niet")


async def test_inline_results(page: Page, bot: AiogramClient):
    asking = asyncio.create_task(page.act("inline", "groep", query="danger"))
    query = await heard(bot, "inline_query")
    content = {"message_text": "Danger statement"}
    article = {"type": "article", "id": "1", "title": "Danger statement", "input_message_content": content}
    await bot.call("answer_inline_query", inline_query_id=query["id"], results=[article])
    _, found = await asking
    assert found["results"] == [{"id": "1", "title": "Danger statement", "text": ""}]
    await page.act("choose", "groep", result="1", query="danger")
    assert (await page.chat("groep"))["messages"][-1]["via"] == "houvast_test_bot"


@pytest.mark.slow
async def test_by_hand():
    command = (sys.executable, "-m", "tests.botapi", "--port", "0")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE_S):
            said = [(await process.stdout.readline()).decode() for _ in range(5)]
        address = said[0].split(" open ")[1].split(" ")[0]
        assert said[1].split() == ["token", "1000:SANDBOX"]
        assert said[2].split() == ["base_url", f"{address}bot"]
        async with aiohttp.ClientSession() as http, http.get(f"{address}bot1000:SANDBOX/getMe") as answer:
            assert (await answer.json())["result"]["username"] == "houvast_test_bot"
    finally:
        process.terminate()
        await process.wait()
