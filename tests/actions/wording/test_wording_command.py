"""``/taalcheck`` in a whole Houvast: danger first, nothing stored, and on to the team or the Top-3."""

from dataclasses import replace

import pytest

from actions.conversation import receive
from actions.registry import make_executor
from actions.runners.in_process import InProcessRunner
from actions.vocabulary import DecisionKind
from tests.actions.consult.conftest import ASKER, MILA, Stage, buttons
from tests.conftest import message

TEXT = "Moeder is emotioneel onbeschikbaar."
GREY = "hij dreigt misschien"


async def test_the_text_behind_the_command_is_checked_and_not_stored(stage: Stage) -> None:
    reply = await stage.say(f"/taalcheck {TEXT}")
    assert "«emotioneel onbeschikbaar» (oordeel)" in reply.text
    assert reply.decision.kind is DecisionKind.SMALLTALK
    assert "onbeschikbaar" not in str(stage.slots())


@pytest.mark.parametrize("text", ["/taalcheck hij slaat haar nu, bel iemand", f"/taalcheck {TEXT} Hij slaat haar nu."])
async def test_acute_danger_behind_the_command_gets_the_card(stage: Stage, text: str) -> None:
    reply = await stage.say(text)
    assert reply.decision.kind is DecisionKind.DANGER
    assert "«" not in reply.text


async def test_possible_danger_is_asked_about_first_and_then_checked(stage: Stage) -> None:
    first = await stage.say(f"/taalcheck {GREY}")
    assert first.decision.kind is DecisionKind.DANGER_CHECK
    assert "Taalcheck" in (await stage.say("nee")).text
    await stage.say("/taalcheck")
    assert (await stage.say(GREY)).decision.kind is DecisionKind.DANGER_CHECK
    assert "Taalcheck" in (await stage.press("Nee")).text


async def test_without_text_it_asks_and_the_next_message_is_the_text(stage: Stage) -> None:
    asked = await stage.say("/taalcheck")
    assert "volgende bericht" in asked.text
    reply = await stage.say(TEXT)
    assert "«emotioneel onbeschikbaar»" in reply.text
    after = await stage.say("hoe lang duurt een ots")
    assert after.decision.kind is DecisionKind.ANSWER


async def test_in_a_form_the_asked_text_goes_to_the_check_and_the_form_waits(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say("/taalcheck")
    reply = await stage.say(TEXT)
    assert "«emotioneel onbeschikbaar»" in reply.text
    assert "Wat heb je gezien of gehoord?" in reply.text
    assert stage.slots()["consult_facts"] is None


async def test_in_a_group_it_checks_but_does_not_wait(stage: Stage) -> None:
    asked = await stage.in_group("/taalcheck")
    assert "achter het commando" in asked.text
    reply = await stage.in_group(f"/taalcheck {TEXT}")
    assert "«emotioneel onbeschikbaar»" in reply.text
    private = {button.payload for button in reply.messages[0].buttons if button.private}
    assert private == {"/overleg taalcheck", "/top3"}
    begun = await stage.say("", "/overleg taalcheck", person=MILA)
    assert TEXT in begun.text


async def test_the_team_gets_the_text_after_another_look(stage: Stage) -> None:
    await stage.say(f"/taalcheck {TEXT}")
    begun = await stage.press("Maak er een vraag aan het team van")
    assert f"Nu staat er: {TEXT}" in begun.text
    assert "Er gaat pas iets naar je team als jij ja zegt" in begun.text
    assert "Wat wil je van je team?" in (await stage.press("Laat zo staan")).text


async def test_a_draft_that_was_begun_is_not_overwritten(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say("Moeder bracht de oudste op maandag naar school.")
    await stage.say(f"/taalcheck {TEXT}")
    asked = await stage.say("", "/overleg taalcheck")
    assert buttons(asked)["Begin opnieuw"] == "/opnieuw taalcheck"
    assert TEXT in (await stage.press("Begin opnieuw")).text


async def test_after_a_restart_the_text_is_gone_and_that_is_said(stage: Stage) -> None:
    await stage.say(f"/taalcheck {TEXT}")
    stage.assembly.house.texts.forget(ASKER)
    assert "Ik heb je tekst niet meer" in (await stage.say("", "/taalcheck_alles")).text
    begun = await stage.say("", "/overleg taalcheck")
    assert "Ik heb je tekst niet meer" in begun.text
    assert "Wat heb je gezien of gehoord?" in begun.text


async def test_names_are_left_out_and_such_a_text_is_not_offered_to_the_team(stage: Stage) -> None:
    reply = await stage.say("/taalcheck Fatima de Boer is emotioneel onbeschikbaar.")
    assert "Fatima" not in reply.text
    assert "«emotioneel onbeschikbaar»" in reply.text
    assert "/overleg taalcheck" not in buttons(reply).values()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/taalcheck ?!", "volgende bericht"),
        ("/taalcheck " + "de afspraak is op maandag. " * 200, "tekens"),
        ("/taalcheck the mother is very lazy and never does what the school says", "kent alleen Nederlands"),
    ],
)
async def test_what_cannot_be_checked(stage: Stage, text: str, answer: str) -> None:
    assert answer in (await stage.say(text)).text


async def test_all_findings_come_with_the_button(stage: Stage) -> None:
    few = await stage.say("/taalcheck Moeder is lui, dom, egoïstisch, onbetrouwbaar, chaotisch en oneerlijk.")
    assert "6. " not in few.text
    assert "6. " in (await stage.press("Toon alles")).text


async def test_a_broken_lexicon_is_said(stage: Stage) -> None:
    house = replace(stage.assembly.house, language=None)
    front = replace(stage.assembly.front, runner=InProcessRunner(make_executor(house)))
    reply = await receive(message(f"/taalcheck {TEXT}", conversation=ASKER), front)
    assert "werkt nu niet" in reply.text
    assert (await receive(message("/top3", conversation=ASKER), front)).text
    assert "wie doet wat" in (await receive(message("Moeder kookt.", conversation=ASKER), front)).text
