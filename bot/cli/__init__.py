"""The command line: ``houvast COMMAND``."""

import threading

from bot.cli.app import main as run
from bot.operations.process import end_without_waiting

__all__ = ["main"]


def main() -> None:
    """Run the command line as a process of its own, whose end waits for no thread that still works."""
    before = threading.enumerate()
    try:
        run()
    except SystemExit as ended:
        end_without_waiting(ended.code, before)
        raise
