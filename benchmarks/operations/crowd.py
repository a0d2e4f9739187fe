"""People who carry out a plan through the local Bot API server, and what they caused."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.operations.ballots import Ballots
from benchmarks.operations.traffic import CARD, DANGER, Act, Kind
from tests.botapi.chats import Chat
from tests.botapi.messages import Button, Message
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer

PRESSED = ("meer", "verwant", "helpt", "kaarten", "begrip", "kies")
"""Buttons that are pressed: those that open a form or forget somebody would change what the rest of a plan means."""
PRACTISED = ("begin", "kies", "volgende", "zeker", "klaar", "graad")
"""Steps of ``/oefen`` that are pressed."""


@dataclass(slots=True)
class Done:
    """Something that was done.

    Attributes:
        update: Id of the update it became.
        at: When, in seconds of the wall clock.
        kind: What it was meant to be.
        chat: The chat.
        pressed: Whether it was a button.
    """

    update: int
    at: float
    kind: Kind
    chat: int
    pressed: bool = False


@dataclass
class Crowd:
    """People with a private chat each.

    Attributes:
        server: The local Telegram.
        size: How many there are.
        done: What they did, in order.
        ballots: Live quizzes to vote in.
    """

    server: BotApiServer
    size: int
    people: list[Person] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    ballots: Ballots = field(default_factory=Ballots)
    late: float = 0.0
    _pressed: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.people = [self.server.person(f"Persoon{number}") for number in range(self.size)]
        for person in self.people:
            self.server.world.private(person, self.server.bot).started = True

    async def carry_out(self, acts: Sequence[Act]) -> None:
        """Do everything at its time; :attr:`late` becomes the longest delay of the generator itself, in seconds."""
        began = time.monotonic()
        for act in acts:
            wait = began + act.at - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self.late = max(self.late, -wait)
            self.do(act)

    def do(self, act: Act) -> Done:
        """Do one thing."""
        person = self.people[act.chat % self.size]
        update, moment = self.server.bot.updates.next_id, time.time()
        voted = self.ballots.vote(act.pick) if act.kind is Kind.VOTE else None
        pressed = act.kind in (Kind.BUTTON, Kind.QUIZ) and self._press(person, act)
        if not pressed and voted is None:
            person.send(person.chat, DANGER if act.kind is Kind.DANGER else act.text)
        # A vote that found no open question became something said.
        kind = Kind.COMMAND if act.kind is Kind.VOTE and voted is None else act.kind
        done = Done(update, moment, kind, person.id if voted is None else voted, pressed)
        self.done.append(done)
        return done

    def danger(self, name: str) -> tuple[Person, float]:
        """Somebody of their own says that there is danger now; returns who and when (wall clock)."""
        person = self.server.person(name)
        self.server.world.private(person, self.server.bot).started = True
        update, moment = self.server.bot.updates.next_id, time.time()
        person.send(person.chat, DANGER)
        self.done.append(Done(update, moment, Kind.DANGER, person.id))
        return person, moment

    def _press(self, person: Person, act: Act) -> bool:
        found = pressable(person.chat, practice=act.kind is Kind.QUIZ)
        # Each button once: pressed again within ten seconds of the bot's own time it is a double tap, and has no reply.
        free = [pair for pair in found if (pair[0].id, pair[1].data or "") not in self._pressed]
        if not free:
            return False
        message, button = free[int(act.pick * len(free))]
        assert button.data is not None
        self._pressed.add((message.id, button.data))
        # Nobody waits for the flash: the bot may be gone before it comes.
        person.tap(message, button.data).add_done_callback(lambda done: done.cancelled() or done.exception())
        return True


def pressable(chat: Chat, *, practice: bool) -> list[tuple[Message, Button]]:
    """What can be pressed under the newest message with such buttons.

    Args:
        chat: Whose.
        practice: Buttons of a practice question, else those of answers.
    """
    for message in reversed(chat.messages):
        if not message.from_bot:
            continue
        found = [(message, button) for button in message.buttons if _wanted(button, practice=practice)]
        if found:
            return found
    return []


def _wanted(button: Button, *, practice: bool) -> bool:
    words = (button.data or "").partition("~")[0].partition("!")[0].lstrip("/").split()
    if not words:
        return False
    if practice:
        return words[0] == "oefen" and len(words) > 1 and words[1] in PRACTISED
    return words[0] in PRESSED


def card_of(chat: Chat, after: float = 0.0) -> Message | None:
    """The danger card in a chat, at or after a moment (whole seconds of the wall clock)."""
    shown = (message for message in chat.messages if message.from_bot and CARD in message.text)
    return next((message for message in shown if message.date >= int(after)), None)
