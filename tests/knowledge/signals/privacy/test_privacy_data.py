"""Broken data files are refused with file, line and reason."""

import json
import shutil

import pytest

from knowledge.errors import SignalDataError
from knowledge.signals.privacy.detector import PersonalDataDetector
from knowledge.signals.privacy.lexicon import DATA_FOLDER


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DATA_FOLDER, tmp_path / "privacy")
    return tmp_path / "privacy"


def test_a_copy_of_the_data_loads(folder):
    assert PersonalDataDetector.load(folder).redact("bel Fatima").text == "bel [naam]"


@pytest.mark.parametrize(
    "name", ["common_words.txt", "contexts.yml", "placeholders.yml", "name_weights.json", "particles.txt"]
)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(SignalDataError) as caught:
        PersonalDataDetector.load(folder)
    assert caught.value.path == folder / name


def test_broken_yaml_names_the_line(folder):
    (folder / "contexts.yml").write_text("titel: [mw]\nrol: [moeder\nbezit: zijn]: x\n", encoding="utf-8")
    with pytest.raises(SignalDataError) as caught:
        PersonalDataDetector.load(folder)
    assert caught.value.line > 0


def test_a_missing_placeholder_is_refused(folder):
    (folder / "placeholders.yml").write_text('NAAM: "[naam]"\n', encoding="utf-8")
    with pytest.raises(SignalDataError, match="BSN"):
        PersonalDataDetector.load(folder)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"bias": 0}', json.dumps({"bias": 0, "weights": {}, "characters": [1], "characters_bias": 0})],
)
def test_unusable_weights_are_refused(folder, content):
    (folder / "name_weights.json").write_text(content, encoding="utf-8")
    with pytest.raises(SignalDataError):
        PersonalDataDetector.load(folder)


@pytest.mark.parametrize("name", ["first_names", "allow"])
def test_an_empty_list_folder_is_refused(folder, name):
    for path in (folder / name).glob("*.txt"):
        path.unlink()
    with pytest.raises(SignalDataError):
        PersonalDataDetector.load(folder)
