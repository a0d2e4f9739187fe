"""The readability figures, against counts made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checking.readability import ease, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kind", 1),
        ("ouders", 2),
        ("veiligheid", 3),
        ("nieuw", 1),
        ("leeuw", 1),
        ("moeilijk", 2),
        ("situatie", 4),
        ("beïnvloed", 3),
        ("coördinatie", 5),
        ("MDO", 3),
        ("zorg", 1),
        ("meldcode", 3),
        ("draaien", 2),
        ("groei", 1),
        ("kwaliteit", 3),
        ("brr", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula() -> None:
    # 4 + 2 words, 5 + 3 syllables: 206.84 - 0.93 * 3 - 77 * 8 / 6
    figures = ease(("Het kind zoekt moeder.", "Vader 2020 huilt."))
    assert figures is not None
    assert figures.words_per_sentence == 3
    assert figures.score == pytest.approx(206.84 - 0.93 * 3 - 77 * 8 / 6)
    assert figures.long_words == 0


def test_no_word_has_no_figures() -> None:
    assert ease(("112", "...")) is None
    assert ease(()) is None


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_has_figures_or_none(texts: list[str]) -> None:
    figures = ease(tuple(texts))
    assert figures is None or (figures.words_per_sentence >= 1 and 0 <= figures.long_words <= 1)
