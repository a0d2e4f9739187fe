"""What holds for any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.check import LanguageCheck
from knowledge.language.reading import read

CHECK = LanguageCheck.load()
PIECES = [
    *(
        "vader",
        "moeder",
        "is",
        "agressief",
        "niet",
        "zegt",
        "dat",
        "volgens",
        "mij",
        "zou",
        "ik",
        "zag",
        "werkt",
        "mee",
    ),
    *(
        "altijd",
        "OTS",
        '"',
        "'",
        "“",
        "”",
        ".",
        "?",
        "!",
        ",",
        ":",
        "\n",
        "[naam]",
        "é",
        "e\u0301",
        "\u200b",
        "😀",
        "22.30",
    ),
    *(
        "3",
        "maart",
        "'s",
        "avonds",
        "-",
        "een",
        "ramp",
        "te",
        "fel",
        "omdat",
        "maar",
        "(",
        ")",
        "schiet",
        "tekort",
        "SOS",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_findings_are_in_range_sorted_apart_and_quote_the_text(text):
    position = 0
    for finding in CHECK.check(text):
        assert position <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.words
        assert finding.question
        position = finding.end


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_statements_are_in_range_sorted_and_hold_their_clauses(text):
    position = 0
    for statement in CHECK.statements(text):
        assert position <= statement.start < statement.end <= len(text)
        position = statement.end
        inner = statement.start
        for clause in statement.clauses:
            assert inner <= clause.start < clause.end <= statement.end
            inner = clause.end


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_reading_keeps_every_word_in_its_place(text):
    reading = read(text)
    position = 0
    for token in reading.tokens:
        assert position <= token.start < token.end <= len(text)
        position = token.end
    assert [place for first, last in reading.sentences for place in range(first, last)] == list(
        range(len(reading.tokens))
    )


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_concreteness_has_all_six_aspects(text):
    concreteness = CHECK.concreteness(text)
    assert len(concreteness.checks) == 6
    assert all(check.words in text and bool(check.words) == check.present for check in concreteness.checks)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_checking_is_repeatable(text):
    assert CHECK.check(text) == CHECK.check(text)
    assert CHECK.statements(text) == CHECK.statements(text)
