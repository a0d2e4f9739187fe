"""What a draft is compared with gives what comparing with each entry by itself gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from knowledge.checking.rules.similarity import alike, trigrams
from knowledge.entries.model import Entry, Phrasing
from knowledge.entries.phrasings import plain
from knowledge.review.neighbours import Neighbours, Traits, grams_of
from tests.knowledge.review.conftest import shipped


def made(**texts: str) -> Neighbours:
    """Neighbours of which only *Kort* is known."""
    return Neighbours((slug, Traits((), grams_of(text), frozenset())) for slug, text in texts.items())


@given(st.text(max_size=40), st.text(max_size=40))
def test_numbers_are_as_alike_as_trigrams(one: str, other: str) -> None:
    shares = dict(made(een=one, twee=other).alike(other, -1.0))
    assert shares["een"] == alike(trigrams(one), trigrams(other))
    assert shares["twee"] == 1.0


def test_all_shipped_entries_at_once_and_each_by_itself() -> None:
    near, chosen = Neighbours.of(shipped().entries.values()), list(shipped().entries.values())[:5]
    for entry in chosen:
        own = trigrams(entry.short_text)
        expected = {slug: alike(own, trigrams(other.short_text)) for slug, other in shipped().entries.items()}
        assert dict(near.alike(entry.short_text, 0.2)) == {s: share for s, share in expected.items() if share > 0.2}


def test_a_phrasing_of_another_entry() -> None:
    first, other = list(shipped().entries.values())[:2]
    near = Neighbours.of(shipped().entries.values())
    asked = first.phrasings[0].text
    assert near.asking(asked.upper() + "?", other.slug) == first.slug
    assert near.asking(asked, first.slug) is None
    assert near.asking("zo vraagt niemand het", other.slug) is None


def test_a_phrasing_that_stands_in_several_entries() -> None:
    traits = Traits((plain("Wie belt?"),), grams_of("kort"), frozenset())
    near = Neighbours([("een", traits), ("twee", traits), ("drie", traits)])
    assert near.asking("wie belt", "vier") == "drie"
    assert near.asking("wie belt", "drie") == "twee"


def test_an_empty_base_has_no_neighbours() -> None:
    near = Neighbours.of(())
    assert near.asking("wie belt", "een") is None
    assert list(near.alike("Bel eerst.", 0.5)) == []


def test_words_are_of_titles_and_sentences_only() -> None:
    entry: Entry = next(iter(shipped().entries.values()))
    known = replace(entry, title="Bel Klaasje", phrasings=(Phrasing("mag Pietje mee", "chat"),))
    words = Traits.of(known).words
    assert {"Bel", "Klaasje"} <= words
    assert "Pietje" not in words
