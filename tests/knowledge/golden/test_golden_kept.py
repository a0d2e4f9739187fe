"""What the index answered is kept: the next start asks nothing, and another index or a broken file asks again."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embeddings.index.exam import Scored
from knowledge.entries.model import Entry
from knowledge.golden.check import Exams, GoldenCheck
from knowledge.golden.kept import keep, kept

Made = Callable[..., GoldenCheck]


def test_the_next_start_asks_nothing_and_says_the_same(
    check: Made, entries: dict[str, Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check()
    before = [first.verdict(entry) for entry in entries.values()]
    assert first.files.golden_answers().exists()

    def asked(*_: object) -> Scored:
        raise AssertionError("it was asked again")

    monkeypatch.setattr(Scored, "of", asked)
    again = GoldenCheck(first.live, first.files, Exams())
    assert [again.verdict(entry) for entry in entries.values()] == before
    monkeypatch.undo()
    file = first.files.golden_answers()
    file.write_bytes(file.read_bytes()[:200])
    broken = GoldenCheck(first.live, first.files, Exams())
    assert [broken.verdict(entry) for entry in entries.values()] == before


def test_answers_of_another_index_are_not_taken(tmp_path: Path) -> None:
    file, scored = tmp_path / "answers.npz", Scored(*(np.full((2, 3), n, dtype=np.float32) for n in range(3)))
    assert kept(file, ("a", "b")) is None
    keep(file, ("a", "b"), scored)
    found = kept(file, ("a", "b"))
    assert found is not None
    assert found.fits(2, 3)
    assert not found.fits(3, 3)
    assert [array.flat[0] for array in (found.scores, found.plain, found.ridge)] == [0, 1, 2]
    assert kept(file, ("a", "c")) is None


def test_a_disk_that_refuses_costs_only_the_next_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    keep(tmp_path / "file" / "answers.npz", ("a",), Scored(*(np.zeros((1, 1), dtype=np.float32) for _ in range(3))))
    assert "were not kept" in caplog.text
