"""Learn own sentences: fit beside the shipped weights, measure, put the outcome on the shelf. Switches nothing on."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.danger.training import train_danger
from knowledge.signals.learning.errors import NothingToLearn, ShippedUnusable, WeightsUnusable
from knowledge.signals.learning.progress import Progress, ProgressFile, Stage
from knowledge.signals.learning.regression import Encode, Measured, RegressionSet, measure
from knowledge.signals.learning.shelf import PARTS, Fit, FitShelf, OwnRight
from knowledge.signals.own.model import REFLEX, OwnSentence, Subject
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.signals.reflex.training import train_reflex

OWN_FILE = "eigen.jsonl"
CONTENT = "content"
_RIGHT = {
    "acuut": (DangerLevel.ACUTE,),
    "grijs-hoog-risico": (DangerLevel.GREY, DangerLevel.ACUTE),
    "niet-acuut": (DangerLevel.NONE,),
}
"""Levels that are right for a label; numbers at once for a grey case are no mistake."""
Tell = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Learning:
    """Fits and measures.

    Attributes:
        shelf: Where the outcome goes, and what is shipped.
        regression: What is measured on.
        encode: Gives query vectors of the bundled encoder, to measure with.
        encode_material: The same for what is learned; may give vectors that were kept, which are rounded.
        used: Name of the weights in use; None for the shipped ones.
        now: The present, in UTC.
    """

    shelf: FitShelf
    regression: RegressionSet
    encode: Encode
    encode_material: Encode
    used: str | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def progress(self) -> ProgressFile:
        """How far it is."""
        return ProgressFile(self.shelf.folder)

    def measure(self) -> Measured:
        """Measure the shipped weights, and keep the figures.

        Raises:
            LearningBusy: Another process learns or measures.
            ShippedUnusable: The shipped weights cannot be loaded.
            SignalDataError: The shipped rules cannot be used.
            EmbeddingError: The sentences cannot be encoded.
            OSError: The disk refuses.
        """
        with self.progress.alone(), self._job("measure") as tell:
            return self._shipped(tell)

    def learn(self, sentences: Sequence[OwnSentence]) -> Fit:
        """Fit on the shipped sentences and these, measure, and keep the outcome. Nothing is switched on.

        A signal without own sentences keeps its shipped weights.

        Raises:
            NothingToLearn: There are no sentences.
            LearningBusy: Another process learns or measures.
            WeightsUnusable: The new weights cannot be loaded.
            ShippedUnusable: The shipped weights cannot be loaded.
            SignalDataError: Rules or sentences cannot be used.
            EmbeddingError: The sentences cannot be encoded.
            OSError: The disk refuses.
        """
        with self.progress.alone(), self._job("learn") as tell:
            if not sentences:
                raise NothingToLearn
            return self._learned(sentences, tell)

    def _learned(self, sentences: Sequence[OwnSentence], tell: Tell) -> Fit:
        tell(Stage.MATERIAL)
        shelf = self.shelf
        shelf.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=shelf.folder, prefix=".work-") as work:
            data = lay_out(Path(work), shelf.data, sentences)
            subjects = {item.subject for item in sentences}
            if Subject.DANGER in subjects:
                tell(Stage.DANGER)
                train_danger(data / Subject.DANGER, self.encode_material, data=data)
            if Subject.REFLEX in subjects:
                tell(Stage.REFLEX)
                train_reflex(data / Subject.REFLEX, self.encode_material, data=data)
            for file in data.rglob("*.jsonl"):
                file.unlink()
            if shelf.shipped() is None:
                self._shipped(tell)
            tell(Stage.MEASURING)
            at = self.now()
            danger, reflex = DangerDetector.load(data), ReflexDetector.load(data)
            if danger.degraded or reflex.degraded:
                raise WeightsUnusable(f"{at:%Y%m%d-%H%M%S}", "damaged")
            measured = measure(self.regression, danger, reflex, self.encode, "fit", at)
            own = self._own_right(sentences, danger, reflex)
            made = shelf.add(data, at, [item.sentence_id for item in sentences], own, measured)
        shelf.prune(self.used)
        return made

    def _shipped(self, tell: Tell) -> Measured:
        tell(Stage.MEASURING)
        data = self.shelf.data
        danger, reflex = DangerDetector.load(data), ReflexDetector.load(data)
        if reason := danger.degraded or reflex.degraded:
            raise ShippedUnusable(reason)
        measured = measure(self.regression, danger, reflex, self.encode, self.shelf.base, self.now())
        self.shelf.keep_shipped(measured)
        return measured

    def _own_right(self, sentences: Sequence[OwnSentence], danger: DangerDetector, reflex: ReflexDetector) -> OwnRight:
        home = _home(self.shelf, self.used)
        before = self._right(sentences, DangerDetector.load(home), ReflexDetector.load(home))
        return OwnRight(len(sentences), before, self._right(sentences, danger, reflex))

    def _right(self, sentences: Sequence[OwnSentence], danger: DangerDetector, reflex: ReflexDetector) -> int:
        vectors = self.encode([item.text for item in sentences])
        return sum(
            danger.judge(item.text, vector).level in _RIGHT[item.label]
            if item.subject is Subject.DANGER
            else reflex.judge(item.text, vector).reflex is (item.label == REFLEX)
            for item, vector in zip(sentences, vectors, strict=True)
        )

    @contextmanager
    def _job(self, what: str) -> Iterator[Tell]:
        """Tell how far it is, until the end, whatever that is."""
        begun = self.now()
        file = self.progress

        def tell(stage: Stage, failure: str | None = None) -> None:
            newest = next(iter(self.shelf.names()), None) if stage is Stage.DONE and what == "learn" else None
            file.tell(Progress(what, stage, begun, self.now(), newest, failure))

        tell(Stage.STARTING)
        try:
            yield tell
        except BaseException as error:
            tell(Stage.FAILED, type(error).__name__)
            raise
        tell(Stage.DONE)


def lay_out(work: Path, data: Path, sentences: Sequence[OwnSentence]) -> Path:
    """Copy the shipped data to a folder and put own sentences beside it.

    Args:
        work: An empty folder.
        data: The shipped data folder; the content stands two folders above it, and is pointed at from here.
        sentences: Own sentences.

    Returns:
        The new data folder.

    Raises:
        OSError: The disk refuses.
    """
    made = work / "signals" / "data"
    for part in PARTS:
        shutil.copytree(data / part, made / part)
    content = data.parent.parent / CONTENT
    if content.exists():
        (work / CONTENT).symlink_to(content.resolve(), target_is_directory=True)
    for subject in Subject:
        lines = [
            json.dumps({"text": item.text, "label": item.label, "kind": item.kind}, ensure_ascii=False)
            for item in sentences
            if item.subject is subject
        ]
        if lines:
            (made / subject / OWN_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def _home(shelf: FitShelf, name: str | None) -> Path:
    """The data of weights in use; the shipped data where those cannot be used, as the detectors do."""
    if name is None:
        return shelf.data
    try:
        return shelf.data_of(name)
    except WeightsUnusable:
        return shelf.data
