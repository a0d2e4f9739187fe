"""What an update means: who it is from, whether it is for us, and where the reply goes."""

from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.reading import Received, read_message

ME = Self(7000, "houvast_bot")
PERSON = {"id": 42, "is_bot": False, "first_name": "Sanne"}
BOT = {"id": 7000, "is_bot": True, "first_name": "Houvast", "username": "houvast_bot"}
PRIVATE = {"id": 42, "type": "private", "first_name": "Sanne"}
GROUP = {"id": -100, "type": "supergroup", "title": "Team"}


def update(chat: dict[str, Any], *, kind: str = "message", **message: Any) -> Update:
    body = {"message_id": 5, "date": 1_700_000_000, "chat": chat, "from": PERSON, **message}
    return Update.de_json({"update_id": 9, kind: body}, None)


def read(chat: dict[str, Any], **message: Any) -> Received | None:
    return read_message(update(chat, **message), ME)


def entity(kind: str, offset: int, length: int, **more: Any) -> list[dict[str, Any]]:
    return [{"type": kind, "offset": offset, "length": length, **more}]


def test_a_private_message_is_always_for_us() -> None:
    found = read(PRIVATE, text="wat is een OTS?")
    assert found is not None
    message, place = found.message, found.place
    assert (message.key, message.conversation, message.person) == ("telegram:7000:9", "telegram:42", "telegram:42")
    assert (message.text, message.addressed, message.private, message.deletable) == ("wat is een OTS?", True, True, "5")
    assert (place.chat, place.group, place.reply_to) == (42, False, None)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "@Houvast_bot wat is een OTS?", "entities": entity("mention", 0, 12)}, "wat is een OTS?"),
        ({"text": "wat is een OTS @houvast_bot", "entities": entity("mention", 15, 12)}, "wat is een OTS"),
        ({"text": "en jij?", "reply_to_message": {"message_id": 4, "date": 1, "chat": GROUP, "from": BOT}}, "en jij?"),
        ({"text": "Houvast, wat nu?", "entities": entity("text_mention", 0, 7, user=BOT)}, "Houvast, wat nu?"),
        ({"text": "/help"}, "/help"),
        ({"text": "/vraag@houvast_bot wat is een OTS?"}, "/vraag wat is een OTS?"),
        ({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
          "caption": "@houvast_bot wat nu?", "caption_entities": entity("mention", 0, 12)}, "wat nu?"),
    ],
)  # fmt: skip
def test_in_a_group_a_mention_a_reply_or_a_command_is_for_us(message: dict[str, Any], text: str) -> None:
    found = read(GROUP, **message)
    assert found is not None
    assert found.message.addressed
    assert found.message.text == text
    assert not found.message.private
    assert found.message.conversation == "telegram:-100:42"
    assert (found.place.group, found.place.reply_to) == (True, 5)


@pytest.mark.parametrize(
    "message",
    [
        {"text": "hij slaat haar nu"},
        {"text": "/help@andere_bot"},
        {"text": "/weer"},
        {"text": "mail naar iemand@houvast_bot.nl"},
        {"text": "@houvast_botje hallo", "entities": entity("mention", 0, 14)},
        {"text": "ja", "reply_to_message": {"message_id": 4, "date": 1, "chat": GROUP, "from": PERSON}},
        {
            "text": "in een onderwerp",
            "message_thread_id": 4,
            "is_topic_message": True,
            "reply_to_message": {
                "message_id": 4, "date": 1, "chat": GROUP, "from": BOT,
                "forum_topic_created": {"name": "Vragen", "icon_color": 1},
            },
        },
    ],
)  # fmt: skip
def test_anything_else_in_a_group_is_not(message: dict[str, Any]) -> None:
    found = read(GROUP, **message)
    assert found is not None
    assert not found.message.addressed


@pytest.mark.parametrize(
    "message",
    [
        {"new_chat_members": [PERSON]},
        {"text": "kaart", "via_bot": BOT},
        {"text": "hallo", "from": {"id": 43, "is_bot": True, "first_name": "Andere"}},
        {"text": "bericht", "sender_chat": {"id": -300, "type": "channel", "title": "Kanaal"}},
    ],
)
def test_what_no_person_says_is_left(message: dict[str, Any]) -> None:
    assert read(GROUP, **message) is None


