"""Random updates through the whole bot in this process: nothing breaks, and nothing that was recognised is kept."""

import asyncio
import logging
import random
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import telegram

from actions.conversation import receive
from actions.vocabulary import InboundMessage, Reply
from benchmarks.operations.figures import Line
from benchmarks.operations.found import Found
from benchmarks.operations.fuzz_results import lines
from benchmarks.operations.planting import ARGUMENTS, CHECKED, NOISE, Form, Planted, Planter, Update
from benchmarks.operations.traffic import own_questions
from bot.assembly import Assembly, assemble
from bot.channels.telegram.handling.queueing import queue_reply
from bot.channels.telegram.intake.addressing import Self
from bot.channels.telegram.intake.ending import UNREADABLE
from bot.channels.telegram.intake.place import Place
from bot.channels.telegram.intake.reading import read_message
from bot.channels.telegram.rendering.envelopes import Envelopes
from bot.channels.telegram.rendering.keyboard import Keyboards
from bot.channels.telegram.rendering.signing import Refusal, Signer
from bot.settings import load_settings
from knowledge.signals.privacy.model import Span
from knowledge.store import InstallationSecret, OutboxStore

ME = Self(77, "houvast_test_bot")
PEOPLE = 40
SHORTEST = 5
"""Characters of a find that is looked for afterwards: shorter ones stand in ordinary texts by chance."""


class _Keeping(logging.Handler):
    """Keeps every line, as any log might."""

    def __init__(self, found: Found) -> None:
        super().__init__(logging.DEBUG)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self._found.log.append(line)
        if record.levelno >= logging.WARNING:
            self._found.said[f"{record.name}: {str(record.msg)[:60]}"] += 1


async def measure(origin: Path, scratch: Path, count: int, seed: int) -> list[Line]:
    """Send the updates and look for what should not be there.

    Args:
        origin: A built folder.
        scratch: An empty folder.
        count: How many updates.
        seed: Of everything random.
    """
    folder = scratch / "house"
    copytree(origin / "data", folder / "data")
    (folder / "config.yml").write_text("paths:\n  data: data\n", encoding="utf-8")
    assembly = await asyncio.to_thread(assemble, load_settings(folder / "config.yml"))
    before = stored(folder / "data")
    began = time.monotonic()
    try:
        found = await fuzz(assembly, count, seed)
        took = time.monotonic() - began
        kept = leaks(found, stored(folder / "data"), before)
    finally:
        await assembly.close()
    return lines(found, kept, count, seed, took)


async def fuzz(assembly: Assembly, count: int, seed: int) -> Found:
    """Send updates through an opened Houvast.

    Args:
        assembly: Keeps what it is told in a folder of its own.
        count: How many.
        seed: Of everything random.
    """
    assert assembly.database is not None
    found, planter, chance = Found(), Planter(seed, own_questions()), random.Random(seed + 1)
    signer = Signer(InstallationSecret(assembly.database).value())
    envelopes, outbox = Envelopes(Keyboards(signer, ME.username)), OutboxStore(assembly.database)
    places: dict[str, Place] = {}

    def deliver(message: InboundMessage, reply: Reply) -> None:
        place = places[message.key]
        queue_reply(outbox, envelopes.parcels(reply.messages, place), message, reply, place)

    front = replace(assembly.front, deliver=deliver)
    keeping, root = _Keeping(found), logging.getLogger()
    level = root.level
    root.addHandler(keeping)
    root.setLevel(logging.DEBUG)
    try:
        for number in range(count):
            update = planter.make(number)
            person = chance.randrange(1, PEOPLE + 1)
            note(found, update, assembly.front.privacy.find(update.text) if update.text else ())
            try:
                taken = _read(update, person, signer, found)
                if taken is None:
                    found.unread += 1
                    continue
                message, places[message.key] = taken[0], taken[1]
                reply = await receive(message, front)
            except Exception as error:  # noqa: BLE001 - that nothing comes out is what is measured
                found.broken[f"{update.form}: {type(error).__name__}"] += 1
                continue
            found.decisions[_kind(reply)] += 1
    finally:
        root.removeHandler(keeping)
        root.setLevel(level)
    return found


