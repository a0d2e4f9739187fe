"""One message, one way: the whole conversation with every real part."""

from datetime import UTC, datetime

import pytest

from actions.conversation import receive
from actions.vocabulary import DecisionKind
from bot.assembly import assemble
from knowledge.store.questions import QuestionStore
from tests.conftest import message, settings_in

SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."
KNOWLEDGE_QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"
GREY = "moeder zei gisteren dat ze niet weet of ze het nog volhoudt met de baby, klonk heel vlak"
BRUISES = "ik zie blauwe plekken op de rug van een kind en weet niet hoe ze er komen"
REFLEX = "ik wil dit gezin overdragen aan de jeugdbescherming, ik ben er klaar mee"


async def test_a_question_is_answered_with_source_and_team(say) -> None:
    reply = await say(KNOWLEDGE_QUESTION)
    assert reply.decision.kind is DecisionKind.ANSWER
    assert reply.decision.entries[0].slug == "schaalvraag-0-10"
    assert reply.decision.consult
    assert "Bron" in reply.text
    assert "Overleg eerst in het team" in reply.text


async def test_buttons_under_an_answer_work(say) -> None:
    first = await say(KNOWLEDGE_QUESTION)
    payloads = {button.label: button.payload for button in first.messages[-1].buttons}
    assert "meer" in (await say("", payloads["Lees meer"])).text
    assert "Wat heb je gezien of gehoord?" in (await say("", payloads["Leg voor aan het team"])).text
    assert "Dank je" in (await say("", payloads["Helpt"])).text
    wrong = await say("", payloads["Klopt niet"])
    assert len(wrong.messages[-1].buttons) == 2
    assert "Dank je" in (await say("", wrong.messages[-1].buttons[0].payload)).text
    related = await say("", payloads["Verwant"])
    chosen = await say("", related.messages[-1].buttons[0].payload)
    assert chosen.decision.kind is DecisionKind.ANSWER


async def test_a_message_for_somebody_else_leaves_no_trace(assembly, folder) -> None:
    planted = "Zwartkruis"
    reply = await receive(message(f"{planted} er wordt nu geslagen", addressed=False), assembly.front)
    assert reply is None
    assert planted.encode() not in b"".join(path.read_bytes() for path in (folder / "data").glob("houvast*"))


async def test_a_message_is_handled_once(assembly) -> None:
    once = message(KNOWLEDGE_QUESTION)
    assert await receive(once, assembly.front) is not None
    assert await receive(once, assembly.front) is None
    since = datetime(2000, 1, 1, tzinfo=UTC)
    assert QuestionStore(assembly.database).decisions(since) == {"answer": 1}


async def test_an_answered_question_is_not_kept_and_an_unanswered_one_redacted(assembly, say, folder) -> None:
    await say("wat betekent de kwibusfactor op een schaalvraag van 0 tot 10")
    reply = await say("hoe maak ik een xylofoongrafiek in powerpoint voor Kevin de Bruin 999990639")
    assert reply.decision.kind is DecisionKind.ABSTAIN
    questions = QuestionStore(assembly.database).open_questions()
    assert len(questions) == 1
    assert "xylofoongrafiek" in questions[0].redacted_text
    assembly.database.checkpoint()
    stored = b"".join(path.read_bytes() for path in (folder / "data").glob("houvast*"))
    assert b"Kevin" not in stored
    assert b"999990639" not in stored
    assert b"kwibusfactor" not in stored
    assert "een naam, een BSN" in reply.text
    assert "Kevin" not in reply.text


async def test_the_notice_about_personal_data_comes_after_the_answer(say) -> None:
    reply = await say("Samira el Idrissi geeft een 3, wat betekent een 0 en een 10 op de schaalvraag?")
    assert reply.decision.kind is DecisionKind.ANSWER
    assert "In je bericht stond: een naam" in reply.messages[-1].blocks[-1].text
    assert "Samira" not in reply.text


