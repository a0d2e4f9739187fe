"""Invitations: what a code does, for whom, how often and for how long."""

import re
from datetime import datetime, timedelta

import pytest

from knowledge.roster import Role
from knowledge.roster.errors import InvitationExpired, InvitationUnknown, NotPermitted
from knowledge.store import OPERATOR, AuditLog, Database, Invitation, PersonalData, Retention, RosterStore

LEAD, MILA, NOOR, YUSUF = (f"telegram:{number}" for number in range(1, 5))


@pytest.fixture
def roster(database: Database) -> RosterStore:
    return RosterStore(database)


@pytest.fixture
def team(roster: RosterStore, now: datetime) -> str:
    """A team with two leads: the one who invites, and one who stays."""
    made = roster.create_team("Zuid", now, actor=OPERATOR).team_id
    for person in (LEAD, "telegram:9"):
        roster.redeem(roster.invite(made, Role.TEAM_LEAD, now, actor=OPERATOR), person, "Anna", now)
    return made


def test_a_code_is_told_once_and_not_kept(database: Database, roster: RosterStore, team: str, now: datetime) -> None:
    codes = {roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD) for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", code) for code in codes)
    database.checkpoint()
    stored = database.settings.path.read_bytes()
    assert not any(code.encode() in stored for code in codes)


def test_joining(roster: RosterStore, team: str, now: datetime) -> None:
    code = roster.invite(team, Role.TRAINER, now, actor=LEAD)
    assert roster.invitations(team, now) == [Invitation(team, Role.TRAINER, now + timedelta(days=7), 1)]
    member = roster.redeem(f"  {code}\n", MILA, " Mila\n", now + timedelta(days=3))
    assert (member.role, member.name, member.joined_at) == (Role.TRAINER, "Mila", now + timedelta(days=3))
    assert roster.members(team)[-1] == member
    assert roster.invitations(team, now) == []


def test_redeeming_twice_changes_nothing(roster: RosterStore, team: str, now: datetime) -> None:
    code = roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD, uses=2)
    first = roster.redeem(code, MILA, "Mila", now)
    assert roster.redeem(code, MILA, "Anders", now) == first
    assert roster.invitations(team, now)[0].uses_left == 1
    roster.redeem(code, NOOR, "Noor", now)
    assert roster.redeem(code, MILA, "Mila", now + timedelta(days=100)) == first, "also when it is over"
    with pytest.raises(InvitationExpired):
        roster.redeem(code, YUSUF, "Yusuf", now)


def test_it_ends_on_time(roster: RosterStore, team: str, now: datetime) -> None:
    code = roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD, valid_days=2, uses=5)
    end = now + timedelta(days=2)
    roster.redeem(code, MILA, "Mila", end - timedelta(microseconds=1))
    with pytest.raises(InvitationExpired, match="Ask a team lead for a new one"):
        roster.redeem(code, NOOR, "Noor", end)
    assert roster.invitations(team, end) == []
    assert roster.member(team, NOOR) is None


@pytest.mark.parametrize("code", ["", "x", "x" * 10_000, "ключ", "' OR 1=1 --"])
def test_unknown_codes(roster: RosterStore, team: str, now: datetime, code: str) -> None:
    with pytest.raises(InvitationUnknown):
        roster.redeem(code, MILA, "Mila", now)


@pytest.mark.parametrize(
    ("has", "offered", "becomes", "used"),
    [
        (Role.PROFESSIONAL, Role.TRAINER, Role.TRAINER, True),
        (Role.PROFESSIONAL, Role.TEAM_LEAD, Role.TEAM_LEAD, True),
        (Role.TEAM_LEAD, Role.ADMIN, Role.ADMIN, True),
        (Role.TRAINER, Role.PROFESSIONAL, Role.TRAINER, False),
        (Role.TRAINER, Role.TEAM_LEAD, Role.TRAINER, False),
        (Role.TEAM_LEAD, Role.TRAINER, Role.TEAM_LEAD, False),
        (Role.ADMIN, Role.TEAM_LEAD, Role.ADMIN, False),
    ],
)
def test_a_code_never_lowers_a_role(
    roster: RosterStore, team: str, now: datetime, has: Role, offered: Role, becomes: Role, used: bool
) -> None:
    roster.redeem(roster.invite(team, has, now, actor=OPERATOR), MILA, "Mila", now)
    roster.set_profile(team, MILA, name="Mila V.", expertise=["lvb"])
    code = roster.invite(team, offered, now, actor=OPERATOR)
    member = roster.redeem(code, MILA, "Anders", now)
    assert (member.role, member.name, member.expertise) == (becomes, "Mila V.", ("lvb",))
    assert bool(roster.invitations(team, now)) is not used


