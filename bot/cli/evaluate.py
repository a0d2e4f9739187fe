"""``houvast eval``: measure on a folder of labelled messages."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import assemble
from bot.cli.common import Context, ExitStatus, progress
from bot.evaluation.measures import MEASURES, hit
from bot.evaluation.sets import Sets, judge


def evaluate(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder with labelled .jsonl files.")],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="Also list the messages that went wrong.")] = False,
) -> None:
    """Print retrieval, out-of-scope, danger, reflex and privacy figures with counts and 95% intervals."""
    options: Context = context.obj
    with progress("index") as report:
        assembly = assemble(options.settings(), keep=False, in_process=True, progress=report)
    if assembly.problems:
        for problem in assembly.problems:
            typer.echo(f"houvast: not working: {problem}", err=True)
        raise typer.Exit(ExitStatus.DEGRADED)
    with progress("messages") as report:
        sets = asyncio.run(judge(assembly, folder, report))
    for title, measure in MEASURES.items():
        rows = [(label, value) for label, value in measure(sets) if value.total]
        if rows:
            typer.echo(f"\n{title}")
        for label, value in rows:
            typer.echo(f"  {label:<46} {value}")
    if errors:
        _errors(sets)


def _errors(sets: Sets) -> None:
    """The lines behind the figures, for choosing a design; never for copying into content."""
    wanted = {"acute": "danger", "grey_zone": "danger_check"}
    for name, lines in sets.items():
        for line in lines:
            decision, said = line.said["decision"], line.said
            text = line.given.get("text") or " | ".join(line.given["turns"])
            if name in ("retrieval", "followups"):
                wrong = not hit(line, 1)
                detail = f"{line.given['slug']} <- {', '.join(line.ranking[:3])}"
            elif name in wanted:
                wrong, detail = decision != wanted[name], decision
            elif name == "acute_negatives":
                wrong, detail = decision in ("danger", "danger_check"), f"{decision} {said['danger_kind']}"
            elif name.startswith("escalation"):
                wrong, detail = said["escalation"] != (name == "escalation"), f"escalation={said['escalation']}"
            elif name == "oos":
                wrong, detail = decision == "answer", f"{said['entries'][:1]}"
            else:
                wrong = bool(said["personal_data"]) != bool(line.given["spans"])
                detail = f"{said['personal_data']}"
            if wrong:
                typer.echo(f"[{name}] {text}\n    {detail}")
