"""The queue of updates against a plain model of it."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.botapi.updates import FUTURE_OFFSET, UpdateQueue

FIRST = 1000


class QueueMachine(RuleBasedStateMachine):
    """Reads with any offset and limit; nothing is lost, repeated out of order or given an old number."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = UpdateQueue(FIRST)
        self.model: list[int] = []
        self.made = 0

    @rule()
    def arrives(self) -> None:
        self.queue.put("message", {})
        self.model.append(FIRST + self.made)
        self.made += 1

    @rule(limit=st.integers(1, 100))
    def reads_all(self, limit: int) -> None:
        assert self.ids(0, limit) == self.model[:limit]

    @rule(ahead=st.integers(-50, FUTURE_OFFSET), limit=st.integers(1, 100))
    def confirms(self, ahead: int, limit: int) -> None:
        offset = FIRST + self.made + ahead
        self.model = [number for number in self.model if number >= offset]
        assert self.ids(offset, limit) == self.model[:limit]

    @rule(keep=st.integers(1, 5))
    def keeps_newest(self, keep: int) -> None:
        self.model = self.model[-keep:]
        assert self.ids(-keep, 100) == self.model

    @rule(ahead=st.integers(FUTURE_OFFSET + 1, 10**6))
    def mistakes(self, ahead: int) -> None:
        assert self.ids(FIRST + self.made + ahead, 100) == self.model[:100]

    @invariant()
    def rises(self) -> None:
        assert [update["update_id"] for update in self.queue.waiting] == self.model

    def ids(self, offset: int, limit: int) -> list[int]:
        return [update["update_id"] for update in self.queue.read(offset, limit)]


TestQueue = QueueMachine.TestCase
