"""Who may do what: the whole table, written out a second time."""

import re

import pytest

from knowledge.consultations import Act, Refusal, Status, refusal
from knowledge.consultations.errors import ConsultationError, ConsultationNotFound, ConsultationRefused
from knowledge.consultations.rules import ACT_OF_KIND, may_open
from knowledge.errors import KnowledgeError, StoreError
from knowledge.roster import Role

# Columns: who asked; a colleague; a trainer; a lead; a lead while who asked has left; an admin; no member.
# o: while open, c: when closed, x: always.
TABLE = """
read         x x x x x x .
think_along  . o o o o o .
reply        . o o o o o .
ask_back     . o o o o o .
answer       o . . . . . .
agenda       o o o o o o .
close        o . . . o . .
withdraw     o . . . . . .
post         o . . . . . .
mark_idea    . . . c c c .
"""
ASKER, COLLEAGUE = "p:asker", "p:colleague"
COLUMNS = (
    (ASKER, Role.PROFESSIONAL, False),
    (COLLEAGUE, Role.PROFESSIONAL, False),
    (COLLEAGUE, Role.TRAINER, False),
    (COLLEAGUE, Role.TEAM_LEAD, False),
    (COLLEAGUE, Role.TEAM_LEAD, True),
    (COLLEAGUE, Role.ADMIN, False),
    (COLLEAGUE, None, False),
)
WHEN = {"x": set(Status), "o": {Status.OPEN}, "c": {Status.CLOSED}, ".": set()}
CELLS = [
    (Act(line.split()[0]), *column, status, status in WHEN[mark])
    for line in TABLE.strip().splitlines()
    for column, mark in zip(COLUMNS, line.split()[1:], strict=True)
    for status in Status
]


@pytest.mark.parametrize(("act", "person", "role", "left", "status", "allowed"), CELLS)
def test_every_cell(make, act: Act, person: str, role: Role | None, left: bool, status: Status, allowed: bool) -> None:
    consultation = make(status=status, asker=None if left else ASKER)
    assert (refusal(act, consultation, person, role, asker_left=left) is None) is allowed


def test_the_table_is_whole() -> None:
    assert {act for act, *_ in CELLS} == set(Act)
    assert len(CELLS) == len(Act) * len(COLUMNS) * len(Status)


@pytest.mark.parametrize(
    ("act", "person", "role", "status", "reason"),
    [
        (Act.READ, ASKER, None, Status.OPEN, Refusal.NOT_A_MEMBER),
        (Act.REPLY, ASKER, Role.TEAM_LEAD, Status.OPEN, Refusal.OWN),
        (Act.ANSWER, COLLEAGUE, Role.ADMIN, Status.OPEN, Refusal.NOT_THE_ASKER),
        (Act.CLOSE, COLLEAGUE, Role.TEAM_LEAD, Status.OPEN, Refusal.NOT_THE_ASKER),
        (Act.WITHDRAW, ASKER, Role.PROFESSIONAL, Status.CLOSED, Refusal.NOT_OPEN),
        (Act.CLOSE, COLLEAGUE, Role.PROFESSIONAL, Status.WITHDRAWN, Refusal.NOT_OPEN),
        (Act.MARK_IDEA, ASKER, Role.TRAINER, Status.CLOSED, Refusal.NOT_A_LEAD),
        (Act.MARK_IDEA, ASKER, Role.TEAM_LEAD, Status.OPEN, Refusal.NOT_CLOSED),
    ],
)
def test_the_reason_says_what_to_do(
    make, act: Act, person: str, role: Role | None, status: Status, reason: Refusal
) -> None:
    assert refusal(act, make(status=status), person, role) is reason


def test_closing_for_who_left_is_for_leads_only(make) -> None:
    """An admin of the team includes that role, a trainer does not."""
    assert refusal(Act.CLOSE, make(asker=None), COLLEAGUE, Role.ADMIN, asker_left=True) is None
    assert refusal(Act.CLOSE, make(asker=None), COLLEAGUE, Role.TRAINER, asker_left=True) is Refusal.NOT_THE_ASKER


def test_any_member_may_open() -> None:
    assert all(may_open(role) for role in Role)
    assert not may_open(None)


def test_every_kind_is_an_act_of_its_own() -> None:
    assert len(set(ACT_OF_KIND.values())) == len(ACT_OF_KIND) == 4


def test_every_error_says_what_to_do_next() -> None:
    texts = [str(ConsultationRefused(reason)) for reason in Refusal] + [str(ConsultationNotFound(17))]
    assert len(set(texts)) == len(Refusal) + 1
    assert all(re.fullmatch(r".+[:.] .+\.", text) for text in texts)
    assert "17" in texts[-1]
    assert issubclass(ConsultationError, KnowledgeError)
    assert not issubclass(ConsultationError, StoreError)
