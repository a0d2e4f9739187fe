"""``houvast outbox`` as the operator types it, over a real database with messages in every state."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.opening import open_database
from knowledge.store import OutboxStore, Outgoing
from tests.bot.conftest import Typed
from tests.conftest import settings_in

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def dead(tmp_path: Path) -> list[int]:
    """Ids of two messages that were given up, oldest first; one waits and one arrived."""
    ids = []
    with open_database(settings_in(tmp_path)) as database:
        outbox = OutboxStore(database)
        for number, end in enumerate(["dead", "dead", "sent"]):
            outbox.queue(Outgoing(f"key-{number}", f"telegram:{number}", {"text": "geheime tekst"}), MADE)
            row = outbox.claim(MADE)
            assert row is not None
            at = MADE + timedelta(hours=1, minutes=number)
            if end == "dead":
                outbox.dead(row.row_id, at, "Forbidden: bot was blocked\nby the user")
                ids.append(row.row_id)
            else:
                outbox.sent(row.row_id, at)
        outbox.queue(Outgoing("waits", "telegram:9", {"text": "geheime tekst"}), MADE)
    return ids


def test_an_empty_outbox(typed: Typed) -> None:
    assert typed("outbox") == (
        0,
        "queued: 0  sending: 0  sent: 0  dead: 0\noldest waiting: none\nno message was given up\n",
        "",
    )


def test_what_is_in_it_without_texts(typed: Typed, dead: list[int]) -> None:
    done = typed("outbox")
    lines = done.out.splitlines()
    assert lines[0] == "queued: 1  sending: 0  sent: 1  dead: 2"
    assert lines[1] == f"oldest waiting: {MADE.astimezone():%Y-%m-%d %H:%M}"
    assert lines[3].split() == ["id", "reference", "chat", "attempts", "made", "given", "up", "why"]
    assert [int(line.split()[0]) for line in lines[4:6]] == dead[::-1]
    assert lines[5].endswith("Forbidden: bot was blocked by the user")
    assert "telegram:0" in lines[5]
    assert lines[-1] == "send again: houvast outbox retry ID (or --all); remove: houvast outbox drop ID"
    assert "geheim" not in done.out


def test_one_is_sent_again(typed: Typed, dead: list[int]) -> None:
    assert typed("outbox", "retry", str(dead[0])) == (0, "queued again: 1\n", "")
    assert typed("outbox").out.startswith("queued: 2  sending: 0  sent: 1  dead: 1\n")


def test_all_are_sent_again(typed: Typed, dead: list[int]) -> None:
    assert typed("outbox", "retry", "--all").out == "queued again: 2\n"
    assert typed("outbox", "retry", "--all").out == "queued again: 0\n"
    assert "no message was given up" in typed("outbox").out


def test_one_is_dropped(typed: Typed, dead: list[int]) -> None:
    assert typed("outbox", "drop", str(dead[0])) == (0, f"removed: {dead[0]}\n", "")
    assert typed("outbox").out.startswith("queued: 1  sending: 0  sent: 1  dead: 1\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["retry", "99"], "no message 99 was given up; 'houvast outbox' lists those that were"),
        (["drop", "99"], "no message 99 was given up; 'houvast outbox' lists those that were"),
        (["retry"], "give the ID of one message, or --all; 'houvast outbox' lists them"),
        (["retry", "1", "--all"], "give the ID of one message, or --all; 'houvast outbox' lists them"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(typed: Typed, dead: list[int], arguments: list[str], says: str) -> None:
    assert typed("outbox", *arguments) == (2, "", f"houvast: {says}\n")
    assert "dead: 2" in typed("outbox").out


def test_more_than_fits_is_said(typed: Typed, tmp_path: Path) -> None:
    with open_database(settings_in(tmp_path)) as database:
        outbox = OutboxStore(database)
        for number in range(103):
            begun = outbox.begin(Outgoing(f"key-{number}", "telegram:1", {}), MADE)
            assert begun is not None
            outbox.dead(begun.row_id, MADE, "refused")
    assert "\n... and 3 older\n" in typed("outbox").out
