"""A form under a real Rasa server, which has a rejected message validated again and the question asked again."""

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.errors import ActionRejected
from actions.forms.slots import FORM, REQUESTED, SLOTS, VALIDATE, Step
from actions.forms.top3 import slots as top3
from actions.rasa.consult_form import ValidateConsultForm
from actions.rasa.interruptions import was_rejected
from actions.rasa.top3 import ValidateTop3
from actions.turn import Pending
from bot.assembly import Assembly

ACUTE = "hij slaat haar nu"
REJECTED = {"event": "action_execution_rejected", "name": FORM, "policy": "RulePolicy", "confidence": 1.0}
FORMS = [(FORM, Step, SLOTS), (top3.FORM, top3.Step, top3.SLOTS)]


def bot(kind: str, reason: str | None = None) -> dict[str, Any]:
    empty = {"danger_kind": None, "entries": [], "confidence": None, "escalation": False, "consult": False}
    decision = {"decision": kind, "version": None, "reason": reason, **empty}
    return {"event": "bot", "text": "...", "data": {"custom": {"houvast": {"decision": decision, "message": {}}}}}


def tracker(text: str, events: list[dict[str, Any]], form: str = FORM, **slots: Any) -> dict[str, Any]:
    """As a Rasa server without our channel sends it: no metadata."""
    asked = {REQUESTED: Step.FACTS.value} if form == FORM else {REQUESTED: top3.Step.SITUATION.value}
    return {
        "sender_id": "rasa:1",
        "slots": {**asked, **slots},
        "latest_message": {"text": text, "metadata": {}, "message_id": "m"},
        "events": [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}, *events],
        "paused": False,
        "followup_action": None,
        "active_loop": {"name": form},
        "latest_action_name": "action_listen",
    }


async def test_danger_comes_before_every_step_of_every_form(assembly: Assembly) -> None:
    for form, steps, slots in FORMS:
        for step in steps:
            call = tracker(ACUTE, [], form, **{**dict.fromkeys(slots), REQUESTED: step.value})
            with pytest.raises(ActionRejected):
                await assembly.front.runner.run(f"validate_{form}", call)
            card = await assembly.front.runner.run("action_houvast", call)
            assert "112" in card.responses[0]["text"]


def test_every_slot_of_a_form_has_a_validation_behind_the_same_gate() -> None:
    for form, steps in ((ValidateConsultForm, Step), (ValidateTop3, top3.Step)):
        assert all(callable(getattr(form, f"validate_{step.value}")) for step in steps)


async def test_a_rejected_message_is_not_read_again(assembly: Assembly) -> None:
    result = await assembly.front.runner.run(VALIDATE, tracker("/help", [REJECTED, bot("smalltalk")]))
    assert [(event["name"], event["value"]) for event in result.events] == [(REQUESTED, Step.FACTS.value)]
    assert result.responses == []


async def test_nothing_is_asked_after_what_stands_alone(assembly: Assembly) -> None:
    waiting = {"pending": Pending("choice", "q", ("a",)).to_json()}
    asking = f"action_ask_{FORM}_{Step.FACTS.value}"
    for events, slots, asks in (
        ([REJECTED, bot("smalltalk")], {}, True),
        ([], {}, True),
        ([REJECTED, bot("danger")], {}, False),
        ([REJECTED, bot("danger_check")], {}, False),
        ([REJECTED, bot("smalltalk", "forgotten")], {}, False),
        ([REJECTED, bot("clarify")], waiting, False),
        ([], waiting, True),
    ):
        result = await assembly.front.runner.run(asking, tracker("x", events, **slots))
        assert bool(result.responses) is asks, events


async def test_what_happened_in_an_earlier_turn_counts_no_more(assembly: Assembly) -> None:
    earlier = [REJECTED, bot("danger"), {"event": "user", "text": "x"}]
    call = tracker("x", earlier)
    assert not was_rejected(Tracker("rasa:1", {}, call["latest_message"], call["events"], False, None, {}, None))
    asked = await assembly.front.runner.run(f"action_ask_{FORM}_{Step.FACTS.value}", call)
    assert asked.responses


async def test_a_stopped_form_tells_a_rasa_server_to_listen(assembly: Assembly) -> None:
    stopped = tracker("/stop", [], consult_facts="Het kind had geen brood mee.")
    events = (await assembly.front.runner.run(VALIDATE, stopped)).events
    assert {"event": "active_loop", "name": None, "timestamp": None} in events
    assert events[-1]["event"] == "followup"
    assert events[-1]["name"] == "action_listen"


async def test_what_a_slot_held_before_the_form_began_is_left_alone(assembly: Assembly) -> None:
    assert assembly.house is not None
    kept = await ValidateConsultForm(assembly.house).validate(Step.EXPERTISE, ["lvb"], None, None)  # type: ignore[arg-type]
    assert kept == {Step.EXPERTISE.value: ["lvb"]}
