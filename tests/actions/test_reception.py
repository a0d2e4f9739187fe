"""The door of the action server: danger first, redaction, and what a channel elsewhere gets back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.errors import ActionsError
from actions.reception import Reception, UnreadableCall, message_of
from bot.assembly import Assembly
from knowledge.signals.privacy.model import Redaction

ABOUT = "Moeder heet Sanne de Vries, BSN 111222333, mail sanne.devries@voorbeeld.nl."
GREY = "Vorige week vrijdag gooide stiefvader een stoel om. De kleuter zat ernaast."
ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=9),
    lambda inner: st.dictionaries(
        st.sampled_from(["tracker", "latest_message", "sender_id", "message_id", "text", "metadata", "payload"]), inner
    ),
)


class NoRedaction:
    """A redactor whose data is broken."""

    def find(self, text: str) -> tuple:
        raise ActionsError("the lexicon of names is broken")

    def redact(self, text: str) -> Redaction:
        raise ActionsError("the lexicon of names is broken")


def call(text: str = "", payload: str | None = None, conversation: str = "rasa:1") -> dict:
    latest = {"text": text, "message_id": "m", "metadata": {"payload": payload}}
    return {"tracker": {"sender_id": conversation, "latest_message": latest}}


@pytest.fixture
def reception(assembly: Assembly) -> Reception:
    assert assembly.house is not None
    return Reception.of(assembly.house, assembly.front.runner)


def kinds(answer: dict) -> list[str]:
    return [reply["custom"]["houvast"]["decision"]["decision"] for reply in answer["replies"]]


async def test_a_message_comes_back_redacted_with_what_was_found(reception: Reception) -> None:
    answer = await reception.receive(call(ABOUT))
    assert answer["replies"] == []
    message = answer["message"]
    assert "Sanne" not in str(answer)
    assert "111222333" not in str(answer)
    assert "voorbeeld.nl" not in str(answer)
    assert message["metadata"]["personal_data"] == ["NAAM", "BSN", "EMAIL"]
    assert message["metadata"]["danger"] == {"level": "none", "kind": None}
    assert message["metadata"]["key"] == "rasa:m"
    assert message["metadata"]["length"] == len(ABOUT)


async def test_possible_danger_is_passed_on_and_acute_danger_is_answered_here(reception: Reception) -> None:
    grey = await reception.receive(call(GREY))
    assert grey["message"]["metadata"]["danger"]["level"] == "grey"
    acute = await reception.receive(call(f"hij slaat haar nu {ABOUT}"))
    assert kinds(acute) == ["danger"]
    assert acute["message"] is None
    assert "112" in acute["replies"][0]["text"]
    after = await reception.receive(call("dat was het"))
    assert after["message"]["metadata"]["after_danger"]
    elsewhere = await reception.receive(call("dat was het", conversation="rasa:2"))
    assert not elsewhere["message"]["metadata"]["after_danger"]


async def test_the_card_of_an_action_is_remembered_as_well(reception: Reception, assembly: Assembly) -> None:
    pressed = await reception.receive(call(payload="/acuut", conversation="rasa:3"))
    tracker = {"sender_id": "rasa:3", "slots": {}, "latest_message": pressed["message"], "events": []}
    result = await assembly.front.runner.run("action_consult_case", tracker)
    reception.front.recent_danger._noted.clear()
    reception.notice("rasa:3", result)
    after = await reception.receive(call("oke", conversation="rasa:3"))
    assert after["message"]["metadata"]["after_danger"]


async def test_broken_redaction_hands_nothing_on_and_never_costs_the_card(reception: Reception) -> None:
    broken = Reception(replace(reception.front, privacy=NoRedaction()))
    answer = await broken.receive(call(ABOUT))
    assert answer["message"] is None
    assert "112" in answer["replies"][-1]["text"]
    assert "Sanne" not in str(answer)
    assert kinds(await broken.receive(call("hij slaat haar nu"))) == ["danger"]
    grey = await broken.receive(call(GREY))
    assert kinds(grey)[0] == "danger_check"
    assert grey["message"] is None


@given(ANYTHING)
def test_any_call_is_a_message_or_says_what_is_missing(given_: object) -> None:
    wanted = given_ if isinstance(given_, dict) else {"tracker": given_}
    try:
        message = message_of(wanted)
    except UnreadableCall as error:
        told = str(error)
    else:
        told = message.conversation
    assert told
