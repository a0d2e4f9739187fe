"""Updates of any size and form: read or left, and never the end of what reads them."""

import json
from contextlib import suppress
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.poller import UNREADABLE
from bot.channels.telegram.intake.reading import read_message
from bot.channels.telegram.rendering.signing import Refusal, Signer

ME = Self(999, "houvast_bot")
TEXTS = st.text(max_size=60) | st.sampled_from(
    ["/start " + "a" * 5000, "@houvast_bot " * 400, "😀" * 4096, "x" * 1_000_000]
)
NUMBERS = st.integers(-(10**15), 10**15)
ENTITIES = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["mention", "bot_command", "text_mention", "text_link", "iets_nieuws"]),
            "offset": st.integers(-5, 10_000),
            "length": st.integers(-5, 10_000),
        }
    ),
    max_size=4,
)
CHATS = st.fixed_dictionaries(
    {"id": NUMBERS, "type": st.sampled_from(["private", "group", "supergroup", "channel", "iets_nieuws"])}
)
PEOPLE = st.fixed_dictionaries({"id": NUMBERS, "is_bot": st.booleans(), "first_name": TEXTS})
MESSAGES = st.fixed_dictionaries(
    {"message_id": NUMBERS, "date": st.integers(0, 2**31 - 1), "chat": CHATS},
    optional={
        "from": PEOPLE,
        "sender_chat": CHATS,
        "text": TEXTS,
        "caption": TEXTS,
        "entities": ENTITIES,
        "caption_entities": ENTITIES,
        "message_thread_id": NUMBERS,
        "is_topic_message": st.booleans(),
        "sticker": st.none(),
        "new_chat_members": st.lists(PEOPLE, max_size=2),
    },
)
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    message = draw(MESSAGES)
    if draw(st.booleans()):
        message["reply_to_message"] = draw(MESSAGES)
    return {"update_id": draw(st.integers(1, 10**9)), draw(st.sampled_from(["message", "edited_message"])): message}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=300)
@given(updates())
def test_any_message_is_read_or_left(raw: dict[str, Any]) -> None:
    received = read_message(Update.de_json(deepcopy(raw), None), ME)
    if received is not None:
        assert received.message.key == f"telegram:999:{raw['update_id']}"
        assert received.message.private is not received.place.group


@settings(max_examples=200)
@given(updates(), st.sampled_from(["chat", "from", "text", "date", "entities", "message_id"]), JUNK)
def test_a_broken_field_is_an_update_that_is_skipped_and_nothing_else(
    raw: dict[str, Any], name: str, junk: object
) -> None:
    """What cannot be parsed is skipped one by one (`Poller`); what can be parsed is read."""
    message = next(value for key, value in raw.items() if key != "update_id")
    message[name] = junk
    json.dumps(raw)
    with suppress(*UNREADABLE):
        read_message(Update.de_json(raw, None), ME)


SIGNER = Signer(b"7" * 32)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=50), st.data())
def test_a_changed_button_is_refused(payload: str, data: st.DataObject) -> None:
    signed = SIGNER.sign(payload, owner="telegram:1", chat="telegram:-1")
    place = data.draw(st.integers(0, len(signed) - 1))
    other = data.draw(st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != signed[place]))
    changed = signed[:place] + other + signed[place + 1 :]
    assert isinstance(SIGNER.read(changed, person="telegram:1", chat="telegram:-1"), Refusal)


@given(st.text(min_size=1, max_size=50), st.integers(0, 63))
def test_a_button_that_was_cut_off_is_refused(payload: str, length: int) -> None:
    signed = SIGNER.sign(payload, owner="telegram:1", chat="telegram:-1")
    if length < len(signed):
        assert isinstance(SIGNER.read(signed[:length], person="telegram:1", chat="telegram:-1"), Refusal)
