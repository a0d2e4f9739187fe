"""Groups: privacy mode, membership, rights, topics, migration; through both client libraries."""

import pytest

from tests.botapi.clients import Client, Refused
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer


async def heard(client: Client) -> list[str]:
    """Texts that reached the bot."""
    updates = await client.call("get_updates", timeout=0, offset=0)
    found = [update.get("message") or update.get("channel_post") or {} for update in updates]
    return [message["text"] for message in found if "text" in message]


async def test_privacy_mode_lets_through_what_is_meant_for_the_bot(
    botapi: BotApiServer, client: Client, sanne: Person, youssef: Person
):
    group = botapi.group("Team Noord", sanne, youssef)
    other = botapi.world.bot("ander_bot")
    sanne.add_bot(group, other)
    sent = await client.call("send_message", chat_id=group.id, text="Ik lees niet mee.")
    ours = group.find(sent["message_id"])
    for text in (
        "zomaar",
        "/help",
        "/help@houvast_test_bot",
        "/help@ander_bot",
        "vraag @Houvast_Test_Bot",
        "@ander_bot",
    ):
        sanne.send(group, text)
    sanne.send(group, "reactie", reply_to=ours)
    youssef.send(group, "reactie op Sanne", reply_to=group.last)
    sanne.send(group, photo=True, caption="hier @houvast_test_bot")
    assert await heard(client) == ["/help", "/help@houvast_test_bot", "vraag @Houvast_Test_Bot", "reactie"]
    captions = [u["message"].get("caption") for u in await client.call("get_updates", timeout=0) if "message" in u]
    assert captions[-1] == "hier @houvast_test_bot"


async def test_without_privacy_mode_or_as_administrator_everything_comes(
    botapi: BotApiServer, client: Client, sanne: Person
):
    group = botapi.group("Team Noord", sanne)
    botapi.bot.privacy = False
    sanne.send(group, "een")
    botapi.bot.privacy = True
    sanne.send(group, "twee")
    sanne.promote(group, botapi.bot, "can_delete_messages")
    sanne.send(group, "drie")
    assert await heard(client) == ["een", "drie"]
    assert (await client.call("get_me"))["can_read_all_group_messages"] is False


async def test_bots_do_not_hear_bots(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne)
    other = botapi.world.bot("ander_bot", privacy=False)
    sanne.add_bot(group, other)
    await client.call("send_message", chat_id=group.id, text="hallo @ander_bot")
    assert [update for update in other.updates.waiting if "text" in update.get("message", {})] == []


async def test_coming_and_going_is_told(botapi: BotApiServer, client: Client, sanne: Person, youssef: Person):
    group = botapi.group("Team Noord", sanne)
    youssef.join(group)
    youssef.leave(group)
    sanne.remove_bot(group, botapi.bot)
    updates = await client.call("get_updates", timeout=0)
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[0]["my_chat_member"]["from"]["first_name"] == "Sanne"
    assert updates[1]["message"]["new_chat_members"][0]["username"] == "houvast_test_bot"
    assert updates[2]["message"]["new_chat_members"][0]["first_name"] == "Youssef"
    assert updates[3]["message"]["left_chat_member"]["first_name"] == "Youssef"
    assert updates[4]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert updates[5]["message"]["left_chat_member"]["username"] == "houvast_test_bot"
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=group.id, text="x")
    assert (refused.value.code, refused.value.text) == (403, "bot was kicked from the group chat")
    with pytest.raises(Refused):
        await client.call("get_chat_member_count", chat_id=group.id)
    assert (await client.call("get_chat_member", chat_id=group.id, user_id=botapi.bot.id))["status"] == "kicked"


async def test_the_bot_leaves(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne, kind="supergroup")
    assert await client.call("leave_chat", chat_id=group.id) is True
    assert not group.member(botapi.bot).present
    update = (await client.call("get_updates", timeout=0))[-2:]
    assert update[0]["my_chat_member"]["new_chat_member"]["status"] == "left"
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=group.id, text="x")
    assert refused.value.text == "bot is not a member of the supergroup chat"


