"""A session of practice: whatever is pressed in whatever order, every item counts once and a restart loses nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actions.practice.session import FRESH, Mode, Phase, Session

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Practising(RuleBasedStateMachine):
    """Somebody who presses what they see, and what stands further up in the chat."""

    @initialize(mode=st.sampled_from(Mode), count=st.integers(0, 5))
    def begin(self, mode: Mode, count: int) -> None:
        self.session = Session(mode, tuple(f"item-{number}" for number in range(count)), since=NOW)
        self.count, self.asked, self.tokens = count, 0, []
        self.now = NOW

    @precondition(lambda self: self.session.phase is Phase.DONE and self.session.queue)
    @rule()
    def ask(self) -> None:
        self.asked += 1
        self.session = self.session.asked(self.asked, f"test:{self.asked}#practice", self.now)
        self.tokens.append(self.session.token)
        assert self.session.phase is Phase.ASKING
        assert self.session.chosen == ()

    @precondition(lambda self: self.session.queue)
    @rule()
    def gone_before_its_turn(self) -> None:
        if self.session.phase is Phase.DONE:
            self.session = self.session.without_next()

    @precondition(lambda self: self.session.phase is Phase.ASKING)
    @rule()
    def gone_while_asked(self) -> None:
        self.session = self.session.without_current(self.now)
        assert not any(self.session.is_at(token) for token in self.tokens)

    @rule(option=st.integers(0, 9))
    def tick(self, option: int) -> None:
        before = self.session
        self.session = before.ticked(option, self.now)
        if before.phase is not Phase.ASKING:
            assert self.session is before
        else:
            assert (option in self.session.chosen) != (option in before.chosen)

    @rule(options=st.lists(st.integers(0, 9), min_size=1), right=st.booleans())
    def answer(self, options: list[int], right: bool) -> None:
        before = self.session
        self.session = before.answered(options, self.now, right=right)
        if before.phase is not Phase.ASKING:
            assert self.session is before
        elif right and before.keeps:
            assert self.session.phase is Phase.RIGHT
        else:
            assert self.session.phase is Phase.DONE

    @rule()
    def grade(self) -> None:
        before = self.session
        self.session = before.graded(self.now)
        assert self.session.phase is not Phase.RIGHT
        assert (self.session.right, self.session.wrong) == (before.right, before.wrong)

    @rule()
    def restart(self) -> None:
        self.session = Session.from_json(self.session.to_json())

    @rule(minutes=st.integers(1, 60))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def every_item_is_somewhere_once(self) -> None:
        session = self.session
        open_now = int(session.phase is Phase.ASKING)
        assert session.right + session.wrong + session.skipped + open_now + len(session.queue) == self.count
        assert 0 <= session.number <= session.of <= self.count

    @invariant()
    def only_the_last_question_takes_presses(self) -> None:
        assert len(set(self.tokens)) == len(self.tokens)
        assert not any(self.session.is_at(token) for token in self.tokens[:-1])


Practising.TestCase.settings = settings(max_examples=150, deadline=None)
TestPractising = Practising.TestCase


def test_nothing_is_asked_before_the_current_item_is_done() -> None:
    asking = Session(Mode.DAY, ("a", "b"), since=NOW).asked(1, "test:1", NOW)
    with pytest.raises(ValueError, match="Nothing to ask"):
        asking.asked(1, "test:2", NOW)
    with pytest.raises(ValueError, match="0 items left"):
        Session(Mode.DAY, ()).asked(1, "test:1", NOW)


def test_it_is_over_after_half_a_day() -> None:
    session = Session(Mode.DAY, ("a",), since=NOW)
    assert session.is_fresh(NOW + FRESH)
    assert not session.is_fresh(NOW + FRESH + timedelta(seconds=1))
    assert not Session(Mode.DAY, ("a",)).is_fresh(NOW)
