"""What comes between in the form: danger, personal data, other commands, a long time, a restart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from actions.forms.answers import LONGEST
from actions.forms.slots import PAUSED, TOUCHED
from actions.vocabulary import DecisionKind
from bot.assembly import assemble
from tests.actions.consult.conftest import (
    ASKER,
    FACTS,
    MILA,
    QUESTION,
    Stage,
)


async def test_a_draft_survives_a_restart(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(FACTS)
    settings = stage.assembly.settings
    stage.assembly.database.close()
    again = Stage(assemble(settings), stage.team)
    reply = await again.say(QUESTION)
    assert "Wie kan hierover meedenken?" in reply.text
    assert again.slots()["consult_facts"] == FACTS
    again.assembly.database.close()


async def test_after_twelve_hours_a_text_is_not_taken_for_an_answer(stage: Stage) -> None:
    await stage.say("/overleg")
    state = stage.conversations.load(ASKER)
    before = datetime.now(UTC) - timedelta(hours=13)
    stage.conversations.save(replace(state, slots={**state.slots, TOUCHED: before.isoformat()}), before)
    reply = await stage.say("wat is een OTS ook alweer")
    assert "verder of stoppen" in reply.text
    assert stage.slots()[PAUSED] is True
    assert stage.slots()["consult_facts"] is None
    assert "verder of stoppen" in (await stage.say("iets anders dan")).text
    assert "Wat heb je gezien of gehoord?" in (await stage.say("verder")).text
    await stage.say(FACTS)
    assert stage.slots()["consult_facts"] == FACTS


@pytest.mark.parametrize("step", ["facts", "question"])
async def test_personal_data_must_be_rephrased(stage: Stage, step: str) -> None:
    await stage.say("/overleg")
    if step == "question":
        await stage.say(FACTS)
    reply = await stage.say("Bij Samira el Idrissi, 06-12345678, ging het over school.")
    if reply.decision.kind is DecisionKind.DANGER_CHECK:
        reply = await stage.say("nee")
    assert "een telefoonnummer" in reply.text
    assert "Samira" not in reply.text
    assert "12345678" not in reply.text
    assert stage.slots()[f"consult_{step}"] is None
    assert stage.slots()["requested_slot"] == f"consult_{step}"


async def test_a_long_answer_is_refused_and_what_was_there_stays(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(FACTS)
    await stage.say("/terug")
    reply = await stage.say("een lange zin over de school en de buurt " * 20)
    assert f"hoogstens {LONGEST}" in reply.text
    assert stage.slots()["consult_facts"] == FACTS
    assert stage.slots()["requested_slot"] == "consult_facts"


async def test_gentle_questions_about_words_never_hold_anybody_up(stage: Stage) -> None:
    await stage.say("/overleg")
    reply = await stage.say("Moeder is onverantwoordelijk en reageert altijd emotioneel en vreemd.")
    assert reply.text.count("• ") in (1, 2)
    assert stage.slots()["requested_slot"] == "consult_question"


async def test_danger_interrupts_and_the_form_stays(stage: Stage) -> None:
    await stage.say("/overleg")
    card = await stage.say("hij slaat haar nu")
    assert card.decision.kind is DecisionKind.DANGER
    assert len(card.messages) == 1
    paused = await stage.say("ik heb gebeld en het is rustig")
    assert "verder of stoppen" in paused.text
    assert stage.slots()["consult_facts"] is None
    await stage.press("Ga verder")
    await stage.say(FACTS)
    assert stage.slots()["consult_facts"] == FACTS


async def test_possible_danger_is_asked_first_and_no_makes_it_the_answer(stage: Stage) -> None:
    await stage.say("/overleg")
    grey = "Vader dreigt soms dat hij weggaat."
    asked = await stage.say(grey)
    assert asked.decision.kind is DecisionKind.DANGER_CHECK
    assert len(asked.messages) == 1
    assert stage.slots()["consult_facts"] is None
    again = await stage.say("wat ik eigenlijk wilde vragen is iets anders")
    assert again.decision.kind is DecisionKind.DANGER_CHECK
    on = await stage.say("nee")
    assert "Wat wil je van je team?" in on.text
    assert stage.slots()["consult_facts"] == grey
    assert stage.slots()["pending"] is None


async def test_possible_danger_that_is_real_gives_the_card(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say("Vader dreigt soms dat hij weggaat.")
    assert (await stage.say("weet ik niet")).decision.kind is DecisionKind.DANGER
    assert stage.conversations.load(ASKER).active_loop == {"name": "consult_form"}


async def test_other_commands_work_and_the_question_comes_back(stage: Stage) -> None:
    await stage.say("/overleg")
    for command, expected in (("/help", "Zo werkt Houvast"), ("/begrip OTS", "OTS"), ("/privacy", "bewaar")):
        reply = await stage.say(command)
        assert expected in reply.messages[0].text
        assert "Wat heb je gezien of gehoord?" in reply.messages[-1].text
    photo = await stage.say("", media="photo")
    assert "alleen tekst lezen" in photo.text
    assert "Wat heb je gezien of gehoord?" in photo.text
    forget = await stage.say("/vergeetmij")
    assert len(forget.messages) == 1
    assert "verwijderd" in (await stage.say("nee")).text


async def test_the_draft_is_in_ones_own_data_and_goes_when_forgotten(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(FACTS)
    file = (await stage.say("/mijngegevens")).messages[0].attachment
    assert FACTS in file.text
    await stage.say("/vergeetmij")
    await stage.say("ja")
    assert stage.slots() == {}
    assert MILA in [member.person for member in stage.roster.members(stage.team)]
