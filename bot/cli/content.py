"""``houvast import`` and ``houvast vectors``: content from files into the store, and its vectors."""

from pathlib import Path

import typer

from bot.cli.common import Context, ExitStatus, progress
from bot.opening import open_database, search_files
from bot.settings import Settings
from embeddings.encoders.factory import make_encoder
from embeddings.encoders.protocol import Encoder
from embeddings.index.shipping import ship_vectors
from embeddings.index.vector_cache import VectorCache
from embeddings.settings import IndexSettings
from knowledge.entries.loader import Content, load_content
from knowledge.golden.check import spelled_out
from knowledge.golden.loader import load_golden
from knowledge.quiz.seeding import bring_in_quiz
from knowledge.search.negatives import strangers
from knowledge.search.opening import GOLDEN_VECTORS, SHIPPED_VECTORS, build_index
from knowledge.search.published import Published, documents
from knowledge.search.query import Glossary
from knowledge.seeding import import_content, read_published
from knowledge.store.entries import EntryStore


def import_(context: typer.Context) -> None:
    """Import the content folder, report refused files, and bring the index up to date."""
    options: Context = context.obj
    settings = options.settings()
    bring_in(load_content(settings.content_folder), settings, quiz=True)


def bring_in(content: Content, settings: Settings, *, quiz: bool) -> None:
    """Put loaded content in the database, say what happened, and bring the index up to date.

    Args:
        content: What was loaded.
        settings: The configuration.
        quiz: Also the items of the content folder; for content that is the whole of that folder.

    Raises:
        Exit: With status 1, at the end, when something was refused.
    """
    for error in (*content.refused, *content.warnings):
        typer.echo(str(error), err=True)
    with open_database(settings) as database:
        store = EntryStore(database)
        report = import_content(content, store)
        unread = bring_in_quiz(content, settings.content_folder, database) if quiz else []
        published = read_published(store)
    for problem in unread:
        typer.echo(problem, err=True)
    counts = ", ".join(f"{outcome.value}: {count}" for outcome, count in sorted(report.outcomes.items()))
    retired = f"; retired: {report.retired}" if report.retired else ""
    typer.echo(f"imported {counts}{retired}; refused: {len(content.refused)}; published: {len(published)}")
    if published:
        encoder = make_encoder(settings.for_encoder())
        with progress("index") as show:
            build_index(published, encoder, search_files(settings), IndexSettings(), show)
    if content.refused or unread:
        raise typer.Exit(ExitStatus.DEGRADED)


def vectors(context: typer.Context) -> None:
    """Make the vectors that ship with the content (``*.npz``); only changed texts are encoded."""
    options: Context = context.obj
    settings = options.settings()
    content = load_content(settings.content_folder)
    target = settings.content_folder / SHIPPED_VECTORS
    encoder = make_encoder(settings.for_encoder())
    with progress("vectors") as show:
        count = ship_vectors(documents(_as_published(content)), encoder, target, show, strangers())
    typer.echo(f"{target}: {count} vectors of {encoder.fingerprint}, {_size(target)}")
    if (golden := load_golden(settings.content_folder, content.entries)).questions:
        texts = spelled_out(golden.questions, Glossary.load(settings.content_folder / "begrippen.yml"))
        target = settings.content_folder / GOLDEN_VECTORS
        _ship_golden(texts, encoder, target)
        typer.echo(f"{target}: {len(VectorCache(target))} vectors of {encoder.fingerprint}, {_size(target)}")


def _ship_golden(texts: list[str], encoder: Encoder, target: Path) -> None:
    """Write the vectors of the golden questions, rid of what is not needed."""
    cache = VectorCache(target)
    cache.vectors(encoder, "query", texts)
    cache.save(only_used=True)


def _as_published(content: Content) -> dict[str, Published]:
    return {slug: Published(entry, 0, confirmed=False) for slug, entry in content.entries.items()}


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"
