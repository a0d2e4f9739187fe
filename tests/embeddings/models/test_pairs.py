from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.documents import Document
from embeddings.models.pairs import batches, groups, split
from tests.embeddings.conftest import collection

TEXTS = st.lists(st.text(alphabet="abcd ", min_size=1, max_size=25), min_size=1, max_size=12, unique=True)


def test_near_duplicates_are_one_group() -> None:
    texts = ["mag ik zomaar overleggen", "Mag ik zomaar overleggen?", "wie belt de school"]
    assert groups(texts) == [(texts[0], texts[1]), (texts[2],)]


def test_what_resembles_one_of_a_group_is_in_it() -> None:
    first, between, last = "bel de school morgen", "bel de school morgen vroeg nog", "de school morgen vroeg nog open"
    assert groups([first, last, between]) == [(first, last, between)]


@given(TEXTS)
def test_every_text_is_in_one_group(texts: list[str]) -> None:
    assert sorted(text for group in groups(texts) for text in group) == sorted(texts)


@settings(max_examples=50)
@given(TEXTS, st.floats(0.05, 0.9), st.integers(0, 5))
def test_a_split_loses_nothing_and_cuts_through_no_group(texts: list[str], share: float, seed: int) -> None:
    made = split([Document("a", "A", (), tuple(texts))], share, seed)
    kept, out = set(made.documents[0].phrasings), {asked.text for asked in made.held_out}
    assert kept
    assert kept | out == set(texts)
    assert not kept & out
    assert all(set(group) <= kept or set(group) <= out for group in groups(texts))


def test_a_split_is_the_same_for_the_same_seed_and_holds_out_about_its_share() -> None:
    documents = collection()
    made = split(documents, 0.25, 1)
    assert made == split(list(reversed(documents)), 0.25, 1)
    assert made != split(documents, 0.25, 2)
    total = sum(len(document.phrasings) for document in documents)
    assert 0.15 * total <= len(made.held_out) <= 0.3 * total


def test_an_epoch_has_every_phrasing_once_and_no_document_twice_in_a_batch() -> None:
    documents = collection()
    epoch = list(batches(documents, 4, 7))
    assert all(len({pair.id for pair in batch}) == len(batch) >= 2 for batch in epoch)
    asked = [pair.query for batch in epoch for pair in batch]
    assert sorted(asked) == sorted(text for document in documents for text in document.phrasings)
    kinds = [pair.is_passage for batch in epoch for pair in batch]
    assert 0.3 < sum(kinds) / len(kinds) < 0.7
    own = {document.id: {*document.phrasings} for document in documents}
    assert all(
        (pair.other in own[pair.id]) != pair.is_passage and pair.other != pair.query for b in epoch for pair in b
    )
    assert epoch == list(batches(documents, 4, 7)) != list(batches(documents, 4, 8))
