"""``houvast team`` as the operator types it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.opening import open_database
from knowledge.roster import Role
from knowledge.store import AuditLog, RosterStore
from tests.bot.conftest import Typed
from tests.conftest import settings_in


def code_in(out: str) -> str:
    found = re.search(r"^code +([A-Za-z0-9_-]{22})$", out, re.MULTILINE)
    assert found is not None, out
    return found[1]


def test_from_nothing_to_a_first_team_lead(typed: Typed, tmp_path: Path) -> None:
    assert typed("team", "list") == (0, "no teams yet; make one: houvast team create NAME\n", "")
    made = typed("team", "create", "Team Zuid")
    assert made.status == 0
    assert "houvast team invite 'Team Zuid' --role team_lead" in made.out
    empty = typed("team", "members", "team zuid")
    assert empty.out == "nobody is in 'Team Zuid' yet; invite somebody: houvast team invite 'Team Zuid'\n"

    invited = typed("team", "invite", "TEAM ZUID", "--role", "team_lead")
    assert invited.status == 0
    code = code_in(invited.out)
    assert invited.out.splitlines() == [
        "invitation to 'Team Zuid' as team_lead, for one person, 7 days",
        f"code             {code}",
        f"start parameter  uitnodiging_{code}",
        f"send to the bot  /start uitnodiging_{code}",
    ]

    now = datetime.now(UTC)
    with open_database(settings_in(tmp_path)) as database:
        roster = RosterStore(database)
        lead = roster.redeem(code, "telegram:1", "Sanne Voorbeeld", now)
        assert lead.role is Role.TEAM_LEAD
        roster.set_profile(lead.team_id, lead.person, organisation="GI", expertise=["trauma", "lvb"])
        assert {row.actor for row in AuditLog(database).rows() if row.action != "join"} == {"operator"}

    listed = typed("team", "list").out.splitlines()
    assert listed[0].split() == ["team", "members", "team", "leads", "groups", "made"]
    assert listed[1].split()[:5] == ["Team", "Zuid", "1", "1", "0"]
    members = typed("team", "members", "Team Zuid").out.splitlines()
    assert members[0].split() == ["name", "role", "organisation", "expertise", "joined"]
    assert members[1].startswith("Sanne Voorbeeld  team_lead  GI            lvb, trauma  20")
    assert "telegram:1" not in "".join(members)


def test_an_invitation_for_several(typed: Typed, tmp_path: Path) -> None:
    typed("team", "create", "Zuid")
    done = typed("team", "invite", "Zuid", "--days", "1", "--uses", "3")
    assert done.out.startswith("invitation to 'Zuid' as professional, for 3 people, 1 day\n")
    with open_database(settings_in(tmp_path)) as database:
        roster, now = RosterStore(database), datetime.now(UTC)
        people = [roster.redeem(code_in(done.out), f"telegram:{number}", "", now) for number in range(3)]
    assert {person.role for person in people} == {Role.PROFESSIONAL}
    assert typed("team", "members", "Zuid").out.count("(no name)") == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["members", "Noord"], "There is no team 'Noord'. 'houvast team list' shows all teams."),
        (["invite", "Noord"], "There is no team 'Noord'. 'houvast team list' shows all teams."),
        (["create", "zuid"], "A team 'zuid' exists already. Choose another name, or use that team."),
        (["create", " "], "A team needs a name of 1 to 60 characters. Give another name."),
    ],
)
def test_a_mistake_is_one_line_and_status_2(typed: Typed, arguments: list[str], says: str) -> None:
    typed("team", "create", "Zuid")
    assert typed("team", *arguments) == (2, "", f"houvast: {says}\n")


@pytest.mark.parametrize("option", [["--days", "0"], ["--uses", "0"], ["--role", "boss"]])
def test_options_outside_their_range_are_refused(typed: Typed, option: list[str]) -> None:
    typed("team", "create", "Zuid")
    done = typed("team", "invite", "Zuid", *option)
    assert done.status == 2
    assert option[0] in done.err
