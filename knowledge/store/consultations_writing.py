"""Opening a consultation, adding to it and ending it; the rules are checked in the transaction of the act."""

from collections.abc import Sequence
from datetime import datetime

from knowledge.consultations.errors import ConsultationRefused
from knowledge.consultations.model import Consultation, Contribution, ContributionKind, Draft
from knowledge.consultations.rules import ACT_OF_KIND, Act, Refusal, may_open
from knowledge.store import consultation_sql
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.consultation_sql import Value, contribution_row, permit
from knowledge.store.database import Database
from knowledge.store.values import to_json, to_text

_TAP = ContributionKind.THINK_ALONG


class ConsultationWriting:
    """What people do with a consultation. Only what a lead does for others is in the audit log.

    Every text must be redacted; the store cannot tell. A key is unique per message, such as
    `telegram:update:812`, and holds no id of a person.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, draft: Draft, now: datetime, key: str) -> Consultation:
        """Puts a question before the team and gives it the next number of the team in the year of `now`.

        Returns:
            The new consultation, or the one that this key made before, as it is now.

        Raises:
            ConsultationRefused: If the asker is no member of a team at work.
        """

        def work(sql: Sql) -> Consultation:
            for known in consultation_sql.select(sql, "WHERE c.key = ?", [key]):
                return known
            if not may_open(consultation_sql.membership(sql, draft.team_id, draft.asker)):
                raise ConsultationRefused(Refusal.NOT_A_MEMBER)
            return _insert(sql, draft, now, key)

        return self._database.write(work)

    def contribute(
        self, consultation_id: int, person: str, kind: ContributionKind, text: str | None, now: datetime, key: str
    ) -> Contribution:
        """Adds to a consultation; the first reaction of a colleague stops the reminders.

        Args:
            consultation_id: To which one.
            person: Who adds.
            kind: What it is.
            text: Redacted; None for thinking along, which is a tap.
            now: When.
            key: Unique per message.

        Returns:
            The new contribution, or the one that this key made before. Whoever taps twice gets the first tap.

        Raises:
            ConsultationNotFound: If there is no such consultation (any more).
            ConsultationRefused: If it is not open, or the person may not do this.
            ValueError: If a text is missing, or there is one with a tap.
        """
        if (text is None) is not (kind is _TAP) or (text is not None and not text.strip()):
            raise ValueError(f"A contribution of kind {kind.value} {'has no' if kind is _TAP else 'needs a'} text.")

        def work(sql: Sql) -> Contribution:
            for row in sql.query("SELECT * FROM contribution WHERE key = ?", [key]):
                return contribution_row(row)
            permit(sql, ACT_OF_KIND[kind], consultation_sql.find(sql, consultation_id), person)
            if kind is _TAP:
                tapped = "SELECT * FROM contribution WHERE consultation = ? AND person = ? AND kind = ?"
                for row in sql.query(tapped, [consultation_id, person, kind.value]):
                    return contribution_row(row)
            if kind is not ContributionKind.ANSWER:
                sql.execute(
                    "UPDATE consultation SET first_reply_at = ? WHERE id = ? AND first_reply_at IS NULL",
                    [to_text(now), consultation_id],
                )
            inserted = sql.execute(
                "INSERT INTO contribution (key, consultation, person, kind, text, at) VALUES (?, ?, ?, ?, ?, ?)"
                " RETURNING id",
                [key, consultation_id, person, kind.value, text, to_text(now)],
            ).fetchone()
            return Contribution(inserted[0], consultation_id, person, kind, text, now, key)

        return self._database.write(work)

    def to_agenda(self, consultation_id: int, person: str, on: bool) -> Consultation:  # noqa: FBT001 - a state, not a mode
        """Puts an open consultation on the agenda of its team, or takes it off; any member may.

        Raises:
            ConsultationNotFound: If there is no such consultation (any more).
            ConsultationRefused: If it is not open, or the person is no member.
        """
        return self._act(Act.AGENDA, consultation_id, person, "on_agenda = ?", [int(on)])

    def close(
        self, consultation_id: int, person: str, decided: str | None, learned: str | None, now: datetime
    ) -> Consultation:
        """Ends a consultation with what came of it; a lead may do so, audited, when who asked has left.

        Args:
            consultation_id: Which one.
            person: Who closes.
            decided: What was decided, redacted.
            learned: What was learned, redacted.
            now: When.

        Raises:
            ConsultationNotFound: If there is no such consultation (any more).
            ConsultationRefused: If it is not open, or the person may not close it.
        """

        def work(sql: Sql) -> Consultation:
            assignments = "status = 'closed', closed_at = ?, decided = ?, learned = ?"
            values = [to_text(now), _filled(decided), _filled(learned)]
            closed = self._act(Act.CLOSE, consultation_id, person, assignments, values)
            if closed.asker != person:
                record(sql, person, "close_consultation", closed.subject, now, {"team": closed.team_id})
            return closed

        return self._database.write(work)

    def withdraw(self, consultation_id: int, person: str, now: datetime) -> Consultation:
        """Ends a consultation without an outcome and removes its texts at once; only who asked may.

        Its card in the outbox goes too. What tells the group is queued after this, in the same transaction.

        Raises:
            ConsultationNotFound: If there is no such consultation (any more).
            ConsultationRefused: If it is not open, or the person did not ask it.
        """

        def work(sql: Sql) -> Consultation:
            permit(sql, Act.WITHDRAW, consultation_sql.find(sql, consultation_id), person)
            consultation_sql.withdraw(sql, [consultation_id], now)
            return consultation_sql.find(sql, consultation_id)

        return self._database.write(work)

    def mark_idea(self, consultation_id: int, person: str, on: bool, now: datetime) -> Consultation:  # noqa: FBT001
        """Notes that a lead wants to turn what was learned into an entry, or not any more; audited.

        Raises:
            ConsultationNotFound: If there is no such consultation (any more).
            ConsultationRefused: If it is not closed, or the person is no lead of its team.
        """

        def work(sql: Sql) -> Consultation:
            before = consultation_sql.find(sql, consultation_id)
            marked = self._act(Act.MARK_IDEA, consultation_id, person, "idea = ?", [int(on)])
            if marked.idea is not before.idea:
                details = {"team": marked.team_id, "on": on}
                record(sql, person, "mark_idea", marked.subject, now, details)
            return marked

        return self._database.write(work)

    def _act(
        self, act: Act, consultation_id: int, person: str, assignments: str, values: Sequence[Value]
    ) -> Consultation:
        def work(sql: Sql) -> Consultation:
            permit(sql, act, consultation_sql.find(sql, consultation_id), person)
            return consultation_sql.change(sql, consultation_id, assignments, values)

        return self._database.write(work)


def _insert(sql: Sql, draft: Draft, now: datetime, key: str) -> Consultation:
    sequence = sql.execute(
        """
        INSERT INTO consultation_number (team, year, last) VALUES (?, ?, 1)
        ON CONFLICT (team, year) DO UPDATE SET last = last + 1 RETURNING last
        """,
        [draft.team_id, now.year],
    ).fetchone()[0]
    inserted = sql.execute(
        """
        INSERT INTO consultation
            (key, team, year, number, person, facts, worries, strengths, scale, scale_reason, unknown, question,
             expertise, due, origin_slug, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        [
            key,
            draft.team_id,
            now.year,
            sequence,
            draft.asker,
            draft.facts,
            _filled(draft.worries),
            _filled(draft.strengths),
            draft.scale,
            _filled(draft.scale_reason),
            _filled(draft.unknown),
            draft.question,
            to_json(sorted(set(draft.expertise))),
            None if draft.due is None else draft.due.isoformat(),
            draft.origin_slug,
            to_text(now),
        ],
    ).fetchone()
    return consultation_sql.find(sql, inserted[0])


def _filled(text: str | None) -> str | None:
    """A text, or None when there is nothing to read in it."""
    return text if text and text.strip() else None
