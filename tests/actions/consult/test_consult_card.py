"""The buttons of a card: reading, thinking along, asking back, the agenda, direct replies; and who may not."""

import pytest

from actions.steps.deep_links import payload_of, token_for
from actions.vocabulary import DecisionKind
from knowledge.consultations.model import ContributionKind
from knowledge.store import OutboxStore, Outgoing
from tests.actions.consult.conftest import ASKER, FACTS, GROUP, LEAD, MILA, NOW, OUTSIDER, QUESTION, Stage, elsewhere

CARD = "812"
THOUGHT = "Denk ook aan de oma."


async def posted(stage: Stage) -> int:
    """A consultation whose card arrived in the group."""
    number = await stage.asked()
    outbox = OutboxStore(stage.assembly.database)
    row = outbox.begin(Outgoing("card", GROUP, {}, None, subject=f"consultation:{number}"), NOW)
    outbox.sent(row.row_id, NOW, CARD)
    return number


async def test_members_read_the_rest_in_private(stage: Stage) -> None:
    number = await stage.asked()
    page = await stage.say("", f"/casus {number}", person=MILA)
    assert FACTS in page.text
    assert page.messages[0].target.protect
    in_group = await stage.in_group(f"/casus {number}")
    assert FACTS not in in_group.text
    (button,) = in_group.messages[0].buttons
    assert button.private
    assert payload_of(token_for(button.payload)) == f"/casus {number}"


@pytest.mark.parametrize("command", ["casus", "denkmee", "vraagterug", "reageer", "agenda", "sluit", "trekin", "idee"])
async def test_outsiders_are_refused_in_words(stage: Stage, command: str) -> None:
    number = await stage.asked()
    reply = await stage.say("", f"/{command} {number}", person=OUTSIDER)
    assert "alleen voor leden van het team" in reply.text
    assert FACTS not in reply.text
    assert QUESTION not in reply.text
    assert "er niet (meer)" in (await stage.say("", f"/{command} 999", person=MILA)).text
    if command != "agenda":  # without a number it is the agenda of the team: test_agenda.py
        assert "niet over welk overleg" in (await stage.say("", f"/{command}", person=MILA)).text


async def test_thinking_along_tells_the_asker_once(stage: Stage) -> None:
    number = await stage.asked()
    reply = await stage.in_group("", f"/denkmee {number}")
    assert "Mila denkt mee over" in reply.messages[0].text
    assert "Mila denkt mee over" in elsewhere(reply)[ASKER].text
    assert len(stage.consultations.contributions(number)) == 1
    again = await stage.in_group("", f"/denkmee {number}")
    assert ASKER not in elsewhere(again), "a second tap tells nothing new"
    assert "Genoteerd bij" in again.messages[0].text
    assert len(stage.consultations.contributions(number)) == 1
    own = await stage.in_group("", f"/denkmee {number}", person=ASKER)
    assert "je eigen overleg" in own.text


async def test_a_thought_is_passed_on_and_gathered(stage: Stage) -> None:
    number = await stage.asked()
    await stage.say("", f"/reageer {number}", person=MILA)
    reply = await stage.say(THOUGHT, person=MILA)
    assert THOUGHT in elsewhere(reply)[ASKER].text
    assert f"Mila: {THOUGHT}" in (await stage.say("", f"/casus {number}")).text
    assert (await stage.say("hoi", person=MILA)).decision.kind is DecisionKind.SMALLTALK
    assert len(stage.consultations.contributions(number)) == 1


async def test_a_thought_with_personal_data_is_asked_again(stage: Stage) -> None:
    number = await stage.asked()
    await stage.say("", f"/reageer {number}", person=MILA)
    reply = await stage.say("Over de school: mail samira@voorbeeld.nl", person=MILA)
    if reply.decision.kind is DecisionKind.DANGER_CHECK:
        reply = await stage.say("nee", person=MILA)
    assert "een e-mailadres" in reply.text
    assert stage.consultations.contributions(number) == []
    await stage.say(THOUGHT, person=MILA)
    assert [item.text for item in stage.consultations.contributions(number)] == [THOUGHT]


async def test_possible_danger_in_a_thought_is_asked_about_first(stage: Stage) -> None:
    number = await stage.asked()
    await stage.say("", f"/reageer {number}", person=MILA)
    grey = "Vader dreigt soms dat hij weggaat."
    assert (await stage.say(grey, person=MILA)).decision.kind is DecisionKind.DANGER_CHECK
    assert stage.consultations.contributions(number) == []
    await stage.say("nee", person=MILA)
    assert [item.text for item in stage.consultations.contributions(number)] == [grey]
    card = await stage.say("hij slaat haar nu", person=MILA)
    assert card.decision.kind is DecisionKind.DANGER


