from pathlib import Path

import pytest

from knowledge.errors import SignalDataError
from knowledge.signals.wording.patterns import Vocabulary
from knowledge.signals.wording.rules import load_rules
from knowledge.signals.wording.yaml_records import read_groups, read_texts

RULE = "- id: {id}\n  soort: geweld\n  niveau: grijs\n  patronen: [{pattern}]\n  raak: [x]\n  mis: [y]\n"
VOCABULARY = Vocabulary.of({"wie": ["vader"]})


def load(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    load_rules(path, ("geweld",), ("grijs",), VOCABULARY)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 0, "empty"),
        ("a: b: c", 1, "not valid YAML"),
        ("a: b", 1, "list of rules"),
        (RULE.format(id="a", pattern="'@niemand'"), 1, "unknown group @niemand"),
        (RULE.format(id="a", pattern="mes") + RULE.format(id="a", pattern="mes"), 7, "used twice"),
        (RULE.format(id="a", pattern="mes").replace("geweld", "iets"), 1, "unknown soort"),
        (RULE.format(id="a", pattern="mes").replace("grijs", "rood"), 1, "unknown niveau"),
        (RULE.format(id="a", pattern="mes").replace("[x]", "[]"), 1, "at least one"),
        (RULE.format(id="a", pattern="mes").replace("  mis: [y]\n", ""), 1, "mis"),
        (RULE.format(id="''", pattern="mes"), 1, "non-empty"),
    ],
)
def test_a_bad_rule_file_names_file_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "regels.yml"
    with pytest.raises(SignalDataError) as caught:
        load(path, text)
    assert caught.value.path == path
    assert caught.value.line == line
    assert reason in caught.value.reason


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "woorden.yml"
    path.write_text("a: [b]\na: [c]\n", encoding="utf-8")
    with pytest.raises(SignalDataError) as caught:
        read_groups(path)
    assert caught.value.line == 2


def test_words_yaml_would_read_as_something_else_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "vervangingen.yml"
    path.write_text("nee: no\nja: 112\n", encoding="utf-8")
    assert read_texts(path) == {"nee": "no", "ja": "112"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SignalDataError, match="restore the file"):
        read_texts(tmp_path / "weg.yml")
