"""``houvast ask``: one question, or a file of them, without a conversation around it."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.assembly import Assembly, assemble
from bot.blackbox import Described
from bot.blackbox import ask as ask_black_box
from bot.cli.common import Context, ExitStatus, progress
from bot.errors import BotError


class InputError(BotError):
    """A line of an input file cannot be used."""


def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The question.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[Path | None, typer.Option(help="File with a JSON object per line: text or turns.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers to --jsonl go.")] = None,
    log: Annotated[bool, typer.Option("--log", help="Write to the question log, as in chat.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show why these entries were found.")] = False,
) -> None:
    """Answer a question, or each line of a file."""
    options: Context = context.obj
    if bool(jsonl) != bool(out) or (jsonl is None and not text):
        raise InputError("give a question, or --jsonl IN together with --out OUT")
    with progress("index") as report:
        assembly = assemble(options.settings(), keep=log, in_process=True, progress=report)
    asyncio.run(_run(assembly, text, jsonl, out, as_json=as_json, explain=explain))
    if assembly.problems:
        raise typer.Exit(ExitStatus.DEGRADED)


async def _run(
    assembly: Assembly, text: str, jsonl: Path | None, out: Path | None, *, as_json: bool, explain: bool
) -> None:
    try:
        if jsonl and out:
            await _file(assembly, jsonl, out)
            return
        described = await ask_black_box(assembly, [text])
        if as_json:
            typer.echo(json.dumps(described.to_json(), ensure_ascii=False))
        else:
            typer.echo(described.reply.text)
        if explain:
            _explain(described)
    finally:
        await assembly.close()


async def _file(assembly: Assembly, source: Path, target: Path) -> None:
    """Answer each line; other fields are copied through."""
    lines = await asyncio.to_thread(_lines, source)
    if not await asyncio.to_thread(target.parent.is_dir):
        raise InputError(f"{target}: there is no folder {target.parent}; create it first")
    with progress("questions") as report, target.open("w", encoding="utf-8") as sink:
        for number, given in enumerate(lines, start=1):
            described = await ask_black_box(assembly, given.get("turns") or [given["text"]])
            passed = {key: value for key, value in given.items() if key not in {"text", "turns"}}
            sink.write(json.dumps({**passed, **described.to_json()}, ensure_ascii=False) + "\n")
            report(number, len(lines))


def _lines(source: Path) -> list[dict[str, Any]]:
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{source}: {error.strerror}") from error
    return [_parse(line, source, number) for number, line in enumerate(lines, start=1) if line.strip()]


def _parse(line: str, source: Path, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise InputError(f"{source}:{number}: no valid JSON") from error
    turns = given.get("turns") if isinstance(given, dict) else None
    good_turns = isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)
    if not isinstance(given, dict) or not (good_turns or isinstance(given.get("text"), str)):
        raise InputError(f'{source}:{number}: expected {{"text": "..."}} or {{"turns": ["...", "..."]}}')
    return given


def _explain(described: Described) -> None:
    """Scores and features of the entries that were found."""
    if described.outcome is None or not described.outcome.found:
        typer.echo("no entries were searched", err=True)
        return
    names = list(described.outcome.found[0].features)
    table = Table("slug", "score", *names, title=f"P(first is right) = {described.outcome.confidence:.2f}")
    for item in described.outcome.found:
        table.add_row(item.slug, f"{item.score:.3f}", *(f"{item.features.get(name, 0.0):.2f}" for name in names))
    Console(stderr=True, width=max(120, 40 + 9 * len(names))).print(table)
