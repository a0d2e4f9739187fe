"""The body of an entry file: sections, paragraphs, sentences and their marks."""

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.entries.local import LONGEST_VALUE
from knowledge.entries.model import BRACE, LOCAL_FIELD, Mark, Paragraph, Sentence
from knowledge.errors import EntryFormatError

SECTIONS = ("Kort", "Meer", "Eerst begrijpen", "Te controleren")
SHORT_LIMIT = 600
"""Characters *Kort* may hold without marks (design, "Reply anatomy")."""

_HEADING = re.compile(r"^#{1,3}\s+(?P<name>.+?)\s*$")
MARK = re.compile(r"\[(?P<body>algemeen|[A-Z]\d{2,3}(?:,\s*[A-Z]\d{2,3})*(?:\s+afgeleid)?)\]")
_BRACKET = re.compile(r"\[[^\]]*\]")
_SENTENCE_END = re.compile(r"[.!?][\"'’)]*\s+(?=[A-Z\"'‘(])")

Lines = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Body:
    """The parsed sections of one entry."""

    short: tuple[Paragraph, ...]
    more: tuple[Paragraph, ...]
    reflection: tuple[str, ...]
    to_check: tuple[Paragraph, ...]


def parse(lines: Lines, path: Path) -> Body:
    """Parse the lines below the head.

    Args:
        lines: ``(line number, text)`` pairs.
        path: Only for the error.

    Returns:
        The parsed body.

    Raises:
        EntryFormatError: Unknown, double or missing section; sentence without a mark; *Kort* too long;
            a reflection line that is no question.
    """
    found = sections(lines, path)
    if not any(text.strip() for _, text in found.get("Kort", [])):
        raise EntryFormatError(path, lines[0][0] if lines else 0, "section 'Kort' is missing or empty")
    short = _paragraphs(found["Kort"], path)
    line = found["Kort"][0][0]
    if short[0].sentences[0].is_open:
        raise EntryFormatError(
            path, line, "'Kort' must start with a sentence without a local field: it may be left out"
        )
    length = _longest(short)
    if length > SHORT_LIMIT:
        raise EntryFormatError(path, line, f"'Kort' has {length} characters; at most {SHORT_LIMIT}")
    return Body(
        short=short,
        more=_paragraphs(found.get("Meer", []), path),
        reflection=questions(found.get("Eerst begrijpen", []), path),
        to_check=_paragraphs(found.get("Te controleren", []), path),
    )


def _longest(paragraphs: tuple[Paragraph, ...]) -> int:
    """Characters of the shown text, with local fields as long as a value may be."""
    shown = " ".join(sentence.text for paragraph in paragraphs for sentence in paragraph.sentences)
    return len(LOCAL_FIELD.sub("x" * LONGEST_VALUE, shown))


def sections(lines: Lines, path: Path) -> dict[str, Lines]:
    """Group the lines by heading.

    Raises:
        EntryFormatError: Unknown or double section, or text outside one.
    """
    found: dict[str, Lines] = {}
    current: Lines | None = None
    for number, text in lines:
        if heading := _HEADING.match(text):
            name = heading["name"]
            if name not in SECTIONS:
                allowed = ", ".join(SECTIONS)
                raise EntryFormatError(path, number, f"unknown section '{name}'; allowed: {allowed}")
            if name in found:
                raise EntryFormatError(path, number, f"section '{name}' stands here twice")
            current = found.setdefault(name, [])
        elif current is not None:
            current.append((number, text))
        elif text.strip():
            raise EntryFormatError(path, number, "text outside a section; start with '## Kort'")
    return found


def blocks(lines: Lines) -> list[tuple[int, bool, str]]:
    """Wrapped lines joined to paragraphs and list items: ``(line, is list item, text)``."""
    made: list[tuple[int, bool, str]] = []
    open_block = False
    for number, raw in lines:
        text = raw.strip()
        if not text:
            open_block = False
        elif text.startswith(("- ", "* ")):
            made.append((number, True, text[2:].strip()))
            open_block = True
        elif open_block:
            start, bullet, before = made[-1]
            made[-1] = (start, bullet, f"{before} {text}")
        else:
            made.append((number, False, text))
            open_block = True
    return made


def _paragraphs(lines: Lines, path: Path) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(_sentences(text, number, path), bullet) for number, bullet, text in blocks(lines))


def _sentences(text: str, line: int, path: Path) -> tuple[Sentence, ...]:
    """Cut a block at its marks; every sentence must end in exactly one."""
    sentences: list[Sentence] = []
    position = 0
    for match in MARK.finditer(text):
        sentence = text[position : match.start()].strip()
        check_sentence(sentence, line, path)
        sentences.append(Sentence(sentence, mark_of(match["body"])))
        position = match.end()
    rest = text[position:].strip()
    if rest:
        raise EntryFormatError(path, line, f"sentence without a source mark at the end: '{_clip(rest)}'")
    return tuple(sentences)


def check_sentence(sentence: str, line: int, path: Path) -> None:
    """Hold one sentence, without its mark, against the format.

    Raises:
        EntryFormatError: It is empty, is more than one sentence, or has a bracket or a brace that means nothing.
    """
    if not sentence:
        raise EntryFormatError(path, line, "source mark without a sentence before it")
    if unknown := _BRACKET.search(sentence):
        raise EntryFormatError(path, line, f"unknown source mark {unknown[0]}; use [B17], [A00 afgeleid] or [algemeen]")
    if _SENTENCE_END.search(sentence):
        raise EntryFormatError(path, line, f"sentence without a source mark: '{_clip(sentence)}'")
    if BRACE.search(LOCAL_FIELD.sub("", sentence)):
        raise EntryFormatError(
            path, line, f"braces hold a local field, such as {{lokaal:achterwacht}}: '{_clip(sentence)}'"
        )


def mark_of(body: str) -> Mark:
    """The mark between the brackets, ``B17, B18 afgeleid`` or ``algemeen``."""
    if body == "algemeen":
        return Mark(())
    derived = body.endswith("afgeleid")
    ids = body.removesuffix("afgeleid").strip()
    return Mark(tuple(part.strip() for part in ids.split(",")), derived)


def questions(lines: Lines, path: Path) -> tuple[str, ...]:
    """The questions of *Eerst begrijpen*.

    Raises:
        EntryFormatError: A line is no question, or names a local field.
    """
    found = []
    for number, _, text in blocks(lines):
        if not text.endswith("?"):
            raise EntryFormatError(path, number, f"'Eerst begrijpen' holds questions only: '{_clip(text)}'")
        if BRACE.search(text):
            raise EntryFormatError(path, number, f"a question has no local field: '{_clip(text)}'")
        found.append(text)
    return tuple(found)


def _clip(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
