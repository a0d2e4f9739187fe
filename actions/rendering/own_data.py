"""What is kept about a person: a short message with a file that holds all of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from actions.house import Rows
from actions.rendering.own_rows import RowWords
from actions.vocabulary import Attachment, Block, BlockKind, Button, OutboundMessage
from knowledge.store.settings import RetentionSettings


@dataclass(frozen=True, slots=True)
class Kind:
    """Tables that one heading of the file covers.

    Attributes:
        name: Key of its texts.
        tables: In the order in which they are told.
        days: The setting that says how long rows stay; empty when they do not go by themselves.
    """

    name: str
    tables: tuple[str, ...]
    days: str = ""


KINDS = (
    Kind("unanswered_question", ("unanswered_question",), "question_days"),
    Kind("feedback", ("feedback",), "feedback_person_days"),
    Kind("team", ("team_member", "invitation", "audit_about")),
    Kind("consultation", ("consultation",), "consultation_days"),
    Kind("contribution", ("contribution",), "consultation_days"),
    Kind("quiz", ("quiz_answer", "quiz_participant"), "quiz_days"),
    Kind("practice", ("practice_plan", "practice_card", "practice_review"), "quiz_days"),
    Kind("conversation", ("conversation", "conversation_event"), "conversation_days"),
    Kind("outbox", ("outbox",), "outbox_days"),
    Kind("handled_update", ("handled_update",), "handled_days"),
    Kind("desk", ("desk_session", "desk_link")),
    Kind("owner", ("entry_owner",)),
    Kind(
        "acts",
        (
            *("pseudonym", "draft", "entry_version", "version_decision", "review_note"),
            *("resolved_question", "handled_feedback", "signal_sentence"),
            *("quiz_item", "quiz_item_decision", "quiz", "audit"),
        ),
    ),
)
OTHER = "other"
FORGET_ASKED = "/vergeetmij"
_UNCOUNTED = frozenset({"conversation_event", "pseudonym", "invitation", "audit_about"})
"""Tables whose rows are a part of what the other tables of their kind count."""


@dataclass(frozen=True, slots=True)
class OwnData:
    """Words what is kept about one person.

    Attributes:
        words: Words the rows.
        retention: How long they stay.
        now: When it is told, in any zone.
    """

    words: RowWords
    retention: RetentionSettings
    now: datetime

    def message(self, person: str, rows: Rows) -> OutboundMessage:
        """A summary with the file; works just as well when nothing is kept."""
        text = self.words.catalogue.text
        name = f"{text('own.file_name')}-{self.words.zone_of(self.now):%Y-%m-%d}.md"
        counts = self.counts({table: len(found) for table, found in rows.items()})
        counted = [text("own.count", title=title, count=count) for title, count in counts.items()]
        blocks = [
            Block(BlockKind.TITLE, text("own.title")),
            Block(BlockKind.TEXT, "\n".join(counted) or text("own.empty")),
            Block(BlockKind.TEXT, text("own.file_hint") if counted else text("own.not_here")),
        ]
        buttons = (Button(text("own.forget"), FORGET_ASKED, owner=True),) if counted else ()
        return OutboundMessage(tuple(blocks), buttons, Attachment(name, self.file(person, rows)))

    def file(self, person: str, rows: Rows) -> str:
        """Everything that is kept, as Markdown in plain Dutch."""
        text = self.words.catalogue.text
        when = self.words.when(self.now.isoformat())
        head = [f"# {text('own.title')}", text("own.made", when=when)]
        if not any(rows.values()):
            return _page([*head, text("own.empty"), text("own.not_here")])
        parts = [*head, text("own.known_as", person=person), text("own.not_here")]
        for kind in (*KINDS, _others(rows)):
            parts += self._chapter(kind, rows)
        return _page(parts)

    def counts(self, numbers: Mapping[str, int]) -> dict[str, int]:
        """Number of things by the title of their kind, from the number of rows by table; without zeros."""
        found: dict[str, int] = {}
        for kind in (*KINDS, _others(numbers)):
            present = [table for table in kind.tables if numbers.get(table)]
            counted = [table for table in present if table not in _UNCOUNTED] or present
            if counted:
                found[self._text(kind, "title")] = sum(numbers[table] for table in counted)
        return found

    def _chapter(self, kind: Kind, rows: Rows) -> list[str]:
        present = [table for table in kind.tables if rows.get(table)]
        if not present:
            return []
        text = self.words.catalogue.text
        lines = [f"- {line}" for table in present for line in self.words.lines(table, rows[table])]
        about = f"{text('own.why', why=self._text(kind, 'why'))}\n{text('own.kept', kept=self._kept(kind))}"
        return [f"## {self._text(kind, 'title')}", about, "\n".join(lines)]

    def _kept(self, kind: Kind) -> str:
        """How long rows of a kind stay: in its own words, or the plain number of days."""
        own, days = f"own.kinds.{kind.name}.kept", getattr(self.retention, kind.days) if kind.days else 0
        return self.words.catalogue.text(own if self.words.catalogue.has(own) else "own.days", days=days)

    def _text(self, kind: Kind, part: str) -> str:
        return self.words.catalogue.section(f"own.kinds.{kind.name}")[part]


def _others(tables: Iterable[str]) -> Kind:
    """The tables that no kind names, so that nothing is left out."""
    known = {table for kind in KINDS for table in kind.tables}
    return Kind(OTHER, tuple(table for table in tables if table not in known))


def _page(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"
