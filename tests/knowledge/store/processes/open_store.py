"""Opens a store on a signal and prints how many migration steps it ran."""
# ruff: noqa: T201 - what it prints is its answer to the test

import sys
from pathlib import Path

from knowledge.store import Database, MigrationStep, StoreSettings

print("ready", flush=True)
sys.stdin.readline()
steps: list[MigrationStep] = []
# The others wait until the first is done, however long that takes on a busy machine.
with Database.open(StoreSettings(Path(sys.argv[1]), busy_timeout_ms=120_000), steps.append):
    print(len(steps))