async def test_start_link_for_a_group(botapi: BotApiServer, client: Client, sanne: Person):
    group = sanne.create_group("Team Zuid")
    sanne.add_bot(group, botapi.bot, start="team-7")
    assert await heard(client) == ["/start@houvast_test_bot team-7"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_deleting_needs_the_right(
    botapi: BotApiServer, client: Client, sanne: Person, youssef: Person, kind: str
):
    group = botapi.group("Team Noord", sanne, youssef, kind=kind)
    theirs = youssef.send(group, "/help")
    own = await client.call("send_message", chat_id=group.id, text="x")
    assert await client.call("delete_message", chat_id=group.id, message_id=own["message_id"]) is True
    with pytest.raises(Refused) as refused:
        await client.call("delete_message", chat_id=group.id, message_id=theirs.id)
    assert (refused.value.code, refused.value.text) == (400, "message can't be deleted")
    sanne.promote(group, botapi.bot, "can_pin_messages")
    if kind == "supergroup":  # in a group every administrator may delete
        with pytest.raises(Refused):
            await client.call("delete_message", chat_id=group.id, message_id=theirs.id)
    sanne.promote(group, botapi.bot, "can_delete_messages")
    botapi.advance(100 * 3600)
    assert await client.call("delete_message", chat_id=group.id, message_id=theirs.id) is True


async def test_members_and_rights_can_be_asked(botapi: BotApiServer, client: Client, sanne: Person, youssef: Person):
    group = botapi.group("Team Noord", sanne, youssef)
    sanne.promote(group, youssef, "can_invite_users", title="teamleider")

    async def status(person: Person) -> dict:
        return await client.call("get_chat_member", chat_id=group.id, user_id=person.id)

    assert (await status(sanne))["status"] == "creator"
    assert (await status(youssef))["can_invite_users"] is True
    assert (await status(youssef))["custom_title"] == "teamleider"
    assert (await status(botapi.person("Noor")))["status"] == "left"
    leading = await client.call("get_chat_administrators", chat_id=group.id)
    assert [member["status"] for member in leading] == ["creator", "administrator"]
    assert await client.call("get_chat_member_count", chat_id=group.id) == 3
    assert (await client.call("get_chat", chat_id=group.id))["title"] == "Team Noord"


async def test_an_anonymous_administrator_and_a_channel_speak(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne, kind="supergroup")
    channel = botapi.channel("Nieuws", sanne)
    sanne.send(group, "/help", as_chat=group)
    sanne.send(group, "/help", as_chat=channel)
    sanne.post(channel, "bericht")
    updates = await client.call("get_updates", timeout=0)
    spoken = [update["message"] for update in updates if "text" in update.get("message", {})]
    assert spoken[0]["from"]["username"] == "GroupAnonymousBot"
    assert spoken[0]["sender_chat"]["id"] == group.id
    assert spoken[1]["sender_chat"]["type"] == "channel"
    assert updates[-1]["channel_post"]["text"] == "bericht"


async def test_topics(botapi: BotApiServer, client: Client, sanne: Person):
    forum = botapi.group("Team Noord", sanne, kind="supergroup", forum=True)
    thread = sanne.open_topic(forum, "Casussen")
    sanne.send(forum, "/help", thread=thread)
    update = (await client.call("get_updates", timeout=0))[-1]["message"]
    assert (update["message_thread_id"], update["is_topic_message"]) == (thread, True)
    assert update["reply_to_message"]["forum_topic_created"]["name"] == "Casussen"
    sent = await client.call("send_message", chat_id=forum.id, text="x", message_thread_id=thread)
    assert sent["message_thread_id"] == thread
    question = forum.find(update["message_id"])
    answer = await client.call("send_message", chat_id=forum.id, text="y", reply_parameters={"message_id": question.id})
    assert answer["message_thread_id"] == thread
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=forum.id, text="x", message_thread_id=9999)
    assert refused.value.text == "message thread not found"


async def test_replies_in_a_supergroup_make_a_thread(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne, kind="supergroup")
    first = sanne.send(group, "/help")
    second = sanne.send(group, "/help", reply_to=first)
    sanne.send(group, "/help", reply_to=second)
    updates = [u["message"] for u in await client.call("get_updates", timeout=0) if "text" in u.get("message", {})]
    assert [message.get("message_thread_id") for message in updates] == [None, first.id, first.id]
    assert "is_topic_message" not in updates[1]


async def test_a_group_becomes_a_supergroup(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne)
    fresh = sanne.upgrade(group)
    updates = [update["message"] for update in await client.call("get_updates", timeout=0) if "message" in update]
    assert updates[-2]["migrate_to_chat_id"] == fresh.id
    assert updates[-1]["migrate_from_chat_id"] == group.id
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=group.id, text="x")
    assert refused.value.migrate_to == fresh.id
    assert (await client.call("send_message", chat_id=fresh.id, text="x"))["chat"]["type"] == "supergroup"


async def test_pinning_needs_the_right(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne, kind="supergroup")
    sent = await client.call("send_message", chat_id=group.id, text="belangrijk")
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    with pytest.raises(Refused) as refused:
        await client.call("pin_chat_message", **where)
    assert refused.value.text == "not enough rights to manage pinned messages in the chat"
    sanne.promote(group, botapi.bot, "can_pin_messages")
    assert await client.call("pin_chat_message", disable_notification=True, **where) is True
    assert [message.text for message in group.pinned] == ["belangrijk"]
    assert (await client.call("get_updates", timeout=0))[-1]["message"]["pinned_message"]["text"] == "belangrijk"


async def test_a_restricted_bot_cannot_send(botapi: BotApiServer, client: Client, sanne: Person):
    group = botapi.group("Team Noord", sanne, kind="supergroup")
    sanne.restrict(group, botapi.bot)
    with pytest.raises(Refused) as refused:
        await client.call("send_message", chat_id=group.id, text="x")
    assert refused.value.text == "not enough rights to send text messages to the chat"
