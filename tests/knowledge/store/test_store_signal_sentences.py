"""Own sentences in the store: four eyes, roles, the same words once, and every act in the log without its words."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from knowledge.roster import Action, Role, may
from knowledge.roster.errors import NotPermitted
from knowledge.signals.own.errors import OwnProposal, SentenceDecided, SentenceError, SentenceKnown, SentenceNotFound
from knowledge.signals.own.model import OwnSentence, State, Subject
from knowledge.store import OPERATOR, AuditLog, Database, RosterStore
from knowledge.store.signal_sentences import SignalSentenceStore

ANNA, BRAM, CARLA, MILA, STRANGER = (f"telegram:{number}" for number in (1, 2, 3, 4, 99))
PEOPLE = {ANNA: Role.TEAM_LEAD, BRAM: Role.TEAM_LEAD, CARLA: Role.TRAINER, MILA: Role.PROFESSIONAL}
WHO = {None: STRANGER, Role.PROFESSIONAL: MILA, Role.TRAINER: CARLA, Role.TEAM_LEAD: BRAM, Role.ADMIN: OPERATOR}
WORDS = "het kind at twee boterhammen"


@pytest.fixture
def store(database: Database, now: datetime) -> SignalSentenceStore:
    roster = RosterStore(database)
    team = roster.create_team("Noord", now, actor=OPERATOR).team_id
    for person, role in PEOPLE.items():
        roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, "Naam", now)
    return SignalSentenceStore(database)


def add(store: SignalSentenceStore, by: str, now: datetime, words: str = WORDS) -> OwnSentence:
    return store.propose(Subject.DANGER, words, words, "niet-acuut", "casus", by, now)


ACTS: dict[str, Callable[[SignalSentenceStore, int, str, datetime], object]] = {
    "propose": lambda store, _, by, now: add(store, by, now, "andere woorden hier"),
    "accept": lambda store, number, by, now: store.accept(number, by, now),
    "turn_down": lambda store, number, by, now: store.turn_down(number, by, now),
    "withdraw": lambda store, number, by, now: store.withdraw(number, by, now),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", WHO)
def test_an_act_follows_the_table(store: SignalSentenceStore, now: datetime, act: str, role: Role | None) -> None:
    waiting = add(store, ANNA, now)
    if may(role, Action.TEACH_SIGNALS):
        ACTS[act](store, waiting.sentence_id, WHO[role], now)
        return
    with pytest.raises(NotPermitted):
        ACTS[act](store, waiting.sentence_id, WHO[role], now)
    assert store.sentences() == [waiting]


def test_a_sentence_counts_only_after_another_lead(
    store: SignalSentenceStore, database: Database, now: datetime
) -> None:
    made = add(store, ANNA, now)
    assert (made.state, made.decided_at, store.accepted()) == (State.PROPOSED, None, [])
    with pytest.raises(OwnProposal):
        store.accept(made.sentence_id, ANNA, now)
    store.accept(made.sentence_id, BRAM, now)
    accepted = store.accepted()
    assert [item.text for item in accepted] == [WORDS]
    assert accepted[0].decided_by == store.known_as(BRAM) != accepted[0].proposed_by
    rows = AuditLog(database).rows(f"sentence:{made.sentence_id}")
    assert [row.action for row in rows] == ["accept_sentence", "propose_sentence"]
    assert all(row.details == {} and ANNA not in row.actor and BRAM not in row.actor for row in rows)


def test_the_same_words_are_there_once(store: SignalSentenceStore, now: datetime) -> None:
    made = add(store, ANNA, now)
    with pytest.raises(SentenceKnown):
        add(store, BRAM, now)
    store.turn_down(made.sentence_id, BRAM, now)
    again = add(store, BRAM, now)
    assert again.sentence_id != made.sentence_id


def test_a_sentence_may_be_an_example_of_both_signals(store: SignalSentenceStore, now: datetime) -> None:
    add(store, ANNA, now)
    store.propose(Subject.REFLEX, WORDS, WORDS, "geen-escalatiereflex", "kennisvraag", ANNA, now)
    assert [item.subject for item in store.sentences()] == [Subject.REFLEX, Subject.DANGER]
    assert len(store.sentences(Subject.REFLEX)) == 1


def test_what_is_withdrawn_loses_its_words(store: SignalSentenceStore, database: Database, now: datetime) -> None:
    made = add(store, ANNA, now)
    store.accept(made.sentence_id, BRAM, now)
    store.withdraw(made.sentence_id, ANNA, now)
    assert store.sentences() == store.accepted() == []
    assert store.sentence(made.sentence_id).text == ""
    assert WORDS not in str(database.read(lambda sql: list(sql.query("SELECT * FROM signal_sentence"))))
    assert store.counts() == {(Subject.DANGER, State.WITHDRAWN): 1}
    with pytest.raises(SentenceDecided):
        store.withdraw(made.sentence_id, ANNA, now)


def test_decided_is_decided(store: SignalSentenceStore, now: datetime) -> None:
    made = add(store, ANNA, now)
    store.turn_down(made.sentence_id, ANNA, now)
    for act in (store.accept, store.turn_down):
        with pytest.raises(SentenceDecided):
            act(made.sentence_id, BRAM, now)
    with pytest.raises(SentenceNotFound):
        store.accept(999, BRAM, now)


def test_what_waits_comes_first(store: SignalSentenceStore, now: datetime) -> None:
    numbers = [add(store, ANNA, now, f"zin nummer {place}").sentence_id for place in range(3)]
    store.accept(numbers[2], BRAM, now)
    assert [item.sentence_id for item in store.sentences()] == [numbers[1], numbers[0], numbers[2]]


def test_any_order_of_acts(store: SignalSentenceStore, database: Database, now: datetime) -> None:
    """What is learned was accepted by somebody else, and not withdrawn."""

    class Life(RuleBasedStateMachine):
        numbers: Bundle[int] = Bundle("numbers")
        people = st.sampled_from((ANNA, BRAM))

        @initialize()
        def start(self) -> None:
            self.states: dict[int, State] = {}
            self.authors: dict[int, str] = {}
            database.write(lambda sql: sql.execute("DELETE FROM signal_sentence"))

        @rule(target=numbers, by=people)
        def propose(self, by: str) -> int:
            number = add(store, by, now, f"zin {len(self.states)}").sentence_id
            self.states[number], self.authors[number] = State.PROPOSED, by
            return number

        @rule(number=numbers, by=people, act=st.sampled_from(("accept", "turn_down", "withdraw")))
        def decide(self, number: int, by: str, act: str) -> None:
            was = self.states[number]
            allowed = {
                "accept": was is State.PROPOSED and by != self.authors[number],
                "turn_down": was is State.PROPOSED,
                "withdraw": was is not State.WITHDRAWN,
            }[act]
            try:
                ACTS[act](store, number, by, now)
            except SentenceError:
                assert not allowed
            else:
                assert allowed
                becomes = {"accept": State.ACCEPTED, "turn_down": State.TURNED_DOWN, "withdraw": State.WITHDRAWN}
                self.states[number] = becomes[act]
            learned = [item.sentence_id for item in store.accepted()]
            assert learned == [one for one, state in self.states.items() if state is State.ACCEPTED]

    run_state_machine_as_test(Life, settings=settings(max_examples=15, stateful_step_count=12, deadline=None))
