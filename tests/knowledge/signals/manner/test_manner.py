"""Small talk, other languages and answers to the check question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import SignalDataError
from knowledge.signals.manner.check_answer import CheckAnswer, CheckAnswerReader, is_short
from knowledge.signals.manner.language import LanguageReader
from knowledge.signals.manner.patterns import load_patterns, plain
from knowledge.signals.manner.smalltalk import SmalltalkReader

CHECK = CheckAnswerReader.load()
SMALLTALK = SmalltalkReader.load()
LANGUAGE = LanguageReader.load()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ja", CheckAnswer.YES),
        ("JAAA!!", CheckAnswer.YES),
        ("ja, hij staat voor de deur", CheckAnswer.YES),
        ("klopt", CheckAnswer.YES),
        ("Nee", CheckAnswer.NO),
        ("nee hoor", CheckAnswer.NO),
        ("neeee", CheckAnswer.NO),
        ("nee, ze is bij oma", CheckAnswer.NO),
        ("op dit moment niet", CheckAnswer.NO),
        ("weet ik niet", CheckAnswer.UNKNOWN),
        ("geen idee eigenlijk", CheckAnswer.UNKNOWN),
        ("nee, maar hij komt zo terug", CheckAnswer.UNKNOWN),
        ("ja maar ik twijfel", CheckAnswer.UNKNOWN),
        ("denk van niet", CheckAnswer.UNKNOWN),
        ("nee denk ik", CheckAnswer.UNKNOWN),
        ("hoe werkt een ots", None),
        ("", None),
    ],
)
def test_typed_answers_to_the_check_question(text: str, answer: CheckAnswer | None) -> None:
    assert CHECK.read(text) is answer


@given(st.sampled_from(["nee", "neen", "nee hoor"]), st.sampled_from(["maar", "of"]), st.text("abc ", min_size=1))
def test_doubt_after_no_never_counts_as_no(no: str, link: str, rest: str) -> None:
    assert CHECK.read(f"{no}, {link} {rest}x") is not CheckAnswer.NO


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hoi!", "greeting"),
        ("goedemorgen collega", "greeting"),
        ("dank je wel", "thanks"),
        ("top, dankjewel", "thanks"),
        ("wie ben jij?", "who"),
        ("doei", "bye"),
        ("hoe gaat het met je", "fine"),
        ("hoi, er wordt nu geslagen", None),
        ("wie ben ik om dat te beslissen", None),
        ("hoe gaat het verder na een melding", None),
    ],
)
def test_small_talk_is_the_whole_message_or_none(text: str, kind: str | None) -> None:
    assert SMALLTALK.read(text) == kind


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("what should I do when a child is not safe at home", True),
        ("Was soll ich tun, wenn das Kind nicht sicher ist", True),
        ("ماذا أفعل الآن", True),
        ("çocuk için ne yapmak gerekiyor bu aile ile", True),
        ("hoe doe ik de three houses met een kid", False),
        ("danger statement schrijven", False),
        ("wat doe ik als een moeder niet meewerkt", False),
        ("ots", False),
        ("", False),
    ],
)
def test_other_languages(text: str, foreign: bool) -> None:
    assert LANGUAGE.is_foreign(text) is foreign


@given(st.text(max_size=300))
def test_readers_never_raise_and_ignore_case_and_edges(text: str) -> None:
    LANGUAGE.is_foreign(text)
    assert SMALLTALK.read(text) == SMALLTALK.read(f"  {text} !")
    assert plain(plain(text)) == plain(text)


def test_short_counts_words() -> None:
    assert is_short("een twee drie vier")
    assert not is_short("een twee drie vier vijf")


def test_bad_pattern_files_name_the_file(tmp_path) -> None:
    with pytest.raises(SignalDataError, match="cannot be read"):
        load_patterns("smalltalk", tmp_path)
    (tmp_path / "smalltalk.yml").write_text("greeting: ['(']", encoding="utf-8")
    with pytest.raises(SignalDataError, match="group 'greeting'"):
        load_patterns("smalltalk", tmp_path)
    (tmp_path / "smalltalk.yml").write_text("greeting: hoi", encoding="utf-8")
    with pytest.raises(SignalDataError, match="expected"):
        load_patterns("smalltalk", tmp_path)
