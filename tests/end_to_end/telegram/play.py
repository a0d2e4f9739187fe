"""Play scripted conversations against a running bot and write down what everybody sees."""

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.rendering.sources import day
from knowledge.messages.catalogue import load_catalogue
from knowledge.reflection.rhythm import ZONE
from tests.botapi.chats import Chat
from tests.botapi.messages import Message
from tests.botapi.people import Person
from tests.botapi.questions import CallbackAnswer
from tests.botapi.watching import PATIENCE_S
from tests.end_to_end.telegram.running import Running
from tests.end_to_end.telegram.script import Move, Script

NO_BUTTON = "er is geen knop"
"""Stands in a transcript when a script presses what is not there; no golden file may hold it."""
LETTERS = "ABCDEFGHIJ"
_MOMENT = re.compile(r"\b\d{1,2}-\d{1,2} \d\d\.\d\d\b")
_FILE = re.compile(r"\d{4}-\d\d-\d\d")
_CODE = re.compile(r"uitnodiging_[\w-]{10,}")
_SIGN_IN = re.compile(r"/inloggen/[\w-]{43}")


@dataclass
class Scene:
    """One script being played."""

    script: Script
    running: Running
    people: dict[str, Person] = field(default_factory=dict)
    group: Chat | None = None
    seen: dict[tuple[int, int], str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    pressed: list[tuple[Person, "asyncio.Future[CallbackAnswer]"]] = field(default_factory=list)
    inline: list[Any] = field(default_factory=list)
    began: datetime = field(default_factory=lambda: datetime.now(ZONE))

    def open(self) -> None:
        """Bring the people and the group on."""
        self.people = {name: self.running.person(name) for name in self.script.people}
        everybody = list(self.people.values())
        if self.script.lead:
            lead = self.people[self.script.lead]
            team = self.running.team(self.script.group, lead, *(p for p in everybody if p is not lead))
            if self.script.second:
                self.running.also_leads(team, self.people[self.script.second])
            if self.script.trainer:
                self.running.trains(team, self.people[self.script.trainer])
            everybody = [lead, *(person for person in everybody if person is not lead)]
        for who, slug, title in self.script.handed_in:
            self.running.hand_in(self.people[who], slug, title)
        if self.script.group:
            self.group = self.running.server.group(self.script.group, *everybody, kind="supergroup")
        self.lines = [*self.script.head]

    def act(self, move: Move) -> None:
        """Do what a line says; does not wait."""
        person = self.people[move.who]
        chat = self._chat(move)
        self.lines += ["", move.line]
        if move.what.startswith("["):
            self._press(person, chat, move.what[1:-1])
            return
        verb, _, rest = move.what.partition(" ") if move.what.startswith("<") else ("", "", move.what)
        match verb.strip("<>"):
            case "":
                person.send(chat, rest)
            case "edit":
                own = [m for m in chat.messages if m.sender is person and m.text]
                person.edit(own[-1], rest)
            case "reply":
                person.send(chat, rest, reply_to=[m for m in chat.messages if m.from_bot][-1])
            case "antwoord":
                person.send(chat, rest, reply_to=[m for m in chat.messages if _is_story(m)][-1])
            case "link":
                person.start(rest)
            case "stem":
                poll = [m for m in chat.messages if m.poll][-1]
                person.vote(poll, [LETTERS.index(letter) for letter in rest.split()])
            case "blokkeer":
                person.block_bot()
            case "inline":
                self.inline.append(asyncio.ensure_future(person.inline(rest, chat=chat)))
            case media:
                person.send(chat, caption=rest, **{media: True})

    async def told(self) -> None:
        """Wait until every press and every search of this move was answered."""
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*(answer for _, answer in self.pressed), *self.inline)

    def note(self) -> None:
        """Write down what is new since the last move."""
        for person, answer in self.pressed:
            if answer.result().text:
                self._write(f"melding voor {person.first_name}", answer.result().text)
        self.pressed = []
        for task in self.inline:
            results = task.result().results
            self._write("resultaten", "\n".join(f"- {result['title']}" for result in results) or "(geen)")
        self.inline = []
        for name, chat in self._chats():
            for message in chat.messages:
                self._note(name, message)

    @property
    def text(self) -> str:
        """The transcript, without what differs from day to day."""
        text = _SIGN_IN.sub("/inloggen/<code>", "\n".join(self.lines) + "\n")
        text = _FILE.sub("<dag>", _CODE.sub("uitnodiging_<code>", _MOMENT.sub("<dag en uur>", text)))
        for moment in (self.began, datetime.now(ZONE)):  # midnight may lie between
            text = text.replace(f"sinds {day(moment.date(), load_catalogue())}", "sinds <vandaag>")
            text = text.replace(f"{moment.year}-0", "<jaar>-0")
        return text

    def _note(self, name: str, message: Message) -> None:
        key = (message.chat.id, message.id)
        shown = _shown(message)
        if self.seen.get(key) == shown:
            return
        changed = key in self.seen
        self.seen[key] = shown
        if message.from_bot:
            self._write(f"{'gewijzigd voor ' if changed else ''}{name}", shown)

    def _write(self, label: str, text: str) -> None:
        self.lines.append(f"    ({label})")
        self.lines += [f"    {line}".rstrip() for line in text.splitlines()]

    def _press(self, person: Person, chat: Chat, wanted: str) -> None:
        fitting = [(m, b) for m in reversed(chat.messages) if m.from_bot for b in m.buttons if wanted in b.text]
        if not fitting:
            self._write("mis", f"{NO_BUTTON} {wanted}")
            return
        message, button = fitting[0]
        if button.url:
            person.open(button.url)
            return
        assert button.data
        self.pressed.append((person, person.tap(message, button.data)))

    def _chat(self, move: Move) -> Chat:
        if not move.in_group:
            return self.people[move.who].chat
        assert self.group is not None
        return self.group

    def _chats(self) -> list[tuple[str, Chat]]:
        private = [(name, person.chat) for name, person in self.people.items()]
        return [*private, *([("groep", self.group)] if self.group else [])]


def _is_story(message: Message) -> bool:
    return bool(message.text) and not message.from_bot and not message.text.startswith("/")


def _shown(message: Message) -> str:
    """A message as people see it."""
    parts = [message.text] if message.text else []
    if document := message.content.get("document"):
        parts.insert(0, f"<bestand {document['file_name']}>")
    if poll := message.poll:
        parts.append(
            f"<{'anonieme ' if poll.anonymous else ''}quizpoll{', gesloten' if poll.closed else ''}> {poll.question}"
        )
        parts += [f"  {LETTERS[number]}. {option}" for number, option in enumerate(poll.options)]
    rows = message.keyboard
    parts += [" ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join(parts) or f"<{message.kind}>"


async def play(scripts: list[Script], running: Running) -> list[Scene]:
    """Play all scripts beside each other, move by move.

    Args:
        scripts: What to play.
        running: The bot.

    Returns:
        The played scenes.
    """
    scenes = [Scene(script, running) for script in scripts]
    for scene in scenes:
        scene.open()
    await running.quiet()
    for scene in scenes:
        scene.note()
    for number in range(max(len(script.moves) for script in scripts)):
        acting = [scene for scene in scenes if number < len(scene.script.moves)]
        for scene in acting:
            scene.act(scene.script.moves[number])
        await asyncio.sleep(0.05)
        for scene in acting:
            await scene.told()
        await running.quiet()
        for scene in acting:
            scene.note()
    return scenes
