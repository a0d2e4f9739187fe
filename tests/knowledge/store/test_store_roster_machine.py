"""One team against a model in plain Python, over random walks of invitations, role changes and removals."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from knowledge.roster import Action, Role, may
from knowledge.roster.errors import InvitationExpired, LastTeamLead, MemberNotFound, NotPermitted, RosterError
from knowledge.store import OPERATOR, AuditLog, Database, PersonalData, RosterStore, StoreSettings

PEOPLE = ["p0", "p1", "p2", "p3"]
person = st.sampled_from(PEOPLE)
actor = st.sampled_from([*PEOPLE, OPERATOR])
roles = st.sampled_from(Role)


@dataclass
class Code:
    code: str
    role: Role
    maker: str
    ends: datetime
    left: int


class RosterMachine(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database.open(StoreSettings(Path(self.folder.name) / "store.sqlite3"))
        self.roster = RosterStore(self.database)
        self.now = datetime(2026, 3, 2, tzinfo=UTC)
        self.team = self.roster.create_team("Zuid", self.now, actor=OPERATOR).team_id
        self.model: dict[str, Role] = {}
        self.codes: list[Code] = []
        self.audited = 1

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def role(self, who: str) -> Role | None:
        return Role.ADMIN if who == OPERATOR else self.model.get(who)

    def refusal(self, who: str, action: Action, *touched: Role) -> type[RosterError] | None:
        if not may(self.role(who), action) or (Role.ADMIN in touched and self.role(who) is not Role.ADMIN):
            return NotPermitted
        return None

    def last_lead(self, who: str, by: str) -> bool:
        leads = [name for name, role in self.model.items() if role is Role.TEAM_LEAD]
        return leads == [who] and self.role(by) is not Role.ADMIN

    @rule(by=actor, role=roles, uses=st.integers(1, 2), days=st.integers(1, 3))
    def invite(self, by: str, role: Role, uses: int, days: int) -> None:
        arguments = {"actor": by, "uses": uses, "valid_days": days}
        refused = self.refusal(by, Action.INVITE, role)
        if refused:
            with pytest.raises(refused):
                self.roster.invite(self.team, role, self.now, **arguments)
            return
        code = self.roster.invite(self.team, role, self.now, **arguments)
        self.codes.append(Code(code, role, by, self.now + timedelta(days=days), uses))
        self.audited += 1

    @precondition(lambda self: self.codes)
    @rule(data=st.data(), who=person)
    def redeem(self, data: st.DataObject, who: str) -> None:
        chosen = data.draw(st.sampled_from(self.codes))
        has = self.model.get(who)
        raises = has is None or (has is not chosen.role and chosen.role.at_least(has))
        works = chosen.left and self.now < chosen.ends and not self.refusal(chosen.maker, Action.INVITE, chosen.role)
        if raises and not works:
            with pytest.raises(InvitationExpired):
                self.roster.redeem(chosen.code, who, who, self.now)
            return
        member = self.roster.redeem(chosen.code, who, who, self.now)
        if raises:
            self.model[who] = chosen.role
            chosen.left -= 1
            self.audited += chosen.role is not Role.PROFESSIONAL
        assert member.role is self.model[who]

    @rule(by=actor, who=person, role=roles)
    def set_role(self, by: str, who: str, role: Role) -> None:
        has = self.model.get(who)
        refused = self.refusal(by, Action.SET_ROLE) or (MemberNotFound if has is None else None)
        if not refused and has is not None and has is not role:
            refused = self.refusal(by, Action.SET_ROLE, has, role)
            refused = refused or (LastTeamLead if self.last_lead(who, by) else None)
        if refused:
            with pytest.raises(refused):
                self.roster.set_role(self.team, who, role, self.now, actor=by)
            return
        assert self.roster.set_role(self.team, who, role, self.now, actor=by).role is role
        self.model[who] = role
        self.audited += has is not role

    @rule(by=actor, who=person)
    def remove(self, by: str, who: str) -> None:
        has = self.model.get(who)
        refused = None if by == who else self.refusal(by, Action.REMOVE_MEMBER)
        if not refused and has is not None:
            refused = None if by == who else self.refusal(by, Action.REMOVE_MEMBER, has)
            refused = refused or (LastTeamLead if self.last_lead(who, by) else None)
        if refused:
            with pytest.raises(refused):
                self.roster.remove(self.team, who, self.now, actor=by)
            return
        assert self.roster.remove(self.team, who, self.now, actor=by) is (has is not None)
        self.model.pop(who, None)
        self.audited += has is not None

    @rule(who=person)
    def forget(self, who: str) -> None:
        PersonalData(self.database).forget(who)
        self.model.pop(who, None)
        for code in self.codes:
            code.maker = "nobody" if code.maker == who else code.maker

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def the_team_is_as_the_model_has_it(self) -> None:
        assert {member.person: member.role for member in self.roster.members(self.team)} == self.model
        assert all(self.roster.role(self.team, who) is self.role(who) for who in (*PEOPLE, OPERATOR))

    @invariant()
    def every_act_was_audited_once(self) -> None:
        assert len(AuditLog(self.database).rows(limit=1000)) == self.audited


RosterMachine.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=30, deadline=None)
TestRosterMachine = RosterMachine.TestCase
