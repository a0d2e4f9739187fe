"""Members: roles, profiles, expertise, leaving; a team keeps its last lead."""

from datetime import datetime, timedelta

import pytest

from knowledge.roster import Action, Role
from knowledge.roster.errors import LastTeamLead, MemberNotFound, NotPermitted
from knowledge.store import OPERATOR, AuditLog, Database, Member, PersonalData, RosterStore

LEAD, SECOND, TRAINER, MILA, ADMIN, STRANGER = (f"telegram:{number}" for number in range(1, 7))
ROLES = {
    LEAD: Role.TEAM_LEAD,
    TRAINER: Role.TRAINER,
    MILA: Role.PROFESSIONAL,
    ADMIN: Role.ADMIN,
}


@pytest.fixture
def roster(database: Database) -> RosterStore:
    return RosterStore(database)


@pytest.fixture
def team(roster: RosterStore, now: datetime) -> str:
    """A team with somebody in each role."""
    made = roster.create_team("Zuid", now, actor=OPERATOR).team_id
    for person, role in ROLES.items():
        join(roster, made, person, role, now)
    return made


def join(roster: RosterStore, team: str, person: str, role: Role, now: datetime) -> Member:
    return roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, f"Naam {person[-1]}", now)


def test_a_member(roster: RosterStore, team: str, now: datetime) -> None:
    member = roster.member(team, MILA)
    assert member == Member(team, "Zuid", MILA, Role.PROFESSIONAL, "Naam 4", "", (), now)
    assert roster.member(team, STRANGER) is None
    assert [item.person for item in roster.members(team)] == [LEAD, TRAINER, MILA, ADMIN]


def test_several_teams(roster: RosterStore, team: str, now: datetime) -> None:
    north = roster.create_team("Noord", now, actor=OPERATOR).team_id
    join(roster, north, MILA, Role.TEAM_LEAD, now)
    roster.set_profile(north, MILA, organisation="GI")
    assert [(item.team_name, item.role, item.organisation) for item in roster.memberships(MILA)] == [
        ("Noord", Role.TEAM_LEAD, "GI"),
        ("Zuid", Role.PROFESSIONAL, ""),
    ]
    assert roster.memberships(STRANGER) == []
    assert (roster.role(team, MILA), roster.role(north, LEAD)) == (Role.PROFESSIONAL, None)


def test_a_profile_changes_in_parts(roster: RosterStore, team: str) -> None:
    roster.set_profile(team, MILA, expertise=["trauma", "lvb", "lvb"])
    roster.set_profile(team, MILA, organisation=" De\tInstelling ")
    member = roster.set_profile(team, MILA, name="Mila \u202eV.")
    assert (member.name, member.organisation, member.expertise) == ("Mila V.", "De Instelling", ("lvb", "trauma"))
    emptied = roster.set_profile(team, MILA, organisation="", expertise=[])
    assert (emptied.name, emptied.organisation, emptied.expertise) == ("Mila V.", "", ())
    assert len(roster.set_profile(team, MILA, name="x" * 200).name) == 80


def test_a_profile_needs_a_member_and_real_ids(roster: RosterStore, team: str) -> None:
    with pytest.raises(MemberNotFound):
        roster.set_profile(team, STRANGER, name="Noor")
    for wrong in ("LVB", "huiselijk geweld", "", "-a", 'x"]'):
        with pytest.raises(ValueError, match=r"expertise\.yml"):
            roster.set_profile(team, MILA, expertise=["lvb", wrong])


def test_who_has_an_expertise(roster: RosterStore, team: str) -> None:
    roster.set_profile(team, MILA, name="mila", expertise=["lvb"])
    roster.set_profile(team, LEAD, name="Anna", expertise=["lvb", "huiselijk-geweld"])
    roster.set_profile(team, TRAINER, name="Bram", expertise=["lvb", "trauma", "juridisch"])

    def who(*keys: str) -> list[str]:
        return [member.name for member in roster.with_expertise(team, keys)]

    assert who("lvb") == ["Anna", "Bram", "mila"]
    assert who("lvb", "trauma") == ["Bram", "Anna", "mila"]
    assert who("trauma", "trauma", "huiselijk-geweld") == ["Anna", "Bram"]
    assert who("geweld") == who() == who("%") == []
    assert roster.with_expertise("other", ["lvb"]) == []


