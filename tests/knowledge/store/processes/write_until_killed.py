"""Writes pairs of rows for ever and prints the number of each pair once its commit is confirmed."""
# ruff: noqa: T201 - what it prints is its answer to the test

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from knowledge.store import ConversationStore, Database, HandledStore, StoreSettings
from knowledge.store.rows import ConversationState

database = Database.open(StoreSettings(Path(sys.argv[1])))
handled, conversations = HandledStore(database), ConversationStore(database)
now = datetime.now(UTC)
for number in count():
    state = ConversationState(f"chat-{number}", slots={"step": number, "padding": "x" * 5000})
    handled.once(f"update-{number}", now, lambda state=state: conversations.save(state, now))
    print(number, flush=True)
