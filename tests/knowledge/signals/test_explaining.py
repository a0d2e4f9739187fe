"""Why a text is judged as it is: the words that matched, the scope, the limits, sentence by sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.danger.lexicon import DangerLexicon
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.explaining import explain_danger, explain_reflex, words_of
from knowledge.signals.material import DATA
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.signals.reflex.lexicon import ReflexLexicon

DANGER, REFLEX = DangerDetector.load(), ReflexDetector.load()
LEXICON, REFLEXES = DangerLexicon.load(), ReflexLexicon.load()


def nothing(text: str) -> None:
    """No vector: the model is broken."""


@pytest.mark.parametrize("rule", LEXICON.rules, ids=lambda rule: rule.id)
def test_every_example_of_a_rule_names_words_of_the_example(rule) -> None:
    for text in rule.hits:
        wording = LEXICON.wording.read(text)
        words = words_of(rule, wording)
        assert words
        read = " ".join(wording.reader.tokens.words)
        assert all(word in read for word in words)


def test_the_words_that_matched_are_named() -> None:
    reading = explain_danger("we reden langs en hij slaat haar nu", LEXICON, DANGER, nothing, DATA)
    assert {match.rule.id: match.words for match in reading.rules}["geweld-tegen-iemand"] == ("hij slaat haar",)
    assert "nu" in reading.scopes
    assert reading.judgement == DANGER.judge("we reden langs en hij slaat haar nu")
    assert set(reading.limits) >= {"acute", "acute_agreed"}
    assert reading.sentences == ()


def test_a_rule_whose_level_was_taken_away_is_told_too() -> None:
    reading = explain_danger("in 2011 heeft hij haar geslagen", LEXICON, DANGER, nothing, DATA)
    assert "verleden" in reading.scopes
    assert all(match.level == DangerLevel.NONE for match in reading.rules)


def test_a_long_text_is_told_sentence_by_sentence() -> None:
    quiet = "Het gezin heeft drie kinderen en school is tevreden over hen. "
    text = quiet + "Hij slaat haar nu in de keuken met een riem en zij roept! Dank."
    reading = explain_danger(text, LEXICON, DANGER, nothing, DATA)
    assert [one.text for one in reading.sentences][-1] == "Dank."
    assert [one.level for one in reading.sentences][1] is DangerLevel.ACUTE


def test_the_reflex_with_its_limit() -> None:
    reading = explain_reflex("neem jij deze zaak over", REFLEXES, REFLEX, nothing, DATA)
    assert reading.judgement.reflex
    assert "overdragen" in {match.rule.id for match in reading.rules}
    assert reading.limit is not None
    assert reading.judgement.probability >= reading.limit


def test_without_facts_there_are_no_limits(tmp_path) -> None:
    assert explain_danger("hallo daar", LEXICON, DANGER, nothing, tmp_path).limits == {}
    assert explain_reflex("hallo daar", REFLEXES, REFLEX, nothing, tmp_path).limit is None


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=2000))
def test_never_raises(text: str) -> None:
    explain_danger(text, LEXICON, DANGER, nothing, DATA)
    explain_reflex(text, REFLEXES, REFLEX, nothing, DATA)
