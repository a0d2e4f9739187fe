"""What a group gets, what only the private chat does, and "Verwijder mijn bericht"."""

import pytest

from actions.rendering.notices import privacy_notice
from actions.rendering.welcome import welcome
from actions.steps.commands import PRIVATE_ONLY
from actions.steps.deep_links import token_for
from actions.vocabulary import LONGEST_PAYLOAD, DecisionKind
from knowledge.messages.catalogue import load_catalogue

CATALOGUE = load_catalogue()
SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."
WITH_NAME = "Samira el Idrissi geeft een 3, wat betekent een 0 en een 10 op de schaalvraag?"


@pytest.mark.parametrize("command", sorted(PRIVATE_ONLY))
async def test_what_is_private_is_not_done_in_a_group(say, command: str) -> None:
    reply = await say(f"/{command}", private=False)
    (button,) = reply.messages[0].buttons
    assert button.private
    assert button.payload == f"/{command}"
    assert "privéchat" in reply.text
    assert reply.messages[0].attachment is None


async def test_forgetting_in_a_group_removes_nothing(say) -> None:
    await say("hoe maak ik een xylofoongrafiek in powerpoint")
    await say("", "/vergeetmij ja", private=False, conversation="test:1")
    assert "Vragen" in (await say("/mijngegevens")).text


async def test_help_is_short_in_a_group(say) -> None:
    whole, short = await say("/help"), await say("/help", private=False)
    assert len(short.text) < len(whole.text)
    assert "alleen wat aan mij is gericht" in short.text
    assert token_for(short.messages[0].buttons[0].payload) == "help"
    assert (await say("/start", private=False)).text == short.text


async def test_start_welcomes_with_what_it_is_no_names_an_example_and_groups(say) -> None:
    reply = await say("", "/start")
    for part in ("kennisbank", "zonder namen", "/privacy", "teamgroep", "112"):
        assert part in reply.text
    assert reply.text.endswith(SAFETY_LINE)
    assert "klopt niet meer" not in reply.text
    example = await say("", reply.messages[0].buttons[0].payload)
    assert example.decision.kind is DecisionKind.ANSWER


async def test_links_do_what_they_say(say) -> None:
    assert (await say("", "/start kaart_schaalvraag-0-10")).decision.entries[0].slug == "schaalvraag-0-10"
    assert "OTS (ondertoezichtstelling)" in (await say("", "/start begrip_ots")).text
    assert "90 dagen" in (await say("", "/start privacy")).text
    assert "Wat er van jou bewaard is" in (await say("", "/start mijngegevens")).text
    assert "Wil je dat ik alles" in (await say("", "/start vergeetmij")).text
    assert "er niet meer" in (await say("", "/start kaart_bestaat-niet")).text


async def test_a_link_that_stands_for_nothing_is_named_and_welcomed(say) -> None:
    reply = await say("", "/start zomaarwat")
    assert reply.text.startswith("Deze link klopt niet meer")
    assert "Welkom bij Houvast" in reply.text


def test_every_button_of_the_welcome_fits() -> None:
    assert all(len(button.payload.encode()) <= LONGEST_PAYLOAD for button in welcome(CATALOGUE, stale=True).buttons)


async def test_a_message_with_names_can_be_deleted_by_its_sender_only(say) -> None:
    reply = await say(WITH_NAME, deletable="5")
    button = reply.messages[-1].buttons[-1]
    assert (button.label, button.payload, button.owner) == ("Verwijder mijn bericht", "/verwijder 5", True)
    assert "met de knop" in reply.text


@pytest.mark.parametrize("deletable", [None, "9" * 60])
async def test_without_a_way_to_delete_there_is_no_button(say, deletable: str | None) -> None:
    reply = await say(WITH_NAME, deletable=deletable)
    assert all(not button.payload.startswith("/verwijder") for button in reply.messages[-1].buttons)
    assert "Verwijder je bericht" in reply.text


async def test_a_message_without_names_gets_no_such_button(say) -> None:
    reply = await say("wat betekent een 0 en een 10 op de schaalvraag?", deletable="5")
    assert all(not button.owner for button in reply.messages[-1].buttons)


async def test_the_end_of_deleting_is_worded(say) -> None:
    assert (await say("", "/verwijder gelukt")).text == "Je bericht is verwijderd."
    for payload in ("/verwijder mislukt", "/verwijder 5", "/verwijder"):
        failed = await say("", payload)
        assert "houd je bericht ingedrukt" in failed.text
        assert failed.text.endswith(SAFETY_LINE)


def test_the_notice_reads_well_both_ways() -> None:
    assert "knop" not in privacy_notice(["NAAM"], CATALOGUE).text
    assert "knop hieronder" in privacy_notice(["NAAM"], CATALOGUE, button=True).text
