"""The whole of an adaptation: hold out, train, export, compare, calibrate, keep."""

import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from embeddings.arrays import FloatArray
from embeddings.documents import Document, content_hash
from embeddings.encoders.bundled import BundledEncoder, EngineWeights, bundled_weights
from embeddings.errors import ExportDiffers
from embeddings.index.build import encode_missing
from embeddings.index.persistence import now
from embeddings.index.vector_cache import VectorCache
from embeddings.models.adapt import AdaptSettings, Epoch, adapt, encoded
from embeddings.models.dequantise import QUERY, dequantised
from embeddings.models.engine_file import EngineFile
from embeddings.models.export import exported
from embeddings.models.measure import Bar, compare, rank_held_out
from embeddings.models.pairs import Split, split
from embeddings.models.shelf import CONFIDENCE, WEIGHTS, Manifest, ModelShelf
from embeddings.settings import IndexSettings
from embeddings.training.confidence import fit_confidence
from embeddings.training.folds import Stranger

HELD_OUT = 0.2
"""Share of each document's phrasings that is measured on."""
LEAST_COSINE = 0.999
"""The served model must give the trained model's vectors at least this exactly."""
COMPARED = 64
"""Held-out phrasings whose vectors are compared."""


@dataclass(frozen=True, slots=True)
class Material:
    """What an adaptation works with.

    Attributes:
        documents: All that is searched, with phrasings.
        strangers: Questions that no document answers.
        refusing: Ids of documents that say "not here".
        limit: At most this many phrasings of a document are used, as a try; None uses all.
    """

    documents: Sequence[Document]
    strangers: Sequence[Stranger]
    refusing: Collection[str]
    limit: int | None = None

    def used(self) -> list[Document]:
        """The documents with the phrasings that are used."""
        return [replace(document, phrasings=document.phrasings[: self.limit]) for document in self.documents]


@dataclass(frozen=True, slots=True)
class Tools:
    """Where an adaptation keeps things, and whom it tells.

    Attributes:
        shelf: Gets the model.
        vectors: Known vectors; gets the new ones.
        index: How documents are searched.
        bar: Shows progress.
        say: Takes lines for the operator.
    """

    shelf: ModelShelf
    vectors: VectorCache
    index: IndexSettings
    bar: Bar
    say: Callable[[str], None]


def make_adapted(
    name: str, material: Material, tools: Tools, settings: AdaptSettings, *, calibrate: bool = True
) -> Manifest:
    """Train, and keep the result under a name; nothing is switched on.

    Args:
        name: For the new model.
        material: What to train and measure on.
        tools: Where to keep it.
        settings: How to train.
        calibrate: Whether to fit a calibration too; a model without one cannot be switched on.

    Returns:
        What was made, with its figures.

    Raises:
        ModelExists: The name is taken, or is no name.
        TrainingDataError: Too little material.
        EncoderUnavailable: An extra is missing.
        ExportDiffers: The exported model does not serve what was trained; nothing is kept.
        OSError: The disk refuses.
    """
    tools.shelf.check_free(name)
    used = material.used()
    data = split(used, HELD_OUT, settings.seed)
    base = BundledEncoder(threads=settings.threads)
    tools.shelf.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=tools.shelf.folder, prefix=".making-") as folder:
        weights, parity = _trained(data, tools, settings, Path(folder))
        encoder = BundledEncoder(threads=settings.threads, weights=weights)
        strangers = () if material.limit else tuple(stranger.text for stranger in material.strangers)
        before, after = (
            rank_held_out(
                data.documents,
                data.held_out,
                candidate,
                tools.vectors,
                tools.index,
                tools.bar,
                strangers=strangers,
                ignored=material.refusing,
            )
            for candidate in (base, encoder)
        )
        if calibrate:
            trained_on = {text for document in data.documents for text in document.phrasings}
            asked = {text for document in material.documents for text in document.phrasings} - trained_on
            with tools.bar(f"encoding with {encoder.fingerprint}") as show:
                texts = [stranger.text for stranger in material.strangers]
                encode_missing(material.documents, encoder, tools.vectors, show, texts)
            tools.say("fitting the calibration on phrasings that were not trained on")
            calibration = fit_confidence(
                material.documents,
                material.strangers,
                encoder,
                tools.vectors,
                tools.index,
                refusing=material.refusing,
                asked=asked,
            )
            calibration.model.save(Path(folder) / CONFIDENCE)
            tools.say(str(calibration.report))
        manifest = Manifest(
            name=name,
            created_at=now(),
            base=base.fingerprint,
            fingerprint=encoder.fingerprint,
            digest=weights.digest,
            content_hash=content_hash(data.documents),
            training=asdict(settings),
            comparison=compare(before, after),
            parity=parity,
            limited=material.limit is not None,
        )
        tools.shelf.add(manifest, weights.file, Path(folder) / CONFIDENCE if calibrate else None)
    return manifest


def _trained(data: Split, tools: Tools, settings: AdaptSettings, folder: Path) -> tuple[EngineWeights, float]:
    """Train and export; the lowest cosine between both for held-out phrasings."""
    file = EngineFile.read(bundled_weights())
    model = dequantised(file, threads=settings.threads)

    def told(epoch: Epoch) -> None:
        loss = f", loss {epoch.loss:.3f}" if epoch.number else ""
        tools.say(f"epoch {epoch.number}{loss}, held-out mean reciprocal rank {epoch.reciprocal_rank:.3f}")

    with tools.bar("training") as show:
        adapt(model, file, data, settings, show, told)
    texts = [item.text for item in data.held_out[:COMPARED]]
    wanted = encoded(model, [QUERY + text for text in texts], file.sizes.positions)
    weights = EngineWeights.write(folder / WEIGHTS, exported(model, file))
    parity = parity_of(weights, texts, wanted)
    if parity < LEAST_COSINE:
        raise ExportDiffers(parity, LEAST_COSINE)
    tools.say(f"exported; lowest cosine with the trained model {parity:.5f}")
    return weights, parity


def parity_of(weights: EngineWeights, texts: Sequence[str], wanted: FloatArray) -> float:
    """The lowest cosine between the vectors that are served and those that are wanted.

    Args:
        weights: Of the engine.
        texts: Queries.
        wanted: ``(len(texts), d) float32``, L2-normalised.
    """
    served = BundledEncoder(weights=weights).encode_queries(texts)
    return float(np.min((served * wanted).sum(axis=1)))
