"""``python -m bot`` is ``houvast``."""

from bot.cli import main

main()
