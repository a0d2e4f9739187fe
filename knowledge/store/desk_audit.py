"""The audit log as the desk shows it: a page at a time, filtered, and by whom as far as that is known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import FILE_AUTHOR, OPERATOR
from knowledge.store.rows import AuditRow
from knowledge.store.values import to_json, to_object, to_text, to_time

_SEEN = """
    (:everything OR subject NOT LIKE 'team:%' OR substr(subject, 6) IN (SELECT value FROM json_each(:teams)))
    AND (:everything OR json_extract(details, '$.team') IS NULL
         OR json_extract(details, '$.team') IN (SELECT value FROM json_each(:teams)))
    AND (:everything OR subject NOT LIKE 'desk:%')
    AND (:action = '' OR action = :action)
    AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until)
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something, as far as they are still known.

    Attributes:
        person: Opaque id.
        role: A role of the roster, or `OPERATOR`, or `FILE_AUTHOR`.
        name: How colleagues see them; may be empty.
    """

    person: str
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class AuditChoice:
    """What is shown of the log.

    Attributes:
        teams: Acts that concern these teams, and acts that concern no team; None shows everything.
        action: Only this act; empty takes all.
        since: From this moment.
        until: Before this moment.
    """

    teams: Collection[str] | None = None
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


class DeskAudit:
    """Reads the log; nothing can change it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, choice: AuditChoice, offset: int, limit: int) -> tuple[list[AuditRow], int]:
        """Rows, newest first, and how many there are in all."""

        def query(sql: Sql) -> tuple[list[AuditRow], int]:
            values = _values(choice)
            total = sql.execute(f"SELECT COUNT(*) FROM audit WHERE {_SEEN}", values).fetchone()[0]  # noqa: S608
            found = sql.query(
                f"SELECT * FROM audit WHERE {_SEEN} ORDER BY id DESC LIMIT :limit OFFSET :offset",  # noqa: S608
                values | {"limit": limit, "offset": offset},
            )
            rows = [
                AuditRow(
                    audit_id=row["id"],
                    at=to_time(row["at"]),
                    actor=row["actor"],
                    action=row["action"],
                    subject=row["subject"],
                    details=to_object(row["details"]),
                )
                for row in found
            ]
            return rows, int(total)

        return self._database.read(query)

    def actions(self) -> list[str]:
        """Which acts the log knows."""
        return self._database.read(
            lambda sql: [name for (name,) in sql.execute("SELECT DISTINCT action FROM audit ORDER BY action")]
        )

    def actors(self, pseudonyms: Collection[str]) -> dict[str, Actor]:
        """Who is behind pseudonyms; who was forgotten or is in no team any more is not in it."""

        def query(sql: Sql) -> dict[str, Actor]:
            found = sql.execute(
                """
                SELECT p.pseudonym, p.person, m.role, m.display_name
                FROM pseudonym AS p JOIN team_member AS m ON m.person = p.person
                WHERE p.pseudonym IN (SELECT value FROM json_each(?))
                ORDER BY CASE m.role WHEN 'professional' THEN 0 WHEN 'trainer' THEN 1 WHEN 'team_lead' THEN 2 ELSE 3 END
                """,
                [to_json(sorted(set(pseudonyms)))],
            )
            people = {pseudonym: Actor(person, role, name) for pseudonym, person, role, name in found.fetchall()}
            own = {name: Actor(name, name) for name in (OPERATOR, FILE_AUTHOR) if name in pseudonyms}
            return people | own

        return self._database.read(query)


def _values(choice: AuditChoice) -> dict[str, object]:
    return {
        "everything": choice.teams is None,
        "teams": to_json(sorted(choice.teams or ())),
        "action": choice.action,
        "since": None if choice.since is None else to_text(choice.since),
        "until": None if choice.until is None else to_text(choice.until),
    }
