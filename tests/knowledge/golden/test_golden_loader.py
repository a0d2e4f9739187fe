"""Reading golden questions: what is used, and the line of what is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.golden.loader import FILE, load_golden

KNOWN = {"een", "twee"}


def test_the_shipped_questions_are_all_used() -> None:
    golden = load_golden(CONTENT_FOLDER, load_content().entries)
    assert golden.refused == ()
    assert len(golden.questions) >= 255


def test_a_folder_without_questions(tmp_path: Path) -> None:
    assert load_golden(tmp_path, KNOWN).questions == ()


@pytest.mark.parametrize(
    ("text", "line", "reason", "kept"),
    [
        ("een: [wat]\ndrie: [hoe]\n", 2, "no entry 'drie'", 1),
        ("een: [wat]\neen: [hoe]\n", 2, "stands here twice", 1),
        ("een:\n  - wat is dit\n  - Wat is dit?\n", 3, "stands on line 2", 1),
        ("een: [wat]\ntwee: [wat]\n", 2, "stands on line 1", 1),
        ("een: wat\n", 1, "needs a list", 0),
        ("een: []\n", 1, "needs a list", 0),
        ("een:\n  - wat\n  - '...'\n", 3, "a question is a text", 1),
        ("een:\n  - wat: is dit\n", 2, "a question is a text", 0),
        ("[een]: [wat]\n", 1, "expected the slug", 0),
        ("- een\n", 1, "expected 'slug:'", 0),
        ("een: [wat\n", 2, "invalid YAML", 0),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, line: int, reason: str, kept: int) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    golden = load_golden(tmp_path, KNOWN)
    (error,) = golden.refused
    assert (error.path, error.line) == (tmp_path / FILE, line)
    assert reason in error.reason
    assert len(golden.questions) == kept


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("golden")
    (folder / FILE).write_text(f"een:\n  - {text}\n", encoding="utf-8")
    golden = load_golden(folder, KNOWN)
    assert all(question.slug == "een" for question in golden.questions)
