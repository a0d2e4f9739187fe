"""What holds for any text at all."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.signals.identifiability.check import IdentifiabilityCheck, apply

CHECK = IdentifiabilityCheck.load()
TODAY = date(2026, 11, 22)
PIECES = [
    *("vader", "zoon", "van", "7", "zeven", "jaar", "oud", "-", "jarige", "(", ")", ",", ".", "15-jarige", "anderhalf"),
    *(
        "in",
        "uit",
        "naar",
        "Purmerend",
        "Huizen",
        "de",
        "Bijlmer",
        "Noord",
        "'s-Gravenhage",
        "basisschool",
        "De",
        "Regenboog",
    ),
    *("op", "3", "maart", "2024", "dinsdag", "om", "15.30", "uur", "geboren", "12-05-2015", "31-12", "elke", "vorige"),
    *("is", "huisarts", "werkt", "bij", "als", "KLM", "tweeling", "slaapt", "zes", "kinderen", "Eritrese", "koptisch"),
    *("[naam]", "[school]", "😀", "\u200b", "e\u0301", "\n", "groep", "8", "wordt", "een", "en", "AMC", "viral", "FC"),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_hints_are_in_range_sorted_and_apart(text):
    position = 0
    for hint in CHECK.check(text, TODAY):
        assert position <= hint.start < hint.end <= len(text)
        assert hint.why
        assert hint.replacement is None or hint.replacement.strip() == hint.replacement != ""
        position = hint.end


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_applying_never_touches_text_outside_hints(text):
    hints = CHECK.check(text, TODAY)
    broadened = apply(text, hints)
    position = 0
    for start, end in zip(
        [0, *(hint.end for hint in hints)], [*(hint.start for hint in hints), len(text)], strict=True
    ):
        outside = text[start:end]
        place = broadened.find(outside, position)
        assert place >= position
        position = place + len(outside)


@given(TEXTS)
@example("KOPTISCH[naam]")
@example("[school]7-jarige")
@settings(max_examples=300, deadline=None)
def test_placeholders_of_a_redaction_stay(text):
    broadened = apply(text, CHECK.check(text, TODAY))
    for placeholder in ("[naam]", "[school]"):
        assert broadened.count(placeholder) == text.count(placeholder)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_broadening_comes_to_rest(text):
    for _ in range(3):
        text = apply(text, CHECK.check(text, TODAY))
    assert apply(text, CHECK.check(text, TODAY)) == text
