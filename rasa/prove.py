"""Prove that this project does what docs/operators/rasa.md says, with a real Rasa and a real Houvast.

Runs in Houvast's environment: ``python rasa/prove.py --rasa-python PATH``. Trains a model when there is none, starts
the action server and Rasa on ports of their own, talks, and looks into what Rasa kept and logged. Everything but the
model goes when it ends.
"""

import tempfile
from pathlib import Path
from typing import Annotated

import httpx
import typer

from proof import checks
from proof.servers import ROOT, ServerFailed, Workplace
from proof.talk import Person

TEAM = "Team Voorbeeld"
ANSWER_S = 60
"""Seconds to wait for an answer; on a busy machine the first one is slow."""


def main(
    rasa_python: Annotated[Path, typer.Option(envvar="HOUVAST_RASA_PYTHON", help="Python in which Rasa is installed.")],
    models: Annotated[Path, typer.Option(help="Folder with trained models.")] = ROOT / "data" / "rasa" / "models",
) -> None:
    """Prove it; exit status 1 when something does not hold, 2 when a server did not start."""
    findings = checks.Findings()
    with tempfile.TemporaryDirectory(prefix="houvast-rasa-") as folder:
        place = Workplace(Path(folder), rasa_python, models)
        place.prepare()
        try:
            typer.echo("model   trained" if place.train() else "model   there already")
            _run(place, findings)
        except ServerFailed as error:
            typer.echo(f"cannot prove anything: {error}", err=True)
            raise typer.Exit(2) from error
    typer.echo(f"\n{findings.passed} held, {len(findings.failed)} did not")
    if findings.failed:
        raise typer.Exit(1)


def _run(place: Workplace, findings: checks.Findings) -> None:
    place.houvast("team", "create", TEAM)
    invited = place.houvast("team", "invite", TEAM)
    invitation = invited.rsplit("/start ", 1)[1].strip()
    with place.rasa():
        address = f"http://127.0.0.1:{place.rasa_port}"
        with httpx.Client(base_url=address, timeout=ANSWER_S, trust_env=False) as client:
            with place.action_server():
                _talk(client, place, invitation, findings)
            checks.without_houvast(Person(client, place.api_token), findings)
    checks.nothing_planted(findings, place.rasa_log, place.folder / "actions.log")


def _talk(client: httpx.Client, place: Workplace, invitation: str, findings: checks.Findings) -> None:
    asker, colleague = Person(client, place.api_token), Person(client, place.api_token)
    checks.answers_with_source(asker, findings)
    checks.asks_in_form(colleague, invitation, findings)
    for check in checks.IN_FORM:
        check(colleague, findings)
    checks.identifiers_in_question(asker, findings)
    checks.control(Person(client, place.api_token), findings)
    for person in (asker, colleague):
        checks.forgets(person, findings)


if __name__ == "__main__":
    typer.run(main)
