"""Start learning or measuring in a process of its own, so that neither a page nor an event loop waits for it."""

import subprocess
import sys
import threading
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import yaml

from bot.settings import Settings
from bot.signals import signals_folder
from embeddings.encoders.bundled import BundledEncoder
from embeddings.files import replace_file
from embeddings.index.vector_cache import VectorCache
from knowledge.search.opening import SHIPPED_VECTORS
from knowledge.signals.learning.errors import LearnerMissing
from knowledge.signals.learning.learning import Learning
from knowledge.signals.learning.progress import ProgressFile
from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.learning.shelf import FitShelf
from knowledge.store.database import Database
from knowledge.store.signal_switch import SignalSwitchStore

LOG_FILE = "learning.log"
CONFIG_FILE = "learning.yml"
VECTORS_FILE = "training-vectors.npz"


def can_learn() -> bool:
    """Whether the library that fits is installed."""
    return find_spec("sklearn") is not None


def start(settings: Settings, what: str, now: datetime) -> None:
    """Start ``houvast signals learn`` or ``measure`` and do not wait for it.

    The process goes on when this one ends. Its settings are a copy, so that it finds the same data folder wherever
    it runs; secrets are not in it.

    Args:
        settings: The configuration.
        what: ``learn`` or ``measure``.
        now: When.

    Raises:
        LearningBusy: Learning or measuring is going on.
        LearnerMissing: The library that fits is not installed.
        OSError: The disk refuses, or no process can be started.
    """
    if what == "learn" and not can_learn():
        raise LearnerMissing
    folder = signals_folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    ProgressFile(folder).announce(what, now)
    config = folder / CONFIG_FILE
    replace_file(config, yaml.safe_dump(absolute(settings), allow_unicode=True).encode())
    command = [sys.executable, "-m", "bot", "--config", str(config), "signals", what, "--noted"]
    with (folder / LOG_FILE).open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program, with arguments of our own
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    # Somebody must wait for a child, or it stays in the table of processes after its end.
    threading.Thread(target=process.wait, name="learning", daemon=True).start()


def absolute(settings: Settings) -> dict[str, object]:
    """Settings as they stand in a file, with paths that hold from any folder."""
    table: dict[str, object] = settings.model_dump(mode="json")
    table["paths"] = {
        **settings.paths.model_dump(mode="json"),
        "data": str(settings.data_folder),
        "content": str(settings.content_folder),
    }
    return table


def learning(settings: Settings, database: Database, vectors: VectorCache, data: Path | None = None) -> Learning:
    """What learns and measures.

    Args:
        settings: The configuration.
        database: Says which weights are in use.
        vectors: Vectors made before, to fit on; new ones are added.
        data: Another data folder than the shipped one, for tries.

    Raises:
        EncoderUnavailable: The bundled model cannot be used.
        SignalDataError: The regression set cannot be used.
        StoreError: The store cannot be read.
    """
    encoder = BundledEncoder(threads=settings.encoder.threads)
    shelf = FitShelf(signals_folder(settings), data) if data else FitShelf(signals_folder(settings))
    return Learning(
        shelf,
        RegressionSet.load(data / "regression") if data else RegressionSet.load(),
        encoder.encode_queries,
        lambda texts: vectors.vectors(encoder, "query", texts),
        SignalSwitchStore(database).current().weights,
    )


def vector_cache(settings: Settings) -> VectorCache:
    """Vectors that were made before, shipped or here."""
    return VectorCache(settings.data_folder / VECTORS_FILE, [settings.content_folder / SHIPPED_VECTORS])
