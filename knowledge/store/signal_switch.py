"""Which weights of the signals are in use; the last switch holds, in every process."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.roster.permissions import Action
from knowledge.signals.learning.errors import SwitchedMeanwhile
from knowledge.store.audit import record
from knowledge.store.connection import Sql
from knowledge.store.database import Database
from knowledge.store.pseudonyms import pseudonym_of
from knowledge.store.review_sql import require_anywhere
from knowledge.store.values import to_text, to_time


@dataclass(frozen=True, slots=True)
class Switch:
    """One act of switching.

    Attributes:
        number: Goes up with every switch; 0 until there was one.
        weights: Name of the fit in use; None for the shipped weights.
        at: When; None until there was one.
        by: Pseudonym; empty until there was one.
    """

    number: int
    weights: str | None
    at: datetime | None = None
    by: str = ""


NEVER = Switch(0, None)


class SignalSwitchStore:
    """Switches of weights. Right and audit are part of the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self) -> Switch:
        """The switch that holds."""
        return self._database.read(_current)

    def switch(self, weights: str | None, expected: int, by: str, now: datetime) -> Switch:
        """Puts weights in use.

        Args:
            weights: Name of a fit; None for the shipped weights.
            expected: Number of the switch that held when the weights were compared.
            by: Who.
            now: When.

        Raises:
            NotPermitted: If `by` may not.
            SwitchedMeanwhile: If somebody else switched since; compare again.
        """

        def work(sql: Sql) -> Switch:
            require_anywhere(sql, by, Action.SWITCH_SIGNALS)
            current = _current(sql)
            if current.number != expected:
                raise SwitchedMeanwhile
            if current.weights == weights:
                return current
            sql.execute(
                "INSERT INTO signal_switch (weights, at, switched_by) VALUES (?, ?, ?)",
                [weights, to_text(now), pseudonym_of(sql, by)],
            )
            record(sql, by, "switch_signals", "signals:weights", now, {"weights": weights})
            return _current(sql)

        return self._database.write(work)

    def note_learning(self, what: str, by: str, now: datetime) -> None:
        """Notes who starts a fit or a measurement, before it starts.

        Raises:
            NotPermitted: If `by` may not.
        """

        def work(sql: Sql) -> None:
            require_anywhere(sql, by, Action.TEACH_SIGNALS)
            record(sql, by, f"{what}_signals", "signals:weights", now)

        self._database.write(work)


def _current(sql: Sql) -> Switch:
    row = sql.execute("SELECT id, weights, at, switched_by FROM signal_switch ORDER BY id DESC LIMIT 1").fetchone()
    return NEVER if row is None else Switch(row[0], row[1], to_time(row[2]), row[3])
