"""``houvast train``: fit weights on the base's own phrasings and labelled sentences (extra ``training``)."""

from enum import StrEnum
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import Context
from bot.errors import BotError
from bot.opening import open_database, search_files
from bot.settings import Settings
from embeddings.encoders.factory import make_encoder
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from knowledge.entries.loader import load_content
from knowledge.search.opening import CONFIDENCE_FILE, ROWS_NAME, SHIPPED_VECTORS
from knowledge.search.published import Published
from knowledge.search.training import fit_calibration, fit_ranker
from knowledge.seeding import read_published
from knowledge.signals.training import train_signals
from knowledge.store.entries import EntryStore


class MissingExtraError(BotError):
    """scikit-learn is not installed."""


class Subject(StrEnum):
    """What can be fitted."""

    CALIBRATION = "calibration"
    RANKING = "ranking"
    SIGNALS = "signals"


def train(
    context: typer.Context,
    subject: Annotated[Subject, typer.Argument(help="What to fit.")] = Subject.CALIBRATION,
    *,
    ship: Annotated[
        bool, typer.Option("--ship", help="For developers: fit on the content files and write what ships.")
    ] = False,
) -> None:
    """Fit weights; without --ship only the calibration of this installation can be fitted."""
    options: Context = context.obj
    settings = options.settings()
    if subject is not Subject.CALIBRATION and not ship:
        raise MissingExtraError(f"{subject.value} is only fitted for shipping; add --ship")
    if find_spec("sklearn") is None:
        raise MissingExtraError("scikit-learn is missing; install the extra: pip install 'houvast[training]'")
    encoder = make_encoder(settings.for_encoder())
    vectors = VectorCache(settings.data_folder / "training-vectors.npz", [settings.content_folder / SHIPPED_VECTORS])
    if subject is Subject.SIGNALS:
        folder = Path(str(resources.files("knowledge.signals") / "data"))
        typer.echo(str(train_signals(folder, lambda texts: vectors.vectors(encoder, "query", texts))))
        vectors.save()
        return
    published = _content(settings) if ship else _store(settings)
    if subject is Subject.RANKING:
        fit = fit_ranker(published, encoder, vectors, IndexSettings())
        fit.weights.save(Path(str(resources.files("embeddings.ranking") / "weights.json")))
        typer.echo(f"with ridge: {fit.with_ridge}; without: {fit.without_ridge}")
    else:
        calibration = fit_calibration(published, encoder, vectors, IndexSettings())
        target = CONFIDENCE_FILE if ship else search_files(settings).confidence
        calibration.model.save(target)
        calibration.rows.save(target.with_name(ROWS_NAME))
        typer.echo(f"{target}:\n{calibration.report}")
    vectors.save()


def _content(settings: Settings) -> dict[str, Published]:
    entries = load_content(settings.content_folder).entries
    return {slug: Published(entry, 0, confirmed=False) for slug, entry in entries.items()}


def _store(settings: Settings) -> dict[str, Published]:
    with open_database(settings) as database:
        return read_published(EntryStore(database))
