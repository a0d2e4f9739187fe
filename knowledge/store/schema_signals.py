"""The tables of the signals: own sentences, and which weights are in use; a step after `schema_desk.py`, same rules."""

from knowledge.store.connection import Sql
from knowledge.store.schema import APPEND_ONLY
from knowledge.store.schema_desk import migrations

__all__ = ["migrations"]


@migrations()
def m014_signals(sql: Sql) -> None:
    """Sentences with who added and who decided; switches of weights, of which the last one holds."""
    sql.executescript(
        """
        -- `wording` is the text as rules and classifiers read it: the same words are one sentence.
        -- A sentence that was withdrawn keeps its row without its words.
        CREATE TABLE signal_sentence (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            subject TEXT NOT NULL CHECK (subject IN ('danger', 'reflex')),
            text TEXT NOT NULL,
            wording TEXT,
            label TEXT NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'turned_down', 'withdrawn')),
            proposed_at TEXT NOT NULL,
            proposed_by TEXT NOT NULL,
            decided_at TEXT,
            decided_by TEXT,
            CHECK ((state = 'proposed') = (decided_at IS NULL)),
            CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
            CHECK ((state = 'withdrawn') = (wording IS NULL AND text = ''))
        ) STRICT;
        CREATE UNIQUE INDEX signal_sentence_once ON signal_sentence (subject, wording)
            WHERE state IN ('proposed', 'accepted');
        CREATE INDEX signal_sentence_by_state ON signal_sentence (subject, state, id);

        -- Weights that are in use: the name of a fit, or none for the shipped ones. The id is the number that
        -- every process compares with the one it loaded.
        CREATE TABLE signal_switch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            weights TEXT,
            at TEXT NOT NULL,
            switched_by TEXT NOT NULL
        ) STRICT;
        """
    )
    sql.executescript(APPEND_ONLY.format(table="signal_switch", same="id = NEW.id"))