async def test_a_reflex_gets_the_team_first_and_the_reporting_norm(say) -> None:
    reply = await say(REFLEX)
    assert reply.decision.escalation
    assert reply.decision.consult
    assert reply.decision.kind in (DecisionKind.ANSWER, DecisionKind.ABSTAIN)
    assert reply.text.startswith("Even stilstaan")
    assert "Vertragen stopt het melden niet" in reply.text


async def test_other_commands_and_unknown_ones(say) -> None:
    assert "/kaarten" in (await say("/help")).text
    assert "90 dagen" in (await say("/privacy")).text
    themes = await say("/kaarten")
    assert len(themes.messages[0].buttons) == 8
    cards = await say("", themes.messages[0].buttons[0].payload)
    assert (await say("", cards.messages[0].buttons[0].payload)).decision.kind is DecisionKind.ANSWER
    assert "/dansen" in (await say("/dansen")).text
    assert (await say(f"/vraag {KNOWLEDGE_QUESTION}")).decision.kind is DecisionKind.ANSWER
    assert "ken ik niet" in (await say("/kaarten nergens")).text


async def test_a_choice_is_offered_remembered_and_answered(assembly, say, folder) -> None:
    reply = await first_clarify(say)
    options = [button for button in reply.messages[-1].buttons if button.payload != "/kies geen"]
    assert 1 <= len(options) <= 3
    assert reply.text.endswith(SAFETY_LINE)
    chosen = await say("1")
    assert chosen.decision.kind is DecisionKind.ANSWER
    assert f"/kies {chosen.decision.entries[0].slug}" == options[0].payload
    again = await first_clarify(say)
    none = await say("", again.messages[-1].buttons[-1].payload)
    assert none.decision.kind is DecisionKind.ABSTAIN
    assert "teamleider" in none.text


async def test_a_choice_is_made_in_words(say) -> None:
    reply = await first_clarify(say)
    first = reply.messages[-1].buttons[0]
    chosen = await say("doe de eerste maar")
    assert f"/kies {chosen.decision.entries[0].slug}" == first.payload
    again = await first_clarify(say)
    assert again.decision.kind is DecisionKind.CLARIFY
    titled = await say(f"die over {first.label}")
    assert titled.decision.entries[0].slug == chosen.decision.entries[0].slug


async def test_a_question_after_an_ignored_check_leans_on_what_waited(say) -> None:
    asked = await say(BRUISES)
    assert asked.decision.kind is DecisionKind.DANGER_CHECK
    reply = await say("en wie kijkt daar dan naar?")
    assert "letsel-duiden-arts-leck" in [entry.slug for entry in reply.decision.entries[:3]]


async def first_clarify(say):
    """The first of some vague questions that the bot is unsure about."""
    for text in ("veiligheid thuis bespreken", "hoe verder met dit gezin", "plan maken met het netwerk", "fase"):
        reply = await say(text)
        if reply.decision.kind is DecisionKind.CLARIFY:
            return reply
    raise AssertionError("none of the vague questions led to a choice")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀😀😀",
        "\u202e\u200b\u200f",
        "\x00\x07\x1b[31m",
        "ja" * 10_000,
        "<script>alert('x')</script>",
        "'; DROP TABLE entry; --",
        "what is the weather like in the city of london today please",
        "ما هو الطقس اليوم في المدينة",
    ],
)
async def test_bad_input_gets_a_clear_dutch_reply_with_the_safety_line(say, text: str) -> None:
    reply = await say(text)
    assert reply.decision.kind in (DecisionKind.ABSTAIN, DecisionKind.CLARIFY)
    assert reply.text.endswith(SAFETY_LINE)


async def test_a_20000_character_message_is_judged_for_danger_all_the_same(say) -> None:
    reply = await say("bla " * 5_000 + "hij steekt haar nu met een mes in de keuken")
    assert reply.decision.kind is DecisionKind.DANGER


async def test_a_conversation_survives_a_restart(assembly, say, folder) -> None:
    reply = await first_clarify(say)
    option = reply.messages[-1].buttons[0].payload
    await assembly.close()
    reopened = assemble(settings_in(folder))
    answer = await receive(message("1"), reopened.front)
    await reopened.close()
    assert answer is not None
    assert f"/kies {answer.decision.entries[0].slug}" == option
