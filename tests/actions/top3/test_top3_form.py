"""``/top3`` as somebody walks through it, in a whole Houvast."""

import pytest

from actions.forms.top3.slots import PAUSED, SLOTS, TOUCHED
from actions.vocabulary import DecisionKind
from tests.actions.consult.conftest import ASKER, FACTS, MILA, Stage, buttons

BARE = "Moeder zette de radio hard aan."
FULL = "Elke zondag vergeet moeder te koken zodra oma belt, en de oudste ziet dat."


async def test_a_full_sentence_is_one_situation_in_three_messages(stage: Stage) -> None:
    first = await stage.say("/top3")
    assert "112" in first.text
    assert "Situatie 1" in first.text
    more = await stage.say(FULL)
    assert "Situatie 1 staat" in more.text
    shown = await stage.press("Klaar, laat zien")
    assert f"1. {FULL}" in shown.text
    assert "uit te zoeken" not in shown.text


async def test_a_bare_sentence_is_one_situation_in_four_messages(stage: Stage) -> None:
    await stage.say("/top3")
    asked = await stage.say(BARE)
    assert "wanneer en waar" in asked.text  # who does what stands in the sentence
    await stage.press("Situatie is klaar")
    shown = await stage.press("Klaar, laat zien")
    assert "Nog uit te zoeken: wanneer en waar, hoe vaak, wat eraan voorafgaat, wat het kind merkt" in shown.text


