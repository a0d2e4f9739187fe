"""The outbox against a model in plain Python, over random walks with crashes and restarts."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from knowledge.store import DANGER, NORMAL, Database, OutboxStore, Outgoing, StoreSettings
from knowledge.store.rows import OutboxStatus


@dataclass
class Expected:
    """What the model knows of a message; its place in the list is its age."""

    chat: str
    priority: int
    not_before: datetime
    status: str = "queued"
    attempts: int = 0
    possibly_double: bool = False


class OutboxMachine(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.settings = StoreSettings(Path(self.folder.name) / "store.sqlite3")
        self.database = Database.open(self.settings)
        self.outbox = OutboxStore(self.database)
        self.now = datetime(2026, 3, 2, tzinfo=UTC)
        self.model: list[Expected] = []
        self.row_ids: list[int] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def sending(self) -> list[int]:
        return [place for place, item in enumerate(self.model) if item.status == "sending"]

    def expected_next(self) -> int | None:
        """The first due message, by urgency and age, whose chat has nothing unfinished before it."""
        ordered = sorted(range(len(self.model)), key=lambda place: (self.model[place].priority, place))
        blocked: set[str] = set()
        for place in ordered:
            item = self.model[place]
            if item.status not in ("queued", "sending") or item.chat in blocked:
                continue
            if item.status == "queued" and item.not_before <= self.now:
                return place
            blocked.add(item.chat)
        return None

    @rule(chat=st.sampled_from("abc"), priority=st.sampled_from([DANGER, NORMAL, NORMAL, NORMAL]))
    def queue(self, chat: str, priority: int) -> None:
        outgoing = Outgoing(f"key-{len(self.model)}", chat, {"n": len(self.model)}, priority=priority)
        self.row_ids.append(self.outbox.queue(outgoing, self.now).row_id)
        self.model.append(Expected(chat, priority, self.now))

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def queue_again(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.model) - 1))
        row = self.outbox.queue(Outgoing(f"key-{place}", "elsewhere", {}), self.now)
        assert row.row_id == self.row_ids[place]

    @rule()
    def claim(self) -> None:
        place = self.expected_next()
        row = self.outbox.claim(self.now)
        if place is None:
            assert row is None
            return
        item = self.model[place]
        item.status, item.attempts = "sending", item.attempts + 1
        assert row is not None
        assert (row.key, row.message) == (f"key-{place}", {"n": place})
        assert (row.attempts, row.possibly_double) == (item.attempts, item.possibly_double)

    @precondition(lambda self: self.sending())
    @rule(data=st.data(), end=st.sampled_from(["sent", "dead"]))
    def finish(self, data: st.DataObject, end: str) -> None:
        place = data.draw(st.sampled_from(self.sending()))
        if end == "sent":
            assert self.outbox.sent(self.row_ids[place], self.now)
        else:
            assert self.outbox.dead(self.row_ids[place], self.now, "refused")
        self.model[place].status = end

    @precondition(lambda self: self.sending())
    @rule(data=st.data(), seconds=st.integers(0, 60))
    def retry(self, data: st.DataObject, seconds: int) -> None:
        item_place = data.draw(st.sampled_from(self.sending()))
        later = self.now + timedelta(seconds=seconds)
        assert self.outbox.retry(self.row_ids[item_place], later, "flood limit")
        self.model[item_place].status, self.model[item_place].not_before = "queued", later

    @rule(seconds=st.integers(1, 60))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.database = Database.open(self.settings)
        self.outbox = OutboxStore(self.database)
        assert self.outbox.recover(self.now) == len(self.sending())
        for place in self.sending():
            item = self.model[place]
            item.status, item.possibly_double, item.not_before = "queued", True, self.now

    @invariant()
    def every_message_is_where_the_model_has_it(self) -> None:
        wanted: dict[OutboxStatus, int] = {}
        for item in self.model:
            wanted[OutboxStatus(item.status)] = wanted.get(OutboxStatus(item.status), 0) + 1
        assert self.outbox.counts() == wanted


OutboxMachine.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=25, deadline=None)
TestOutboxMachine = OutboxMachine.TestCase
