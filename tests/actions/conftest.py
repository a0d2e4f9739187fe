"""Fixtures of the actions: a team with its roster."""

import pytest

from bot.assembly import Assembly
from knowledge.roster.roles import Role
from knowledge.store import OPERATOR, RosterStore
from tests.actions.team_setup import LEAD, MILA, NOW, SAM, join


@pytest.fixture
def roster(assembly: Assembly) -> RosterStore:
    """The roster of the opened Houvast."""
    return RosterStore(assembly.database)


@pytest.fixture
def team(roster: RosterStore) -> str:
    """Team Noord with a lead and two colleagues; one has expertise."""
    noord = roster.create_team("Team Noord", NOW, actor=OPERATOR).team_id
    join(roster, noord, LEAD, "Lot", Role.TEAM_LEAD)
    join(roster, noord, MILA, "Mila", expertise=["gedragswetenschapper", "ambassadeur-signs-of-safety"])
    join(roster, noord, SAM, "Sam")
    return noord
