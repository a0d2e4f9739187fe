"""What is no text: nothing is looked at, nothing is kept, and the numbers are there."""

import pytest

from actions.rasa.media import WORDED
from actions.vocabulary import BlockKind, DecisionKind
from knowledge.store.questions import QuestionStore

SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."
QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"
CAPTION = "Ik heb alleen je tekst gelezen."
GREY = "vader heeft vorige week gedreigd, ik weet niet of het nu veilig is"


@pytest.mark.parametrize("kind", [*WORDED, "other", "something-new"])
async def test_without_text_each_kind_gets_its_own_reply(say, assembly, kind: str) -> None:
    reply = await say("", media=kind)
    assert reply.decision.kind is DecisionKind.ABSTAIN
    assert reply.decision.reason == "media"
    assert reply.text.startswith("Ik kan alleen tekst lezen")
    assert reply.text.endswith(SAFETY_LINE)
    assert QuestionStore(assembly.database).open_questions() == []


async def test_nobody_listened_and_nothing_was_kept(say) -> None:
    assert "niemand geluisterd" in (await say("", media="voice")).text
    assert "niet bewaard" in (await say("", media="photo")).text


async def test_what_may_show_a_person_can_be_deleted(say) -> None:
    photo = await say("", media="photo", deletable="41")
    assert [(button.payload, button.owner) for button in photo.messages[0].buttons] == [("/verwijder 41", True)]
    assert (await say("", media="sticker", deletable="41")).messages[0].buttons == ()


async def test_a_caption_is_answered_with_a_notice(say) -> None:
    reply = await say(QUESTION, media="photo")
    assert reply.decision.kind is DecisionKind.ANSWER
    assert reply.messages[-1].blocks[-1].text.startswith(CAPTION)
    unknown = await say("hoe maak ik een xylofoongrafiek in powerpoint", media="document")
    assert CAPTION in unknown.text
    assert unknown.text.endswith(SAFETY_LINE)
    assert CAPTION in (await say("/kaarten", media="photo")).text


async def test_a_caption_with_names_gets_both_notices(say) -> None:
    reply = await say(f"Samira el Idrissi geeft een 3, {QUESTION}", media="photo", deletable="7")
    kinds = [block.kind for block in reply.messages[-1].blocks]
    assert kinds.count(BlockKind.NOTICE) == 2
    assert reply.messages[-1].buttons[-1].payload == "/verwijder 7"


async def test_a_caption_that_means_danger_gives_the_card(say) -> None:
    assert (await say("hij slaat haar nu", media="photo")).decision.kind is DecisionKind.DANGER


async def test_a_sticker_does_not_end_a_check_question(say) -> None:
    assert (await say(GREY)).decision.kind is DecisionKind.DANGER_CHECK
    await say("", media="sticker")
    assert (await say("ja")).decision.kind is DecisionKind.DANGER
