import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.signals.wording.normalise import normalise
from knowledge.signals.wording.patterns import PatternError, Vocabulary, compile_pattern
from knowledge.signals.wording.tokens import tokenise

VOCABULARY = Vocabulary.of({"wie": ["vader", "de ex"], "wapen": ["mes", "bijl"]})


def found(pattern: str, text: str, blocked: int = 0) -> bool:
    compiled = compile_pattern(pattern, VOCABULARY.groups)
    return bool(VOCABULARY.reader(tokenise(normalise(text), {})).ends(compiled, blocked))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("mes", "een mes hier", True),
        ("mes*", "messen", True),
        ("*mes", "keukenmes", True),
        ("*esse*", "messen", True),
        ("mes", "messen", False),
        ("@wie .. @wapen", "vader heeft een mes", True),
        ("@wie .. @wapen", "de ex met een bijl", True),
        ("@wie .. @wapen", "vader is vandaag heel rustig zonder mes", False),
        ("@wie ... @wapen", "vader is vandaag heel rustig met mes", True),
        ("@wie .. @wapen", "daar is vader. Mes ligt in de la", False),
        ("vader mes", "vader. mes", False),
        ("op_de_brug|in_huis staat", "hij die op de brug staat", True),
        ("bijl|@wie roept", "de ex roept", True),
    ],
)
def test_matching(pattern: str, text: str, *, expected: bool) -> None:
    assert found(pattern, text) is expected


def test_blocked_words_do_not_match_unless_the_pattern_denies_itself() -> None:
    assert not found("mes", "geen mes", blocked=0b10)
    assert found("niet wakker", "niet wakker", blocked=0b10)


@pytest.mark.parametrize("pattern", ["", "..", ".. mes", "mes ...", "@onbekend", "*", "mes|"])
def test_bad_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern, VOCABULARY.groups)


@given(st.lists(st.sampled_from(["vader", "mes", "de", "ex", "bijl", ".", ","]), max_size=300))
def test_gap_pattern_agrees_with_a_plain_search(words: list[str]) -> None:
    tokens = tokenise(" ".join(words), {})
    expected = False
    for start, word in enumerate(tokens.words):
        for end in range(start + 1, min(start + 5, len(tokens.words))):
            within = not any(tokens.sentence_ends >> place & 1 for place in range(start, end))
            expected = expected or (word == "vader" and tokens.words[end] == "mes" and within)
    pattern = compile_pattern("vader .. mes", VOCABULARY.groups)
    assert bool(VOCABULARY.reader(tokens).ends(pattern)) is expected
