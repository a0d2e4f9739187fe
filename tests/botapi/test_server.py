"""The server itself: ways to call it, what it reports, and a whole bot on top of it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import telegram
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from tests.botapi.errors import NotPossible
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer, running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_every_way_to_pass_parameters(botapi: BotApiServer, http: aiohttp.ClientSession, sanne: Person):
    url = f"{botapi.base_url}{botapi.bot.token}/SENDMESSAGE"
    params = {"chat_id": str(sanne.id), "text": "12"}
    form = aiohttp.FormData(params)
    form.add_field("ongebruikt", b"", filename="leeg")
    answers = [
        await http.get(url, params=params),
        await http.post(url, data=params),
        await http.post(url, json={"chat_id": sanne.id, "text": "12"}),
        await http.post(url, data=form),
    ]
    assert [(await answer.json())["result"]["text"] for answer in answers] == ["12"] * 4


async def test_wrong_addresses(botapi: BotApiServer, http: aiohttp.ClientSession):
    for path, status in (
        ("/bot1:x/getMe", 401),
        ("/botx/getMe", 404),
        (f"/bot{botapi.bot.token}/getEverything", 404),
        (f"/file/bot{botapi.bot.token}/photos/none.png", 404),
    ):
        async with http.get(botapi.root_url + path) as answer:
            assert answer.status == status
            if not path.startswith("/file"):
                assert (await answer.json())["error_code"] == status


async def test_retry_after_is_a_header_too(botapi: BotApiServer, http: aiohttp.ClientSession):
    botapi.faults.flood(retry_after=4)
    async with http.get(f"{botapi.base_url}{botapi.bot.token}/getMe") as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "4")
        assert (await answer.json())["parameters"] == {"retry_after": 4}


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("sendMessage", {"text": "x", "message_effect_id": "5"}, "parameters ['message_effect_id'] are not simulated"),
        ("sendMessage", {"text": "x", "parse_mode": "MarkdownV2"}, "parse_mode MarkdownV2 is not simulated"),
        ("sendDice", {}, "does not simulate"),
    ],
)
async def test_what_is_not_simulated_is_a_violation(
    http: aiohttp.ClientSession, method: str, params: dict, complaint: str
):
    async with running() as server:
        sanne = server.person("Sanne")
        sanne.start()
        async with http.post(f"{server.base_url}{server.bot.token}/{method}", json={"chat_id": sanne.id, **params}):
            pass
        assert len(server.violations) == 1
        assert complaint in server.violations[0]


async def test_a_made_up_field_is_a_violation():
    async with running() as server:
        sanne = server.person("Sanne")
        server.world.post(sanne.chat, sanne, {"text": "x", "bedacht": 1})
        server.world.post(sanne.chat, sanne, {"text": 5})
        assert any("PTB update.message: Message has no bedacht" in line for line in server.violations)
        assert any("aiogram update.message: Message has no bedacht" in line for line in server.violations)
        assert any("aiogram cannot read update" in line for line in server.violations)


async def test_what_the_app_would_not_allow(botapi: BotApiServer, sanne: Person, youssef: Person):
    group = botapi.group("Team Noord", sanne)
    sanne.block_bot()
    for act in (
        lambda: sanne.send(sanne.chat, "x"),
        lambda: youssef.send(group, "x"),
        lambda: youssef.send(sanne.chat, "x"),
        lambda: sanne.send(group),
        lambda: youssef.promote(group, youssef),
        lambda: sanne.open("https://voorbeeld.nl/"),
        lambda: sanne.vote(group.last, [0]),
    ):
        with pytest.raises(NotPossible):
            act()


async def test_waiting_says_what_was_there(botapi: BotApiServer, sanne: Person):
    sanne.send(sanne.chat, "hallo")
    with pytest.raises(TimeoutError, match="Sanne Voorbeeld: hallo"):
        await sanne.chat.wait_for("antwoord", within=0.05)
    await sanne.chat.expect_silence(0.05)
    asyncio.get_running_loop().call_later(0.05, sanne.send, sanne.chat, "nog iets")
    with pytest.raises(AssertionError, match="nog iets"):
        await sanne.chat.expect_silence(1)


async def test_a_whole_bot(botapi: BotApiServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    app = (
        Application.builder()
        .token(botapi.bot.token)
        .base_url(botapi.base_url)
        .base_file_url(botapi.base_file_url)
        .build()
    )

    async def echo(update: telegram.Update, _: object) -> None:
        button = telegram.InlineKeyboardButton("Lees meer", callback_data="meer")
        keyboard = telegram.InlineKeyboardMarkup([[button]])
        await update.effective_message.reply_html(f"<b>{update.effective_message.text}</b>", reply_markup=keyboard)

    async def more(update: telegram.Update, _: object) -> None:
        await update.callback_query.answer("Komt eraan")
        await update.callback_query.edit_message_text("Meer")

    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(CallbackQueryHandler(more))
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=5)
        sanne = botapi.person("Sanne")
        sanne.start()
        answer = await sanne.chat.wait_for("/start")
        assert (await sanne.press(answer, "Lees")).text == "Komt eraan"
        await sanne.chat.wait_until(lambda: answer.text == "Meer", what="the edit")
        await app.updater.stop()
        await app.stop()
