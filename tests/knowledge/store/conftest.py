"""One real database file per test; nothing is replaced by a stand-in."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from quizzing import Stage, make_stage

import knowledge
from knowledge.store import Database, EntryStore, StoreSettings

REPOSITORY = Path(knowledge.__file__).parents[1]
PROCESSES = Path(__file__).parent / "processes"
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(tmp_path / "store.sqlite3", busy_timeout_ms=2000)


@pytest.fixture
def database(settings: StoreSettings) -> Iterator[Database]:
    with Database.open(settings) as opened:
        yield opened


@pytest.fixture
def version_id(database: Database, now: datetime) -> int:
    """A published version to point at."""
    entries = EntryStore(database)
    entries.import_seed({"titel": "MDO voorbereiden"}, "mdo-voorbereiden", "hash-1", now)
    return entries.published()[0].version_id


@pytest.fixture
def start_process() -> Iterator[Start]:
    """Starts a script of `processes/` in a process of its own, and ends it with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(script: str, *arguments: object) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-W", "error", PROCESSES / script, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def stage(database: Database, now: datetime) -> Stage:
    return make_stage(database, now)
