"""Buttons, inline mode, polls and quizzes; through both client libraries."""

import asyncio

import pytest

from tests.botapi.clients import Client, Refused
from tests.botapi.errors import NotPossible
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer

YES_NO = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}, {"text": "Nee", "callback_data": "nee"}]]}


async def test_a_pressed_button_is_answered(client: Client, sanne: Person):
    await client.call("send_message", chat_id=sanne.id, text="Is iemand nu in gevaar?", reply_markup=YES_NO)
    press = asyncio.create_task(sanne.press(sanne.chat.last, "Ja"))
    query = (await client.call("get_updates", timeout=2))[0]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("ja", "Is iemand nu in gevaar?")
    assert query["chat_instance"]
    answer = {"callback_query_id": query["id"]}
    assert await client.call("answer_callback_query", text="Goed", show_alert=True, **answer) is True
    assert ((await press).text, (await press).alert) == ("Goed", True)
    with pytest.raises(Refused) as refused:
        await client.call("answer_callback_query", **answer)
    assert refused.value.text == "query is too old and response timeout expired or query id is invalid"


async def test_a_press_expires(botapi: BotApiServer, client: Client, sanne: Person):
    await client.call("send_message", chat_id=sanne.id, text="x", reply_markup=YES_NO)
    sanne.tap(sanne.chat.last, "ja")
    query = (await client.call("get_updates", timeout=2))[0]["callback_query"]
    botapi.advance(botapi.callback_life + 1)
    with pytest.raises(Refused) as refused:
        await client.call("answer_callback_query", callback_query_id=query["id"])
    assert refused.value.code == 400


async def test_a_press_on_a_deleted_message(client: Client, sanne: Person):
    sent = await client.call("send_message", chat_id=sanne.id, text="x", reply_markup=YES_NO)
    message = sanne.chat.last
    await client.call("delete_message", chat_id=sanne.id, message_id=sent["message_id"])
    sanne.tap(message, "ja")
    query = (await client.call("get_updates", timeout=2))[0]["callback_query"]
    assert query["message"]["date"] == 0


async def test_nobody_answers(client: Client, sanne: Person):
    await client.call("send_message", chat_id=sanne.id, text="x", reply_markup=YES_NO)
    with pytest.raises(TimeoutError, match="no answerCallbackQuery for 'Nee'"):
        await sanne.press(sanne.chat.last, "Nee", within=0.1)


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ({"text": "x", "callback_data": "é" * 33}, "button_data_invalid"),
        ({"text": "x"}, "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "http://localhost:1"}, "wrong http url"),
    ],
)
async def test_buttons_that_telegram_refuses(client: Client, sanne: Person, button: dict, said: str):
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=sanne.id, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert said in refused.value.text


async def test_a_deep_link_button_opens_the_private_chat(botapi: BotApiServer, client: Client, youssef: Person):
    owner = botapi.person("Noor")
    group = botapi.group("Team Noord", owner, youssef)
    keyboard = {"inline_keyboard": [[{"text": "Start", "url": botapi.bot.link("vraag_12")}]]}
    await client.call("send_message", chat_id=group.id, text="Verder in de privéchat", reply_markup=keyboard)
    pressed = await youssef.press(group.last, "Start")
    youssef.open(pressed.url)
    update = (await client.call("get_updates", timeout=0))[-1]
    assert update["message"]["text"] == "/start vraag_12"
    assert update["message"]["chat"]["type"] == "private"
    for wrong in ("x" * 65, "met spatie", "é"):
        with pytest.raises(NotPossible):
            youssef.deep_link(wrong)


async def test_inline_mode(botapi: BotApiServer, client: Client, sanne: Person, youssef: Person):
    group = botapi.group("Team Noord", sanne, youssef)
    botapi.bot.updates.waiting.clear()
    asked = asyncio.create_task(sanne.inline("danger statement", chat=group))
    query = (await client.call("get_updates", timeout=2))[0]["inline_query"]
    assert (query["query"], query["chat_type"]) == ("danger statement", "group")
    content = {"message_text": "<b>Danger statement</b>", "parse_mode": "HTML"}
    article = {"type": "article", "id": "1", "title": "Danger statement", "input_message_content": content}
    await client.call("answer_inline_query", inline_query_id=query["id"], results=_articles(client, [article]))
    message = sanne.choose(await asked, "Danger", group, "danger statement")
    assert (message.text, message.entity_texts("bold")) == ("Danger statement", ["Danger statement"])
    updates = await client.call("get_updates", timeout=0)
    sent = next(update["message"] for update in updates if "message" in update)
    assert sent["via_bot"]["username"] == "houvast_test_bot"
    assert any(update.get("chosen_inline_result", {}).get("result_id") == "1" for update in updates)
    again = asyncio.create_task(sanne.inline("x"))
    query = (await client.call("get_updates", timeout=2, offset=updates[-1]["update_id"] + 1))[0]["inline_query"]
    many = [article | {"id": str(number)} for number in range(51)]
    with pytest.raises(Refused) as refused:
        await client.call("answer_inline_query", inline_query_id=query["id"], results=_articles(client, many))
    assert "too many inline query results" in refused.value.text
    again.cancel()


