"""Scripted conversations: what people do, one line each; what the bot shows stands indented below it.

A file starts with lines about who there is::

    # Title
    groep: Team Noord            (optional: a group with everybody in it)
    teamleider: Sanne            (optional: lead of a team with that group)
    tweede teamleider: Youssef   (optional: another one)
    trainer: Tess                (optional: trainer of that team)
    ingeleverd: Youssef, SLUG, New title   (optional, more than once: a version that waits for review)
    mensen: Sanne, Youssef

and then holds moves: ``Sanne: text`` in private, ``Youssef @groep: text`` in the group. Instead of text:
``[Button]``, ``<photo> caption``, ``<voice>``, ``<sticker>``, ``<edit> new text``, ``<reply> text`` (to the
bot's last message there), ``<antwoord> text`` (to the last message of a person there that is no command),
``<link> token``, ``<inline> query``, ``<blokkeer>``, ``<stem> B`` (in the newest poll there, by letter).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

_MOVE = re.compile(r"^(?P<who>[A-Z]\w+)(?P<group> @groep)?: ?(?P<what>.*)$")
_HEAD = re.compile(r"^(?P<key>groep|teamleider|tweede teamleider|trainer|ingeleverd|mensen): (?P<value>.+)$")


@dataclass(frozen=True)
class Move:
    """One thing somebody does."""

    line: str
    who: str
    in_group: bool
    what: str


@dataclass
class Script:
    """A conversation with its expected transcript."""

    path: Path
    head: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    group: str = ""
    lead: str = ""
    second: str = ""
    trainer: str = ""
    handed_in: list[tuple[str, str, str]] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; indented lines are the bot's and are not read here."""
        script = cls(path)
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("    "):
                continue
            if line.startswith("#"):
                script.head.append(line)
            elif head := _HEAD.match(line):
                script.head.append(line)
                script._set(head["key"], head["value"].strip())
            elif move := _MOVE.match(line):
                script.moves.append(Move(line, move["who"], bool(move["group"]), move["what"]))
            else:
                raise ValueError(f"{path.name}: no move: {line!r}")
        return script

    def _set(self, key: str, value: str) -> None:
        if key == "mensen":
            self.people = [name.strip() for name in value.split(",")]
        elif key == "tweede teamleider":
            self.second = value
        elif key == "trainer":
            self.trainer = value
        elif key == "ingeleverd":
            who, slug, title = value.split(", ", 2)
            self.handed_in.append((who, slug, title))
        elif key == "groep":
            self.group = value
        else:
            self.lead = value
