"""A small base of three entries with its golden questions."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.calibration.confidence import ConfidenceModel, Odds
from embeddings.calibration.signals import SIGNALS
from embeddings.encoders.deterministic import DeterministicEncoder
from embeddings.index.search_index import SearchIndex
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from knowledge.entries.loader import load_content
from knowledge.entries.model import Entry, Mark, Paragraph, Phrasing, Sentence
from knowledge.golden.check import Exams, GoldenCheck
from knowledge.search.indexed import IndexedBase
from knowledge.search.live import LiveBase
from knowledge.search.opening import SearchFiles
from knowledge.search.published import Published, documents, signposts
from knowledge.search.query import Glossary

WORDS = {
    "fiets": ("Fiets", "fiets band lek plakken ketting"),
    "soep": ("Soep", "soep koken groente pan recept"),
    "ww-winkel": ("Winkel", "winkel kopen prijs bon ruilen"),
}
QUESTIONS = """\
fiets:
  - "mijn band is lek, plakken"
  - "ketting van de fiets"
soep:
  - "recept met groente"
"""


def entry(slug: str, title: str, words: str) -> Entry:
    """An entry about a few words."""
    asked = tuple(Phrasing(f"{shape} {word}", "kort") for word in words.split() for shape in ("hoe", "vraag over"))
    shown = replace(next(iter(load_content().entries.values())), slug=slug, title=title, phrasings=asked, more=())
    return replace(shown, short=(Paragraph((Sentence(f"Over {words}.", Mark(())),)),))


@pytest.fixture(scope="session")
def entries() -> dict[str, Entry]:
    return {slug: entry(slug, title, words) for slug, (title, words) in WORDS.items()}


@pytest.fixture(params=[IndexSettings(), IndexSettings(ridge_limit=0)], ids=["with ridge", "without"])
def base(request: pytest.FixtureRequest, entries: dict[str, Entry], tmp_path: Path) -> IndexedBase:
    (tmp_path / "begrippen.yml").write_text("abc: alfabet\n", encoding="utf-8")
    published = {slug: Published(one, 1, confirmed=True) for slug, one in entries.items()}
    encoder = DeterministicEncoder()
    index = SearchIndex.build(documents(published), encoder, VectorCache(), request.param)
    flat = np.ones(len(SIGNALS), dtype=np.float32)
    model = ConfidenceModel(encoder.fingerprint, flat, flat, Odds(flat, 0.0), Odds(flat, 0.0))
    glossary = Glossary.load(tmp_path / "begrippen.yml")
    return IndexedBase(published, index, model, glossary, signposts(published))


@pytest.fixture
def check(base: IndexedBase, tmp_path: Path) -> Callable[[str], GoldenCheck]:
    """A check of the base on the questions of a file."""

    def made(text: str = QUESTIONS) -> GoldenCheck:
        (tmp_path / "ijkvragen.yml").write_text(text, encoding="utf-8")
        return GoldenCheck(LiveBase(base), SearchFiles(tmp_path / "data", tmp_path), Exams())

    (tmp_path / "data").mkdir()
    return made
