"""Teams: names, set-up, archive, and who may touch them."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.roster import Action, Role
from knowledge.roster.errors import NotPermitted, TeamExists, TeamNameRefused, TeamNotFound
from knowledge.store import OPERATOR, AuditLog, Database, RosterStore, Team
from knowledge.store.roster_sql import one_line

LEAD, TRAINER, STRANGER = "telegram:1", "telegram:2", "telegram:3"


@pytest.fixture
def roster(database: Database) -> RosterStore:
    return RosterStore(database)


@pytest.fixture
def team(roster: RosterStore, now: datetime) -> Team:
    """A team with a lead and a trainer."""
    made = roster.create_team("Team Zuid", now, actor=OPERATOR)
    for person, role in ((LEAD, Role.TEAM_LEAD), (TRAINER, Role.TRAINER)):
        roster.redeem(roster.invite(made.team_id, role, now, actor=OPERATOR), person, "Mila", now)
    return made


def test_a_new_team(roster: RosterStore, now: datetime) -> None:
    made = roster.create_team("  Team\n  Zuid ", now, actor=OPERATOR)
    assert made == Team(made.team_id, "Team Zuid", now, None, 24, None)
    assert len(made.team_id) == 8
    assert roster.team(made.team_id) == roster.team_named("TEAM zuid") == made
    assert roster.teams() == [made]


def test_names_differ_also_beyond_ascii(roster: RosterStore, now: datetime) -> None:
    roster.create_team("Één gezin", now, actor=OPERATOR)
    for same in ("één GEZIN", "E\u0301e\u0301n gezin", " Één  gezin "):
        with pytest.raises(TeamExists):
            roster.create_team(same, now, actor=OPERATOR)
    roster.create_team("Een gezin", now, actor=OPERATOR)
    assert [item.name for item in roster.teams()] == ["Een gezin", "Één gezin"]


@pytest.mark.parametrize("name", ["", " \n ", "\u202e\u200b", "x" * 61])
def test_a_name_that_cannot_be(roster: RosterStore, now: datetime, name: str) -> None:
    with pytest.raises(TeamNameRefused, match="1 to 60"):
        roster.create_team(name, now, actor=OPERATOR)


def test_renaming(roster: RosterStore, team: Team, now: datetime) -> None:
    roster.create_team("Noord", now, actor=OPERATOR)
    with pytest.raises(TeamExists):
        roster.rename(team.team_id, "NOORD", now, actor=LEAD)
    assert roster.rename(team.team_id, "TEAM ZUID", now, actor=LEAD).name == "TEAM ZUID"
    assert roster.team_named("team zuid").team_id == team.team_id
    assert roster.memberships(LEAD)[0].team_name == "TEAM ZUID"


def test_goal_and_reminder(roster: RosterStore, team: Team, now: datetime) -> None:
    changed = roster.set_zero_goal(team.team_id, " 0 kinderen\nuit huis ", now, actor=LEAD)
    assert changed.zero_goal == "0 kinderen uit huis"
    assert roster.set_reminder(team.team_id, 48, now, actor=LEAD).remind_after_hours == 48
    assert roster.set_zero_goal(team.team_id, None, now, actor=LEAD).zero_goal is None
    for hours in (0, 721):
        with pytest.raises(ValueError, match="1 to 720"):
            roster.set_reminder(team.team_id, hours, now, actor=LEAD)


@pytest.mark.parametrize("actor", [TRAINER, STRANGER])
def test_who_may_not_touch_a_team(roster: RosterStore, team: Team, now: datetime, actor: str) -> None:
    for attempt in (
        lambda: roster.rename(team.team_id, "Anders", now, actor=actor),
        lambda: roster.set_zero_goal(team.team_id, "0", now, actor=actor),
        lambda: roster.set_reminder(team.team_id, 1, now, actor=actor),
    ):
        with pytest.raises(NotPermitted) as caught:
            attempt()
        assert caught.value.action is Action.EDIT_TEAM
    assert roster.team(team.team_id) == team


@pytest.mark.parametrize("actor", [LEAD, TRAINER, STRANGER])
def test_only_an_admin_makes_and_archives_teams(roster: RosterStore, team: Team, now: datetime, actor: str) -> None:
    with pytest.raises(NotPermitted):
        roster.create_team("Noord", now, actor=actor)
    with pytest.raises(NotPermitted):
        roster.archive(team.team_id, now, actor=actor)


def test_an_archived_team_is_out_of_the_way(roster: RosterStore, team: Team, now: datetime) -> None:
    code = roster.invite(team.team_id, Role.PROFESSIONAL, now, actor=LEAD)
    roster.link_chat("group", team.team_id, now, actor=LEAD)
    assert roster.archive(team.team_id, now, actor=OPERATOR)
    assert not roster.archive(team.team_id, now, actor=OPERATOR)
    assert roster.teams() == []
    assert roster.memberships(LEAD) == []
    assert roster.role(team.team_id, LEAD) is None
    assert roster.team(team.team_id).archived_at == now
    group = roster.chat("group")
    assert group is not None
    assert group.team_id is None
    with pytest.raises(TeamNotFound):
        roster.team_named("Team Zuid")
    with pytest.raises(TeamNotFound):
        roster.invite(team.team_id, Role.PROFESSIONAL, now, actor=OPERATOR)
    with pytest.raises(TeamNotFound):
        roster.rename(team.team_id, "Anders", now, actor=LEAD)
    with pytest.raises(Exception, match="no invitation with this code"):
        roster.redeem(code, STRANGER, "Noor", now)
    assert roster.create_team("Team Zuid", now, actor=OPERATOR).team_id != team.team_id


def test_an_admin_of_one_team_is_admin_in_all(roster: RosterStore, team: Team, now: datetime) -> None:
    other = roster.create_team("Noord", now, actor=OPERATOR)
    roster.set_role(team.team_id, LEAD, Role.ADMIN, now, actor=OPERATOR)
    assert roster.role(other.team_id, LEAD) is Role.ADMIN
    assert roster.member(other.team_id, LEAD) is None
    assert roster.rename(other.team_id, "Noordwest", now, actor=LEAD).name == "Noordwest"
    roster.archive(team.team_id, now, actor=LEAD)
    assert roster.role(other.team_id, LEAD) is None, "and stops with that team"


def test_unknown_teams(roster: RosterStore, now: datetime) -> None:
    for attempt in (
        lambda: roster.team("none"),
        lambda: roster.team_named("none"),
        lambda: roster.rename("none", "x", now, actor=OPERATOR),
        lambda: roster.archive("none", now, actor=OPERATOR),
        lambda: roster.link_chat("group", "none", now, actor=OPERATOR),
        lambda: roster.invite("none", Role.TRAINER, now, actor=OPERATOR),
    ):
        with pytest.raises(TeamNotFound, match="houvast team list"):
            attempt()


def test_acts_are_audited_without_names(database: Database, roster: RosterStore, team: Team, now: datetime) -> None:
    roster.rename(team.team_id, "Geheime naam", now, actor=LEAD)
    roster.set_zero_goal(team.team_id, "geheim doel", now, actor=LEAD)
    roster.set_reminder(team.team_id, 12, now, actor=LEAD)
    roster.archive(team.team_id, now, actor=OPERATOR)
    rows = AuditLog(database).rows(f"team:{team.team_id}")
    acts = ["archive_team", "set_remind_after_hours", "set_zero_goal", "rename_team", "invite", "invite", "create_team"]
    assert [row.action for row in rows] == acts
    assert rows[0].actor == rows[-1].actor == OPERATOR
    assert rows[1].actor == rows[3].actor != OPERATOR
    assert "eheim" not in str(rows)
    assert LEAD not in str(AuditLog(database).rows())


@given(st.text(max_size=200), st.integers(1, 80))
@example("a \u200b b", 80)
def test_one_line_is_one_short_line_that_stays_as_it_is(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line, limit) == line
