"""The outbox against a model in plain Python, over random walks with crashes and restarts."""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from knowledge.store import DANGER, NORMAL, Database, OutboxStore, Outgoing, StoreSettings
from knowledge.store.rows import OutboxStatus

START = datetime(2026, 3, 2, tzinfo=UTC)
PRIORITIES = st.sampled_from([DANGER, NORMAL, NORMAL, NORMAL])


@dataclass
class Expected:
    """What the model knows of a message; its place in the list is its age. Status `gone`: row and key removed."""

    chat: str
    priority: int
    not_before: datetime
    status: str = "queued"
    attempts: int = 0
    possibly_double: bool = False
    created: datetime = field(default_factory=lambda: START)


class OutboxMachine(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.settings = StoreSettings(Path(self.folder.name) / "store.sqlite3")
        self.database = Database.open(self.settings)
        self.outbox = OutboxStore(self.database)
        self.now = START
        self.model: list[Expected] = []
        self.row_ids: list[int] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def places(self, *states: str) -> list[int]:
        return [place for place, item in enumerate(self.model) if item.status in states]

    def sending(self) -> list[int]:
        return self.places("sending")

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

    @rule(chat=st.sampled_from("abc"), priority=PRIORITIES)
    def queue(self, chat: str, priority: int) -> None:
        outgoing = Outgoing(f"key-{len(self.model)}", chat, {"n": len(self.model)}, priority=priority)
        self.row_ids.append(self.outbox.queue(outgoing, self.now).row_id)
        self.model.append(Expected(chat, priority, self.now, created=self.now))

    @rule(chat=st.sampled_from("abc"), priority=PRIORITIES)
    def begin(self, chat: str, priority: int) -> None:
        outgoing = Outgoing(f"key-{len(self.model)}", chat, {"n": len(self.model)}, priority=priority)
        row = self.outbox.begin(outgoing, self.now)
        assert row is not None
        assert (row.status, row.attempts) == (OutboxStatus.SENDING, 1)
        self.row_ids.append(row.row_id)
        self.model.append(Expected(chat, priority, self.now, "sending", 1, created=self.now))

    @precondition(lambda self: self.places("queued", "sending", "sent", "dead"))
    @rule(data=st.data())
    def queue_again(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(self.places("queued", "sending", "sent", "dead")))
        again = Outgoing(f"key-{place}", "elsewhere", {})
        assert self.outbox.queue(again, self.now).row_id == self.row_ids[place]
        assert self.outbox.begin(again, self.now) is None

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
    @rule(data=st.data(), end=st.sampled_from(["sent", "dead", "dead", "gone"]))
    def finish(self, data: st.DataObject, end: str) -> None:
        place = data.draw(st.sampled_from(self.sending()))
        if end != "dead":
            assert self.outbox.sent(self.row_ids[place], self.now, keep=end == "sent")
        else:
            assert self.outbox.dead(self.row_ids[place], self.now, "refused")
        self.model[place].status = end

    @precondition(lambda self: self.sending())
    @rule(data=st.data(), seconds=st.integers(0, 60), in_doubt=st.booleans())
    def retry(self, data: st.DataObject, seconds: int, in_doubt: bool) -> None:
        place = data.draw(st.sampled_from(self.sending()))
        later = self.now + timedelta(seconds=seconds)
        assert self.outbox.retry(self.row_ids[place], later, "flood limit", in_doubt=in_doubt)
        item = self.model[place]
        item.status, item.not_before = "queued", later
        item.possibly_double = item.possibly_double or in_doubt

    @precondition(lambda self: self.sending())
    @rule(data=st.data(), seconds=st.integers(0, 60))
    def postpone(self, data: st.DataObject, seconds: int) -> None:
        place = data.draw(st.sampled_from(self.sending()))
        later = self.now + timedelta(seconds=seconds)
        assert self.outbox.postpone(self.row_ids[place], later)
        item = self.model[place]
        item.status, item.not_before, item.attempts = "queued", later, item.attempts - 1

    @precondition(lambda self: self.model)
    @rule(data=st.data(), act=st.sampled_from(["revive", "revive", "drop"]))
    def deal_with_a_dead_one(self, data: st.DataObject, act: str) -> None:
        place = data.draw(st.integers(0, len(self.model) - 1))
        item, row_id = self.model[place], self.row_ids[place]
        done = self.outbox.revive(row_id, self.now) if act == "revive" else self.outbox.drop(row_id)
        assert done is (item.status == "dead")
        if done and act == "revive":
            item.status, item.attempts, item.not_before = "queued", 0, self.now
        elif done:
            item.status = "gone"

    @rule(old=st.sampled_from("abc"), new=st.sampled_from("abc"))
    def move_chat(self, old: str, new: str) -> None:
        moved = [self.model[place] for place in self.places("queued", "sending", "dead")]
        moved = [item for item in moved if item.chat == old]
        assert self.outbox.move_chat(old, new) == len(moved)
        for item in moved:
            item.chat = new

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
        for item in (self.model[place] for place in self.places("queued", "sending", "sent", "dead")):
            wanted[OutboxStatus(item.status)] = wanted.get(OutboxStatus(item.status), 0) + 1
        assert self.outbox.counts() == wanted
        waiting = [self.model[place].created for place in self.places("queued", "sending")]
        assert self.outbox.oldest_waiting() == min(waiting, default=None)
        dead = {self.row_ids[place] for place in self.places("dead")}
        assert {letter.row_id for letter in self.outbox.dead_letters()} == dead


OutboxMachine.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=25, deadline=None)
TestOutboxMachine = OutboxMachine.TestCase
