"""Live quizzes in groups, with people who vote in them; the trainer goes on by themselves."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.store import Database, StoreSettings
from tests.botapi.messages import Message
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.quiz import Class, make_class

GROUPS, VOTERS, ITEMS = 3, 12, 5
OPEN_S = 20.0
"""Seconds that a question stays open: so a group stays under 20 messages a minute."""


@dataclass
class Ballots:
    """Groups that do a quiz.

    Attributes:
        classes: The groups with their people.
        asked: Questions that were put to a group.
        stuck: Quizzes that did not go on; each costs its group the rest of the measurement.
    """

    classes: list[Class] = field(default_factory=list)
    asked: int = 0
    stuck: int = 0
    _open: dict[int, Message] = field(default_factory=dict)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    def make(cls, server: BotApiServer, database: Path, groups: int = GROUPS) -> "Ballots":
        """Groups with teams of their own; before the bot starts, which links them then.

        Args:
            server: The local Telegram.
            database: File of the store.
            groups: How many.
        """
        with Database.open(StoreSettings(database)) as opened:
            return cls([make_class(server, opened, f"Team Quiz {number}", VOTERS) for number in range(groups)])

    def start(self) -> None:
        """Let the trainers begin; the bot must run."""
        self._tasks = [asyncio.create_task(self._conduct(number)) for number in range(len(self.classes))]

    async def stop(self) -> None:
        """Let them end."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def vote(self, pick: float) -> int | None:
        """Somebody votes in a question that is open.

        Args:
            pick: From 0 to 1; chooses who and what.

        Returns:
            Telegram's id of the group; ``None`` when everybody voted or nothing is open.
        """
        free = [
            (made, shown, person)
            for number, shown in self._open.items()
            if shown.poll is not None and not shown.poll.closed
            for made in (self.classes[number],)
            for person in made.people
            if person.id not in shown.poll.votes
        ]
        if not free:
            return None
        made, shown, person = free[int(pick * len(free))]
        assert shown.poll is not None
        person.vote(shown, [int(pick * len(free) * 7) % len(shown.poll.options)])
        return made.group.id

    async def _conduct(self, number: int) -> None:
        made = self.classes[number]
        try:
            await made.said(f"Team Quiz {number}")
            while True:
                made.trainer.send(made.group, f"/quiz start top-3 {ITEMS} 0")
                await made.said("Na elke vraag praten we er samen over")
                await made.press("Begin met vraag 1")
                for question in range(1, ITEMS + 1):
                    shown = self._open[number] = await made.poll(question)
                    self.asked += 1
                    await asyncio.sleep(OPEN_S)
                    del self._open[number]
                    await made.press("Sluit de vraag")
                    await made.said(f"Vraag {question} van {ITEMS}: het antwoord")
                    with suppress(TimeoutError):
                        await made.group.wait_until(lambda shown=shown: shown.poll.closed, OPEN_S, "a closed poll")
                    await made.press("Volgende vraag" if question < ITEMS else "Naar de uitslag")
                await made.said("De uitslag van de quiz")
                # A question, its answer and the result each make a message; the group has room for 20 a minute.
                await asyncio.sleep(OPEN_S)
        except TimeoutError as error:
            self.stuck += 1
            print(f"look: the quiz of group {number} does not go on: {str(error).splitlines()[0]}", flush=True)
