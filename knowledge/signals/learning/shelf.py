"""Where weights that were learned here are kept: a folder per fit, with what it was made of and how it measured."""

import hashlib
import json
import re
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from embeddings.files import replace_file
from knowledge.signals.learning.errors import WeightsUnusable
from knowledge.signals.learning.regression import Measured
from knowledge.signals.material import DATA

FORMAT = 1
KEPT = 5
"""Fits that are kept besides the one in use; each takes megabytes, and an older one is made again by learning."""
SHIPPED = "shipped"
PARTS = ("danger", "reflex", "wording")
"""Folders of the data that a detector loads."""
_MANIFEST = "manifest.json"
_NAME = re.compile(r"[0-9]{8}-[0-9]{6}")
_UNREADABLE = (OSError, KeyError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class OwnRight:
    """How the learned sentences themselves are judged, with the model; no evidence of quality, they were learned.

    Attributes:
        count: Sentences.
        before: Judged as labelled by the weights that were in use.
        after: Judged as labelled by the new ones.
    """

    count: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights that were learned here.

    Attributes:
        name: When they were made, such as `20261122-091500`.
        made_at: The same as a moment.
        base: Mark of the shipped data that they were made from.
        files: SHA-256 of every file by its path in the folder.
        sentences: Ids of the own sentences that were learned.
        own: How those are judged.
        measured: On the regression set.
    """

    name: str
    made_at: datetime
    base: str
    files: Mapping[str, str]
    sentences: tuple[int, ...]
    own: OwnRight
    measured: Measured


@dataclass(frozen=True)
class FitShelf:
    """The folder `signals` in the data folder; it need not exist.

    Attributes:
        folder: The folder.
        data: The shipped data.
    """

    folder: Path
    data: Path = DATA

    @property
    def base(self) -> str:
        """Mark of the shipped rules, sentences and weights: other data is another base, with other figures."""
        return _mark_of(self.data)

    def names(self) -> list[str]:
        """Names of all fits, newest first."""
        found = (file.parent.name for file in self._fits.glob(f"*/{_MANIFEST}"))
        return sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)

    def fit(self, name: str) -> Fit:
        """What is known of a fit; its files are not looked at.

        Raises:
            WeightsUnusable: It is not there, or its manifest is damaged.
        """
        if not _NAME.fullmatch(name) or not (self._fits / name / _MANIFEST).exists():
            raise WeightsUnusable(name, "missing")
        try:
            found = json.loads((self._fits / name / _MANIFEST).read_text(encoding="utf-8"))
            if found["format"] != FORMAT:
                raise WeightsUnusable(name, "outdated")
            return Fit(
                name,
                datetime.fromisoformat(found["made_at"]),
                found["base"],
                dict(found["files"]),
                tuple(map(int, found["sentences"])),
                OwnRight(**found["own"]),
                Measured.from_json(found["measured"]),
            )
        except _UNREADABLE as error:
            raise WeightsUnusable(name, "damaged") from error

    def data_of(self, name: str) -> Path:
        """The data folder of a fit, for the detectors, after every file of it was looked at.

        Raises:
            WeightsUnusable: It is not there, is damaged, or was made with another version of the shipped data.
        """
        fit = self.fit(name)
        if fit.base != self.base:
            raise WeightsUnusable(name, "outdated")
        home = self._fits / name
        try:
            found = {str(path.relative_to(home)): _digest(path) for path in _files(home)}
        except OSError as error:
            raise WeightsUnusable(name, "damaged") from error
        if found != dict(fit.files):
            raise WeightsUnusable(name, "damaged")
        return home

    def add(self, made: Path, now: datetime, sentences: Collection[int], own: OwnRight, measured: Measured) -> Fit:
        """Put a folder with fitted data on the shelf; it is moved there.

        Args:
            made: Holds the parts that detectors load.
            now: When, in UTC.
            sentences: Ids of the own sentences that were learned.
            own: How those are judged.
            measured: On the regression set.

        Raises:
            OSError: The disk refuses.
        """
        name = f"{now:%Y%m%d-%H%M%S}"
        files = {str(path.relative_to(made)): _digest(path) for path in _files(made)}
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "base": self.base,
            "files": files,
            "sentences": sorted(sentences),
            "own": {"count": own.count, "before": own.before, "after": own.after},
            "measured": measured.to_json(),
        }
        self._fits.mkdir(parents=True, exist_ok=True)
        replace_file(made / _MANIFEST, json.dumps(manifest, indent=1).encode())
        made.rename(self._fits / name)
        return self.fit(name)

    def prune(self, used: str | None) -> None:
        """Remove the oldest fits, never the one in use."""
        for name in [name for name in self.names() if name != used][KEPT:]:
            shutil.rmtree(self._fits / name)

    def shipped(self) -> Measured | None:
        """How the shipped weights measure; None when they were not measured, or other ones were."""
        try:
            found = Measured.from_json(json.loads((self.folder / f"{SHIPPED}.json").read_text(encoding="utf-8")))
        except _UNREADABLE:
            return None
        return found if found.weights == self.base else None

    def keep_shipped(self, measured: Measured) -> None:
        """Keep how the shipped weights measure.

        Raises:
            OSError: The disk refuses.
        """
        replace_file(self.folder / f"{SHIPPED}.json", json.dumps(measured.to_json()).encode())

    def measured(self, name: str | None) -> Measured | None:
        """How weights measure; None when that is not known.

        Raises:
            WeightsUnusable: There is no such fit, or it is damaged.
        """
        return self.shipped() if name is None else self.fit(name).measured

    @property
    def _fits(self) -> Path:
        return self.folder / "fits"


@cache
def _mark_of(data: Path) -> str:
    # Read once: the data of an installation does not change while it runs.
    table = {str(path.relative_to(data)): _digest(path) for path in _files(data)}
    return hashlib.sha256(json.dumps(table, sort_keys=True).encode()).hexdigest()[:16]


def _files(home: Path) -> Iterator[Path]:
    for part in PARTS:
        yield from sorted(path for path in (home / part).iterdir() if path.is_file())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
