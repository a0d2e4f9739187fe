"""The confidence follows what is published, from kept answers of indexes that had not seen the question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from embeddings.training.folds import Stranger, held_out_results
from embeddings.training.rows import ConfidenceRows, row_key
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.search import refit
from knowledge.search.negatives import read_negatives
from knowledge.search.opening import SearchFiles
from knowledge.search.published import Published, documents
from knowledge.search.refit import refitted

ENCODER = DeterministicEncoder()
SLUGS = ("schaalvraag-0-10", "drie-huizen", "ontkenning-en-tegenspraak", "top-3-en-signs-of-safety-combineren")
NEW = "drie-huizen"
Base = Mapping[str, Published]


@dataclass(frozen=True)
class Bench:
    """Four entries with a few phrasings each, and kept answers about all but one."""

    published: Base
    files: SearchFiles
    strangers: tuple[str, ...]

    def index(self, published: Base) -> SearchIndex:
        texts = documents(published)
        return SearchIndex.build(texts, ENCODER, VectorCache(), IndexSettings(), strangers=self.strangers)

    def without(self, slug: str) -> Base:
        return {name: item for name, item in self.published.items() if name != slug}


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    entries = load_content(CONTENT_FOLDER).entries
    short = {slug: replace(entries[slug], phrasings=entries[slug].phrasings[:12]) for slug in SLUGS}
    published = {slug: Published(entry, 1, confirmed=True) for slug, entry in short.items()}
    chosen = [Stranger(negative.text, negative.topic) for negative in read_negatives()[:60]]
    texts = tuple(stranger.text for stranger in chosen)
    monkeypatch.setattr(refit, "strangers", lambda: texts)
    monkeypatch.setattr(refit, "WORST_ERROR", 1.0)
    made = Bench(published, SearchFiles(tmp_path, tmp_path), texts)
    known = documents(made.without(NEW))
    held_out = held_out_results(known, ENCODER, VectorCache(), IndexSettings(), strangers=chosen, folds=3)
    ConfidenceRows.of(ENCODER.fingerprint, held_out, ()).save(made.files.confidence_rows[0])
    return made


def test_where_nothing_changed_the_calibration_stays(bench: Bench) -> None:
    same = bench.without(NEW)
    assert refitted(same, bench.index(same), ENCODER.fingerprint, bench.files) is None


def test_a_new_entry_is_learned(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[ConfidenceRows] = []
    fit_rows = refit.fit_rows
    monkeypatch.setattr(refit, "fit_rows", lambda rows: (fitted.append(rows), fit_rows(rows))[1])
    model = refitted(bench.published, bench.index(bench.published), ENCODER.fingerprint, bench.files)
    assert model is not None
    assert model.fingerprint == ENCODER.fingerprint
    (rows,) = fitted
    keys = {bytes(key) for key in rows.keys}
    new = bench.published[NEW].entry.phrasings
    assert {row_key(NEW, phrasing.text) for phrasing in new} <= keys
    assert len(rows) == 4 * 12 + 60
    own = [i for i, key in enumerate(rows.keys) if bytes(key) in {row_key(NEW, p.text) for p in new}]
    near = rows.signals[own][:, 5]
    assert near.max() < 0.99, "no question was searched in an index that had it"


def test_what_went_no_longer_counts(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[ConfidenceRows] = []
    fit_rows = refit.fit_rows
    monkeypatch.setattr(refit, "fit_rows", lambda rows: (fitted.append(rows), fit_rows(rows))[1])
    less = {slug: item for slug, item in bench.without(NEW).items() if slug != SLUGS[0]}
    assert refitted(less, bench.index(less), ENCODER.fingerprint, bench.files) is not None
    assert len(fitted[0]) == 2 * 12 + 60


def test_a_badly_calibrated_fit_is_not_used(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(refit, "WORST_ERROR", 0.0)
    assert refitted(bench.published, bench.index(bench.published), ENCODER.fingerprint, bench.files) is None
    assert "calibration error" in caplog.text


def test_without_kept_answers_of_this_encoder_it_stays(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    index = bench.index(bench.published)
    assert refitted(bench.published, index, "another/384", bench.files) is None
    own = bench.files.confidence_rows[0]
    own.write_bytes(own.read_bytes()[:200])
    assert refitted(bench.published, index, ENCODER.fingerprint, bench.files) is None
    assert "confidence-rows.npz" in caplog.text
