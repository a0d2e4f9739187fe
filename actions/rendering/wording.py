"""The language check in words, readable without colour: marked words, what each sentence is, and questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.rendering.notices import choice_lines
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.language.model import Concreteness, Finding, FindingKind, Statement, StatementKind
from knowledge.messages.catalogue import Catalogue

FIRST = 5
"""Findings that are shown at once; the rest comes with a button."""
SHOWN = 60
"""Characters of a sentence that is named again above its question."""
_TELLING = (
    FindingKind.OORDEEL,
    FindingKind.INTERPRETATIE,
    FindingKind.ABSOLUUT,
    FindingKind.VAAG,
    FindingKind.HOREN_ZEGGEN,
    FindingKind.JARGON,
)
"""Kinds of findings, those first that change most about how a text is read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what the check found.

    Attributes:
        text: Redacted.
        findings: Words that can be made concrete, in order.
        statements: What each sentence is, in order.
        aspects: Which of the Top-3 questions it answers.
        sends: Whether it may be put before the team as it is.
    """

    text: str
    findings: Sequence[Finding]
    statements: Sequence[Statement]
    aspects: Concreteness
    sends: bool


@dataclass(frozen=True, slots=True)
class _Remark:
    start: int
    rank: int
    words: str
    kind: str
    question: str


def checked(found: Checked, catalogue: Catalogue, *, everything: bool = False) -> OutboundMessage:
    """The text back, sentence by sentence, and a question for each finding.

    Args:
        found: The text with its findings.
        catalogue: User texts.
        everything: Whether all findings are shown instead of the first :data:`FIRST`.
    """
    text = catalogue.text
    remarks = _remarks(found, catalogue)
    shown = remarks if everything else sorted(sorted(remarks, key=_rank)[:FIRST], key=_start)
    blocks = [
        Block(BlockKind.TITLE, text("wording.title")),
        Block(BlockKind.TEXT, "\n".join(_sentences(found, catalogue))),
    ]
    if remarks:
        lines = [
            text("wording.remark", number=number, words=one.words, kind=one.kind, question=one.question)
            for number, one in enumerate(shown, start=1)
        ]
        left = len(remarks) - len(shown)
        lines += [text("wording.more", count=left)] if left else []
        blocks += [
            Block(BlockKind.TITLE, text("wording.questions")),
            Block(BlockKind.REFLECTION, "\n".join(lines)),
        ]
    else:
        blocks.append(Block(BlockKind.TEXT, _nothing(found, catalogue)))
    blocks.append(Block(BlockKind.NOTICE, text("wording.help")))
    buttons = tuple(_buttons(found, len(remarks) - len(shown), catalogue))
    return OutboundMessage((*blocks, choice_lines(buttons, catalogue)), buttons)


def marked(text: str, start: int, end: int, findings: Sequence[Finding]) -> str:
    """A part of a text with each finding between « and ».

    Args:
        text: The whole text.
        start: First code point of the part.
        end: One past its last.
        findings: In order, none overlapping.
    """
    parts, place = [], start
    for finding in findings:
        if start <= finding.start and finding.end <= end:
            parts += [text[place : finding.start], "«", text[finding.start : finding.end], "»"]
            place = finding.end
    return "".join([*parts, text[place:end]])


def _sentences(found: Checked, catalogue: Catalogue) -> list[str]:
    """Each sentence with what it is; what stands after its last word, such as a full stop, belongs to it."""
    if not found.statements:
        return [" ".join(found.text.split())]
    ends = [statement.start for statement in found.statements[1:]] + [len(found.text)]
    return [
        catalogue.text(
            "wording.sentence",
            kind=catalogue.text(f"wording.statements.{statement.kind.value}"),
            text=" ".join(marked(found.text, statement.start, end, found.findings).split()),
        )
        for statement, end in zip(found.statements, ends, strict=True)
    ]


def _remarks(found: Checked, catalogue: Catalogue) -> list[_Remark]:
    """Findings, and sentences that need a question of their own: those in which no word shows what they are."""
    text = catalogue.text
    remarks: dict[tuple[str, str], _Remark] = {}
    for finding in found.findings:
        remark = _Remark(
            finding.start,
            _TELLING.index(finding.kind),
            text("wording.marked", words=" ".join(finding.words.split())),
            text(f"wording.kinds.{finding.kind.value}"),
            finding.question,
        )
        remarks.setdefault((finding.item, finding.question), remark)
    for statement in found.statements:
        inside = [one.kind for one in found.findings if statement.start <= one.start < statement.end]
        if statement.question and not any(kind.value == statement.kind.value for kind in inside):
            words = _short(found.text[statement.start : statement.end])
            kind = text(f"wording.statements.{statement.kind.value}").lower()
            telling = _TELLING.index(FindingKind(statement.kind.value))
            key = (str(statement.start), statement.question)
            named = text("wording.whole", words=words)
            remarks[key] = _Remark(statement.start, telling, named, kind, statement.question)
    return sorted(remarks.values(), key=_start)


def _nothing(found: Checked, catalogue: Catalogue) -> str:
    """What is good already; a question claims nothing, so there is nothing to make concrete."""
    text = catalogue.text
    kinds = {statement.kind for statement in found.statements}
    if kinds == {StatementKind.GEEN}:
        return text("wording.no_claim")
    present = [
        text("wording.aspect", name=text(f"wording.aspects.{check.aspect.value}"), words=check.words)
        for check in found.aspects.checks
        if check.present
    ]
    return "\n".join([text("wording.good"), *present])


def _buttons(found: Checked, left: int, catalogue: Catalogue) -> list[Button]:
    text = catalogue.text
    buttons = [Button(text("wording.buttons.all"), "/taalcheck_alles", owner=True)] if left else []
    if found.sends:
        buttons.append(Button(text("wording.buttons.team"), "/overleg taalcheck", owner=True, private=True))
    buttons.append(Button(text("wording.buttons.top3"), "/top3", owner=True, private=True))
    return buttons


def _rank(remark: _Remark) -> tuple[int, int]:
    return remark.rank, remark.start


def _start(remark: _Remark) -> int:
    return remark.start


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1].rstrip()}…"
