"""``houvast signals``: learn the sentences of the organisation, measure, switch the outcome on, and back."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import Context
from bot.cli.tables import columns, local
from bot.learning import can_learn, learning, vector_cache
from bot.opening import open_database
from bot.settings import Settings
from bot.signals import signals_folder
from knowledge.messages.catalogue import load_catalogue
from knowledge.signals.learning.errors import LearnerMissing, LearningError
from knowledge.signals.learning.regression import MODES, RegressionSet
from knowledge.signals.learning.shelf import FitShelf
from knowledge.signals.learning.switching import Switching
from knowledge.signals.learning.verdict import Comparison
from knowledge.store import OPERATOR
from knowledge.store.database import Database
from knowledge.store.signal_sentences import SignalSentenceStore
from knowledge.store.signal_switch import SignalSwitchStore, Switch

NICE = 10
"""How far a fit steps aside for the bot on the same machine (nice(2): 0 is not at all, 19 is most)."""
Noted = Annotated[bool, typer.Option("--noted", hidden=True, help="Who starts this is in the log already.")]
Data = Annotated[Path | None, typer.Option(help="Another folder than the shipped data, for tries.")]
signals = typer.Typer(help="Danger and reflex: learn own sentences, measure, switch on, go back.")


@signals.command("learn")
def learn(context: typer.Context, *, data: Data = None, noted: Noted = False) -> None:
    """Learn the accepted sentences beside the shipped ones, and measure; switches nothing on. Takes minutes."""
    if not can_learn():
        raise LearnerMissing
    settings = _settings(context)
    vectors = vector_cache(settings)
    with open_database(settings) as database:
        sentences = SignalSentenceStore(database).accepted()
        _note("learn", database, noted=noted)
        fit = learning(settings, database, vectors, data).learn(sentences)
        vectors.save()
        switching, current = _switching(settings, database), SignalSwitchStore(database).current()
        typer.echo(f"learned {len(sentences)} sentences: {fit.name}")
        if data is None:
            typer.echo(_report(switching.comparison(fit.name, current)))
            typer.echo(f"switch it on with: houvast signals use {fit.name}")


@signals.command("measure")
def measure(context: typer.Context, *, data: Data = None, noted: Noted = False) -> None:
    """Measure the shipped weights on the regression set."""
    settings = _settings(context)
    with open_database(settings) as database:
        _note("measure", database, noted=noted)
        found = learning(settings, database, vector_cache(settings), data).measure()
    count = sum(len(part[MODES[0]]) for part in found.held_out.values())
    typer.echo(f"measured on {count} sentences; 'houvast signals list' compares what was learned")


@signals.command("list")
def show(context: typer.Context) -> None:
    """Show what was learned, how it measures beside what is in use, and what is in use."""
    settings = _settings(context)
    with open_database(settings) as database:
        switching, current = _switching(settings, database), SignalSwitchStore(database).current()
        rows = [_row(switching, name, current) for name in switching.shelf.names()]
    if rows:
        typer.echo(columns(("weights", "in use", "made", "sentences", "may be switched on"), rows))
    else:
        typer.echo("nothing was learned; accept sentences in the desk, then: houvast signals learn")
    typer.echo(f"in use: {current.weights or 'the shipped weights'}")


@signals.command("use")
def use(context: typer.Context, name: Annotated[str, typer.Argument(help="One of 'houvast signals list'.")]) -> None:
    """Switch learned weights on, in everything that runs, within seconds."""
    settings = _settings(context)
    with open_database(settings) as database:
        _switching(settings, database).switch_on(name, OPERATOR, _now())
    typer.echo(f"{name} is in use; back: houvast signals reset")


@signals.command("reset")
def reset(context: typer.Context) -> None:
    """Go back to the shipped weights, in everything that runs, within seconds."""
    settings = _settings(context)
    with open_database(settings) as database:
        _switching(settings, database).go_back(OPERATOR, _now())
    typer.echo("the shipped weights are in use")


def _note(what: str, database: Database, *, noted: bool) -> None:
    """Note who asked, and step aside for the bot."""
    with suppress(OSError):  # Being less polite is no reason not to learn.
        os.nice(NICE)
    if not noted:
        SignalSwitchStore(database).note_learning(what, OPERATOR, _now())


def _switching(settings: Settings, database: Database) -> Switching:
    return Switching(FitShelf(signals_folder(settings)), SignalSwitchStore(database), RegressionSet.load())


def _row(switching: Switching, name: str, current: Switch) -> tuple[object, ...]:
    used = "yes" if name == current.weights else ""
    try:
        fit = switching.shelf.fit(name)
        switching.shelf.data_of(name)
        verdict = "" if used else ("yes" if switching.comparison(name, current).allowed else "no")
    except LearningError as error:
        return name, used, "", "", str(error)
    return name, used, local(fit.made_at), len(fit.sentences), verdict


def _report(comparison: Comparison) -> str:
    """Every bound with its count, as the desk shows it."""
    texts = load_catalogue("en")
    rows = [
        (
            texts.section("desk_signals.bounds")[finding.bound],
            texts.section("desk_signals.modes")[finding.mode],
            finding.count,
            finding.allowed,
            "" if finding.holds else "too many",
        )
        for finding in comparison.findings
    ]
    return columns(("what got worse", "how", "sentences", "allowed", ""), rows)


def _settings(context: typer.Context) -> Settings:
    options: Context = context.obj
    return options.settings()


def _now() -> datetime:
    return datetime.now(UTC)
