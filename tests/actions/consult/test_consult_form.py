"""The form: the short and the full way, moving through it, and how it begins."""

from datetime import date

import pytest

from actions.forms.slots import SLOTS
from actions.house import House
from actions.steps.deep_links import payload_of, token_for
from actions.vocabulary import DecisionKind
from knowledge.store import OPERATOR
from tests.actions.consult.conftest import (
    ASKER,
    FACTS,
    GROUP,
    LEAD,
    NOW,
    OUTSIDER,
    QUESTION,
    Stage,
    buttons,
    elsewhere,
)

SCALE_QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"


async def test_the_short_way_takes_at_most_six_messages_or_taps(stage: Stage) -> None:
    await stage.filled()
    reply = await stage.press("Zet in de teamchat")
    assert len(stage.sent) <= 6
    assert "Je vraag staat in de teamchat" in reply.text
    card = elsewhere(reply)[GROUP]
    assert QUESTION in card.text
    assert FACTS not in card.text
    assert card.target.protect
    assert [mention.name for mention in card.mentions] == ["Mila"]
    assert [button.payload for button in card.buttons] == [
        "/casus 1",
        "/denkmee 1",
        "/vraagterug 1",
        "/agenda 1",
        "/acuut",
    ]


async def test_the_full_way_takes_at_most_twelve(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(House, "today", lambda _: date(2026, 12, 31))
    answers = {
        "consult_worries": "Ik maak me zorgen dat het kind vaker school mist.",
        "consult_strengths": "Een tante kookt twee avonden.",
        "consult_scale": "4",
        "consult_scale_reason": "Moeder laat hulp toe.",
        "consult_unknown": "Wat het kind er zelf van vindt.",
    }
    for said in ("/overleg", FACTS, QUESTION):
        await stage.say(said)
    await stage.press("collega met kennis van LVB")
    await stage.press("Ga verder")
    for slot, said in answers.items():
        assert stage.slots()["requested_slot"] == slot
        await stage.say(said)
    preview = await stage.press("Morgen")
    await stage.press("Zet in de teamchat")
    assert len(stage.sent) <= 12
    assert "0 1 2 3 [4] 5 6 7 8 9 10" in preview.text
    made = stage.consultations.open_of(stage.team)[0]
    assert (made.facts, made.question, made.expertise, made.scale) == (FACTS, QUESTION, ("lvb",), 4)
    assert (made.worries, made.strengths) == (answers["consult_worries"], answers["consult_strengths"])
    assert (made.scale_reason, made.unknown) == (answers["consult_scale_reason"], answers["consult_unknown"])
    assert made.due == date(2027, 1, 1)


async def test_each_question_says_why_gives_an_example_and_can_be_stopped(stage: Stage) -> None:
    await stage.say("/overleg")
    for said in (FACTS, QUESTION):
        assert "Bijvoorbeeld" in stage.sent[-1][1].text
        assert "Stop" in buttons(stage.sent[-1][1])
        await stage.say(said)
    await stage.say("", "/wie lvb aan")
    await stage.press("Ga verder")
    for _ in range(4):
        assert {"Overslaan", "Klaar, laat zien", "Terug", "Stop"} <= set(buttons(stage.sent[-1][1]))
        await stage.press("Overslaan")
    assert stage.slots()["requested_slot"] == "consult_due"  # without a number there is no reason for it


async def test_back_keeps_what_was_there(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(FACTS)
    back = await stage.press("Terug")
    assert f"Nu staat er: {FACTS}" in back.text
    await stage.press("Laat zo staan")
    assert stage.slots()["consult_facts"] == FACTS
    assert stage.slots()["requested_slot"] == "consult_question"
    await stage.say("/terug")
    await stage.say("Moeder zei dinsdag dat zij moe is.")
    assert stage.slots()["consult_facts"] == "Moeder zei dinsdag dat zij moe is."


async def test_a_needed_answer_cannot_be_skipped(stage: Stage) -> None:
    await stage.say("/overleg")
    reply = await stage.say("/sla_over")
    assert "Deze vraag is nodig" in reply.text
    assert stage.slots()["requested_slot"] == "consult_facts"
    assert "Er ontbreekt nog iets" in (await stage.say("/klaar")).text


async def test_stop_keeps_the_draft_and_text_is_a_question_again(stage: Stage) -> None:
    await stage.say("/overleg")
    await stage.say(FACTS)
    stopped = await stage.press("Stop")
    assert "niets naar je team gegaan" in stopped.text
    assert (await stage.say(SCALE_QUESTION)).decision.kind is DecisionKind.ANSWER
    resumed = await stage.say("", buttons(stopped)["Ga verder"])
    assert "Wat wil je van je team?" in resumed.text
    await stage.say("/stop")
    gone = await stage.press("Gooi weg")
    assert "Je concept is weg" in gone.text
    assert not any(stage.slots()[slot] for slot in SLOTS)
    assert "geen overleg waar je aan bezig was" in (await stage.say("/hervat")).text


@pytest.mark.parametrize(
    ("typed", "slot"),
    [("7", 7), ("een 4", 4), ("4/10", 4), ("0", 0), ("10", 10), ("11", None), ("heel slecht", None), ("3 of 4", None)],
)
async def test_the_scale_takes_a_whole_number(stage: Stage, typed: str, slot: int | None) -> None:
    await stage.filled()
    await stage.say("", "/pasaan scale")
    await stage.say(typed)
    assert stage.slots()["consult_scale"] == ("" if slot is None else slot)


async def test_expertise_may_be_typed_and_must_be_chosen(stage: Stage) -> None:
    for said in ("/overleg", FACTS, QUESTION):
        await stage.say(said)
    assert "Tik eerst aan" in (await stage.say("geen idee")).text
    await stage.say("iemand met verstand van trauma en een jurist of juridisch adviseur")
    assert stage.slots()["consult_expertise"] == ["trauma", "juridisch"]


async def test_who_is_in_no_team_reads_how_to_ask_and_to_join(stage: Stage) -> None:
    reply = await stage.say("/overleg", person=OUTSIDER)
    assert "Zet in de teamchat of in het MDO, zonder namen" in reply.text
    assert "nog bij geen team" in reply.text
    assert not stage.conversations.load(OUTSIDER).active_loop
    assert (await stage.say(SCALE_QUESTION, person=OUTSIDER)).decision.kind is DecisionKind.ANSWER


async def test_the_button_under_an_answer_fills_in_what_is_known(stage: Stage) -> None:
    answer = await stage.say(SCALE_QUESTION)
    payload = buttons(answer)["Leg voor aan het team"]
    assert payload_of(token_for(payload)) == payload
    await stage.say("", payload)
    slots = stage.slots()
    assert slots["consult_origin"] == "schaalvraag-0-10"
    await stage.say(FACTS)
    await stage.press("Neem deze vraag over")
    assert "Ik las de kaart" in stage.slots()["consult_question"]
    outside = await stage.say("", payload, person=OUTSIDER)
    assert "nog bij geen team" in outside.text


async def test_a_second_start_asks_whether_to_go_on(stage: Stage) -> None:
    await stage.filled()
    reply = await stage.say("/overleg")
    assert {"Ga verder", "Begin opnieuw"} == set(buttons(reply))
    assert "Zo komt het in de teamchat" in (await stage.press("Ga verder")).text
    await stage.say("", "/opnieuw")
    assert stage.slots()["consult_facts"] is None


async def test_somebody_in_two_teams_chooses_one(stage: Stage) -> None:
    zuid = stage.roster.create_team("Zuid", NOW, actor=OPERATOR).team_id
    code = stage.roster.invite(zuid, stage.roster.member(stage.team, LEAD).role, NOW, actor=OPERATOR)
    stage.roster.redeem(code, ASKER, "Sam", NOW)
    reply = await stage.say("/overleg")
    assert {"Noord", "Zuid"} <= set(buttons(reply))
    await stage.press("Zuid")
    assert stage.slots()["consult_team"] == zuid
    for said in (FACTS, QUESTION, "lvb"):
        await stage.say(said)
    shown = await stage.say("/klaar")
    assert "teamchat van Zuid" in shown.text
    assert "nog geen groep" in shown.text
    assert "Zet in de teamchat" not in buttons(shown)


async def test_in_a_group_it_leads_to_the_private_chat(stage: Stage) -> None:
    reply = await stage.in_group("/overleg", person=ASKER)
    (button,) = reply.messages[0].buttons
    assert button.private
    assert token_for(button.payload) == "overleg"
    assert not stage.conversations.load(f"{GROUP}:{ASKER}").active_loop
