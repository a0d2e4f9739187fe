"""Preparing a question and leaning on the turn before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.errors import EntryFormatError
from knowledge.search.base import Found
from knowledge.search.followup import SAME_SUBJECT, blend, leaning_confidence, leans, names_nothing
from knowledge.search.query import Glossary, clean, has_words


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  hoe   werkt\n\tdit ", "hoe werkt dit"),
        ("<b>hoe</b> <script>alert(1)</script> dan", "hoe alert(1) dan"),
        ("ve\u200bilig \u202ethuis\u202c", "veilig thuis"),
        ("\uff4f\uff54\uff53", "ots"),
        ("a\x00b\x07c", "abc"),
        ("[naam] met [BSN] en [telefoonnummer] slaat", "met [BSN] en slaat"),
        ("3 < 5 en 7 > 2", "3 2"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
def test_clean_is_stable_and_one_line(text: str) -> None:
    once = clean(text)
    assert clean(once) == once or "<" in once
    assert "\n" not in once


def test_only_letters_and_digits_make_a_question() -> None:
    assert has_words("ots?")
    assert not has_words("😀 ?! …")
    assert not has_words("")


def test_abbreviations_are_spelled_out_once_and_only_as_whole_words() -> None:
    glossary = Glossary.load(CONTENT_FOLDER / "begrippen.yml")
    assert glossary.expand("wat is een OTS? ots!") == "wat is een OTS? ots! ondertoezichtstelling"
    assert glossary.expand("ots is ondertoezichtstelling") == "ots is ondertoezichtstelling"
    assert glossary.expand("botsing") == "botsing"
    assert glossary.expand("een danger statement") == "een danger statement gevaarsbeschrijving"
    assert glossary.expand("V&V?") == "V&V? verdragen en vertragen"


def test_an_ambiguous_abbreviation_is_spelled_out_only_when_the_question_says_which(tmp_path: Path) -> None:
    path = tmp_path / "begrippen.yml"
    path.write_text("hv: [hulpverlener gezin, huisverbod burgemeester]\nots: ondertoezichtstelling", encoding="utf-8")
    glossary = Glossary.load(path)
    assert glossary.meanings["hv"] == ("hulpverlener gezin", "huisverbod burgemeester")
    assert glossary.expand("wat doet de hv") == "wat doet de hv"
    assert glossary.expand("hv van de burgemeester") == "hv van de burgemeester huisverbod burgemeester"
    assert glossary.expand("hv burgemeester of gezin") == "hv burgemeester of gezin"
    assert glossary.expand("hv en ots") == "hv en ots ondertoezichtstelling"


def test_a_broken_glossary_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "begrippen.yml"
    with pytest.raises(EntryFormatError, match="cannot be read"):
        Glossary.load(path)
    path.write_text("ots: [a]", encoding="utf-8")
    with pytest.raises(EntryFormatError, match="expected"):
        Glossary.load(path)


def test_leaning_questions() -> None:
    assert leans("en hoe vaak dan?")
    assert leans("mag dat ook anoniem")
    assert not leans("hoe schrijf ik een danger statement")
    assert not leans("ik wil dit gezin overdragen aan de jeugdbescherming")
    assert not leans("en " + "woord " * 20)
    assert not leans("")


@pytest.mark.parametrize(
    "text",
    [
        "hoe vaak",
        "en als vader niet wil",
        "wie doet dat",
        "hoe duur is zo'n onderzoek",
        "mag ze weigeren",
        "geef eens een voorbeeld",
        "is it safe",
        "what about the father",
        "Hoezo?",
    ],
)
def test_what_points_back_or_names_no_subject_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize("text", ["MDO plannen", "lvb", "huisverbod", "moeder zegt dus ze weigert", "what is drang"])
def test_a_short_new_subject_does_not_lean(text: str) -> None:
    assert not leans(text)


def test_a_question_stays_with_what_was_offered_and_never_with_a_signpost() -> None:
    before = [("a", 5.0), ("b", 4.9), ("c", 4.8), ("d", 4.7)]
    assert leaning_confidence(0.1, "a", before, {"w"}, empty=False) == SAME_SUBJECT
    assert leaning_confidence(0.6, "c", before, {"w"}, empty=False) == 0.6
    assert leaning_confidence(0.1, "d", before, {"w"}, empty=False) == 0.1
    assert leaning_confidence(0.1, "a", [("w", 4.1), *before], {"w"}, empty=False) == 0.1


def test_a_question_without_a_subject_is_never_sure() -> None:
    before = [("a", 5.0), ("b", 4.9)]
    assert leaning_confidence(0.9, "a", before, {"w"}, empty=True) == SAME_SUBJECT
    assert leaning_confidence(0.9, "x", before, {"w"}, empty=True) == SAME_SUBJECT
    assert leaning_confidence(0.1, "x", before, {"w"}, empty=True) == 0.1
    assert leaning_confidence(0.9, "a", [("w", 4.1), *before], {"w"}, empty=True) == 0.0
    assert names_nothing("en hoe vaak dan?")
    assert names_nothing("is it free?")
    assert not names_nothing("en een baby dan")
    assert not names_nothing("wat doe jij")
    assert not names_nothing("?!")


def test_the_turn_before_breaks_a_near_tie_and_nothing_more() -> None:
    found = [Found("a", 0.90, {}), Found("b", 0.88, {}), Found("c", 0.10, {})]
    assert blend(found, [("b", 0.7), ("a", 0.1)])[0].slug == "b"
    assert blend(found, [("c", 0.7)])[0].slug == "a"
    assert blend(found, []) == tuple(found)


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 1)), max_size=6, unique_by=lambda p: p[0]),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 1)), max_size=6, unique_by=lambda p: p[0]),
)
def test_blending_keeps_every_entry(found: list[tuple[str, float]], before: list[tuple[str, float]]) -> None:
    ordered = [Found(slug, score, {}) for slug, score in sorted(found, key=lambda p: -p[1])]
    assert {item.slug for item in blend(ordered, before)} == {slug for slug, _ in found}
