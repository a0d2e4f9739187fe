"""The whole table of who may do what, written out a second time: no cell changes unseen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.roster import INVITATION_PREFIX, PERMISSIONS, Action, Role, invitation_token, may

# Columns: nobody, professional, trainer, team lead, admin.
TABLE = """
ask                  x x x x x
see_team             . x x x x
edit_own_profile     . x x x x
leave_team           . x x x x
consult              . x x x x
practise             . x x x x
start_quiz           . . x . x
author_quiz          . . x x x
approve_quiz         . . x x x
see_mastery          . . x . x
invite               . . . x x
set_role             . . . x x
remove_member        . . . x x
edit_team            . . . x x
link_chat            . . . x x
curate               . . . x x
approve              . . . x x
take_offline         . . . x x
set_owner            . . . x x
answer_questions     . . . x x
see_usage            . . . x x
see_audit            . . . x x
teach_signals        . . . x x
switch_signals       . . . x x
use_desk             . . x x x
manage_installation  . . . . x
"""
COLUMNS = (None, Role.PROFESSIONAL, Role.TRAINER, Role.TEAM_LEAD, Role.ADMIN)
CELLS = [
    (role, Action(line.split()[0]), cell == "x")
    for line in TABLE.strip().splitlines()
    for role, cell in zip(COLUMNS, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("role", "action", "allowed"), CELLS)
def test_every_cell(role: Role | None, action: Action, allowed: bool) -> None:
    assert may(role, action) is allowed


def test_the_table_is_whole() -> None:
    assert {action for _, action, _ in CELLS} == set(Action)
    assert set(COLUMNS) == set(PERMISSIONS) == {None, *Role}
    assert len(CELLS) == len(Action) * len(PERMISSIONS)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        PERMISSIONS[Role.PROFESSIONAL] = frozenset(Action)  # type: ignore[index]


# Rows include columns.
ORDER = {
    Role.PROFESSIONAL: {Role.PROFESSIONAL},
    Role.TRAINER: {Role.PROFESSIONAL, Role.TRAINER},
    Role.TEAM_LEAD: {Role.PROFESSIONAL, Role.TEAM_LEAD},
    Role.ADMIN: set(Role),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("other", Role)
def test_order_of_roles(role: Role, other: Role) -> None:
    assert role.at_least(other) is (other in ORDER[role])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("other", Role)
def test_a_role_that_includes_another_may_do_all_it_may(role: Role, other: Role) -> None:
    assert role.at_least(other) is (PERMISSIONS[role] >= PERMISSIONS[other])


@given(st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True))
def test_an_invitation_fits_in_a_deep_link(code: str) -> None:
    token = invitation_token(code)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", token)
    assert token.removeprefix(INVITATION_PREFIX) == code
