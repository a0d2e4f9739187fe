import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical.ngrams import folded, text_codes, word_ngrams, words
from embeddings.lexical.stems import stem, stem_codes
from embeddings.lexical.tfidf import WORDS, Postings, Vocabulary

WORD = st.text(alphabet="abcdefgëé", min_size=1, max_size=12)
TEXT = st.text(alphabet="abc dë.,!?\n'-1", max_size=60)


@given(WORD)
def test_ngrams_have_the_asked_lengths_and_lie_inside_the_word(word: str) -> None:
    padded = f" {word} "
    for gram in word_ngrams(word, 3, 5):
        assert gram in padded
        assert len(gram) in {3, 4, 5}


@given(WORD)
def test_every_stretch_of_a_long_word_is_there_once(word: str) -> None:
    padded = f" {word} "
    expected = [padded[i : i + 3] for i in range(len(padded) - 2)]
    assert word_ngrams(word, 3, 3) == (expected or [padded])


def test_a_short_word_counts_once_whole() -> None:
    assert word_ngrams("a", 4, 5) == [" a "]
    assert word_ngrams("ots", 3, 5) == [" ot", "ots", "ts ", " ots", "ots ", " ots "]


@given(TEXT)
def test_case_accents_and_punctuation_do_not_count(text: str) -> None:
    assert text_codes(text.upper(), 3, 5).tolist() == text_codes(text, 3, 5).tolist()
    assert text_codes(f"  {text} !", 3, 5).tolist() == text_codes(text, 3, 5).tolist()
    assert folded(text) == folded(folded(text))


@given(TEXT, TEXT)
def test_codes_of_two_texts_are_the_codes_of_each(left: str, right: str) -> None:
    both = text_codes(f"{left} {right}", 3, 5).tolist()
    assert both == text_codes(left, 3, 5).tolist() + text_codes(right, 3, 5).tolist()


def test_words() -> None:
    assert words("Cliënt, zegt: 'Nee!' (2x)") == ["client", "zegt", "nee", "2x"]


@pytest.mark.parametrize(
    ("word", "expected"), [("gezinnen", "gezinn"), ("team", "team"), ("ots", "ots"), ("meldingen", "meld")]
)
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_stems_join_forms_of_a_word() -> None:
    assert stem_codes("meldingen").tolist() == stem_codes("Meld").tolist()


@pytest.mark.parametrize("sizes", [(3, 5), WORDS])
class TestVocabulary:
    @given(texts=st.lists(TEXT, min_size=1, max_size=5))
    def test_rows_have_length_one_or_are_empty(self, sizes: tuple[int, int], texts: list[str]) -> None:
        matrix = Vocabulary.fit(texts, sizes).matrix(texts)
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)

    @given(texts=st.lists(TEXT, min_size=1, max_size=5))
    def test_scores_are_cosines_and_a_text_finds_itself(self, sizes: tuple[int, int], texts: list[str]) -> None:
        vocabulary = Vocabulary.fit(texts, sizes)
        postings = Postings.of(vocabulary, texts)
        for place, text in enumerate(texts):
            query = vocabulary.matrix([text])
            scores = postings.scores(query)
            assert scores.max(initial=0) <= 1 + 1e-5
            assert scores[place] == pytest.approx(scores.max()) if query.nnz else not scores.any()

    def test_arrays_make_the_same_postings_again(self, sizes: tuple[int, int]) -> None:
        texts = ["veilig thuis bellen", "plan maken met het gezin"]
        postings = Postings.of(Vocabulary.fit(texts, sizes), texts)
        again = Postings.from_arrays(postings.arrays())
        query = again.vocabulary.matrix(["plan voor thuis"])
        assert again.scores(query).tolist() == postings.scores(query).tolist()

    def test_nothing_known_scores_nothing(self, sizes: tuple[int, int]) -> None:
        vocabulary = Vocabulary.fit(["abc"], sizes)
        assert Postings.of(vocabulary, ["abc"]).scores(vocabulary.matrix(["xyz"])).tolist() == [0.0]


def test_rare_terms_weigh_more() -> None:
    vocabulary = Vocabulary.fit(["gezin plan", "gezin team", "gezin raad"], WORDS)
    columns, weights = vocabulary.weigh("gezin raad")
    by_rarity = dict(zip(vocabulary.idf[columns].tolist(), weights.tolist(), strict=True))
    assert by_rarity[max(by_rarity)] > by_rarity[min(by_rarity)]


def test_it_equals_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = ["veilig thuis bellen", "plan maken met het gezin", "bellen bellen en nog eens bellen", "a"]
    reference = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    expected = (reference.fit_transform(texts) @ reference.transform(["plan bellen thuis a"]).T).toarray().ravel()
    vocabulary = Vocabulary.fit(texts, (3, 5))
    found = Postings.of(vocabulary, texts).scores(vocabulary.matrix(["plan bellen thuis a"]))
    np.testing.assert_allclose(found, expected, atol=1e-5)
