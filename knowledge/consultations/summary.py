"""One page about a consultation for the meeting of the team, as Markdown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from knowledge.consultations.model import SCALE_TOP, Consultation, Contribution, ContributionKind, Status
from knowledge.reflection.rhythm import ZONE

_KEY = "consultation.summary"
_LINE_END = re.compile(r"\r\n|\r|\n")
# What starts emphasis, code, a link, a tag, an entity or a table cell.
_ANYWHERE = re.compile(r"[\\`*_<&|~]|\](?=[(:])")
# What makes a heading, list or quote of a line, or a heading of the line before it.
_AT_START = re.compile(r"(?=[#>+=-])|(?<=\d)(?=[.)])")
_STARTS = re.compile(r"[#>+=-]|\d{1,9}[.)](?:\s|$)")


class Words(Protocol):
    """Gives a text by key, as `Catalogue.text` does."""

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with its placeholders filled."""
        ...


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """The words that a summary needs.

    Attributes:
        text: Texts below `consultation.summary`.
        expertise: How an expertise is called, by id; an id that is not in it is shown as it is.
        day: Writes a date as people do.
    """

    text: Words
    expertise: Mapping[str, str]
    day: Callable[[date], str]

    def say(self, key: str, **values: object) -> str:
        """A text of the summary."""
        return self.text(f"{_KEY}.{key}", **values)


def summary(
    consultation: Consultation, contributions: Sequence[Contribution], words: SummaryWords, when: str = ""
) -> str:
    """A consultation on one page: number, facts, the three columns, the scale, and what is asked of whom.

    The columns are those of the Signs of Safety map (worries, what goes well, what has to happen). They stand
    below each other, because a table does not fit on a phone. A part without a text says so, since an empty
    column is what the team should see. No person is named.

    Args:
        consultation: With its texts.
        contributions: All that was added to it; they are counted, not quoted.
        words: The texts around it.
        when: When it is made, in words, for a page that leaves Houvast; empty leaves the line out.

    Returns:
        Markdown that ends in a line break. What people typed cannot change its structure.
    """
    say = words.say
    if consultation.emptied:
        return f"# {say('title', number=consultation.number)}\n\n{say('emptied')}\n"
    parts = [
        f"# {say('title', number=consultation.number)}",
        *([say("made", when=when)] if when else []),
        *_section(words, "facts", consultation.facts),
        *_section(words, "worries", consultation.worries),
        *_section(words, "strengths", consultation.strengths),
        *_section(words, "question", consultation.question),
        f"## {say('scale')}",
        _scale(consultation, words),
        *_section(words, "unknown", consultation.unknown),
        f"## {say('practical')}",
        "\n".join(f"- {line}" for line in practical(consultation, contributions, words)),
    ]
    if consultation.status is Status.CLOSED:
        parts += _section(words, "decided", consultation.decided)
        parts += _section(words, "learned", consultation.learned)
    return "\n\n".join(parts) + "\n"


def drawn_scale(scale: int) -> str:
    """The scale as a line of text with the given number between brackets; legible without colour or font.

    Example:
        `drawn_scale(4)` is `0 1 2 3 [4] 5 6 7 8 9 10`.
    """
    return " ".join(f"[{number}]" if number == scale else str(number) for number in range(SCALE_TOP + 1))


def literal(text: str) -> str:
    """Text as typed, written so that Markdown shows it as it is, line by line.

    Brackets stay plain, because redacted parts are written as `[naam]` and people may read the file as text.
    """
    lines = (" ".join(line.split()) for line in _LINE_END.split(text))
    return "\\\n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    shown = _ANYWHERE.sub(lambda found: f"\\{found.group()}", line)
    # A number that starts a list is escaped at its full stop, for a backslash before a digit would be shown.
    return _AT_START.sub(r"\\", shown, count=1) if _STARTS.match(shown) else shown


def _section(words: SummaryWords, key: str, text: str | None) -> tuple[str, str]:
    return f"## {words.say(key)}", literal(text or "") or words.say("nothing")


def _scale(consultation: Consultation, words: SummaryWords) -> str:
    if consultation.scale is None:
        return words.say("nothing")
    ends = f"{words.say('scale_low')} {words.say('scale_high')}"
    lines = [f"`{drawn_scale(consultation.scale)}`", ends]
    if reason := literal(consultation.scale_reason or ""):
        lines.append(words.say("scale_reason", reason=reason))
    return "\n\n".join(lines)


def practical(consultation: Consultation, contributions: Sequence[Contribution], words: SummaryWords) -> list[str]:
    """Whom it is asked of, since when, until when, and how many reacted; one sentence each."""

    def count(*kinds: ContributionKind) -> int:
        return sum(item.kind in kinds for item in contributions)

    names = [words.expertise.get(key, key) for key in consultation.expertise]
    due = consultation.due
    return [
        words.say("expertise", names=", ".join(names) or words.say("nobody_named")),
        words.say("asked_on", day=words.day(consultation.created_at.astimezone(ZONE).date())),
        words.say("due", day=words.day(due) if due else words.say("no_date")),
        words.say(
            "replies",
            think_along=count(ContributionKind.THINK_ALONG),
            replies=count(ContributionKind.REPLY),
            questions=count(ContributionKind.QUESTION),
        ),
    ]
