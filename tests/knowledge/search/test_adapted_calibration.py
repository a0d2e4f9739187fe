"""Each adapted model has its own calibration beside its weights; the fingerprint tells which one is taken."""

import json
from pathlib import Path

import pytest

from embeddings.encoders.deterministic import DeterministicEncoder
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.errors import SearchUnavailable
from knowledge.search.opening import CONFIDENCE_FILE, SearchFiles, open_search
from knowledge.search.published import Published
from knowledge.search.query import Glossary


def test_the_calibration_of_the_model_in_use_is_found_among_others(tmp_path: Path) -> None:
    entries = dict(sorted(load_content(CONTENT_FOLDER).entries.items())[:4])
    published = {slug: Published(entry, 1, confirmed=True) for slug, entry in entries.items()}
    glossary = Glossary.load(CONTENT_FOLDER / "begrippen.yml")
    encoder, files = DeterministicEncoder(), SearchFiles(tmp_path, CONTENT_FOLDER)
    with pytest.raises(SearchUnavailable, match="no calibration for encoder"):
        open_search(published, encoder, glossary, files)
    for name, fingerprint in (("een", "other/1"), ("twee", encoder.fingerprint)):
        table = json.loads(CONFIDENCE_FILE.read_text(encoding="utf-8"))
        (files.models / name).mkdir(parents=True)
        (files.models / name / "confidence.json").write_text(json.dumps({**table, "fingerprint": fingerprint}))
    (files.models / "aan-stukken").mkdir()
    (files.models / "aan-stukken" / "confidence.json").write_text("{")
    assert open_search(published, encoder, glossary, files).confidence.fingerprint == encoder.fingerprint
