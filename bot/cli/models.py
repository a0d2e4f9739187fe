"""``houvast models``: adapt the bundled model to this base's own phrasings, switch it on, and back."""

from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Annotated

import typer

from bot.cli.common import Context, progress
from bot.cli.tables import columns
from bot.errors import BotError
from bot.opening import open_database, search_files
from bot.settings import Settings
from embeddings.encoders.bundled import BundledEncoder
from embeddings.encoders.factory import make_encoder
from embeddings.encoders.protocol import Encoder
from embeddings.models.shelf import Manifest, ModelShelf
from embeddings.settings import IndexSettings
from knowledge.search.negatives import read_negatives
from knowledge.search.opening import open_search
from knowledge.search.published import Published, documents, signposts
from knowledge.search.query import Glossary
from knowledge.seeding import read_published
from knowledge.store.entries import EntryStore

NEEDED = ("torch", "sentence_transformers", "sklearn")
RESTART = "Restart what runs (houvast telegram, houvast actions, houvast desk): a running process keeps its model."

models = typer.Typer(
    help="Adapt the bundled model to your own phrasings, switch it on, and back.", no_args_is_help=True
)


class MissingExtrasError(BotError):
    """torch, sentence-transformers or scikit-learn is not installed."""


class NotAdaptableError(BotError):
    """Adapted models stand in for the bundled encoder, and another one is configured, or nothing is published."""


@models.command("adapt")
def adapt(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="Name of the new model; default: the moment it is made.")] = "",
    epochs: Annotated[int, typer.Option(min=1, max=50, help="At most so many times through the phrasings.")] = 4,
    limit: Annotated[
        int | None, typer.Option(min=2, help="A try: use so many phrasings of an entry; not switched on.")
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Switch on whatever the figures are.")] = False,
) -> None:
    """Train on (phrasing, entry) pairs, compare on phrasings kept apart, and switch on when that is better."""
    # Imported here: every other command would wait for them at its start.
    from embeddings.models.adapt import AdaptSettings
    from embeddings.models.adaptation import Material, Tools, make_adapted
    from embeddings.training.folds import Stranger

    options: Context = context.obj
    settings = options.settings()
    _check_bundled(settings)
    missing = [package for package in NEEDED if find_spec(package) is None]
    if missing:
        raise MissingExtrasError(
            f"{', '.join(missing)} not installed; install the extras: pip install 'houvast[models,training]'"
        )
    published = _published(settings)
    shelf, vectors = _shelf(settings), search_files(settings).vectors()
    negatives = [Stranger(negative.text, negative.topic) for negative in read_negatives()]
    made = make_adapted(
        name or f"adapted-{datetime.now(UTC):%Y%m%d-%H%M%S}",
        Material(documents(published), negatives, signposts(published), limit),
        Tools(shelf, vectors, IndexSettings(), progress, typer.echo),
        AdaptSettings(epochs=epochs, threads=settings.encoder.threads),
        calibrate=limit is None or force,
    )
    vectors.save()
    typer.echo(f"{made.name}:\n{made.comparison}")
    if force or (made.comparison.better and not made.limited):
        _switch_on(settings, shelf, made.name)
    elif made.limited:
        typer.echo("Not switched on: it was a try on part of the phrasings. Adapt without --limit, or add --force.")
    else:
        typer.echo(f"Not switched on: it is not better. 'houvast models use {made.name}' does so all the same.")


@models.command("list")
def list_(context: typer.Context) -> None:
    """Show the adapted models with their figures, and which one is in use."""
    options: Context = context.obj
    settings = options.settings()
    shelf = _shelf(settings)
    used = shelf.in_use() if settings.encoder.kind == BundledEncoder.KIND else None
    names = shelf.names()
    if not names:
        typer.echo(f"No adapted models; in use: {settings.encoder.kind}. Make one with 'houvast models adapt'.")
        return
    head = ("MODEL", "IN USE", "MADE", "DENSE R@1", "HYBRID R@1", "HYBRID R@3", "PHRASINGS", "NOTE")
    typer.echo(columns(head, [_row(shelf.manifest(name), used) for name in names]))
    if used is None:
        typer.echo(f"In use: {settings.encoder.kind}.")
    elif used not in names:
        typer.echo(f"In use: {used}, which is not there. Go back with 'houvast models reset'.")


@models.command("use")
def use(context: typer.Context, name: Annotated[str, typer.Argument(help="One of 'houvast models list'.")]) -> None:
    """Switch an adapted model on."""
    options: Context = context.obj
    settings = options.settings()
    _check_bundled(settings)
    shelf = _shelf(settings)
    if not shelf.is_calibrated(name):
        raise NotAdaptableError(
            f"{name} was a try with --limit and has no calibration; adapt without --limit, or with --force"
        )
    _switch_on(settings, shelf, name)


@models.command("reset")
def reset(context: typer.Context) -> None:
    """Go back to the bundled model."""
    options: Context = context.obj
    settings = options.settings()
    before = _shelf(settings).reset()
    if before is None:
        typer.echo("No adapted model was switched on; nothing changed.")
        return
    if settings.encoder.kind == BundledEncoder.KIND:
        _make_index(settings, make_encoder(settings.for_encoder()))
    typer.echo(f"{before} is switched off; the bundled model is in use. {RESTART}")


def _switch_on(settings: Settings, shelf: ModelShelf, name: str) -> None:
    """Make the index first: nothing is switched on that cannot answer."""
    _make_index(settings, BundledEncoder(settings.encoder.threads, shelf.weights(name)))
    shelf.use(name)
    typer.echo(f"{name} is switched on. {RESTART} Back: 'houvast models reset'.")


def _make_index(settings: Settings, encoder: Encoder) -> None:
    """Build the index now rather than at the next start; one that fits is kept."""
    glossary = Glossary.load(settings.content_folder / "begrippen.yml")
    with open_database(settings) as database:
        store = EntryStore(database)
        published = read_published(store, settings.local_facts(), hide_expired_on=settings.hide_expired_on())
    if published:
        with progress("index") as show:
            open_search(published, encoder, glossary, search_files(settings), show)


def _published(settings: Settings) -> dict[str, Published]:
    with open_database(settings) as database:
        published = read_published(EntryStore(database))
    if not published:
        raise NotAdaptableError("nothing is published to adapt to; import content with 'houvast import'")
    return published


def _check_bundled(settings: Settings) -> None:
    if settings.encoder.kind != BundledEncoder.KIND:
        raise NotAdaptableError(
            f"encoder.kind is {settings.encoder.kind}; adapted models stand in for the bundled one: set it to bundled"
        )


def _shelf(settings: Settings) -> ModelShelf:
    return ModelShelf(search_files(settings).models)


def _row(made: Manifest, used: str | None) -> tuple[str, ...]:
    before, after = made.comparison.before, made.comparison.after
    return (
        made.name,
        "yes" if made.name == used else "",
        made.created_at[:10],
        f"{before.dense_first:.3f} > {after.dense_first:.3f}",
        f"{before.hybrid_first:.3f} > {after.hybrid_first:.3f}",
        f"{before.hybrid_three:.3f} > {after.hybrid_three:.3f}",
        str(after.questions),
        ", ".join(note for note, there in (("try", made.limited), ("better", made.comparison.better)) if there),
    )