def _articles(client: Client, results: list[dict]) -> list:
    """The library's own objects; python-telegram-bot takes no dictionaries here."""
    if client.name == "aiogram":
        return results
    import telegram

    return [
        telegram.InlineQueryResultArticle(
            result["id"],
            result["title"],
            telegram.InputTextMessageContent(**result["input_message_content"]),
        )
        for result in results
    ]


def quiz(chat_id: int, **more: object) -> dict:
    """Parameters of a quiz."""
    base = {"question": "Wie beslist?", "options": ["Ik", "Het team", "Niemand"], "type": "quiz"}
    return base | {"chat_id": chat_id, "correct_option_ids": [1], "is_anonymous": False} | more


async def test_a_quiz(botapi: BotApiServer, client: Client, sanne: Person, youssef: Person):
    group = botapi.group("Team Noord", sanne, youssef)
    botapi.bot.updates.waiting.clear()
    explained = quiz(group.id, explanation="<b>Samen</b>", explanation_parse_mode="HTML", open_period=60)
    sent = await client.call("send_poll", **explained)
    assert sent["poll"]["correct_option_ids"] == [1]
    assert sent["poll"]["explanation_entities"][0]["type"] == "bold"
    sanne.vote(group.last, "Het team")
    youssef.vote(group.last, [0])
    with pytest.raises(NotPossible):
        sanne.vote(group.last, [0])
    updates = await client.call("get_updates", timeout=0)
    answers = [update["poll_answer"] for update in updates if "poll_answer" in update]
    assert [(a["user"]["first_name"], a["option_ids"]) for a in answers] == [("Sanne", [1]), ("Youssef", [0])]
    assert all(answer["option_persistent_ids"] for answer in answers)
    assert group.last.poll.right(sanne)
    assert not group.last.poll.right(youssef)
    botapi.advance(61)
    closed = (await client.call("get_updates", timeout=0))[-1]["poll"]
    assert (closed["is_closed"], closed["total_voter_count"]) == (True, 2)
    with pytest.raises(NotPossible):
        botapi.person("Noor").vote(group.last, [0])


async def test_an_anonymous_poll_and_its_end(client: Client, sanne: Person):
    params = {"chat_id": sanne.id, "question": "Lunch?", "options": ["Ja", "Nee"], "allows_multiple_answers": True}
    sent = await client.call("send_poll", **params)
    assert sent["poll"]["is_anonymous"]
    sanne.vote(sanne.chat.last, [0, 1])
    sanne.vote(sanne.chat.last, [])
    sanne.vote(sanne.chat.last, [1])
    updates = await client.call("get_updates", timeout=0)
    assert not any("poll_answer" in update for update in updates)
    stopped = await client.call("stop_poll", chat_id=sanne.id, message_id=sent["message_id"])
    assert [option["voter_count"] for option in stopped["options"]] == [0, 1]
    with pytest.raises(Refused) as refused:
        await client.call("stop_poll", chat_id=sanne.id, message_id=sent["message_id"])
    assert refused.value.text == "poll has already been closed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": "x" * 301},
        {"options": ["x" * 101, "y"]},
        {"options": [str(number) for number in range(13)]},
        {"options": ["a", "a"]},
        {"correct_option_ids": [3]},
        {"correct_option_ids": []},
        {"explanation": "x" * 201},
        {"explanation": "a\nb\nc\nd"},
        {"open_period": 4},
    ],
)
async def test_polls_that_telegram_refuses(client: Client, sanne: Person, wrong: dict):
    with pytest.raises(Refused) as refused:
        await client.call("send_poll", **quiz(sanne.id, **wrong))
    assert refused.value.code == 400