async def test_asking_back_and_the_answer(stage: Stage) -> None:
    number = await stage.asked()
    await stage.say("", f"/vraagterug {number}", person=MILA)
    asked = await stage.say("Sinds wanneer speelt dit?", person=MILA)
    told = elsewhere(asked)[ASKER]
    (button,) = told.buttons
    prompt = await stage.say("", button.payload)
    assert "Mila vraagt: Sinds wanneer speelt dit?" in prompt.text
    answered = await stage.say("Sinds de zomer.")
    assert "Sinds de zomer." in elsewhere(answered)[MILA].text
    kinds = [item.kind for item in stage.consultations.contributions(number)]
    assert kinds == [ContributionKind.QUESTION, ContributionKind.ANSWER]
    refused = await stage.say("", button.payload, person=MILA)
    assert "alleen degene die het overleg startte" in refused.text
    assert "er niet (meer)" in (await stage.say("", f"/antwoord {number} 999")).text


async def test_direct_replies_in_the_group_are_gathered(stage: Stage) -> None:
    number = await posted(stage)
    reply = await stage.in_group(THOUGHT, replied_to=CARD)
    assert "Genoteerd bij" in reply.messages[0].text
    assert THOUGHT in elsewhere(reply)[ASKER].text
    assert [item.text for item in stage.consultations.contributions(number)] == [THOUGHT]
    outside = await stage.in_group(THOUGHT, person=OUTSIDER, replied_to=CARD)
    assert "alleen voor leden" in outside.text
    other = await stage.in_group("wat betekent een 0 en een 10 op de schaalvraag?", replied_to="77")
    assert other.decision.kind is DecisionKind.ANSWER
    own = await stage.in_group("Dank, dat helpt.", person=ASKER, replied_to=CARD)
    assert "Genoteerd" in own.text
    assert stage.consultations.contributions(number)[-1].kind is ContributionKind.ANSWER


async def test_a_direct_reply_with_personal_data_is_kept_without_it(stage: Stage) -> None:
    number = await posted(stage)
    reply = await stage.in_group("Over de school: mail samira@voorbeeld.nl", replied_to=CARD)
    if reply.decision.kind is DecisionKind.DANGER_CHECK:
        reply = await stage.in_group("nee")
    assert "een e-mailadres" in reply.text
    (item,) = stage.consultations.contributions(number)
    assert "samira@" not in item.text


async def test_danger_in_a_direct_reply_comes_first(stage: Stage) -> None:
    number = await posted(stage)
    assert (await stage.in_group("hij slaat haar nu", replied_to=CARD)).decision.kind is DecisionKind.DANGER
    grey = "Vader dreigt soms dat hij weggaat."
    assert (await stage.in_group(grey, replied_to=CARD)).decision.kind is DecisionKind.DANGER_CHECK
    assert stage.consultations.contributions(number) == []
    assert "Genoteerd" in (await stage.in_group("nee")).text
    assert [item.text for item in stage.consultations.contributions(number)] == [grey]


async def test_the_agenda_takes_it_and_lets_it_go(stage: Stage) -> None:
    number = await stage.asked()
    assert "staat op de MDO-agenda" in (await stage.in_group("", f"/agenda {number}")).text
    assert [item.consultation_id for item in stage.consultations.agenda(stage.team)] == [number]
    await stage.in_group("", f"/agenda {number} af")
    assert stage.consultations.agenda(stage.team) == []


async def test_acute_shows_the_numbers_and_nothing_else(stage: Stage) -> None:
    reply = await stage.in_group("", "/acuut")
    assert reply.decision.kind is DecisionKind.DANGER
    assert len(reply.messages) == 1
    assert "112" in reply.text
    assert reply.messages[0].buttons == ()


async def test_who_left_can_do_nothing_with_it_any_more(stage: Stage) -> None:
    number = await stage.asked()
    stage.roster.remove(stage.team, MILA, NOW, actor=LEAD)
    for command in ("casus", "denkmee", "reageer"):
        assert "alleen voor leden" in (await stage.say("", f"/{command} {number}", person=MILA)).text
    stage.roster.remove(stage.team, ASKER, NOW, actor=LEAD)
    assert "afgerond of ingetrokken" in (await stage.say("", f"/denkmee {number}", person=LEAD)).text
