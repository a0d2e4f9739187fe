"""What holds for any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.folding import fold

DETECTOR = None
PIECES = [
    "fatima",
    "Jan",
    "de Vries",
    "mw.",
    "moeder",
    "999901916",
    "06-12345678",
    "1064 HH",
    "NL91ABNA0417164300",
    "😀",
    "\u200b",
    "שלום",
    "e\u0301",
    "[naam]",
    "van",
    "der",
    "Kerkstraat 12",
    "geb.",
    "1-2-2015",
    "C/13/700000",
    "@noa.x",
    "a@b.nl",
    ",",
    ".",
    "(",
    "'s",
    "school",
    "De Hoek",
    "８",
    "\u2013",
    "heet",
    "XX-99-99",
    "\n",
    "zaak",
    "ik",
    "is",
    "S.",
    "K",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
)


def detector() -> PersonalDataDetector:
    global DETECTOR
    DETECTOR = DETECTOR or PersonalDataDetector.load()
    return DETECTOR


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_are_valid_sorted_and_apart_and_the_text_is_rebuilt_from_them(text):
    redaction = detector().redact(text)
    position = 0
    rebuilt = ""
    for span in redaction.spans:
        assert position <= span.start < span.end <= len(text)
        rebuilt += text[position : span.start] + detector()._lexicon.placeholders[span.type]
        position = span.end
    assert rebuilt + text[position:] == redaction.text
    assert detector().find(text) == redaction.spans


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_redacting_twice_changes_nothing(text):
    once = detector().redact(text)
    twice = detector().redact(once.text)
    assert (twice.text, twice.spans) == (once.text, ())


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_folding_keeps_the_way_back(text):
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    previous = 0
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert previous <= start < end <= len(text)
        previous = end


@pytest.mark.parametrize(
    "piece",
    ["a", "A.", "A-", "1-", "12-12-2012 ", "van ", "Jan, ", "zaak 1 ", "[naam] ", "mw. ", "\u200b", "woont op A"],
)
def test_long_texts_are_handled(piece):
    text = (piece * 20_000)[:20_000]
    assert detector().redact(text).text is not None
