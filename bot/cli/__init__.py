"""The command line: ``houvast COMMAND``."""

from bot.cli.app import main

__all__ = ["main"]
