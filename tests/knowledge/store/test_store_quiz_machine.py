"""Answers in any order, restarts, lost responses, a poll closed in between: none is lost and none counts twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from quizzing import TRAINER, make_stage

from knowledge.quiz.live.model import Outcome, PollRef, SessionState
from knowledge.store import Database, StoreSettings
from knowledge.store.quiz_live import LiveQuizStore

PEOPLE = st.sampled_from([f"p{number}" for number in range(7)])
OPTION = st.integers(0, 2)


class Quiz(RuleBasedStateMachine):
    """A quiz of three items beside a model of what should count.

    `told` is what the platform has: every poll that reached the chat, with the answers given to it. It takes a
    vote only once, and never after closing; what reaches us late was late at our side.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    @initialize()
    def begin(self) -> None:
        self.settings = StoreSettings(Path(self.folder.name) / "store.sqlite3")
        self.database = Database.open(self.settings)
        stage = make_stage(self.database, self.now)
        self.live = stage.live
        self.quiz = self.live.start(stage.setup(), stage.bank.askable(), self.now, actor=TRAINER).session_id
        self.reached: dict[PollRef, str] = {}
        self.known: set[PollRef] = set()
        self.closed: set[int] = set()
        # (position, attempt, person) -> option and whether it came in time.
        self.given: dict[tuple[int, int, str], tuple[int, bool]] = {}

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
        self.folder.cleanup()

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def session(self):
        return self.live.session(self.quiz)

    @property
    def sending(self) -> list[PollRef]:
        return [poll.ref for poll in self.live.unsure()]

    @precondition(lambda self: self.session.state is SessionState.RUNNING)
    @rule()
    def ask(self) -> None:
        ref = self.live.ask(self.quiz, self.session.position + 1, self.tick())
        assert ref is not None
        self.reached[ref] = f"poll-{ref.position}-{ref.attempt}"

    @precondition(lambda self: self.sending)
    @rule()
    def call_returns(self) -> None:
        ref = self.sending[0]
        self.live.poll_sent(ref, self.reached[ref], f"m-{ref.position}-{ref.attempt}", self.tick())
        self.known.add(ref)

    @precondition(lambda self: self.sending)
    @rule()
    def response_is_lost(self) -> None:
        ref = self.sending[0]
        again = self.live.lost(ref, self.tick())
        assert (again is None) == (ref.position in self.closed)
        if again is not None:
            self.reached[again] = f"poll-{again.position}-{again.attempt}"

    @precondition(lambda self: set(self.reached) - self.known)
    @rule(data=st.data())
    def an_update_tells_of_a_lost_poll(self, data: st.DataObject) -> None:
        ref = data.draw(st.sampled_from(sorted(set(self.reached) - self.known, key=str)))
        self.live.found(ref, poll_id=self.reached[ref])
        self.known.add(ref)

    @precondition(lambda self: self.reached)
    @rule(data=st.data(), person=PEOPLE, option=OPTION)
    def answer(self, data: st.DataObject, person: str, option: int) -> None:
        ref = data.draw(st.sampled_from(sorted(self.reached, key=str)))
        outcome = self.live.answer(self.reached[ref], person, [option], self.tick())
        key = (ref.position, ref.attempt, person)
        if key in self.given:
            assert outcome is Outcome.DUPLICATE
            return
        in_time = ref.position not in self.closed
        self.given[key] = (option, in_time)
        if ref not in self.known:
            assert outcome is Outcome.ASIDE
        else:
            assert outcome is (Outcome.COUNTED if in_time else Outcome.LATE)

    @precondition(lambda self: self.session.state is SessionState.ASKING)
    @rule()
    def close(self) -> None:
        position = self.session.position
        assert self.live.close(self.quiz, position, self.tick())
        self.closed.add(position)

    @precondition(lambda self: self.session.state is SessionState.DISCUSSING)
    @rule()
    def go_on(self) -> None:
        position = self.session.position
        first = self.live.go_on(self.quiz, position, self.tick(), actor=TRAINER)
        assert self.live.go_on(self.quiz, position, self.tick(), actor=TRAINER) == first

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.database = Database.open(self.settings)
        self.live = LiveQuizStore(self.database)

    @invariant()
    def every_answer_counts_once(self) -> None:
        if not hasattr(self, "database") or self.session.state.is_over:
            return
        for position in range(1, self.session.position + 1):
            counted: dict[str, int] = {}
            for (place, attempt, person), (option, in_time) in sorted(self.given.items()):
                if place == position and in_time and PollRef(self.quiz, place, attempt) in self.known:
                    counted[person] = option
            found = self.live.item_result(self.quiz, position)
            assert found.voters == len(counted)
            if found.right is not None:
                assert found.right == sum(option == 0 for option in counted.values())
                assert sum(found.counts or ()) == len(counted)

    @invariant()
    def a_poll_that_is_over_is_named_until_it_was_stopped(self) -> None:
        if not hasattr(self, "database"):
            return
        for poll in self.live.to_stop():
            assert poll.ref.position in self.closed or poll.state == "lost"


Quiz.TestCase.settings = hypothesis_settings(max_examples=15, stateful_step_count=30, deadline=None)
TestQuiz = Quiz.TestCase