def test_an_anonymous_administrator_writes_as_the_group() -> None:
    found = read(GROUP, text="/help", sender_chat=GROUP)
    assert found is not None
    assert (found.message.person, found.message.name) == ("telegram:-100", "")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("voice", {"file_id": "a", "file_unique_id": "b", "duration": 3}),
        ("sticker", {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1, "type": "regular",
                     "is_animated": False, "is_video": False}),
        ("location", {"latitude": 1.0, "longitude": 2.0}),
        ("contact", {"phone_number": "1", "first_name": "Iemand"}),
        ("document", {"file_id": "a", "file_unique_id": "b"}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(kind: str, value: dict[str, Any]) -> None:
    found = read(PRIVATE, **{kind: value})
    assert found is not None
    assert (found.message.media, found.message.text) == (kind, "")


def test_a_die_is_something_else() -> None:
    found = read(PRIVATE, dice={"emoji": "🎲", "value": 3})
    assert found is not None
    assert found.message.media == "other"


def test_a_deep_link_is_read_as_a_pressed_button() -> None:
    found = read(PRIVATE, text="/start uitnodiging_Ab3-x")
    assert found is not None
    assert (found.message.payload, found.message.text) == ("/start uitnodiging_Ab3-x", "")


def test_an_edited_message_is_read_like_a_new_one() -> None:
    found = read_message(update(PRIVATE, kind="edited_message", text="wat is een OTS?", edit_date=1_700_000_100), ME)
    assert found is not None
    assert found.message.text == "wat is een OTS?"


def test_a_reply_goes_to_the_topic_it_came_from() -> None:
    found = read(GROUP, text="/help", message_thread_id=11, is_topic_message=True)
    assert found is not None
    assert found.place.thread == 11


COLLEAGUE = {"id": 77, "is_bot": False, "first_name": "Youssef"}


def answered(sender: dict[str, Any] = COLLEAGUE, **more: Any) -> dict[str, Any]:
    """A message in the group that is answered."""
    return {"message_id": 4, "date": 1, "chat": GROUP, "from": sender, "text": "Eerst vragen hielp.", **more}


@pytest.mark.parametrize(
    ("message", "quoted"),
    [
        ({"text": "/maakkaart", "reply_to_message": answered()}, "Eerst vragen hielp."),
        ({"text": "/maakkaart@houvast_bot", "reply_to_message": answered()}, "Eerst vragen hielp."),
        ({"text": "/MaakKaart", "reply_to_message": answered(sender=PERSON)}, "Eerst vragen hielp."),
        ({"text": "/maakkaart", "reply_to_message": answered(),
          "quote": {"text": "hielp", "position": 13, "is_manual": True}}, "hielp"),
        ({"text": "/maakkaart", "reply_to_message": answered(text=None, caption="Bij de foto")}, "Bij de foto"),
        ({"text": "/maakkaart", "reply_to_message": answered(sender=BOT)}, ""),
        ({"text": "/maakkaart", "reply_to_message": answered(text=None)}, ""),
        ({"text": "/maakkaart"}, ""),
        ({"text": "/maakkaart@andere_bot", "reply_to_message": answered()}, ""),
        ({"text": "/maakkaarten", "reply_to_message": answered()}, ""),
        ({"text": "/vraag wat is een OTS?", "reply_to_message": answered()}, ""),
        ({"text": "/taalcheck", "reply_to_message": answered()}, ""),
        ({"text": "@houvast_bot kijk hier", "entities": entity("mention", 0, 12), "reply_to_message": answered()}, ""),
        ({"text": "mee eens", "reply_to_message": answered()}, ""),
    ],
)  # fmt: skip
def test_of_others_only_the_message_is_read_that_a_lead_answers_with_the_command(
    message: dict[str, Any], quoted: str
) -> None:
    found = read(GROUP, **message)
    assert found is not None
    assert found.message.quoted == quoted


def test_in_private_nothing_is_quoted() -> None:
    found = read(PRIVATE, text="/maakkaart", reply_to_message={**answered(), "chat": PRIVATE})
    assert found is not None
    assert found.message.quoted == ""
