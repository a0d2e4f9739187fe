"""Read lines, hand them over, show the replies."""

import asyncio
import sys
from collections.abc import Sequence
from uuid import uuid4

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from rich.console import Console as Terminal

from actions.conversation import receive
from actions.vocabulary import Button, InboundMessage
from bot.assembly import Assembly
from bot.channels.console.choices import STOP, WIPE, interpret
from bot.channels.console.files import keep_files
from bot.channels.console.render import render

CONVERSATION = "console:local"
WIDTH = 96
"""Characters per line; longer lines are hard to read."""


class Console:
    """A conversation on standard input and output.

    The history of typed lines stays in memory: a history file would keep raw text (design rule 4).
    """

    def __init__(self, assembly: Assembly, *, interactive: bool) -> None:
        """Prepare.

        Args:
            assembly: An opened Houvast.
            interactive: Whether a person types; otherwise lines are read until the input ends.
        """
        self._assembly = assembly
        self._interactive = interactive
        colour = assembly.settings.console.colour
        self._terminal = Terminal(
            force_terminal=True if colour == "always" else None,
            no_color=colour == "never" or None,
            highlight=False,
            width=min(WIDTH, Terminal().width) if interactive else WIDTH,
            soft_wrap=False,
        )
        self._history = InMemoryHistory()
        self._choices: Sequence[Button] = ()

    async def run(self) -> None:
        """Chat until the input ends or /stop."""
        self._welcome()
        if self._interactive:
            self._assembly.keep_fresh()
        try:
            await (self._prompted() if self._interactive else self._piped())
        finally:
            await self._assembly.close()

    def _welcome(self) -> None:
        text = self._assembly.catalogue.text
        if self._interactive:
            name = self._assembly.settings.organisation.name
            self._terminal.print(text("console.welcome") + (f" ({name})" if name else ""), style="bold")
        if self._assembly.house:
            count = len(self._assembly.house.knowledge.published)
            self._terminal.print(text("console.ready", count=count), style="dim")
        if self._assembly.problems:
            self._terminal.print(text("console.degraded"), style="yellow")

    async def _prompted(self) -> None:
        text = self._assembly.catalogue.text
        session: PromptSession[str] = PromptSession(history=self._history)
        while True:
            try:
                line = await session.prompt_async(text("console.prompt"))
            except (EOFError, KeyboardInterrupt):
                break
            if line.strip().lower() in STOP:
                break
            if line.strip().lower() == WIPE:
                self._history = InMemoryHistory()
                session = PromptSession(history=self._history)
                self._terminal.clear()
                self._terminal.print(text("console.history_wiped"))
                continue
            await self._line(line)
        self._terminal.print(text("console.goodbye"))

    async def _piped(self) -> None:
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip().lower() in STOP:
                break
            if line.strip().lower() == WIPE:
                self._terminal.print(self._assembly.catalogue.text("console.history_wiped"))
                continue
            await self._line(line.rstrip("\n"))

    async def _line(self, line: str) -> None:
        """Answer one line; a number presses a button of the last reply."""
        catalogue = self._assembly.catalogue
        typed = interpret(line, self._choices)
        if typed is None:
            self._terminal.print(catalogue.text("console.bad_choice", count=len(self._choices)))
            return
        message = InboundMessage(
            key=f"console:{uuid4().hex}",
            conversation=CONVERSATION,
            person=CONVERSATION,
            text=typed.text,
            payload=typed.payload,
        )
        reply = await receive(message, self._assembly.front)
        if reply is None:
            return
        choices = [button for shown in reply.messages if shown.target is None for button in shown.buttons]
        # A reply without choices leaves those of the answer above it, so that one can still choose there.
        self._choices = choices or self._choices
        kept = await asyncio.to_thread(keep_files, reply.messages, self._assembly.settings.data_folder)
        self._terminal.print()
        self._terminal.print(render(reply.messages, choices, catalogue, kept))
