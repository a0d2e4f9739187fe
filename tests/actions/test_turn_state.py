"""State and replies survive the trip through Rasa's JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from actions.turn import Pending, State
from actions.vocabulary import (
    Block,
    BlockKind,
    Button,
    Decision,
    DecisionKind,
    OutboundMessage,
    ScoredEntry,
)

SLUGS = st.from_regex(r"[a-z]{1,10}(-[a-z]{1,10}){0,3}", fullmatch=True)
ENTRIES = st.lists(st.builds(ScoredEntry, SLUGS, st.floats(0, 1)), max_size=10).map(tuple)
PENDING = st.builds(
    Pending,
    st.sampled_from(["danger_check", "choice"]),
    st.text(),
    st.lists(SLUGS, max_size=3).map(tuple),
    st.none() | st.just("geweld"),
    st.none() | st.integers(1),
    st.integers(1, 5),
)
DECISIONS = st.builds(
    Decision,
    kind=st.sampled_from(DecisionKind),
    danger_kind=st.none() | st.just("suicide"),
    entries=ENTRIES,
    confidence=st.none() | st.floats(0, 1),
    escalation=st.booleans(),
    consult=st.booleans(),
    version=st.none() | st.integers(1),
    reason=st.none() | st.just("unknown"),
)
MESSAGES = st.builds(
    OutboundMessage,
    st.lists(st.builds(Block, st.sampled_from(BlockKind), st.text()), max_size=5).map(tuple),
    st.lists(st.builds(Button, st.text(), st.text()), max_size=5).map(tuple),
)


@given(st.builds(State, st.none() | PENDING, ENTRIES))
def test_state_round_trips_through_slots(state: State) -> None:
    assert State.from_slots(json.loads(json.dumps(state.to_slots()))) == state


@given(DECISIONS)
def test_decisions_round_trip(decision: Decision) -> None:
    assert Decision.from_json(json.loads(json.dumps(decision.to_json()))) == decision


@given(MESSAGES)
def test_messages_round_trip(message: OutboundMessage) -> None:
    assert OutboundMessage.from_json(json.loads(json.dumps(message.to_json()))) == message


def test_what_was_found_before_is_kept_when_a_turn_finds_nothing() -> None:
    before = State(last_entries=(ScoredEntry("a", 0.9),))
    after = before.after(Decision(DecisionKind.SMALLTALK), None)
    assert after.last_entries == before.last_entries
    assert State.from_slots({"other": 1}) == State()