def _kind(reply: Reply | None) -> str:
    """What was decided; ``error`` for a reply that says that there is no answer now."""
    if reply is None:
        return "none"
    return "error" if reply.decision.reason == "error" else str(reply.decision.kind)


def _read(update: Update, person: int, signer: Signer, found: Found) -> tuple[InboundMessage, Place] | None:
    """As the channel takes it in; ``None`` for what it leaves."""
    if update.form in (Form.PRESS, Form.FORGED):
        return _pressed(update, person, signer, found)
    raw: dict[str, Any] = {
        "message_id": update.number + 1,
        "date": int(datetime.now(UTC).timestamp()),
        "chat": {"id": person, "type": "private", "first_name": "Proef"},
        "from": {"id": person, "is_bot": False, "first_name": "Proef"},
        "text": update.text,
    } | update.more
    try:
        made = telegram.Update.de_json({"update_id": update.number + 1, "message": raw}, None)
    except (*UNREADABLE, OverflowError, OSError):
        # The poller skips what python-telegram-bot cannot read; OverflowError and OSError come from a date.
        found.unread += 1
        return None
    received = read_message(made, ME)
    return (received.message, received.place) if received and received.message.addressed else None


def _pressed(update: Update, person: int, signer: Signer, found: Found) -> tuple[InboundMessage, Place] | None:
    who = f"telegram:{person}"
    data = signer.sign(update.text, owner=who, chat=who) if update.form is Form.PRESS else update.text
    payload = signer.read(data, person=who, chat=who)
    if isinstance(payload, Refusal):
        return None
    found.forged += update.form is Form.FORGED
    key = f"telegram:{ME.bot_id}:{update.number + 1}"
    place = Place(person, group=False, edit=update.number, person=who)
    return InboundMessage(key, who, who, "", payload, "telegram", chat=who, name="Proef"), place


def note(found: Found, update: Update, spans: Iterable[Span]) -> None:
    """Write down what was recognised, and what was planted and was not."""
    seen = tuple(spans)
    for span in seen:
        value = update.text[span.start : span.end]
        # A find within what this fuzz says anyway stands in other messages too, where nothing points at a person.
        if len(value) >= SHORTEST and not any(value in said for said in (*NOISE, *ARGUMENTS)):
            found.needles.setdefault(value, (update.number, str(span.type)))
    for one in update.planted:
        found.planted[one.kind] += 1
        end = one.start + len(one.value)
        if not any(span.start <= one.start and end <= span.end for span in seen) and not _covered(one, seen):
            found.missed.append((update.number, one))
        if one.kind in CHECKED:
            found.needles.setdefault(one.value, (update.number, one.kind))


def _covered(planted: Planted, spans: Iterable[Span]) -> bool:
    """Whether finds that lie beside each other cover all but the spaces and signs of it."""
    left = {planted.start + place for place, sign in enumerate(planted.value) if sign.isalnum()}
    for span in spans:
        left -= set(range(span.start, span.end))
    return not left


def stored(folder: Path) -> bytes:
    """All bytes of the database and its log; JSON escapes undone where they hide a letter."""
    raw = b"\n".join(path.read_bytes() for path in sorted(folder.glob("houvast.sqlite3*")))
    return raw + b"\n" + raw.replace(b"\\/", b"/").replace(b"&amp;", b"&")


def leaks(found: Found, after: bytes, before: bytes) -> list[tuple[int, str]]:
    """Which needles are kept: numbers of the updates and kinds, never the value."""
    log = "\n".join(found.log)
    return [
        (number, kind)
        for value, (number, kind) in found.needles.items()
        if value in log or (value.encode() in after and value.encode() not in before)
    ]
