"""What a professional sees: the parts of an answer, in order, and what each kind of entry leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from actions.rendering.answer import AnswerRenderer
from actions.rendering.danger import check_question, danger_card
from actions.rendering.notices import privacy_notice
from actions.settings import LocalNumber
from actions.vocabulary import BlockKind, OutboundMessage
from knowledge.entries.loader import load_content
from knowledge.entries.model import Urgency
from knowledge.messages.catalogue import load_catalogue
from knowledge.search.published import Published

CATALOGUE = load_catalogue()
CONTENT = load_content()
TODAY = date(2026, 12, 1)
RENDERER = AnswerRenderer(CATALOGUE, CONTENT.references, TODAY)
NORMAL = "schaalvraag-0-10"
URGENT = "acuut-gevaar-eerst-112"
NORM = CATALOGUE.text("reflex.norm")


def published(slug: str) -> Published:
    return Published(CONTENT.entries[slug], 7, confirmed=False)


def answer(slug: str, *, escalation: bool = False) -> OutboundMessage:
    return RENDERER.answer(published(slug), escalation=escalation, related=())


def kinds(message: OutboundMessage) -> list[BlockKind]:
    return [block.kind for block in message.blocks]


def test_a_normal_answer_has_its_parts_in_order() -> None:
    message = answer(NORMAL)
    assert kinds(message) == [
        BlockKind.TITLE,
        BlockKind.TEXT,
        BlockKind.REFLECTION,
        BlockKind.TEAM,
        BlockKind.SOURCE,
    ]
    assert message.blocks[1].text == CONTENT.entries[NORMAL].short_text
    assert "Overleg eerst in het team" in message.text
    assert "Bekeken op 21 november 2026." in message.text
    assert [button.payload for button in message.buttons] == ["/meer 7", "/overleg 7", "/helpt 7", "/kloptniet 7"]


def test_an_urgent_answer_says_whom_to_call_and_never_to_reflect() -> None:
    message = answer(URGENT)
    assert kinds(message)[0] is BlockKind.ALERT
    assert message.blocks[0].text.startswith("Bel eerst 112")
    assert "Overleg daarna, dezelfde dag" in message.text
    assert BlockKind.REFLECTION not in kinds(message)
    assert BlockKind.TEAM not in kinds(message)


UNCONFIRMED = CATALOGUE.text("answer.unconfirmed")


@pytest.mark.parametrize("slug", [slug for slug, entry in CONTENT.entries.items() if entry.urgency is Urgency.URGENT])
def test_an_urgent_entry_says_that_nobody_confirmed_it_until_somebody_does(slug: str) -> None:
    seed, confirmed = published(slug), replace(published(slug), confirmed=True)
    for show in (lambda one: RENDERER.answer(one, escalation=False, related=()), RENDERER.more, RENDERER.brief):
        assert show(seed).text.endswith(UNCONFIRMED)
        assert UNCONFIRMED not in show(confirmed).text


def test_a_normal_entry_has_no_such_notice() -> None:
    assert UNCONFIRMED not in answer(NORMAL).text


def test_after_a_reflex_the_team_comes_first_with_the_reporting_norm() -> None:
    message = answer(NORMAL, escalation=True)
    assert kinds(message)[:3] == [BlockKind.TITLE, BlockKind.TEAM, BlockKind.NOTICE]
    assert message.blocks[2].text == NORM


@pytest.mark.parametrize("slug", sorted(CONTENT.entries))
def test_every_shipped_entry_renders_within_its_rules(slug: str) -> None:
    entry = CONTENT.entries[slug]
    plain, reflex = answer(slug), answer(slug, escalation=True)
    assert NORM in reflex.text
    assert "Bron" in plain.text
    assert "[" not in plain.text, "marks are shown as sources, never as text"
    assert len(entry.short_text) <= 600
    assert all(len(button.payload.encode()) <= 64 for button in plain.buttons)
    for paragraph in entry.to_check:
        assert paragraph.text not in plain.text + RENDERER.more(published(slug)).text
    if entry.urgency is Urgency.URGENT:
        assert BlockKind.REFLECTION not in kinds(reflex)
        assert BlockKind.TEAM not in kinds(plain)
    if entry.not_family_first:
        assert CATALOGUE.text("answer.not_family_first") in plain.text


def test_unsourced_sentences_are_named_as_such() -> None:
    line = next(block.text for block in answer(URGENT).blocks if block.kind is BlockKind.SOURCE)
    assert "nog zonder bron" in line


def test_an_expired_entry_says_so() -> None:
    late = AnswerRenderer(CATALOGUE, CONTENT.references, date(2030, 1, 1))
    text = late.answer(published(NORMAL), escalation=False, related=()).text
    assert "verlopen sinds" in text
    assert "verlopen" not in answer(NORMAL).text


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("suicide", "0800-0113"),
        ("seksueel", "0800-0188"),
        ("vermist", "Wacht niet"),
        ("kind", "niet alleen"),
        (None, "0800-2000"),
    ],
)
def test_the_danger_card_starts_with_112_and_fits_its_kind(kind: str | None, expected: str) -> None:
    card = danger_card(CATALOGUE, kind, LocalNumber("Crisisdienst", "020-1234567"))
    assert card.text.startswith("Is er nu gevaar? Bel 112.")
    assert "0800-2000" in card.text
    assert "Ik kan geen hulp sturen en niemand leest live mee." in card.text
    assert "Crisisdienst: 020-1234567" in card.text
    assert card.text.count("0800-0113") == 1
    assert card.text.count("0800-0188") == 1
    assert expected in card.text
    assert not any(word in card.text.lower() for word in ("mdo", "overleg eerst", "vertraag", "eerst begrijpen"))


def test_the_local_number_is_left_out_when_empty() -> None:
    assert danger_card(CATALOGUE, None, LocalNumber("Crisisdienst", "")).text.count("Crisisdienst") == 0


def test_the_check_question_has_numbers_one_question_and_three_answers() -> None:
    message = check_question(CATALOGUE, LocalNumber())
    assert "112" in message.text
    assert "0800-2000" in message.text
    assert [button.label for button in message.buttons] == ["Ja", "Nee", "Weet ik niet"]


def test_the_privacy_notice_names_types_only() -> None:
    notice = privacy_notice(["NAAM", "BSN"], CATALOGUE)
    assert "een naam, een BSN" in notice.text
