"""How far a fit is, for whoever looks, in any process; and only one at a time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from embeddings.files import replace_file
from knowledge.signals.learning.errors import LearningBusy

STARTS_WITHIN = timedelta(seconds=60)
"""A process that was started and did not take the lock within this time never will."""


class Stage(StrEnum):
    """What is going on; the last three are ends."""

    STARTING = "starting"
    MATERIAL = "material"
    DANGER = "danger"
    REFLEX = "reflex"
    MEASURING = "measuring"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


ENDS = frozenset({Stage.DONE, Stage.FAILED, Stage.STOPPED})


@dataclass(frozen=True, slots=True)
class Progress:
    """The last job.

    Attributes:
        what: `learn` or `measure`.
        stage: How far it is; STOPPED when its process ended without a word.
        started_at: When.
        at: When the stage began.
        name: Of the weights it made; None until then, or when it made none.
        failure: Name of the kind of error, for the operator; None when there was none.
    """

    what: str
    stage: Stage
    started_at: datetime
    at: datetime
    name: str | None = None
    failure: str | None = None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.stage not in ENDS


class ProgressFile:
    """Tells and reads the progress in a folder."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder, which need not exist."""
        self._file = folder / "progress.json"
        self._lock = FileLock(folder / "learning.lock", timeout=0)

    def read(self) -> Progress | None:
        """The last job; None when there was none."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            known = Progress(
                found["what"],
                Stage(found["stage"]),
                datetime.fromisoformat(found["started_at"]),
                datetime.fromisoformat(found["at"]),
                found["name"],
                found["failure"],
            )
        except (OSError, KeyError, TypeError, ValueError):
            return None
        if not known.running or self._is_held():
            return known
        if known.stage is Stage.STARTING and datetime.now(UTC) - known.started_at < STARTS_WITHIN:
            return known
        return replace(known, stage=Stage.STOPPED)

    def tell(self, progress: Progress) -> None:
        """Write how far it is.

        Raises:
            OSError: The disk refuses.
        """
        record = {
            "what": progress.what,
            "stage": progress.stage.value,
            "started_at": progress.started_at.isoformat(),
            "at": progress.at.isoformat(),
            "name": progress.name,
            "failure": progress.failure,
        }
        replace_file(self._file, json.dumps(record).encode())

    def announce(self, what: str, now: datetime) -> None:
        """Say that a process is being started.

        Raises:
            LearningBusy: One is going on.
            OSError: The disk refuses.
        """
        last = self.read()
        if last is not None and last.running:
            raise LearningBusy
        self.tell(Progress(what, Stage.STARTING, now, now))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Do something that only one process may do at a time.

        Raises:
            LearningBusy: Another process does.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise LearningBusy from error
        try:
            yield
        finally:
            self._lock.release()

    def _is_held(self) -> bool:
        if not self._file.parent.exists():
            return False
        try:
            with FileLock(self._lock.lock_file, timeout=0):
                return False
        except Timeout:
            return True
