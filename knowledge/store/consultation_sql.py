"""What the parts of `ConsultationStore` share; each function runs inside a read or write of the caller."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from knowledge.consultations.errors import ConsultationNotFound, ConsultationRefused
from knowledge.consultations.model import Consultation, Contribution, ContributionKind, Status, subject_of
from knowledge.consultations.rules import Act, refusal
from knowledge.roster.roles import Role
from knowledge.store.connection import Sql
from knowledge.store.values import to_optional_time, to_strings, to_text, to_time

EMPTIED = (
    "facts = '', worries = NULL, strengths = NULL, scale = NULL, scale_reason = NULL, unknown = NULL,"
    " question = '', due = NULL, decided = NULL, learned = NULL"
)
"""Assignments that remove everything from a consultation that says something about the case."""

Value = str | int | None


def find(sql: Sql, consultation_id: int) -> Consultation:
    """A consultation.

    Raises:
        ConsultationNotFound: If there is none with this id.
    """
    for row in sql.query("SELECT * FROM consultation WHERE id = ?", [consultation_id]):
        return consultation_row(row)
    raise ConsultationNotFound(consultation_id)


def select(sql: Sql, rest: str, values: Sequence[Value]) -> list[Consultation]:
    """Consultations; `rest` follows `SELECT c.* FROM consultation AS c`."""
    return [consultation_row(row) for row in sql.query(f"SELECT c.* FROM consultation AS c {rest}", list(values))]  # noqa: S608


def membership(sql: Sql, team: str, person: str) -> Role | None:
    """The role of somebody's own membership of a team at work; unlike `role_in`, an admin elsewhere has none."""
    row = sql.execute(
        """
        SELECT m.role FROM team_member AS m JOIN team AS t ON t.id = m.team
        WHERE m.team = ? AND m.person = ? AND t.archived_at IS NULL
        """,
        [team, person],
    ).fetchone()
    return None if row is None else Role(row[0])


def permit(sql: Sql, act: Act, consultation: Consultation, person: str) -> None:
    """Checks the rules for a person.

    Raises:
        ConsultationRefused: If they do not allow it.
    """
    team, asker = consultation.team_id, consultation.asker
    asker_left = asker is None or membership(sql, team, asker) is None
    refused = refusal(act, consultation, person, membership(sql, team, person), asker_left=asker_left)
    if refused is not None:
        raise ConsultationRefused(refused)


def change(sql: Sql, consultation_id: int, assignments: str, values: Sequence[Value]) -> Consultation:
    """Changes a consultation that is known to be there and returns it."""
    sql.execute(f"UPDATE consultation SET {assignments} WHERE id = ?", [*values, consultation_id])  # noqa: S608
    return find(sql, consultation_id)


def withdraw(sql: Sql, consultation_ids: Sequence[int], now: datetime) -> None:
    """Ends consultations without an outcome: their texts go, and those of what colleagues added."""
    for consultation_id in consultation_ids:
        change(sql, consultation_id, f"status = 'withdrawn', closed_at = ?, {EMPTIED}", [to_text(now)])
        silence(sql, consultation_id)


def withdraw_open_of(sql: Sql, person: str, now: datetime, team: str | None = None) -> None:
    """Withdraws what somebody has open, in one team or in all: they leave, so nobody would close it."""
    found = sql.execute(
        "SELECT id FROM consultation WHERE person = :person AND status = 'open' AND (:team IS NULL OR team = :team)",
        {"person": person, "team": team},
    )
    withdraw(sql, [consultation_id for (consultation_id,) in found.fetchall()], now)


def silence(sql: Sql, consultation_id: int) -> None:
    """Removes what colleagues wrote about a case whose own texts are gone, and the card that still waits.

    A card that was given up waits too: the operator could send it again. Among what waits may be the edit that
    reduces the card, so that is due once more.
    """
    sql.execute("UPDATE contribution SET text = NULL WHERE consultation = ?", [consultation_id])
    waiting = "DELETE FROM outbox WHERE subject = ? AND status IN ('queued', 'dead')"
    if sql.execute(waiting, [subject_of(consultation_id)]).rowcount:
        sql.execute("UPDATE consultation SET reduced_at = NULL WHERE id = ?", [consultation_id])


def consultation_row(row: dict[str, Any]) -> Consultation:
    """A row of `consultation`."""
    return Consultation(
        consultation_id=row["id"],
        team_id=row["team"],
        year=row["year"],
        sequence=row["number"],
        asker=row["person"],
        status=Status(row["status"]),
        facts=row["facts"],
        worries=row["worries"],
        strengths=row["strengths"],
        scale=row["scale"],
        scale_reason=row["scale_reason"],
        unknown=row["unknown"],
        question=row["question"],
        expertise=to_strings(row["expertise"]),
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        origin_slug=row["origin_slug"],
        on_agenda=bool(row["on_agenda"]),
        created_at=to_time(row["created_at"]),
        first_reply_at=to_optional_time(row["first_reply_at"]),
        reminded_at=to_optional_time(row["reminded_at"]),
        lead_told_at=to_optional_time(row["lead_told_at"]),
        closed_at=to_optional_time(row["closed_at"]),
        decided=row["decided"],
        learned=row["learned"],
        idea=bool(row["idea"]),
        reduced_at=to_optional_time(row["reduced_at"]),
    )


def contribution_row(row: dict[str, Any]) -> Contribution:
    """A row of `contribution`."""
    return Contribution(
        contribution_id=row["id"],
        consultation_id=row["consultation"],
        person=row["person"],
        kind=ContributionKind(row["kind"]),
        text=row["text"],
        at=to_time(row["at"]),
        key=row["key"],
    )
