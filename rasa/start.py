"""Train or run Rasa as this project needs it: ``start.py train``, ``start.py run --port 5005``.

Runs in Rasa's own environment (Python 3.10). Rasa by itself listens on every address, reports its use to its makers,
and takes the token of its API as an argument, where every user of the machine can read it.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
API_TOKEN = "HOUVAST_RASA_TOKEN"  # noqa: S105 - the name of the variable
"""With this variable set, Rasa's API is on, and asks for it; without it there is only the channel."""
ACTIONS_TOKEN = "HOUVAST_ACTIONS_TOKEN"  # noqa: S105
ACTIONS_URL = "HOUVAST_ACTIONS_URL"


def settled(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that credentials.yml and endpoints.yml name, with what stands in a file read from it.

    Args:
        environment: Variables of the process; ``..._FILE`` names a file with the secret.
    """
    secrets = {}
    for name in (ACTIONS_TOKEN, API_TOKEN):
        file = environment.get(f"{name}_FILE", "")
        secrets[name] = environment.get(name) or (Path(file).read_text(encoding="utf-8").strip() if file else "")
    return {ACTIONS_URL: environment.get(ACTIONS_URL, "http://127.0.0.1:5055"), **secrets}


def arguments(given: list[str], api_token: str) -> list[str]:
    """The arguments for Rasa.

    Args:
        given: ``train`` or ``run``, with further arguments of Rasa.
        api_token: Opens Rasa's API; empty leaves it off.
    """
    if given[:1] != ["run"]:
        return ["rasa", *given]
    api = ["--enable-api", "--auth-token", api_token] if api_token else []
    return ["rasa", "run", "--interface", "127.0.0.1", *api, *given[1:]]


def main() -> None:
    """Hand over to Rasa."""
    if sys.argv[1:2] not in (["train"], ["run"]):
        raise SystemExit("start.py: say what to do: train or run")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.update(settled(os.environ))
    os.chdir(HERE)
    # Changed in this process only: what the machine shows of it stays as it was typed.
    sys.argv = arguments(sys.argv[1:], os.environ[API_TOKEN])
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
