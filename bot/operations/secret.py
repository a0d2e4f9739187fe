"""Secrets: from the environment, or from a file that the environment names. Never from settings or arguments.

An argument stands in the process list for everybody on the machine, and ``config.yml`` goes into backups.
"""

import os
from pathlib import Path

from bot.errors import BotError

ACTIONS_TOKEN = "HOUVAST_ACTIONS_TOKEN"  # noqa: S105 - the name of the variable
METRICS_TOKEN = "HOUVAST_METRICS_TOKEN"  # noqa: S105
LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Hosts that only this machine reaches."""


class SecretUnreadable(BotError):
    """A variable names a file that cannot be read."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"{variable} names a file that cannot be read; check the path and who owns it")


def file_variable(variable: str) -> str:
    """Name of the variable that holds the path of a file with the secret."""
    return f"{variable}_FILE"


def read_secret(variable: str) -> str:
    """A secret.

    Args:
        variable: Holds the secret itself; with ``_FILE`` behind it, the path of a file that does.

    Returns:
        The secret without white space around it; empty when there is none.

    Raises:
        SecretUnreadable: The file cannot be read.
    """
    given = os.environ.get(variable, "").strip()
    path = os.environ.get(file_variable(variable), "")
    if given or not path:
        return given
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SecretUnreadable(file_variable(variable)) from error
