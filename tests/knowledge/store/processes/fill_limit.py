"""Writes under a file-size limit until the store is full; prints what was confirmed, then the error."""
# ruff: noqa: T201 - what it prints is its answer to the test

import resource
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from knowledge.errors import StoreFull
from knowledge.store import Database, OutboxStore, Outgoing, StoreSettings

with Database.open(StoreSettings(Path(sys.argv[1]))) as database:
    outbox = OutboxStore(database)
    now = datetime.now(UTC)
    # Room for some messages beyond what the tables take by themselves.
    taken = max(file.stat().st_size for file in Path(sys.argv[1]).parent.glob(f"{Path(sys.argv[1]).name}*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (taken + 250_000, resource.RLIM_INFINITY))
    confirmed = 0
    try:
        for number in count():
            outbox.queue(Outgoing(str(number), "chat", {"text": "x" * 20_000}), now)
            confirmed += 1
    except StoreFull as error:
        print(confirmed, sum(outbox.counts().values()))
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    outbox.queue(Outgoing("after", "chat", {"text": "room again"}), now)
    print(sum(outbox.counts().values()))
