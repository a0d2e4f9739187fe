"""Sentences that team leads label: proposed by one, accepted by another, withdrawn by anyone who may."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from knowledge.roster.permissions import Action
from knowledge.signals.own.errors import OwnProposal, SentenceDecided, SentenceKnown, SentenceNotFound
from knowledge.signals.own.model import OwnSentence, State, Subject
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.review_sql import known_pseudonym, require_anywhere
from knowledge.store.values import to_optional_time, to_text, to_time


class SignalSentenceStore:
    """Own sentences. Right, four eyes and audit are part of the transaction of an act."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def propose(
        self, subject: Subject, text: str, wording: str, label: str, kind: str, by: str, now: datetime
    ) -> OwnSentence:
        """Adds a sentence that waits for somebody else.

        Args:
            subject: The signal it is an example of.
            text: Without personal data. The store cannot tell; it is kept until withdrawn.
            wording: The text in the plain form that rules and classifiers read.
            label: What it is.
            kind: Of the label.
            by: Who.
            now: When.

        Raises:
            NotPermitted: If `by` may not.
            SentenceKnown: If the same words wait or were accepted already.
        """

        def work(sql: Sql) -> OwnSentence:
            require_anywhere(sql, by, Action.TEACH_SIGNALS)
            made = sql.execute(
                """
                INSERT INTO signal_sentence (subject, text, wording, label, kind, state, proposed_at, proposed_by)
                VALUES (?, ?, ?, ?, ?, 'proposed', ?, ?) ON CONFLICT DO NOTHING RETURNING id
                """,
                [subject.value, text, wording, label, kind, to_text(now), pseudonym_of(sql, by)],
            ).fetchone()
            if made is None:
                raise SentenceKnown
            record(sql, by, "propose_sentence", f"sentence:{made[0]}", now)
            return _sentence(sql, made[0])

        return self._database.write(work)

    def accept(self, sentence_id: int, by: str, now: datetime) -> None:
        """Lets a sentence count from the next fit on.

        Raises:
            NotPermitted: If `by` may not.
            SentenceNotFound: If there is none.
            SentenceDecided: If somebody decided first.
            OwnProposal: If `by` added it.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, by, Action.TEACH_SIGNALS)
            found = _in_state(sql, sentence_id, State.PROPOSED)
            if known_pseudonym(sql, by) == found.proposed_by:
                raise OwnProposal(sentence_id)
            _decide(sql, found, State.ACCEPTED, "accept_sentence", by, now)

        self._database.write(work)

    def turn_down(self, sentence_id: int, by: str, now: datetime) -> None:
        """Says that a sentence is not to be learned. Who added it may do this too.

        Raises:
            NotPermitted: If `by` may not.
            SentenceNotFound: If there is none.
            SentenceDecided: If somebody decided first.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, by, Action.TEACH_SIGNALS)
            _decide(sql, _in_state(sql, sentence_id, State.PROPOSED), State.TURNED_DOWN, "turn_down_sentence", by, now)

        self._database.write(work)

    def withdraw(self, sentence_id: int, by: str, now: datetime) -> None:
        """Takes a sentence away, words included; weights that learned it keep it until the next fit.

        Raises:
            NotPermitted: If `by` may not.
            SentenceNotFound: If there is none.
            SentenceDecided: If it was withdrawn already.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, by, Action.TEACH_SIGNALS)
            found = _sentence(sql, sentence_id)
            if found.state is State.WITHDRAWN:
                raise SentenceDecided(sentence_id, found.state.value)
            _decide(sql, found, State.WITHDRAWN, "withdraw_sentence", by, now)

        self._database.write(work)

    def sentence(self, sentence_id: int) -> OwnSentence:
        """One sentence.

        Raises:
            SentenceNotFound: If there is none.
        """
        return self._database.read(lambda sql: _sentence(sql, sentence_id))

    def sentences(self, subject: Subject | None = None) -> list[OwnSentence]:
        """All that were not withdrawn: what waits first, then newest first."""

        def query(sql: Sql) -> list[OwnSentence]:
            rows = sql.query(
                """
                SELECT * FROM signal_sentence WHERE state <> 'withdrawn' AND (:subject IS NULL OR subject = :subject)
                ORDER BY state <> 'proposed', id DESC
                """,
                {"subject": subject.value if subject else None},
            )
            return [_row(row) for row in rows]

        return self._database.read(query)

    def accepted(self) -> list[OwnSentence]:
        """What the next fit learns, in the order in which it was added."""
        return sorted(
            (item for item in self.sentences() if item.state is State.ACCEPTED), key=lambda item: item.sentence_id
        )

    def known_as(self, person: str) -> str | None:
        """The pseudonym under which somebody added sentences; None when they did nothing yet."""
        return self._database.read(lambda sql: known_pseudonym(sql, person))

    def counts(self) -> Mapping[tuple[Subject, State], int]:
        """How many sentences there are, by subject and state."""
        statement = "SELECT subject, state, COUNT(*) FROM signal_sentence GROUP BY subject, state"

        def query(sql: Sql) -> Counter[tuple[Subject, State]]:
            return Counter({(Subject(one), State(two)): count for one, two, count in sql.execute(statement)})

        return self._database.read(query)


def _sentence(sql: Sql, sentence_id: int) -> OwnSentence:
    rows = sql.query("SELECT * FROM signal_sentence WHERE id = ?", [sentence_id])
    found = next(map(_row, rows), None)
    if found is None:
        raise SentenceNotFound(sentence_id)
    return found


def _in_state(sql: Sql, sentence_id: int, state: State) -> OwnSentence:
    found = _sentence(sql, sentence_id)
    if found.state is not state:
        raise SentenceDecided(sentence_id, found.state.value)
    return found


def _decide(sql: Sql, found: OwnSentence, state: State, act: str, by: str, now: datetime) -> None:
    sql.execute(
        """
        UPDATE signal_sentence SET state = :state, decided_at = :at, decided_by = :by,
            text = CASE WHEN :gone THEN '' ELSE text END, wording = CASE WHEN :gone THEN NULL ELSE wording END
        WHERE id = :id
        """,
        {
            "state": state.value,
            "at": to_text(now),
            "by": pseudonym_of(sql, by),
            "gone": state is State.WITHDRAWN,
            "id": found.sentence_id,
        },
    )
    record(sql, by, act, f"sentence:{found.sentence_id}", now)


def _row(row: dict[str, Any]) -> OwnSentence:
    return OwnSentence(
        sentence_id=row["id"],
        subject=Subject(row["subject"]),
        text=row["text"],
        label=row["label"],
        kind=row["kind"],
        state=State(row["state"]),
        proposed_at=to_time(row["proposed_at"]),
        proposed_by=row["proposed_by"],
        decided_at=to_optional_time(row["decided_at"]),
        decided_by=row["decided_by"],
    )
