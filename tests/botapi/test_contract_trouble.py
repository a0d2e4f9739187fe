"""Faults, flood limits, settings and the things around a call; through both client libraries."""

import asyncio

import pytest

from tests.botapi.clients import CLIENTS, Client, Refused
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer


async def test_down_means_nothing_is_done(botapi: BotApiServer, client: Client, sanne: Person):
    botapi.faults.down()
    for method, params in (("send_message", {"chat_id": sanne.id, "text": "x"}), ("get_updates", {"timeout": 0})):
        with pytest.raises(Refused) as refused:
            await client.call(method, **params)
        assert refused.value.code is None
    botapi.faults.clear()
    assert not any(message.from_bot for message in sanne.chat.messages)
    await client.call("send_message", chat_id=sanne.id, text="x")


async def test_down_breaks_a_waiting_poll(botapi: BotApiServer, client: Client, sanne: Person):
    poll = asyncio.create_task(client.call("get_updates", timeout=60))
    await botapi.wait_until_polled()
    botapi.faults.down()
    with pytest.raises(Refused) as refused:
        await poll
    assert refused.value.code is None


async def test_a_lost_answer_leaves_the_message(botapi: BotApiServer, client: Client, sanne: Person):
    botapi.faults.lost_answer("sendMessage", calls=1)
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=sanne.id, text="in twijfel")
    assert refused.value.code is None
    assert sanne.chat.last.text == "in twijfel"
    (call,) = botapi.calls.of("sendMessage", chat=sanne.chat)
    assert (call.fault, call.ok) == ("lost_answer", True)


async def test_a_flood_for_one_chat(botapi: BotApiServer, client: Client, sanne: Person, youssef: Person):
    youssef.start()
    botapi.faults.flood(retry_after=7, chat=sanne.chat, calls=1)
    await client.call("send_message", chat_id=youssef.id, text="x")
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=sanne.id, text="x")
    assert (refused.value.code, refused.value.retry_after) == (429, 7)
    await client.call("send_message", chat_id=sanne.id, text="x")


@pytest.mark.parametrize("kind", ["malformed", "502", "500"])
async def test_answers_that_make_no_sense(botapi: BotApiServer, client: Client, sanne: Person, kind: str):
    fault = botapi.faults.malformed() if kind == "malformed" else botapi.faults.status(int(kind))
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=sanne.id, text="x")
    assert refused.value.code is None
    assert (sanne.chat.last.text == "x") == (kind == "malformed")
    botapi.faults.clear(fault)
    await client.call("send_message", chat_id=sanne.id, text="y")


async def test_a_slow_answer(botapi: BotApiServer, client: Client, sanne: Person):
    botapi.faults.delay(0.3, "sendMessage", calls=1)
    started = asyncio.get_running_loop().time()
    await client.call("send_message", chat_id=sanne.id, text="x")
    assert asyncio.get_running_loop().time() - started >= 0.3


async def test_stopped_and_started_again(botapi: BotApiServer, client: Client, sanne: Person):
    await botapi.stop()
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=sanne.id, text="x")
    assert refused.value.code is None
    sanne.send(sanne.chat, "nog steeds hier")
    await botapi.start()
    assert (await client.call("get_updates", timeout=0))[0]["message"]["text"] == "nog steeds hier"


async def test_flood_limits(botapi: BotApiServer, client: Client, sanne: Person):
    await client.call("send_message", chat_id=sanne.id, text="geteld wordt er nog niet")
    botapi.flood.on()
    botapi.world.clock.stop()
    for number in range(5):
        await client.call("send_message", chat_id=sanne.id, text=str(number))
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=sanne.id, text="te veel")
    assert refused.value.code == 429
    assert [hit.limit for hit in botapi.flood.hits] == ["chat"]
    botapi.advance(refused.value.retry_after)
    await client.call("send_message", chat_id=sanne.id, text="weer goed")


async def test_flood_limit_of_a_group(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne)
    botapi.flood.counting = True
    botapi.world.clock.stop()
    for number in range(22):
        botapi.advance(2)
        await client.call("send_message", chat_id=group.id, text=str(number))
    assert [hit.limit for hit in botapi.flood.hits] == ["group", "group"]


async def test_a_wrong_token(botapi: BotApiServer, client: Client):
    stranger = CLIENTS[client.name](botapi, token="123:abc")
    with pytest.raises(Refused) as refused:
        await stranger.call("get_me")
    assert refused.value.code == 401
    await stranger.close()


async def test_commands_per_scope_and_language(botapi: BotApiServer, client: Client, sanne: Person):
    commands = [{"command": "help", "description": "Wat kan ik vragen?"}]
    scope = {"type": "all_private_chats"}
    if client.name == "ptb":
        import telegram

        commands, scope = [telegram.BotCommand(**commands[0])], telegram.BotCommandScopeAllPrivateChats()
    await client.call("set_my_commands", commands=commands, scope=scope, language_code="nl")
    found = await client.call("get_my_commands", scope=scope, language_code="nl")
    assert [command["command"] for command in found] == ["help"]
    assert await client.call("get_my_commands") == []
    await client.call("delete_my_commands", scope=scope, language_code="nl")
    assert botapi.bot.commands == {}


async def test_profile_texts(botapi: BotApiServer, client: Client):
    await client.call("set_my_description", description="Beslishulp")
    await client.call("set_my_short_description", short_description="Hulp", language_code="nl")
    assert (await client.call("get_my_description", language_code="nl"))["description"] == "Beslishulp"
    assert botapi.bot.texts["short_description", "nl"] == "Hulp"


async def test_calls_are_recorded(botapi: BotApiServer, client: Client, sanne: Person):
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    await client.call("send_message", chat_id=sanne.id, text="123", reply_markup=keyboard)
    call = await botapi.wait_for_call("sendMessage")
    assert (call.params["chat_id"], call.params["text"], call.params["reply_markup"]) == (sanne.id, "123", keyboard)
    assert botapi.calls.sent(sanne.chat) == [call]


async def test_a_late_answer_comes_after_what_it_caused(botapi: BotApiServer, client: Client, sanne: Person):
    botapi.faults.late_answer(2, "sendPoll", calls=1)
    question = {"chat_id": sanne.id, "question": "Eerst?", "options": ["ja", "nee"], "is_anonymous": False}
    sending = asyncio.create_task(client.call("send_poll", **question))
    await sanne.chat.wait_until(lambda: sanne.chat.last.poll is not None, what="a poll")
    sanne.vote(sanne.chat.last, [0])
    updates = await client.call("get_updates", timeout=0)
    assert [update["poll_answer"]["option_ids"] for update in updates if "poll_answer" in update] == [[0]]
    assert not sending.done()
    assert (await sending)["poll"]["id"] == updates[-1]["poll"]["id"]
