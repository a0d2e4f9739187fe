"""The language check in words: what is marked, what is asked, and what is said when there is nothing to ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.rendering.wording import FIRST, Checked, checked, marked
from knowledge.language.check import LanguageCheck
from knowledge.messages.catalogue import Catalogue, load_catalogue

LONG = (
    "Moeder is lui, dom, egoïstisch en onbetrouwbaar. Vader is agressief, dominant en onverantwoordelijk. "
    "De situatie is zorgelijk."
)


@pytest.fixture(scope="module")
def language() -> LanguageCheck:
    return LanguageCheck.load()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def found(text: str, language: LanguageCheck, *, sends: bool = True) -> Checked:
    return Checked(text, language.check(text), language.statements(text), language.concreteness(text), sends)


def test_words_are_marked_and_each_has_its_kind_and_question(language: LanguageCheck, catalogue: Catalogue) -> None:
    text = checked(found("Moeder is emotioneel onbeschikbaar en vader is vaak agressief.", language), catalogue).text
    assert "Oordeel: Moeder is «emotioneel onbeschikbaar» en vader is «vaak» «agressief»." in text
    assert "1. «emotioneel onbeschikbaar» (oordeel)\nWat doet de ouder als het kind huilt" in text
    assert "2. «vaak» (vaag)\nHoe vaak is dat per week of per maand?" in text


def test_each_sentence_says_what_it_is(language: LanguageCheck, catalogue: Catalogue) -> None:
    text = (
        "Om 8 uur at het kind twee boterhammen. Volgens school was het moe. "
        "Ik denk dat moeder hem mist. Vader is lui. Wie belt er morgen?"
    )
    shown = checked(found(text, language), catalogue).text
    for kind in ("Feit: Om 8 uur", "Van horen zeggen: «Volgens»", "Interpretatie: ", "Oordeel: Vader", "Vraag of"):
        assert f"• {kind}" in shown


def test_a_sentence_without_a_telling_word_gets_the_question_of_its_kind(
    language: LanguageCheck, catalogue: Catalogue
) -> None:
    shown = checked(found("Hij wil haar raken.", language), catalogue).text
    assert '"Hij wil haar raken" (interpretatie)' in shown
    assert "Welk feit ligt hieronder" in shown


def test_the_first_findings_come_with_a_way_to_the_others(language: LanguageCheck, catalogue: Catalogue) -> None:
    few = checked(found(LONG, language), catalogue)
    every = checked(found(LONG, language), catalogue, everything=True)
    assert f"{FIRST}. «" in few.text
    assert f"{FIRST + 1}. «" not in few.text
    assert "En nog " in few.text
    assert few.buttons[0].payload == "/taalcheck_alles"
    assert f"{FIRST + 1}. «" in every.text
    assert "En nog " not in every.text
    assert "/taalcheck_alles" not in [button.payload for button in every.buttons]


def test_nothing_found_says_what_is_good(language: LanguageCheck, catalogue: Catalogue) -> None:
    shown = checked(found("Op maandag om 8 uur bracht vader de oudste naar school.", language), catalogue).text
    assert "Dit is concreet" in shown
    assert "• Wie: vader" in shown
    assert "hulp en geen oordeel" in shown


def test_a_question_claims_nothing(language: LanguageCheck, catalogue: Catalogue) -> None:
    assert "zonder /taalcheck" in checked(found("Wie belt er morgen?", language), catalogue).text


def test_only_a_text_that_may_be_sent_has_the_button_for_it(language: LanguageCheck, catalogue: Catalogue) -> None:
    for sends in (True, False):
        payloads = [b.payload for b in checked(found("Vader is lui.", language, sends=sends), catalogue).buttons]
        assert ("/overleg taalcheck" in payloads) is sends


WORDS = st.sampled_from(["vader", "is", "vaak", "agressief", ".", "zegt", "dat", "«", "»", "zorgelijk", "?", "\n", "8"])


@given(st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=30).map(" ".join)))
def test_any_text_can_be_shown_and_loses_no_word(language: LanguageCheck, catalogue: Catalogue, text: str) -> None:
    findings = language.check(text)
    shown = marked(text, 0, len(text), findings)
    if "«" not in text and "»" not in text:
        assert shown.replace("«", "").replace("»", "") == text
    message = checked(found(text, language), catalogue, everything=True)
    assert message.text
