"""Reading consultations."""

from knowledge.consultations.model import Consultation, Contribution
from knowledge.consultations.number import parse_number
from knowledge.consultations.rules import Act
from knowledge.store import consultation_sql
from knowledge.store.connection import Sql
from knowledge.store.database import Database


class ConsultationReading:
    """Finds consultations. Only `read_by` and `of_person` look at who reads; the rest is for a known team."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, consultation_id: int) -> Consultation:
        """A consultation, whoever reads: for jobs, and for what a channel shows to the team itself.

        Raises:
            ConsultationNotFound: If there is none with this id (any more).
        """
        return self._database.read(lambda sql: consultation_sql.find(sql, consultation_id))

    def read_by(self, consultation_id: int, person: str) -> Consultation:
        """A consultation for somebody who wants to see it.

        Raises:
            ConsultationNotFound: If there is none with this id (any more).
            ConsultationRefused: If the person is no member of its team.
        """
        return self.permitted(Act.READ, consultation_id, person)

    def permitted(self, act: Act, consultation_id: int, person: str) -> Consultation:
        """A consultation for somebody who wants to do something with it that the store has no part in.

        Raises:
            ConsultationNotFound: If there is none with this id (any more).
            ConsultationRefused: If the rules do not allow it.
        """

        def query(sql: Sql) -> Consultation:
            found = consultation_sql.find(sql, consultation_id)
            consultation_sql.permit(sql, act, found, person)
            return found

        return self._database.read(query)

    def numbered(self, team_id: str, number: str) -> Consultation | None:
        """The consultation of a team with a number such as `2026-014`; None when there is none."""
        parsed = parse_number(number)
        if parsed is None:
            return None
        found = self._select("WHERE c.team = ? AND c.year = ? AND c.number = ?", team_id, *parsed)
        return next(iter(found), None)

    def open_of(self, team_id: str) -> list[Consultation]:
        """What a team has open, oldest first."""
        return self._select("WHERE c.team = ? AND c.status = 'open' ORDER BY c.created_at, c.id", team_id)

    def agenda(self, team_id: str) -> list[Consultation]:
        """What a team wants to talk about in its meeting: open and on the agenda, oldest first."""
        where = "WHERE c.team = ? AND c.status = 'open' AND c.on_agenda = 1 ORDER BY c.created_at, c.id"
        return self._select(where, team_id)

    def of_person(self, person: str) -> list[Consultation]:
        """What somebody asked in the teams they are in, newest first."""
        rest = """
            JOIN team_member AS m ON m.team = c.team AND m.person = c.person
            JOIN team AS t ON t.id = c.team AND t.archived_at IS NULL
            WHERE c.person = ? ORDER BY c.created_at DESC, c.id DESC
            """
        return self._select(rest, person)

    def contributions(self, consultation_id: int) -> list[Contribution]:
        """What was added to a consultation, oldest first; ask `read_by` first who may see it."""

        def query(sql: Sql) -> list[Contribution]:
            found = sql.query("SELECT * FROM contribution WHERE consultation = ? ORDER BY id", [consultation_id])
            return list(map(consultation_sql.contribution_row, found))

        return self._database.read(query)

    def _select(self, rest: str, *values: str | int) -> list[Consultation]:
        return self._database.read(lambda sql: consultation_sql.select(sql, rest, values))