def test_a_lead_changes_roles(database: Database, roster: RosterStore, team: str, now: datetime) -> None:
    assert roster.set_role(team, MILA, Role.TRAINER, now, actor=LEAD).role is Role.TRAINER
    assert roster.set_role(team, MILA, Role.TRAINER, now, actor=LEAD).role is Role.TRAINER
    row, before = AuditLog(database).rows(limit=2)
    assert (row.action, row.details) == ("set_role", {"team": team, "from": "professional", "to": "trainer"})
    assert row.subject.startswith("member:p-")
    assert before.action != "set_role", "nothing changed the second time, so nothing is recorded"
    with pytest.raises(MemberNotFound):
        roster.set_role(team, STRANGER, Role.TRAINER, now, actor=LEAD)


@pytest.mark.parametrize("actor", [MILA, TRAINER, STRANGER])
def test_who_may_not_deal_with_members(roster: RosterStore, team: str, now: datetime, actor: str) -> None:
    with pytest.raises(NotPermitted):
        roster.set_role(team, LEAD, Role.PROFESSIONAL, now, actor=actor)
    with pytest.raises(NotPermitted) as caught:
        roster.remove(team, LEAD, now, actor=actor)
    assert caught.value.action is Action.REMOVE_MEMBER
    with pytest.raises(NotPermitted):
        roster.invite(team, Role.PROFESSIONAL, now, actor=actor)
    assert len(roster.members(team)) == len(ROLES)


def test_a_lead_has_no_say_over_admins(roster: RosterStore, team: str, now: datetime) -> None:
    for attempt in (
        lambda: roster.set_role(team, LEAD, Role.ADMIN, now, actor=LEAD),
        lambda: roster.set_role(team, ADMIN, Role.PROFESSIONAL, now, actor=LEAD),
        lambda: roster.remove(team, ADMIN, now, actor=LEAD),
        lambda: roster.invite(team, Role.ADMIN, now, actor=LEAD),
    ):
        with pytest.raises(NotPermitted) as caught:
            attempt()
        assert caught.value.action is Action.MANAGE_INSTALLATION
    assert roster.role(team, ADMIN) is Role.ADMIN


def test_a_lead_of_another_team_has_no_say(roster: RosterStore, team: str, now: datetime) -> None:
    north = roster.create_team("Noord", now, actor=OPERATOR).team_id
    join(roster, north, SECOND, Role.TEAM_LEAD, now)
    with pytest.raises(NotPermitted):
        roster.remove(team, MILA, now, actor=SECOND)


def test_the_last_lead_stays(roster: RosterStore, team: str, now: datetime) -> None:
    for attempt in (
        lambda: roster.remove(team, LEAD, now, actor=LEAD),
        lambda: roster.set_role(team, LEAD, Role.TRAINER, now, actor=LEAD),
    ):
        with pytest.raises(LastTeamLead, match="Make somebody else team lead first"):
            attempt()
    join(roster, team, SECOND, Role.TEAM_LEAD, now)
    assert roster.remove(team, LEAD, now, actor=LEAD)
    with pytest.raises(LastTeamLead):
        roster.remove(team, SECOND, now, actor=SECOND)


@pytest.mark.parametrize("actor", [ADMIN, OPERATOR])
def test_an_admin_may_take_the_last_lead(roster: RosterStore, team: str, now: datetime, actor: str) -> None:
    assert roster.set_role(team, LEAD, Role.PROFESSIONAL, now, actor=actor).role is Role.PROFESSIONAL
    roster.set_role(team, LEAD, Role.TEAM_LEAD, now, actor=actor)
    assert roster.remove(team, LEAD, now, actor=actor)


def test_the_last_lead_may_be_forgotten(database: Database, roster: RosterStore, team: str) -> None:
    PersonalData(database).forget(LEAD)
    assert [member.person for member in roster.members(team) if member.role is Role.TEAM_LEAD] == []


def test_leaving(database: Database, roster: RosterStore, team: str, now: datetime) -> None:
    assert roster.remove(team, MILA, now, actor=MILA)
    assert not roster.remove(team, MILA, now, actor=MILA)
    assert not roster.remove(team, MILA, now, actor=LEAD)
    assert roster.memberships(MILA) == []
    rows = [row for row in AuditLog(database).rows() if row.action == "remove_member"]
    assert [(row.subject, row.details) for row in rows] == [
        (f"member:{rows[0].actor}", {"team": team, "role": "professional"})
    ]


def test_who_comes_back_starts_afresh(roster: RosterStore, team: str, now: datetime) -> None:
    roster.set_profile(team, MILA, expertise=["lvb"])
    roster.remove(team, MILA, now, actor=LEAD)
    later = now + timedelta(days=1)
    member = join(roster, team, MILA, Role.PROFESSIONAL, later)
    assert (member.expertise, member.joined_at) == ((), later)
