"""How far learning is: one at a time, seen from other processes, and honest about a process that died."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.signals.learning.errors import LearningBusy
from knowledge.signals.learning.progress import STARTS_WITHIN, Progress, ProgressFile, Stage


def now() -> datetime:
    return datetime.now(UTC)


def test_nothing_yet_is_nothing(tmp_path: Path) -> None:
    assert ProgressFile(tmp_path / "not-there").read() is None
    (tmp_path / "progress.json").write_text("{", encoding="utf-8")
    assert ProgressFile(tmp_path).read() is None


def test_one_at_a_time(tmp_path: Path) -> None:
    with ProgressFile(tmp_path).alone(), pytest.raises(LearningBusy), ProgressFile(tmp_path).alone():
        pass
    with ProgressFile(tmp_path).alone():
        pass


def test_what_is_announced_is_not_started_twice(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path)
    file.announce("learn", now())
    with pytest.raises(LearningBusy):
        file.announce("measure", now())


def test_a_process_that_never_came_or_died_is_no_longer_waited_for(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path)
    long_ago = now() - STARTS_WITHIN - timedelta(seconds=1)
    told = Progress("learn", Stage.STARTING, long_ago, long_ago)
    file.tell(told)
    assert file.read() == replace(told, stage=Stage.STOPPED)
    file.tell(replace(told, stage=Stage.DANGER))
    assert file.read() == replace(told, stage=Stage.STOPPED)
    with file.alone():
        assert ProgressFile(tmp_path).read() == replace(told, stage=Stage.DANGER)
    file.announce("learn", now())


@pytest.mark.parametrize("stage", [Stage.DONE, Stage.FAILED])
def test_an_end_stays_an_end(tmp_path: Path, stage: Stage) -> None:
    told = Progress("learn", stage, now(), now(), "20261122-090000", "LearningBusy")
    ProgressFile(tmp_path).tell(told)
    assert ProgressFile(tmp_path).read() == told
    assert not told.running
