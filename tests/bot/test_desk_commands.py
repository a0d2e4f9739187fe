"""``houvast desk`` as the operator types it."""

import re
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.desk.errors import PortTaken
from bot.desk.serving import listen
from bot.opening import open_database
from knowledge.roster import Role
from knowledge.store import OPERATOR, DeskLinkStore, DeskSessionStore, RosterStore
from tests.bot.conftest import Typed
from tests.conftest import settings_in


def test_a_link_for_the_first_admin(typed: Typed, tmp_path: Path) -> None:
    done = typed("desk", "login-link", "--admin")
    assert done.status == 0
    found = re.fullmatch(r"http://127\.0\.0\.1:8080/inloggen/([A-Za-z0-9_-]{43})\n", done.out)
    assert found
    assert "10 minutes" in done.err
    with open_database(settings_in(tmp_path)) as database:
        assert DeskLinkStore(database).works(found[1], datetime.now(UTC))


def test_a_link_for_a_member_by_name(typed: Typed, tmp_path: Path) -> None:
    with open_database(settings_in(tmp_path)) as database:
        roster, now = RosterStore(database), datetime.now(UTC)
        team = roster.create_team("Zuid", now, actor=OPERATOR).team_id
        for person, name, role in (
            ("t:1", "Sanne", Role.TEAM_LEAD),
            ("t:2", "Bram", Role.TRAINER),
            ("t:3", "Bram", Role.TRAINER),
            ("t:4", "Koen", Role.PROFESSIONAL),
        ):
            roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, name, now)
    assert typed("desk", "login-link", "--person", "sanne").status == 0
    assert "2 members are called 'Bram'" in typed("desk", "login-link", "--person", "Bram").err
    assert "no member is called 'Els'" in typed("desk", "login-link", "--person", "Els").err
    refused = typed("desk", "login-link", "--person", "Koen")
    assert refused.status == 2
    assert "use_desk" in refused.err
    assert typed("desk", "login-link").status == 2


def test_sessions_are_listed_and_revoked(typed: Typed, tmp_path: Path) -> None:
    assert "nobody is signed in" in typed("desk", "sessions").out
    with open_database(settings_in(tmp_path)) as database:
        now = datetime.now(UTC)
        DeskSessionStore(database).spend(DeskLinkStore(database).offer_link(OPERATOR, now), now)
        reference = DeskSessionStore(database).sessions(now)[0].reference
    listed = typed("desk", "sessions").out.splitlines()
    assert listed[1].split()[:2] == [reference, "operator"]
    assert typed("desk", "sessions", "--revoke", reference).out == "ended 1 session\n"
    assert typed("desk", "sessions", "--revoke-all").status == 1


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"127\.0\.0\.1:{port} .*desk\.port"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(
    "address",
    ["http://beheer.voorbeeld.nl", "https://beheer.voorbeeld.nl/pad", "ftp://x", "https://a@b", "javascript:x"],
)
def test_an_address_that_is_not_safe(typed: Typed, tmp_path: Path, address: str) -> None:
    (tmp_path / "config.yml").write_text(f"desk:\n  public_url: '{address}'\n", encoding="utf-8")
    done = typed("desk", "sessions")
    assert done.status == 2
    assert "desk.public_url" in done.err


@pytest.mark.parametrize("address", ["https://beheer.voorbeeld.nl", "http://localhost:8080", ""])
def test_an_address_that_is(typed: Typed, tmp_path: Path, address: str) -> None:
    (tmp_path / "config.yml").write_text(f"paths: {{data: data}}\ndesk:\n  public_url: '{address}'\n", encoding="utf-8")
    expected = address or "http://127.0.0.1:8080"
    assert typed("desk", "login-link", "--admin").out.startswith(f"{expected}/inloggen/")
