"""A limit on how fast somebody may ask costs nobody a danger card, a check question or its answer."""

from dataclasses import replace

import pytest

from actions.conversation import receive
from actions.front import Front
from actions.pace import Pace
from actions.vocabulary import DecisionKind
from bot.assembly import Assembly
from tests.conftest import message

QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"


@pytest.fixture
def front(assembly: Assembly) -> Front:
    return replace(assembly.front, pace=Pace(2, clock=lambda: 0.0))


async def test_too_many_is_told_once_with_the_line_about_danger(front: Front) -> None:
    kinds = [(await receive(message(QUESTION), front)).decision.kind for _ in range(2)]
    assert kinds == [DecisionKind.ANSWER] * 2
    told = await receive(message(QUESTION), front)
    assert told.decision.reason == "pace"
    assert "Wacht een minuut" in told.text
    assert told.text.endswith("Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000.")
    assert not told.committed, "the channel keeps it and marks the message handled"
    assert await receive(message(QUESTION), front) is None
    assert (await receive(message(QUESTION, conversation="test:2"), front)).decision.kind is DecisionKind.ANSWER


async def test_danger_is_answered_however_much_was_sent(front: Front) -> None:
    for _ in range(5):
        await receive(message(QUESTION), front)
    assert (await receive(message("hij slaat haar nu"), front)).decision.kind is DecisionKind.DANGER
    asked = await receive(message("hij heeft haar vorige maand een keer geslagen, nu is het rustig"), front)
    assert asked.decision.kind is DecisionKind.DANGER_CHECK
    assert (await receive(message("weet ik niet"), front)).decision.kind is DecisionKind.DANGER
    assert (await receive(message("", "/gevaar ja"), front)).decision.kind is DecisionKind.DANGER
    assert await receive(message("", "/kaarten"), front) is None, "another button is held back"


async def test_a_message_that_is_tried_again_counts_once(front: Front) -> None:
    repeated = message("/help")
    broken = replace(front, runner=None)
    for _ in range(5):
        assert (await receive(repeated, broken)).decision.reason == "error"
    assert (await receive(repeated, front)).decision.reason != "pace"
