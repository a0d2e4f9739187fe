"""The memory of a danger card: short, bounded, and only of this process."""

from actions import danger_memory
from actions.danger_memory import RecentDanger


def test_a_card_is_recent_for_half_an_hour() -> None:
    now = [0.0]
    memory = RecentDanger(lambda: now[0])
    assert not memory.is_recent("a")
    memory.note("a")
    assert memory.is_recent("a")
    assert not memory.is_recent("b")
    now[0] = danger_memory.MINUTES * 60
    assert not memory.is_recent("a")


def test_the_oldest_conversation_goes_first(monkeypatch) -> None:
    monkeypatch.setattr(danger_memory, "MOST", 2)
    memory = RecentDanger()
    for name in "abac":
        memory.note(name)
    assert [memory.is_recent(name) for name in "abc"] == [True, False, True]
