"""Consultations against a model in plain Python, over random walks with people who leave and restarts."""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from knowledge.consultations import Consultation, ContributionKind, Draft
from knowledge.consultations.errors import ConsultationRefused
from knowledge.roster import Role
from knowledge.store import OPERATOR, ConsultationStore, Database, PersonalData, RosterStore, StoreSettings

START = datetime(2026, 3, 2, tzinfo=UTC)
WAIT = timedelta(hours=24)
LEADS = ("p:lead-0", "p:lead-1")
PEOPLE = st.sampled_from(["p:anna", "p:bram", "p:cato", *LEADS])
TEAMS = st.sampled_from([0, 1])
TAP, ANSWER = ContributionKind.THINK_ALONG, ContributionKind.ANSWER


@dataclass
class Expected:
    """What the model knows of a consultation; its place in the list is its age."""

    team: int
    sequence: int
    asker: str | None
    created: datetime
    status: str = "open"
    emptied: bool = False
    first_reply: datetime | None = None
    reminded: datetime | None = None
    told: datetime | None = None
    agenda: bool = False
    idea: bool = False
    reduced: bool = False
    contributions: list[tuple[str | None, str, bool]] = field(default_factory=list)

    def end(self, status: str, *, emptied: bool) -> None:
        self.status = status
        if emptied:
            self.emptied = True
            self.contributions = [(person, kind, False) for person, kind, _ in self.contributions]


