"""Settings of the store: where it lives, how long it waits, how long personal rows stay."""

from dataclasses import dataclass, field, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """After how many whole days rows that say something about a person disappear.

    Each group of rows has its own number because each has its own purpose: a conversation is only needed
    while somebody talks, a question only until a team lead has read it.

    Attributes:
        conversation_days: Conversations and their events, counted from the last message.
        question_days: Redacted texts of unanswered and flagged questions, from the moment they were asked.
        feedback_person_days: Who gave feedback, and the note; the vote itself stays without a person.
        log_days: The log of answered questions and the bare votes; neither names a person.
        handled_days: Keys of handled updates. Telegram repeats an update for at most 24 hours
            (https://core.telegram.org/bots/api#getting-updates), so one day is the least that is safe.
        outbox_days: Messages sent or given up.
        consultation_days: Texts of consultations and who took part, from the moment they ended; open ones in
            which nothing happened for as long are withdrawn. What is left goes after `log_days`.
        reflection_days: What a team learned, and which questions it had; neither names a person.
        quiz_days: Who answered what in a quiz, from its end; what somebody practised, from their last answer. The
            totals of a quiz go after `log_days`.
    """

    conversation_days: int = 30
    question_days: int = 90
    feedback_person_days: int = 90
    log_days: int = 365
    handled_days: int = 30
    outbox_days: int = 14
    consultation_days: int = 90
    reflection_days: int = 365
    quiz_days: int = 180

    def __post_init__(self) -> None:
        wrong = [f"{item.name} is {getattr(self, item.name)}" for item in fields(self) if getattr(self, item.name) < 1]
        if wrong:
            raise ValueError(f"Retention is counted in whole days, at least 1: {', '.join(wrong)}.")


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """How to open the store.

    Attributes:
        path: The database file; SQLite keeps `-wal` and `-shm` files beside it, so the folder must be
            writable and on a local disk.
        busy_timeout_ms: How long a write waits for another process before it gives up, in milliseconds.
        retention: After how many days personal rows disappear.
    """

    path: Path = Path("data/houvast.sqlite3")
    busy_timeout_ms: int = 5000
    retention: RetentionSettings = field(default_factory=RetentionSettings)

    def __post_init__(self) -> None:
        if self.busy_timeout_ms < 0:
            raise ValueError(f"busy_timeout_ms is {self.busy_timeout_ms}; give 0 or more milliseconds.")
