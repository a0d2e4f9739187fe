"""Dutch numbers in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.signals.identifiability.numbers import cardinal, ordinal


@pytest.mark.parametrize(
    ("word", "value"),
    [("7", 7), ("zeven", 7), ("vijftien", 15), ("veertien", 14), ("achttien", 18), ("tweeentwintig", 22),
     ("negenennegentig", 99), ("dertig", 30), ("99", 99), ("100", None), ("zevende", None), ("", None), ("²", None)],
)  # fmt: skip
def test_cardinals(word, value):
    assert cardinal(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [("7e", 7), ("16de", 16), ("21ste", 21), ("zevende", 7), ("eerste", 1), ("derde", 3), ("achtste", 8),
     ("twintigste", 20), ("eende", None), ("7", None), ("e", None), ("100ste", None)],
)  # fmt: skip
def test_ordinals(word, value):
    assert ordinal(word) == value


@given(st.text(max_size=12))
def test_any_word_is_read_without_error(word):
    assert cardinal(word) is None or 0 <= cardinal(word) <= 99
    assert ordinal(word) is None or 0 <= ordinal(word) <= 99
