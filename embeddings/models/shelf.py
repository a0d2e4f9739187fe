"""Where adapted models are kept, and which one is in use.

A folder per model: ``weights.bin`` for the engine, ``manifest.json`` with what it was made of, and
``confidence.json``, its calibration. The file ``in-use`` beside them names the one that is switched on.
"""

import hashlib
import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.encoders.bundled import EngineWeights
from embeddings.errors import ModelDamaged, ModelExists, ModelMissing
from embeddings.files import beside, replace_file, write_durably
from embeddings.models.measure import Comparison, Figures

FORMAT = 1
IN_USE = "in-use"
MANIFEST = "manifest.json"
WEIGHTS = "weights.bin"
CONFIDENCE = "confidence.json"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_UNREADABLE = (OSError, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an adapted model was made of, and how it did.

    Attributes:
        name: Of the model.
        created_at: ISO 8601, UTC.
        base: Fingerprint of the encoder that it was trained from.
        fingerprint: Of the encoder with these weights.
        digest: SHA-256 of the weights file.
        content_hash: Over the documents that it was trained on, held-out phrasings left out.
        training: How it was trained, by name.
        comparison: With its base, on held-out phrasings.
        parity: Lowest cosine between the trained and the served model.
        limited: Whether it was trained on part of the phrasings, as a try.
    """

    name: str
    created_at: str
    base: str
    fingerprint: str
    digest: str
    content_hash: str
    training: dict[str, float]
    comparison: Comparison
    parity: float
    limited: bool


class ModelShelf:
    """The folder with adapted models; it need not exist."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder.

        Args:
            folder: Usually ``models`` in the data folder.
        """
        self.folder = folder

    def names(self) -> list[str]:
        """Names of all models, in alphabetical order."""
        return sorted(file.parent.name for file in self.folder.glob(f"*/{MANIFEST}"))

    def manifest(self, name: str) -> Manifest:
        """What is known of a model.

        Raises:
            ModelMissing: There is none of that name.
            ModelDamaged: Its manifest cannot be read.
        """
        self._check_present(name)
        file = self.folder / name / MANIFEST
        try:
            table = json.loads(file.read_text(encoding="utf-8"))
            if table.pop("format") != FORMAT:
                raise ModelDamaged(file, "written in another format")
            compared = table.pop("comparison")
            before, after = Figures(**compared.pop("before")), Figures(**compared.pop("after"))
            return Manifest(**table, comparison=Comparison(before, after, **compared))
        except _UNREADABLE as error:
            raise ModelDamaged(file, str(error)) from error

    def in_use(self) -> str | None:
        """Name of the model that is switched on; None for the bundled one."""
        try:
            return (self.folder / IN_USE).read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def use(self, name: str) -> Manifest:
        """Switch a model on, for every process that starts from now on.

        Raises:
            ModelMissing: There is none of that name.
            ModelDamaged: It cannot be used.
            OSError: The disk refuses.
        """
        manifest = self.manifest(name)
        self.weights(name)
        replace_file(self.folder / IN_USE, f"{name}\n".encode())
        return manifest

    def reset(self) -> str | None:
        """Go back to the bundled model.

        Returns:
            The name of the model that was switched on; None when there was none.

        Raises:
            OSError: The disk refuses.
        """
        name = self.in_use()
        (self.folder / IN_USE).unlink(missing_ok=True)
        return name

    def weights(self, name: str) -> EngineWeights:
        """The weights of a model; checked, because the engine crashes on a broken file.

        Raises:
            ModelMissing: There is none of that name.
            ModelDamaged: The file is absent or changed.
        """
        manifest = self.manifest(name)
        file = self.folder / name / WEIGHTS
        try:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise ModelDamaged(file, str(error)) from error
        if digest != manifest.digest:
            raise ModelDamaged(file, "it is not the file that was written")
        return EngineWeights(file, digest)

    def is_calibrated(self, name: str) -> bool:
        """Whether a model has a calibration; without one nothing can be answered with it.

        Raises:
            ModelMissing: There is none of that name.
        """
        self._check_present(name)
        return (self.folder / name / CONFIDENCE).exists()

    def in_use_weights(self) -> EngineWeights | None:
        """The weights of the model that is switched on; None for the bundled one.

        Raises:
            ModelMissing: It is gone.
            ModelDamaged: It cannot be used.
        """
        name = self.in_use()
        return None if name is None else self.weights(name)

    def check_free(self, name: str) -> None:
        """Refuse a name that cannot be given to a new model.

        Raises:
            ModelExists: It is taken, or is no name.
        """
        if not NAME.fullmatch(name):
            raise ModelExists(f"{name!r} is no name for a model; use letters a-z, digits and '-', at most 41.")
        if (self.folder / name).exists():
            raise ModelExists(f"There is a model {name!r} in {self.folder} already; choose another name.")

    def add(self, manifest: Manifest, weights: Path, confidence: Path | None) -> None:
        """Put a new model in, in one step.

        Args:
            manifest: What it was made of.
            weights: Its weights file, which is moved.
            confidence: Its calibration, which is moved; None when there is none.

        Raises:
            ModelExists: The name is taken, or is no name.
            OSError: The disk refuses.
        """
        self.check_free(manifest.name)
        target = self.folder / manifest.name
        temporary = beside(target)
        temporary.mkdir(parents=True)
        try:
            shutil.move(weights, temporary / WEIGHTS)
            if confidence is not None:
                shutil.move(confidence, temporary / CONFIDENCE)
            table = {"format": FORMAT, **asdict(manifest)}
            write_durably(temporary / MANIFEST, (json.dumps(table, indent=2) + "\n").encode())
            temporary.rename(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def _check_present(self, name: str) -> None:
        if not NAME.fullmatch(name) or not (self.folder / name / MANIFEST).exists():
            raise ModelMissing(name, self.names())
