"""Every command of curating times every role: what the table of permissions says, and nothing else."""

import pytest

from actions.rasa.curate_base import CurateAction
from actions.registry import ACTIONS
from actions.steps import commands
from knowledge.roster.permissions import Action, may
from knowledge.roster.roles import Role
from tests.actions.curating.conftest import LOT, NOBODY, SAM, TOM, Desk

ROLES = {LOT: Role.TEAM_LEAD, SAM: Role.PROFESSIONAL, TOM: Role.TRAINER, NOBODY: None}
RIGHTS = {
    "beoordelen": Action.APPROVE,
    "beoordeel 999999": Action.APPROVE,
    "keurgoed 999999 ja": Action.APPROVE,
    "stuurterug 999999": Action.APPROVE,
    "nakijken 999999 ja": Action.APPROVE,
    "offline 999999": Action.TAKE_OFFLINE,
    "terugzetten 999999": Action.CURATE,
    "maakkaart": Action.CURATE,
}
REFUSED = "Dat kan alleen een teamleider."


def test_every_command_of_curating_is_in_the_table() -> None:
    actions = [made for made in ACTIONS if isinstance(made, type) and issubclass(made, CurateAction)]
    names = {made.name(made): made.right for made in actions}  # type: ignore[arg-type]
    ours = {name: names[action] for name, action in commands.ACTIONS.items() if action in names}
    assert {command.partition(" ")[0]: right for command, right in RIGHTS.items()} == ours
    assert len(names) == len(actions) == 6


@pytest.mark.parametrize("person", ROLES)
async def test_who_may(desk: Desk, person: str) -> None:
    for command, right in RIGHTS.items():
        refused = REFUSED in (await desk.say(f"/{command}", person=person)).text
        assert refused is not may(ROLES[person], right), command
