"""In a form about worries the check question about danger is put once; acute danger always gets its card."""

from actions.vocabulary import DecisionKind
from tests.actions.consult.conftest import Stage

GREY = "vader heeft vorige week gedreigd, ik weet niet of het nu veilig is"
SAFETY = "Nu gevaar? Bel 112."


async def test_after_a_no_possible_danger_gets_the_numbers_and_no_second_question(stage: Stage) -> None:
    await stage.say("/overleg")
    assert (await stage.say(GREY)).decision.kind is DecisionKind.DANGER_CHECK
    await stage.say("nee")
    assert stage.slots()["consult_facts"] == GREY
    reply = await stage.say(GREY)
    assert reply.decision.kind is not DecisionKind.DANGER_CHECK
    assert SAFETY in reply.text
    assert stage.slots()["consult_question"] == GREY


async def test_acute_danger_gets_its_card_also_after_a_no(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(GREY)
    await stage.say("nee")
    assert (await stage.say("hij slaat haar nu")).decision.kind is DecisionKind.DANGER


async def test_a_no_holds_for_one_form_only(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(GREY)
    await stage.say("nee")
    await stage.say("/stop")
    await stage.say("/weg")
    await stage.say("/overleg")
    assert (await stage.say(GREY)).decision.kind is DecisionKind.DANGER_CHECK


async def test_outside_the_form_possible_danger_is_asked_about_as_ever(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(GREY)
    await stage.say("nee")
    await stage.say("/stop")
    assert (await stage.say(GREY)).decision.kind is DecisionKind.DANGER_CHECK
