"""One conversation turn as the action sees it: redacted text, what was signalled, and the state so far.

State travels as Rasa slots, so that any tracker store keeps it and a restart loses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from actions.forms.slots import SLOTS as FORM_SLOTS
from actions.forms.top3.slots import SLOTS as TOP3_SLOTS
from actions.practice.session import SLOT as PRACTICE_SLOT
from actions.vocabulary import Decision, ScoredEntry

PENDING = "pending"
LAST_ENTRIES = "last_entries"
SLOTS = (PENDING, LAST_ENTRIES, *FORM_SLOTS, *TOP3_SLOTS, PRACTICE_SLOT)
FORGET = "forget"
"""Kind of :class:`Pending`: "weet je het zeker?" before somebody's data is removed."""
ORGANISATION = "organisation"
"""Kind of :class:`Pending`: "bij welke organisatie werk je?"."""
WORDING = "wording"
"""Kind of :class:`Pending`: the text for the language check."""
CONSULT = "consult"
"""Kind of :class:`Pending`: a text about a consultation; :attr:`Pending.then` says which."""
QUIZ = "quiz"
"""Kind of :class:`Pending`: a nickname for the quiz whose number is in :attr:`Pending.then`."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What the bot waits for.

    Attributes:
        kind: ``danger_check``, ``choice``, :data:`FORGET`, :data:`ORGANISATION`, :data:`WORDING`, :data:`CONSULT`
            or :data:`QUIZ`.
        question: The redacted question that waits (check question and choices).
        options: Slugs offered.
        danger_kind: Kind of danger suspected.
        version: Entry version a remark will belong to.
        asked: How often it was asked.
        then: What the text that waits is for, such as ``ask_back 17``; empty for a question.
        personal_data: Types that were left out of the text that waits.
    """

    kind: str
    question: str = ""
    options: tuple[str, ...] = ()
    danger_kind: str | None = None
    version: int | None = None
    asked: int = 1
    then: str = ""
    personal_data: tuple[str, ...] = ()

    def again(self) -> Self:
        """The same, asked once more."""
        return replace(self, asked=self.asked + 1)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "kind": self.kind,
            "question": self.question,
            "options": list(self.options),
            "danger_kind": self.danger_kind,
            "version": self.version,
            "asked": self.asked,
            "then": self.then,
            "personal_data": list(self.personal_data),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Rebuild from :meth:`to_json`."""
        return cls(
            data["kind"],
            data["question"],
            tuple(data["options"]),
            data["danger_kind"],
            data["version"],
            data["asked"],
            # Kept by an earlier release, which had neither.
            data.get("then", ""),
            tuple(data.get("personal_data", ())),
        )


@dataclass(frozen=True, slots=True)
class State:
    """What a conversation remembers between turns: slugs and scores, and a question only while it waits."""

    pending: Pending | None = None
    last_entries: tuple[ScoredEntry, ...] = ()

    def after(self, decision: Decision, pending: Pending | None) -> Self:
        """The state after a decision."""
        return replace(self, pending=pending, last_entries=decision.entries or self.last_entries)

    def to_slots(self) -> dict[str, Any]:
        """As Rasa slot values."""
        return {
            PENDING: self.pending.to_json() if self.pending else None,
            LAST_ENTRIES: [[entry.slug, entry.score] for entry in self.last_entries],
        }

    @classmethod
    def from_slots(cls, slots: dict[str, Any]) -> Self:
        """Rebuild from slot values; unknown slots are somebody else's."""
        pending = slots.get(PENDING)
        return cls(
            Pending.from_json(pending) if pending else None,
            tuple(ScoredEntry(slug, score) for slug, score in slots.get(LAST_ENTRIES) or ()),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A message after danger and redaction.

    Attributes:
        key: Unique key of the message.
        person: Opaque id of the sender.
        text: The redacted text.
        payload: What a pressed button carries.
        danger: ``grey`` or ``none``; an acute message normally never gets here.
        danger_kind: Kind of danger suspected.
        personal_data: Types that were redacted, in order of appearance, without doubles.
        length: Characters of the original message.
        state: The conversation so far.
        check_answer: A typed answer to the check question, read before redaction.
        after_danger: The danger card came a short while ago in this conversation.
        private: False in a group.
        chat: Opaque id of the chat; empty when the channel has no chats.
        media: What came along that cannot be read.
        deletable: Reference with which the channel can delete the message.
        replied_to: The channel's id of the bot's message that is answered.
        name: What the sender is called in the channel; for the roster only.
        quoted: The redacted text of the message that is answered, when a command asks for it.
        quoted_data: Types that were left out of it.
        form: Name of the form somebody is in, if any.
        slots: Every slot, for the consultation form.
    """

    key: str
    person: str
    text: str
    payload: str | None
    danger: str
    danger_kind: str | None
    personal_data: tuple[str, ...]
    length: int
    state: State
    check_answer: str | None = None
    after_danger: bool = False
    private: bool = True
    chat: str = ""
    media: str | None = None
    deletable: str | None = None
    replied_to: str | None = None
    name: str = ""
    quoted: str = ""
    quoted_data: tuple[str, ...] = ()
    form: str | None = None
    slots: Mapping[str, Any] = field(default_factory=dict)
