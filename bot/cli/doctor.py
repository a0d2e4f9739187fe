"""``houvast doctor``: what is well, what asks for attention, what is wrong, and what to do."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import default_config
from bot.cli.common import Context, ExitStatus
from bot.operations.doctor.examine import examine, healthy
from bot.operations.doctor.rendering import as_json, as_text
from knowledge.messages.catalogue import load_catalogue


def doctor(
    context: typer.Context,
    *,
    online: Annotated[bool, typer.Option("--online", help="Also ask Telegram whether it knows the token.")] = False,
    in_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Examine this installation; nothing is changed. Ends with status 1 when something is wrong."""
    options: Context = context.obj
    config = Path(options.config) if options.config else default_config()
    findings = examine(config, datetime.now(UTC), online=online)
    catalogue = load_catalogue("nl")
    typer.echo(as_json(findings, catalogue) if in_json else as_text(findings, catalogue))
    if not healthy(findings):
        raise typer.Exit(ExitStatus.DEGRADED)
