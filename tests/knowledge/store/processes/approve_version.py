"""Approves a version once told to; prints what came of it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge.review.errors import AlreadyDecided
from knowledge.store import Database, ReviewStore, StoreSettings

path, version_id, person = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
with Database.open(StoreSettings(path, busy_timeout_ms=120_000)) as database:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        ReviewStore(database).approve(version_id, person, datetime.now(UTC))
        sys.stdout.write("approved\n")
    except AlreadyDecided:
        sys.stdout.write("decided\n")
