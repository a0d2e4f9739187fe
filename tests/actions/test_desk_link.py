"""``/beheer``: a link for who has a desk, in private, and a clear no for anybody else."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.rasa.desk_link import ActionDeskLink
from actions.steps.commands import Command
from bot.assembly import Assembly
from knowledge.roster import Role
from knowledge.store import OPERATOR, DeskLinkStore, RosterStore
from tests.conftest import Say


@pytest.fixture
def lead(assembly: Assembly) -> str:
    roster, now = RosterStore(assembly.database), datetime.now(UTC)
    team = roster.create_team("Zuid", now, actor=OPERATOR).team_id
    for person, role in (("test:1", Role.TEAM_LEAD), ("test:2", Role.PROFESSIONAL)):
        roster.redeem(roster.invite(team, role, now, actor=OPERATOR), person, "Sanne", now)
    return "test:1"


async def test_without_an_address_it_says_so(say: Say, lead: str) -> None:
    reply = await say("/beheer")
    assert "nog geen webadres" in reply.messages[0].text


async def test_in_a_group_it_leads_to_the_private_chat(say: Say, lead: str) -> None:
    reply = await say("/beheer", private=False, chat="test:-100")
    assert "privéchat" in reply.messages[0].text
    assert "/inloggen/" not in reply.messages[0].text


def test_the_link_works_and_others_get_none(assembly: Assembly, lead: str) -> None:
    from actions.turn import State, Turn

    assert assembly.house is not None
    settings = replace(assembly.house.settings, desk_url="https://beheer.voorbeeld.nl")
    action = ActionDeskLink(replace(assembly.house, settings=settings))

    def told(person: str) -> str:
        turn = Turn("key", person, "/beheer", None, "none", None, (), 7, State())
        return action.message(Command("beheer"), turn).text  # type: ignore[union-attr]

    found = re.search(r"https://beheer\.voorbeeld\.nl/inloggen/([\w-]{43})", told(lead))
    assert found
    assert DeskLinkStore(assembly.database).works(found[1], datetime.now(UTC))
    for person in ("test:2", "test:9"):
        assert "voor teamleiders, trainers en beheerders" in told(person)
        assert "/inloggen/" not in told(person)