async def test_every_part_is_asked_once_and_an_answer_may_say_more(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(BARE)
    asked = await stage.say("op maandagavond in de keuken, twee keer per maand")
    assert "vlak daarvoor" in asked.text  # how often was said with the day
    asked = await stage.say("weet ik niet")
    assert "wat ziet, hoort of doet het kind" in asked.text
    await stage.say("de oudste ziet dat")
    shown = await stage.say("nee")
    assert "Wanneer en waar: op maandagavond" in shown.text
    assert "Wat het kind merkt: de oudste" in shown.text
    assert "Nog uit te zoeken: wat eraan voorafgaat" in shown.text


@pytest.mark.parametrize("text", ["spanningen", "Moeder moet hulp accepteren"])
async def test_a_problem_or_a_goal_is_asked_back_once_and_never_refused(stage: Stage, text: str) -> None:
    await stage.say("/top3")
    back = await stage.say(text)
    assert "Kun je er een situatie van maken?" in back.text
    assert f"Nu staat er: {text}" in back.text
    again = await stage.say(text)
    assert "Kun je er" not in again.text
    shown = await stage.say("", "/top3 laatzien")
    assert f"1. {text}" in shown.text


async def test_a_problem_may_stay(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say("spanningen")
    kept = await stage.press("Laat zo staan")
    assert "wie doet wat" in kept.text


async def test_judging_words_get_a_gentle_question(stage: Stage) -> None:
    await stage.say("/top3")
    asked = await stage.say("Moeder is lui en kookt elke dag.")
    assert '"lui":' in asked.text


@pytest.mark.parametrize(
    ("text", "why"),
    [("Jan de Vries zette de radio hard aan", "Hierin stond"), ("x " * 200, "te lang"), ("!?", "geen tekst")],
)
async def test_what_cannot_be_kept_is_asked_again(stage: Stage, text: str, why: str) -> None:
    await stage.say("/top3")
    refused = await stage.say(text)
    assert why in refused.text
    assert "Situatie 1: wat gebeurt er" in refused.text
    assert stage.slots()["top3_situation"] is None


async def test_acute_danger_interrupts_and_what_follows_asks_whether_to_go_on(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(BARE)
    card = await stage.say("hij slaat haar nu")
    assert card.decision.kind is DecisionKind.DANGER
    assert "Situatie" not in card.text
    paused = await stage.say("op maandag")
    assert "Wil je verder of stoppen?" in paused.text
    assert stage.slots()[PAUSED]
    on = await stage.press("Ga verder")
    assert "wanneer en waar" in on.text
    assert stage.slots()["top3_situation"] == BARE


async def test_possible_danger_is_asked_about_once_and_the_answer_is_kept(stage: Stage) -> None:
    await stage.say("/top3")
    grey = "Vorige week vrijdag gooide stiefvader een stoel om. De kleuter zat ernaast."
    check = await stage.say(grey)
    assert check.decision.kind is DecisionKind.DANGER_CHECK
    asked = await stage.say("nee")
    assert "Situatie 1" in asked.text
    assert stage.slots()["top3_situation"] == grey
    later = await stage.say("Moeder zegt dat hij haar vorige maand heeft geslagen")
    assert later.decision.kind is DecisionKind.SMALLTALK
    assert "0800-2000" in later.text


async def test_stop_keeps_it_and_days_later_it_goes_on(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(BARE)
    stopped = await stage.say("/stop")
    assert "Gestopt" in stopped.text
    question = await stage.say("hoe lang duurt een ots")
    assert question.decision.kind is DecisionKind.ANSWER
    again = await stage.say("/top3")
    assert {"Ga verder", "Begin opnieuw"} <= set(buttons(again))
    on = await stage.press("Ga verder")
    assert "wanneer en waar" in on.text
    state = stage.conversations.load(ASKER)
    state.slots[TOUCHED] = "2026-01-01T00:00:00+00:00"
    stage.assembly.front.ledger.commit("later", state, [], lambda: None)
    assert "Wil je verder of stoppen?" in (await stage.say("op maandag")).text
    assert "Gestopt" in (await stage.say("nee")).text


async def test_forgetting_leaves_nothing(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(FULL)
    await stage.press("Klaar, laat zien")
    gone = await stage.press("Klaar, vergeet dit")
    assert "weg" in gone.text
    assert not any(stage.slots()[slot] for slot in SLOTS if slot not in (TOUCHED, "top3_after_danger"))
    assert "geen Top-3" in (await stage.say("", "/top3 hervat")).text


async def test_back_skip_and_change(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(BARE)
    back = await stage.press("Terug")
    assert f"Nu staat er: {BARE}" in back.text
    await stage.press("Laat zo staan")
    await stage.press("Overslaan")
    await stage.press("Situatie is klaar")
    await stage.say(FULL)
    await stage.press("Klaar, laat zien")
    await stage.press("Aanpassen")
    await stage.press(f"1. {BARE}")
    asked = await stage.press("Hoe vaak")
    assert "Situatie 1: hoe vaak" in asked.text
    shown = await stage.say("drie keer per week")
    assert "Hoe vaak: drie keer per week" in shown.text
    await stage.press("Aanpassen")
    await stage.press(f"1. {BARE}")
    left = await stage.press("Haal deze situatie weg")
    assert BARE not in left.text
    assert f"1. {FULL}" in left.text


async def test_the_team_gets_the_situations_as_worries(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(FULL)
    await stage.press("Klaar, laat zien")
    begun = await stage.press("Leg voor aan het team")
    assert "Wat heb je gezien of gehoord?" in begun.text
    assert "Vertragen stopt het melden niet" in begun.text
    assert FULL in stage.slots()["consult_worries"]
    asked = await stage.say(FACTS)
    assert "Neem deze vraag over" in buttons(asked)
    await stage.press("Neem deze vraag over")
    await stage.say("", "/wie lvb aan")
    preview = await stage.press("Klaar, laat zien")
    assert FULL in preview.text


async def test_two_forms_do_not_mix(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say("/top3")
    await stage.say(BARE)
    consult = await stage.say("/overleg")
    assert "Wat heb je gezien of gehoord?" in consult.text
    old = await stage.say("", "/top3 terug 1when")
    assert f"Nu staat er: {BARE}" in old.text
    assert stage.slots()["consult_facts"] is None


async def test_in_a_group_it_leads_to_the_private_chat(stage: Stage) -> None:
    reply = await stage.in_group("/top3", person=MILA)
    assert [button.payload for button in reply.messages[0].buttons] == ["/top3"]


async def test_own_data_tells_the_situations(stage: Stage) -> None:
    await stage.say("/top3")
    await stage.say(FULL)
    data = await stage.say("/mijngegevens")
    attachment = data.messages[0].attachment
    assert attachment is not None
    assert FULL in str(attachment)


async def test_a_situation_may_stand_behind_the_command(stage: Stage) -> None:
    asked = await stage.say(f"/top3 {BARE}")
    assert "wanneer en waar" in asked.text
    assert stage.slots()["top3_situation"] == BARE