def test_a_code_is_for_one_team(roster: RosterStore, team: str, now: datetime) -> None:
    other = roster.create_team("Noord", now, actor=OPERATOR).team_id
    roster.redeem(roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD), MILA, "Mila", now)
    assert roster.member(other, MILA) is None
    with pytest.raises(NotPermitted):
        roster.invite(other, Role.PROFESSIONAL, now, actor=LEAD)


@pytest.mark.parametrize("end", ["removed", "made a professional", "forgotten"])
def test_it_ends_with_the_right_to_invite(
    database: Database, roster: RosterStore, team: str, now: datetime, end: str
) -> None:
    """Else somebody who was removed could come back with a code of their own making."""
    code = roster.invite(team, Role.TEAM_LEAD, now, actor=LEAD, uses=5)
    roster.redeem(code, MILA, "Mila", now)
    if end == "removed":
        roster.remove(team, LEAD, now, actor=OPERATOR)
    elif end == "forgotten":
        PersonalData(database).forget(LEAD)
    else:
        roster.set_role(team, LEAD, Role.PROFESSIONAL, now, actor=OPERATOR)
    with pytest.raises(InvitationExpired):
        roster.redeem(code, LEAD, "Anna", now)
    with pytest.raises(InvitationExpired):
        roster.redeem(code, NOOR, "Noor", now)
    assert roster.invitations(team, now) == []


def test_an_offer_of_admin_ends_with_the_admin(roster: RosterStore, team: str, now: datetime) -> None:
    roster.set_role(team, LEAD, Role.ADMIN, now, actor=OPERATOR)
    code = roster.invite(team, Role.ADMIN, now, actor=LEAD)
    roster.set_role(team, LEAD, Role.TEAM_LEAD, now, actor=OPERATOR)
    with pytest.raises(InvitationExpired):
        roster.redeem(code, MILA, "Mila", now)


def test_withdrawing(database: Database, roster: RosterStore, team: str, now: datetime) -> None:
    code = roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD)
    roster.redeem(code, MILA, "Mila", now)
    with pytest.raises(NotPermitted):
        roster.withdraw_invitations(team, now, actor=MILA)
    open_code = roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD)
    assert roster.withdraw_invitations(team, now, actor=LEAD) == 1, "the used one is no invitation any more"
    assert roster.withdraw_invitations(team, now, actor=LEAD) == 0
    assert roster.redeem(code, MILA, "Mila", now).person == MILA
    with pytest.raises(InvitationUnknown):
        roster.redeem(open_code, NOOR, "Noor", now)
    assert [row.action for row in AuditLog(database).rows()].count("withdraw_invitations") == 1


def test_only_more_than_a_professional_is_audited(
    database: Database, roster: RosterStore, team: str, now: datetime
) -> None:
    before = len(AuditLog(database).rows())
    for person, role in ((MILA, Role.PROFESSIONAL), (NOOR, Role.TRAINER)):
        roster.redeem(roster.invite(team, role, now, actor=LEAD, uses=2), person, "Iemand", now)
    rows = AuditLog(database).rows(limit=3)
    assert len(AuditLog(database).rows()) == before + 3
    assert [row.action for row in rows] == ["join", "invite", "invite"]
    assert rows[0].details == {"team": team, "role": "trainer"}
    assert rows[1].details == {"role": "trainer", "expires_at": rows[1].details["expires_at"], "uses": 2}


def test_expired_invitations_are_removed(database: Database, roster: RosterStore, team: str, now: datetime) -> None:
    left = database.read(lambda sql: sql.table("invitation").count)
    roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD, valid_days=1)
    retention = Retention(database)
    assert retention.expire(now + timedelta(days=1))["invitation"] == 0
    assert retention.expire(now + timedelta(days=1, seconds=1))["invitation"] == 1
    assert retention.expire(now + timedelta(days=8))["invitation"] == left
    assert [member.role for member in roster.members(team)] == [Role.TEAM_LEAD] * 2


@pytest.mark.parametrize("more", [{"valid_days": 0}, {"uses": 0}])
def test_numbers_that_make_no_sense(roster: RosterStore, team: str, now: datetime, more: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        roster.invite(team, Role.PROFESSIONAL, now, actor=LEAD, **more)
