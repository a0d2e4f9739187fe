"""The form as a Rasa server would drive it: the same names, events and rejections; and what waits between turns."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.consultations.purpose import FRESH, Kind, Purpose
from actions.dialogue import MAIN_ACTION, Dialogue
from actions.errors import ActionRejected
from actions.forms.slots import FORM, ORDER, REQUESTED, SLOTS, VALIDATE
from actions.runners.call import load_domain
from actions.steps.commands import ACTIONS, FORMS
from actions.steps.deep_links import payload_of, token_for
from actions.turn import Pending
from tests.actions.consult.conftest import ASKER, FACTS, Stage

NUMBERS = st.integers(1, 10**9)


def tracker(stage: Stage, text: str = "", payload: str | None = None, danger: str = "none", **slots: object) -> dict:
    metadata = {"key": "k", "person": ASKER, "payload": payload, "danger": {"level": danger, "kind": None}}
    return {
        "sender_id": ASKER,
        "slots": {**dict.fromkeys(SLOTS), "consult_team": stage.team, REQUESTED: "consult_facts", **slots},
        "latest_message": {"text": text, "metadata": {**metadata, "personal_data": [], "length": len(text)}},
        "events": [{"event": "user"}],
        "paused": False,
        "followup_action": None,
        "active_loop": {"name": FORM},
        "latest_action_name": None,
    }


def slots_of(events: list[dict]) -> dict:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


async def test_validation_keeps_the_answer_and_names_the_next_slot(stage: Stage) -> None:
    result = await stage.assembly.front.runner.run(VALIDATE, tracker(stage, FACTS))
    slots = slots_of(result.events)
    assert slots["consult_facts"] == FACTS
    assert slots[REQUESTED] == "consult_question"
    assert result.responses == []


@pytest.mark.parametrize(
    ("text", "payload", "danger"),
    [
        ("/help", None, "none"),
        ("", "/kaarten", "none"),
        ("hij dreigt misschien", None, "grey"),
        ("", "/gevaar ja", "none"),
    ],
)
async def test_what_is_not_for_the_form_is_rejected(stage: Stage, text: str, payload: str | None, danger: str) -> None:
    with pytest.raises(ActionRejected):
        await stage.assembly.front.runner.run(VALIDATE, tracker(stage, text, payload, danger))


async def test_a_complete_form_ends_with_its_submit_action(stage: Stage) -> None:
    filled = {step.value: "" for step in ORDER} | {
        "consult_team": stage.team,
        "consult_facts": FACTS,
        "consult_question": "Wat zie ik over het hoofd?",
        "consult_expertise": ["lvb"],
        "consult_due": None,
        REQUESTED: "consult_due",
    }
    dialogue = Dialogue(stage.assembly.front.runner, tracker(stage, "", "/voor mdo", **filled))
    await dialogue.run()
    assert dialogue.name == "action_consult_preview"
    assert dialogue.tracker["active_loop"] == {}
    assert dialogue.tracker["slots"][REQUESTED] is None


async def test_an_interruption_is_answered_and_the_question_asked_again(stage: Stage) -> None:
    dialogue = Dialogue(stage.assembly.front.runner, tracker(stage, "/help"))
    await dialogue.run()
    assert dialogue.name == "action_ask_consult_form_consult_facts"
    assert dialogue.tracker["active_loop"] == {"name": FORM}
    assert len([result for result in dialogue.results if result.responses]) == 2


def test_the_domain_lets_a_rasa_server_drive_it() -> None:
    domain = load_domain()
    assert domain["forms"][FORM]["required_slots"] == [step.value for step in ORDER]
    assert {VALIDATE, MAIN_ACTION, *(f"action_ask_{FORM}_{step.value}" for step in ORDER)} <= set(domain["actions"])
    assert not set(ACTIONS) & set(FORMS)


@given(st.sampled_from(["overleg", "casus", "vraagterug", "reageer"]), NUMBERS)
def test_private_buttons_of_a_card_have_a_link(command: str, number: int) -> None:
    payload = f"/{command} {number}"
    assert payload_of(token_for(payload)) == payload


@given(st.sampled_from(list(Kind)), NUMBERS, st.integers(0, 10**9), st.lists(st.text(max_size=20), max_size=2))
def test_what_a_text_is_for_comes_back(kind: Kind, number: int, question: int, texts: list[str]) -> None:
    now = datetime.now(UTC)
    pending = Pending.from_json(Purpose(kind, number, question).pending(*texts, now=now).to_json())
    assert Purpose.read(pending.then) == Purpose(kind, number, question, now)
    assert pending.options == tuple(texts)


@given(st.text(max_size=60))
def test_what_is_no_purpose_is_none(text: str) -> None:
    found = Purpose.read(text)
    assert found is None or found.kind.value == text.split()[0]


def test_after_half_a_day_a_text_is_a_question_again() -> None:
    assert not Purpose(Kind.REPLY, 1, since=datetime.now(UTC)).stale
    assert Purpose(Kind.REPLY, 1, since=datetime.now(UTC) - FRESH - timedelta(minutes=1)).stale


def test_what_an_earlier_release_kept_is_read() -> None:
    kept = {"kind": "choice", "question": "q", "options": ["a"], "danger_kind": None, "version": None, "asked": 1}
    assert Pending.from_json(kept) == Pending("choice", "q", ("a",))
