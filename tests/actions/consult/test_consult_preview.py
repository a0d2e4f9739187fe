"""The preview: by what a family could be recognised, broader words, changing, and a yes to what was shown."""

import pytest

from tests.actions.consult.conftest import ASKER, GROUP, LEAD, NOW, QUESTION, Stage, buttons, elsewhere

TELLING = "In Purmerend zag de juf op 3 maart een lege broodtrommel."


async def preview(stage: Stage):
    for said in ("/overleg", TELLING, QUESTION, "lvb"):
        await stage.say(said)
    return await stage.say("/klaar")


async def test_what_identifies_is_named_with_why_and_broader_words(stage: Stage) -> None:
    shown = await preview(stage)
    assert '"In Purmerend": ' in shown.text
    assert "Ruimer: " in shown.text
    (broader,) = [label for label in buttons(shown) if "regio" in label]
    changed = await stage.press(broader)
    assert "Purmerend" not in changed.text
    assert "3 maart" in changed.text
    assert stage.slots()["consult_facts"].startswith("In de regio zag de juf")


async def test_everything_can_be_taken_broader_at_once(stage: Stage) -> None:
    await preview(stage)
    changed = await stage.press("Neem alles ruimer")
    assert "Purmerend" not in changed.text
    assert "3 maart" not in changed.text
    again = await stage.say("", "/ruimer 12345678")
    assert again.text == changed.text


async def test_a_yes_holds_for_what_was_shown(stage: Stage) -> None:
    shown = await preview(stage)
    agreed = buttons(shown)["Zet in de teamchat"]
    await stage.press("Neem alles ruimer")
    reply = await stage.say("", agreed)
    assert "Er is iets veranderd" in reply.text
    assert stage.consultations.open_of(stage.team) == []
    await stage.press("Zet in de teamchat")
    assert len(stage.consultations.open_of(stage.team)) == 1


async def test_a_typed_yes_without_a_preview_shows_it_first(stage: Stage) -> None:
    await preview(stage)
    assert "Zo komt het in de teamchat" in (await stage.say("/overleg_ja")).text
    assert stage.consultations.open_of(stage.team) == []


async def test_every_part_can_be_changed_from_the_preview(stage: Stage) -> None:
    await preview(stage)
    which = await stage.press("Pas aan")
    assert len(buttons(which)) == 8  # without a number there is no reason for it
    asked = await stage.press("Je vraag aan het team")
    assert f"Nu staat er: {QUESTION}" in asked.text
    shown = await stage.say("Wat is de eerste kleine stap?")
    assert "Vraag: Wat is de eerste kleine stap?" in shown.text
    assert stage.slots()["consult_question"] == "Wat is de eerste kleine stap?"


async def test_without_a_group_the_draft_waits(stage: Stage) -> None:
    stage.roster.unlink_chat(GROUP, NOW, actor=LEAD)
    shown = await preview(stage)
    assert "/koppel" in shown.text
    assert "Zet in de teamchat" not in buttons(shown)
    stage.link()
    assert "Zet in de teamchat" in buttons(await stage.say("/hervat"))


async def test_with_several_groups_one_is_chosen(stage: Stage) -> None:
    stage.link("test:-200", "Klein overleg")
    shown = await preview(stage)
    payload = buttons(shown)["Zet in Klein overleg"]
    ambiguous = await stage.say("", payload.rpartition(" ")[0])
    assert "Zet in Klein overleg" in buttons(ambiguous)
    assert elsewhere(await stage.say("", payload)).keys() == {"test:-200"}


async def test_pressed_twice_it_is_sent_once(stage: Stage) -> None:
    shown = await preview(stage)
    payload = buttons(shown)["Zet in de teamchat"]
    await stage.say("", payload)
    assert "al verstuurd of weggegooid" in (await stage.say("", payload)).text
    assert len(stage.consultations.open_of(stage.team)) == 1


async def test_who_left_the_team_cannot_send(stage: Stage) -> None:
    shown = await preview(stage)
    payload = buttons(shown)["Zet in de teamchat"]
    stage.roster.remove(stage.team, ASKER, NOW, actor=LEAD)
    assert "alleen voor leden van het team" in (await stage.say("", payload)).text


@pytest.mark.parametrize("days", ["vandaag", "volgend mdo", "3 januari"])
async def test_the_day_is_on_the_card(stage: Stage, days: str) -> None:
    await preview(stage)
    await stage.say("", "/pasaan due")
    shown = await stage.say(days)
    assert "Graag voor: " in shown.text
    await stage.press("Zet in de teamchat")
    made = stage.consultations.open_of(stage.team)[0]
    assert made.on_agenda is (days == "volgend mdo")
    assert (made.due is None) is (days == "volgend mdo")


async def test_the_same_turn_once_more_gives_the_same_consultation(stage: Stage) -> None:
    shown = await preview(stage)
    payload = buttons(shown)["Zet in de teamchat"]
    before = stage.conversations.load(ASKER)
    first = await stage.say("", payload, key="test:once")
    stage.conversations.save(before, NOW)
    # As after a crash between the store and the commit of the turn.
    stage.assembly.database.write(lambda sql: sql.execute("DELETE FROM handled_update WHERE key = 'test:once'"))
    second = await stage.say("", payload, key="test:once")
    assert first.text == second.text
    assert len(stage.consultations.open_of(stage.team)) == 1