class ConsultationMachine(RuleBasedStateMachine):
    @initialize()
    def open_store(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.settings = StoreSettings(Path(self.folder.name) / "store.sqlite3")
        self.start()
        self.now = START
        self.model: list[Expected] = []
        self.ids: list[int] = []
        self.sequences = [0, 0]
        self.keys: list[tuple[str, int]] = []
        self.members: list[set[str]] = [set(), set()]
        self.teams = [self.roster.create_team(name, START, actor=OPERATOR).team_id for name in ("Zuid", "Noord")]
        for team, lead in enumerate(LEADS):
            self.add(team, lead, Role.TEAM_LEAD)
            self.add(team, "p:anna", Role.PROFESSIONAL)
        self.add(0, "p:bram", Role.PROFESSIONAL)

    def start(self) -> None:
        self.database = Database.open(self.settings)
        self.store, self.roster = ConsultationStore(self.database), RosterStore(self.database)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def add(self, team: int, person: str, role: Role) -> None:
        code = self.roster.invite(self.teams[team], role, self.now, actor=OPERATOR)
        self.roster.redeem(code, person, person, self.now)
        self.members[team].add(person)

    def draw(self, data: st.DataObject) -> tuple[int, Expected]:
        place = data.draw(st.integers(0, len(self.model) - 1))
        return self.ids[place], self.model[place]

    def attempt(self, allowed: bool, act, *arguments: object) -> Consultation | None:
        """Does what the model allows, and sees the rest refused."""
        try:
            done = act(*arguments)
        except ConsultationRefused:
            assert not allowed
            return None
        assert allowed
        return done

    @rule(team=TEAMS, person=PEOPLE)
    def ask(self, team: int, person: str) -> None:
        key = f"open-{len(self.keys)}"
        draft = Draft(self.teams[team], person, f"feiten {key}", f"vraag {key}")
        made = self.attempt(person in self.members[team], self.store.open, draft, self.now, key)
        if made is None:
            return
        self.sequences[team] += 1
        assert made.number == f"2026-{self.sequences[team]:03}"
        self.keys.append((key, made.consultation_id))
        self.ids.append(made.consultation_id)
        self.model.append(Expected(team, self.sequences[team], person, self.now))

    @precondition(lambda self: self.keys)
    @rule(data=st.data(), person=PEOPLE)
    def ask_again(self, data: st.DataObject, person: str) -> None:
        key, consultation_id = data.draw(st.sampled_from(self.keys))
        again = self.store.open(Draft(self.teams[1], person, "andere", "vraag"), self.now, key)
        assert again == self.store.get(consultation_id)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), person=PEOPLE, kind=st.sampled_from(ContributionKind), twice=st.booleans())
    def contribute(self, data: st.DataObject, person: str, kind: ContributionKind, twice: bool) -> None:
        number, item = self.draw(data)
        allowed = person in self.members[item.team] and item.status == "open"
        allowed = allowed and (item.asker == person) is (kind is ANSWER)
        key = f"add-{number}-{len(item.contributions)}"
        arguments = (number, person, kind, None if kind is TAP else "tekst", self.now, key)
        added = self.attempt(allowed, self.store.contribute, *arguments)
        if twice and allowed:
            assert self.store.contribute(*arguments) == added
        if not allowed or ((person, TAP.value, False) in item.contributions and kind is TAP):
            return
        item.contributions.append((person, kind.value, kind is not TAP))
        if kind is not ANSWER:
            item.first_reply = item.first_reply or self.now

    @precondition(lambda self: self.model)
    @rule(data=st.data(), person=PEOPLE, on=st.booleans())
    def to_agenda(self, data: st.DataObject, person: str, on: bool) -> None:
        number, item = self.draw(data)
        allowed = person in self.members[item.team] and item.status == "open"
        if self.attempt(allowed, self.store.to_agenda, number, person, on):
            item.agenda = on

    @precondition(lambda self: self.model)
    @rule(data=st.data(), person=PEOPLE, withdrawn=st.booleans())
    def end(self, data: st.DataObject, person: str, withdrawn: bool) -> None:
        number, item = self.draw(data)
        allowed = person in self.members[item.team] and item.status == "open" and item.asker == person
        if withdrawn and self.attempt(allowed, self.store.withdraw, number, person, self.now):
            item.end("withdrawn", emptied=True)
        elif not withdrawn and self.attempt(allowed, self.store.close, number, person, "besluit", "les", self.now):
            item.end("closed", emptied=False)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), person=PEOPLE, on=st.booleans())
    def mark_idea(self, data: st.DataObject, person: str, on: bool) -> None:
        number, item = self.draw(data)
        allowed = person == LEADS[item.team] and person in self.members[item.team] and item.status == "closed"
        if self.attempt(allowed, self.store.mark_idea, number, person, on, self.now):
            item.idea = on

    @rule(mark=st.booleans())
    def remind(self, mark: bool) -> None:
        quiet = [item for item in self.model if item.status == "open" and item.first_reply is None]
        remind = [item for item in quiet if item.reminded is None and item.created + WAIT <= self.now]
        tell = [item for item in quiet if item.reminded and item.told is None and item.reminded + WAIT <= self.now]
        assert [item.consultation_id for item in self.store.due_for_reminder(self.now)] == self.ids_of(remind)
        assert [item.consultation_id for item in self.store.due_for_lead(self.now)] == self.ids_of(tell)
        for item, number in zip(remind if mark else [], self.ids_of(remind), strict=False):
            item.reminded = self.now
            assert [self.store.mark_reminded(number, self.now) for _ in range(2)] == [True, False]
        for item, number in zip(tell if mark else [], self.ids_of(tell), strict=False):
            item.told = self.now
            assert [self.store.mark_lead_told(number, self.now) for _ in range(2)] == [True, False]

    @rule()
    def reduce(self) -> None:
        over = [item for item in self.model if item.status != "open" and not item.reduced]
        due = self.store.due_for_reduction(self.now + timedelta(seconds=1))
        assert sorted(item.consultation_id for item in due) == self.ids_of(over)
        for item, number in zip(over, self.ids_of(over), strict=True):
            item.reduced = True
            assert [self.store.mark_reduced(number, self.now) for _ in range(2)] == [True, False]

    @rule(team=TEAMS, person=PEOPLE)
    def leave_or_join(self, team: int, person: str) -> None:
        if person not in self.members[team]:
            self.add(team, person, Role.TEAM_LEAD if person == LEADS[team] else Role.PROFESSIONAL)
            return
        self.roster.remove(self.teams[team], person, self.now, actor=OPERATOR)
        self.members[team].discard(person)
        for item in (item for item in self.model if item.team == team):
            item.contributions = [(None if who == person else who, *rest) for who, *rest in item.contributions]
            if item.asker == person and item.status == "open":
                item.end("withdrawn", emptied=True)

    @rule(person=PEOPLE)
    def forget(self, person: str) -> None:
        PersonalData(self.database).forget(person, self.now)
        for item in self.model:
            item.contributions = [(None if who == person else who, *rest) for who, *rest in item.contributions]
            if item.asker == person:
                item.end("withdrawn" if item.status == "open" else item.status, emptied=True)
                item.asker = None
        for members in self.members:
            members.discard(person)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.start()

    def ids_of(self, items: list[Expected]) -> list[int]:
        return [self.ids[place] for place, item in enumerate(self.model) if any(item is other for other in items)]

    @invariant()
    def every_consultation_is_as_the_model_has_it(self) -> None:
        for number, item in zip(self.ids, self.model, strict=True):
            found = self.store.get(number)
            assert (found.team_id, found.sequence, found.asker) == (self.teams[item.team], item.sequence, item.asker)
            assert (found.status, found.emptied, found.idea) == (item.status, item.emptied, item.idea)
            assert (found.first_reply_at, found.reminded_at) == (item.first_reply, item.reminded)
            assert (found.lead_told_at, found.reduced_at is not None) == (item.told, item.reduced)
            assert (found.closed_at is None) is (item.status == "open")
            added = self.store.contributions(number)
            assert [(one.person, one.kind, one.text is not None) for one in added] == item.contributions

    @invariant()
    def every_team_sees_its_own(self) -> None:
        for team, team_id in enumerate(self.teams):
            ours = [item for item in self.model if item.team == team and item.status == "open"]
            assert [item.consultation_id for item in self.store.open_of(team_id)] == self.ids_of(ours)
            agenda = self.ids_of([item for item in ours if item.agenda])
            assert [item.consultation_id for item in self.store.agenda(team_id)] == agenda
        for person in ("p:anna", *LEADS):
            own = [item for item in self.model if item.asker == person and person in self.members[item.team]]
            assert sorted(item.consultation_id for item in self.store.of_person(person)) == self.ids_of(own)


ConsultationMachine.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=30, deadline=None)
TestConsultationMachine = ConsultationMachine.TestCase
