"""Sending, editing and deleting in private chats, through both client libraries."""

import pytest

from tests.botapi.clients import Client, Refused
from tests.botapi.media import png
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer

HOURS = 3600


async def refused(client: Client, method: str, **params: object) -> Refused:
    with pytest.raises(Refused) as caught:
        await client.call(method, **params)
    return caught.value


async def test_html_becomes_entities_and_reads_back(client: Client, sanne: Person):
    html = "<b>Kort 🙂</b> &lt;tag&gt; <a href='https://example.nl'>bron</a>\n<blockquote expandable>meer</blockquote>"
    sent = await client.call("send_message", chat_id=sanne.id, text=html, parse_mode="HTML")
    message = sanne.chat.last
    assert message.text == sent["text"] == "Kort 🙂 <tag> bron\nmeer"
    assert message.entity_texts("bold") == ["Kort 🙂"]
    assert message.entity_texts("text_link") == ["bron"]
    assert message.entity_texts("expandable_blockquote") == ["meer"]
    assert sent["entities"][0]["length"] == 7  # the emoji counts for two
    assert sent["from"]["is_bot"]


async def test_a_person_s_entities_arrive(botapi: BotApiServer, client: Client, sanne: Person):
    text = "/help kijk @houvast_test_bot op https://example.nl/a of mail a@b.nl #mdo"
    sanne.send(sanne.chat, text)
    update = (await client.call("get_updates", timeout=0))[0]
    kinds = [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in update["message"]["entities"]]
    assert kinds == [
        ("bot_command", "/help"),
        ("mention", "@houvast_test_bot"),
        ("url", "https://example.nl/a"),
        ("email", "a@b.nl"),
        ("hashtag", "#mdo"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>open", "can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("é<h1>kop</h1>", 'can\'t parse entities: unsupported start tag "h1" at byte offset 2'),
        ("<b>x</i>", 'can\'t parse entities: unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "can't parse entities: unexpected end tag at byte offset 1"),
        ("a < b", "can't parse entities: unsupported start tag"),
        ("<b></b>", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("🙂" * 2049, "message is too long"),
    ],
)
async def test_text_that_telegram_refuses(client: Client, sanne: Person, text: str, said: str):
    error = await refused(client, "send_message", chat_id=sanne.id, text=text, parse_mode="HTML")
    assert error.code == 400
    assert said in error.text


async def test_the_limit_counts_after_entities(client: Client, sanne: Person):
    text = f"<b>{'x' * 4096}</b>"
    sent = await client.call("send_message", chat_id=sanne.id, text=text, parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_a_reply_is_a_reply(client: Client, sanne: Person):
    question = sanne.send(sanne.chat, "vraag")
    sent = await client.call(
        "send_message", chat_id=sanne.id, text="antwoord", reply_parameters={"message_id": question.id}
    )
    assert sent["reply_to_message"]["text"] == "vraag"
    assert sanne.chat.last.reply_to is question
    sanne.delete(question)
    error = await refused(
        client, "send_message", chat_id=sanne.id, text="x", reply_parameters={"message_id": question.id}
    )
    assert error.text == "message to be replied not found"
    bare = {"message_id": question.id, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await client.call(
        "send_message", chat_id=sanne.id, text="x", reply_parameters=bare
    )


async def test_options_are_kept(client: Client, sanne: Person):
    sent = await client.call(
        "send_message",
        chat_id=sanne.id,
        text="kijk op https://example.nl",
        protect_content=True,
        disable_notification=True,
        link_preview_options={"is_disabled": True},
        reply_markup={"force_reply": True, "input_field_placeholder": "Uw vraag"},
    )
    message = sanne.chat.last
    assert sent["has_protected_content"]
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert (message.silent, message.interface) == (True, {"force_reply": True, "input_field_placeholder": "Uw vraag"})
    assert "reply_markup" not in sent


async def test_who_can_be_written_to(botapi: BotApiServer, client: Client, sanne: Person, youssef: Person):
    never_seen = await refused(client, "send_message", chat_id=youssef.id, text="x")
    assert (never_seen.code, never_seen.text) == (400, "chat not found")
    group = botapi.group("Team Noord", sanne, youssef)
    youssef.send(group, "/help")
    seen = await refused(client, "send_message", chat_id=youssef.id, text="x")
    assert (seen.code, seen.text) == (403, "bot can't initiate conversation with a user")
    sanne.block_bot()
    blocked = await refused(client, "send_message", chat_id=sanne.id, text="x")
    assert (blocked.code, blocked.text) == (403, "bot was blocked by the user")
    sanne.start()
    await client.call("send_message", chat_id=sanne.id, text="x")
    sanne.deactivated = True
    gone = await refused(client, "send_message", chat_id=sanne.id, text="x")
    assert (gone.code, gone.text) == (403, "user is deactivated")


async def test_blocking_is_told(client: Client, sanne: Person):
    sanne.block_bot()
    sanne.start("terug")
    blocked, back, start = await client.call("get_updates", timeout=0)
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start terug"
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_editing(client: Client, sanne: Person):
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    sent = await client.call("send_message", chat_id=sanne.id, text="een", reply_markup=keyboard)
    where = {"chat_id": sanne.id, "message_id": sent["message_id"]}
    same = await refused(client, "edit_message_text", text="een", reply_markup=keyboard, **where)
    assert (same.code, same.text.startswith("message is not modified")) == (400, True)
    edited = await client.call("edit_message_text", text="twee", **where)
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == ("twee", False, True)
    await client.call("edit_message_reply_markup", reply_markup=keyboard, **where)
    assert [button.text for button in sanne.chat.last.buttons] == ["Ja"]
    assert (await refused(client, "edit_message_caption", caption="x", **where)).code == 400
    missing = await refused(client, "edit_message_text", text="x", chat_id=sanne.id, message_id=9999)
    assert missing.text == "message to edit not found"
    theirs = sanne.send(sanne.chat, "van mij")
    error = await refused(client, "edit_message_text", text="x", chat_id=sanne.id, message_id=theirs.id)
    assert error.text == "message can't be edited"


async def test_a_person_edits(client: Client, sanne: Person):
    message = sanne.send(sanne.chat, "eerst")
    sanne.edit(message, "later")
    first, second = await client.call("get_updates", timeout=0)
    assert first["message"]["text"] == "eerst"
    assert second["edited_message"]["text"] == "later"
    assert second["edited_message"]["edit_date"] >= first["message"]["date"]


async def test_deleting_in_a_private_chat(botapi: BotApiServer, client: Client, sanne: Person):
    theirs = sanne.send(sanne.chat, "van mij")
    assert await client.call("delete_message", chat_id=sanne.id, message_id=theirs.id) is True
    assert theirs not in sanne.chat.messages
    again = await refused(client, "delete_message", chat_id=sanne.id, message_id=theirs.id)
    assert again.text == "message to delete not found"
    old = await client.call("send_message", chat_id=sanne.id, text="oud")
    botapi.advance(48 * HOURS + 1)
    error = await refused(client, "delete_message", chat_id=sanne.id, message_id=old["message_id"])
    assert (error.code, error.text) == (400, "message can't be deleted")


async def test_files_go_up_and_down(client: Client, sanne: Person):
    sent = await client.call(
        "send_document", chat_id=sanne.id, document=client.file(b"a;b\n1;2\n", "lijst.csv"), caption="<b>x</b>"
    )
    assert sent["document"]["file_name"] == "lijst.csv"
    assert sent["caption"] == "<b>x</b>"
    assert await client.download(sent["document"]["file_id"]) == b"a;b\n1;2\n"
    again = await client.call("send_document", chat_id=sanne.id, document=sent["document"]["file_id"])
    assert again["document"]["file_unique_id"] == sent["document"]["file_unique_id"]
    photo = await client.call("send_photo", chat_id=sanne.id, photo=client.file(png(30, 20), "foto.png"))
    assert (photo["photo"][0]["width"], photo["photo"][0]["height"]) == (30, 20)
    broken = await refused(client, "send_photo", chat_id=sanne.id, photo=client.file(b"geen beeld", "foto.png"))
    assert broken.text == "image_process_failed"
    long = await refused(client, "send_document", chat_id=sanne.id, document=client.file(b"x", "x"), caption="x" * 1025)
    assert long.text == "message caption is too long"


async def test_media_of_a_person_arrive(client: Client, sanne: Person):
    for kind in ("photo", "voice", "sticker", "document", "video", "location", "contact"):
        sanne.send(sanne.chat, **{kind: True})
    sanne.send(sanne.chat, photo=True, caption="kijk @houvast_test_bot")
    sanne.send(sanne.chat, "doorgestuurd", forward_from="Iemand")
    updates = [update["message"] for update in await client.call("get_updates", timeout=0)]
    assert [message.kind for message in sanne.chat.messages[1:8]] == [
        "photo", "voice", "sticker", "document", "video", "location", "contact",
    ]  # fmt: skip
    assert updates[-2]["caption_entities"][0]["type"] == "mention"
    assert updates[-1]["forward_origin"]["sender_user_name"] == "Iemand"
    voice = updates[1]["voice"]
    assert (await client.download(voice["file_id"])).startswith(b"OggS")


async def test_copy_and_forward(client: Client, sanne: Person):
    source = sanne.send(sanne.chat, "van mij")
    copied = await client.call("copy_message", chat_id=sanne.id, from_chat_id=sanne.id, message_id=source.id)
    assert sanne.chat.last.id == copied["message_id"]
    sent = await client.call("forward_message", chat_id=sanne.id, from_chat_id=sanne.id, message_id=source.id)
    assert sent["forward_origin"]["sender_user"]["first_name"] == "Sanne"


async def test_typing_shows(client: Client, sanne: Person):
    assert await client.call("send_chat_action", chat_id=sanne.id, action="typing") is True
    assert [action for _, action in sanne.chat.typing] == ["typing"]
