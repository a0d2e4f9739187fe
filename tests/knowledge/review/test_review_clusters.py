"""Groups of questions: what is alike together, whatever the order, most asked first."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from embeddings.encoders.factory import make_encoder
from embeddings.settings import EncoderSettings
from knowledge.review.clusters import clusters


def vectors(*angles: float) -> NDArray[np.float32]:
    """Unit vectors in a plane, by angle in degrees."""
    radians = np.deg2rad(np.asarray(angles))
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32).reshape(-1, 2)


def test_what_is_alike_is_together_most_asked_first() -> None:
    texts = ["a", "b", "c", "d", "e", "f"]
    found = clusters(texts, vectors(90, 0, 3, 91, 6, 180), 0.95)
    assert [cluster.members for cluster in found] == [(1, 2, 4), (0, 3), (5,)]
    assert found[0].head == 2


def test_a_chain_of_small_steps_is_no_group() -> None:
    found = clusters([str(step) for step in range(10)], vectors(*range(0, 100, 10)), 0.95)
    assert max(len(cluster.members) for cluster in found) < 6


def test_the_same_words_are_one_question_whatever_their_vectors_say() -> None:
    (found,) = clusters(["Mag dat?", "mag  dat?"], vectors(0, 90))
    assert found.members == (0, 1)


def test_no_question_and_one_question() -> None:
    assert clusters([], np.zeros((0, 2), np.float32)) == []
    assert [cluster.members for cluster in clusters(["a"], vectors(0))] == [(0,)]


def test_a_row_per_question() -> None:
    with pytest.raises(ValueError, match="2 texts have 1 vectors"):
        clusters(["a", "b"], vectors(0))


GROUPS = """
hoe vaak moet ik op huisbezoek | hoe vaak ga je op huisbezoek? | hoevaak huisbezoek doen
krijg ik reiskosten vergoed bij een huisbezoek | worden reiskosten vergoed | reiskosten declareren hoe werkt dat
hoe regel ik een tolk | waar vraag ik een tolk aan | tolk nodig voor gesprek, hoe vraag ik die aan?
wat doe ik bij een gevaarlijke hond in het gezin | gevaarlijke hond in huis wat nu
mag ik een foto maken van de woning | foto van huis maken mag dat | mag je foto s maken tijdens huisbezoek
wat als moeder weer zwanger is | moeder is opnieuw zwanger, wat moet ik doen | nieuwe zwangerschap in gezin wat nu
hoe lang bewaren we een dossier | bewaartermijn dossier | hoeveel jaar blijft het dossier bewaard
mag een kind van 12 zijn dossier inzien | vanaf welke leeftijd mag een kind het dossier lezen
mag ik met ouders appen | is whatsapp met ouders toegestaan
wat is het verschil tussen ots en voogdij
wie betaalt de opvang van de kat
hoe schrijf ik een brief aan de rechtbank
mag oma bij het overleg zijn
"""
"""Invented; one group a line."""


def test_the_threshold_fits_the_bundled_encoder() -> None:
    labelled = [
        (number, text.strip()) for number, line in enumerate(GROUPS.strip().splitlines()) for text in line.split("|")
    ]
    labels, texts = [label for label, _ in labelled], [text for _, text in labelled]
    found = clusters(texts, make_encoder(EncoderSettings()).encode_queries(texts))
    joined = [pair for cluster in found for pair in combinations(cluster.members, 2)]
    right = [pair for pair in joined if labels[pair[0]] == labels[pair[1]]]
    wanted = [pair for pair in combinations(range(len(labels)), 2) if labels[pair[0]] == labels[pair[1]]]
    assert len(right) / len(joined) >= 0.95
    assert len(right) / len(wanted) >= 0.75


@given(st.lists(st.floats(0, 360), max_size=30), st.floats(0.5, 0.99))
def test_every_question_is_in_one_group(angles: list[float], threshold: float) -> None:
    texts = [f"vraag {number}" for number in range(len(angles))]
    found = clusters(texts, vectors(*angles), threshold)
    assert sorted(member for cluster in found for member in cluster.members) == list(range(len(angles)))
    assert all(cluster.head in cluster.members for cluster in found)
    sizes = [len(cluster.members) for cluster in found]
    assert sizes == sorted(sizes, reverse=True)


@given(st.lists(st.floats(0, 360), min_size=2, max_size=12, unique=True), st.randoms())
def test_the_order_of_asking_does_not_matter(angles: list[float], random) -> None:
    order = list(range(len(angles)))
    random.shuffle(order)
    rows = vectors(*angles)
    plain = {frozenset(c.members) for c in clusters([str(n) for n in range(len(angles))], rows)}
    mixed = {frozenset(order[m] for m in c.members) for c in clusters([str(n) for n in order], rows[order])}
    # Equal distances may be joined in another order; then the groups differ, so only clear cases are held.
    gaps = np.abs(rows.astype(np.float64) @ rows.astype(np.float64).T)
    upper = np.sort(gaps[np.triu_indices(len(angles), 1)])
    if np.diff(upper).size == 0 or np.diff(upper).min() > 1e-6:
        assert {frozenset(map(str, group)) for group in plain} == {frozenset(map(str, group)) for group in mixed}
