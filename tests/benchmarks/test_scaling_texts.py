"""Made-up texts of the scaling benchmark, and an index of them."""

from pathlib import Path

import numpy as np

from benchmarks.scaling import PHRASINGS, SENTENCES, Texts, WordMeans, build, search, table


def test_texts_are_the_same_at_every_run() -> None:
    first, second = Texts().documents(3), Texts().documents(3)
    assert first == second
    assert all(len(one.phrasings) == PHRASINGS and len(one.passages) == SENTENCES for one in first)


def test_vectors_have_length_one_and_texts_of_an_entry_lie_together() -> None:
    one, other = Texts().documents(2)
    vectors = WordMeans().encode_queries([*one.phrasings, *other.phrasings])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    within = vectors[:PHRASINGS] @ vectors[:PHRASINGS].T
    between = vectors[:PHRASINGS] @ vectors[PHRASINGS:].T
    assert within.mean() > between.mean() + 0.1


def test_an_index_is_built_saved_and_searched(tmp_path: Path) -> None:
    row = {
        "entries": 3,
        "examples": 57,
        **build(3, tmp_path / "index", 12_000),
        **search(3, tmp_path / "index", 12_000),
    }
    assert row["ridge"] == 1
    assert "| 3 | 57 | yes |" in table([row])
    bare = search_without_ridge(tmp_path)
    assert bare["ridge"] == 0


def search_without_ridge(folder: Path) -> dict[str, float]:
    build(3, folder / "bare", 0)
    return search(3, folder / "bare", 0)
