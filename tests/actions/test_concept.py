"""/begrip: explain, ask which one, or offer what is spelled nearly the same."""

import pytest

from actions.vocabulary import LONGEST_PAYLOAD, BlockKind, DecisionKind

SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."


async def test_a_term_is_explained_with_its_source_and_its_card(say) -> None:
    reply = await say("/begrip OTS")
    message = reply.messages[0]
    assert message.blocks[0].text == "OTS (ondertoezichtstelling)"
    assert message.blocks[-1].kind is BlockKind.SOURCE
    assert "Raad voor de Kinderbescherming" in message.blocks[-1].text
    card = await say("", message.buttons[0].payload)
    assert card.decision.entries[0].slug == "ots-wat-is-het"


async def test_what_has_no_source_says_so(say) -> None:
    assert "nog zonder bron" in (await say("/begrip feit")).text


async def test_an_ambiguous_term_asks_which_is_meant(say) -> None:
    reply = await say("/begrip fase")
    assert "kan meer betekenen" in reply.text
    assert reply.text.endswith(SAFETY_LINE)
    labels = [button.label for button in reply.messages[0].buttons]
    assert labels == sorted(labels)
    assert len(labels) == 3
    chosen = await say("", reply.messages[0].buttons[1].payload)
    assert chosen.messages[0].blocks[0].text == labels[1]


async def test_a_term_that_is_only_spelled_out(say) -> None:
    reply = await say("/begrip SKJ")
    assert "SKJ: beroepsregister jeugdprofessionals" in reply.text
    assert reply.messages[0].buttons[0].payload == "/vraag wat is SKJ"


async def test_an_unknown_term_offers_near_spellings_and_the_base(say) -> None:
    reply = await say("/begrip meldkode")
    assert reply.text.endswith(SAFETY_LINE)
    payloads = [button.payload for button in reply.messages[0].buttons]
    assert payloads[0] == "/begrip meldcode"
    searched = await say("", next(payload for payload in payloads if payload.startswith("/vraag")))
    assert searched.decision.kind in (DecisionKind.ANSWER, DecisionKind.CLARIFY, DecisionKind.ABSTAIN)
    assert searched.decision.reason != "empty"


async def test_a_long_unknown_term_is_cut_and_every_button_fits(say) -> None:
    reply = await say("/begrip " + "qz" * 300)
    assert "qz" * 40 not in reply.text
    assert all(len(button.payload.encode()) <= LONGEST_PAYLOAD for button in reply.messages[0].buttons)


async def test_a_name_is_left_out_and_noticed(say) -> None:
    reply = await say("/begrip Samira el Idrissi")
    assert "Samira" not in reply.text
    assert "een naam" in reply.text


async def test_without_a_term_all_are_listed_in_pages(say, assembly) -> None:
    seen: list[str] = []
    reply = await say("/begrip")
    for _ in range(30):
        buttons = {button.label: button.payload for button in reply.messages[0].buttons}
        following = buttons.pop("Volgende", None)
        buttons.pop("Vorige", None)
        seen += buttons
        if following is None:
            break
        reply = await say("", following)
    assert sorted(seen) == sorted(concept.name for concept in assembly.house.concepts.all.values())


@pytest.mark.parametrize("typed", ["/begrip SoS", "/begrip sos"])
async def test_signs_of_safety_is_no_cry_for_help_here(say, typed: str) -> None:
    assert "Signs of Safety" in (await say(typed)).text
    assert (await say("sos")).decision.kind is DecisionKind.DANGER


async def test_danger_behind_the_command_is_danger(say) -> None:
    assert (await say("/begrip hij slaat haar nu met een mes")).decision.kind is DecisionKind.DANGER
