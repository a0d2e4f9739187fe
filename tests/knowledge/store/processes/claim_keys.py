"""Handles the same keys as its twin, and prints which of them it handled."""
# ruff: noqa: T201 - what it prints is its answer to the test

import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.store import Database, HandledStore, OutboxStore, Outgoing, StoreSettings

with Database.open(StoreSettings(Path(sys.argv[1]), busy_timeout_ms=120_000)) as database:
    handled, outbox = HandledStore(database), OutboxStore(database)
    now = datetime.now(UTC)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[2])):
        message = Outgoing(f"{sys.argv[3]}-{number}", "chat", {"text": str(number)})
        if handled.once(f"update-{number}", now, lambda message=message: outbox.queue(message, now)).ran:
            print(number)
