"""Drills in words: what was typed, what the language check reads in it, and how it becomes concrete; pure functions."""

from collections.abc import Mapping, Sequence

from actions.rendering.practice import plain, with_buttons
from actions.rendering.wording import Checked, checked, marked
from actions.vocabulary import Block, BlockKind, Button, OutboundMessage
from knowledge.language.check import LanguageCheck
from knowledge.language.model import Finding, StatementKind
from knowledge.language.situations import Shape
from knowledge.messages.catalogue import Catalogue

CASES = ("one", "two", "three", "four", "five")
"""Invented cases in the catalogue, each with an example of a sentence."""
CHOICES: Mapping[str, StatementKind] = {
    "feit": StatementKind.FEIT,
    "interpretatie": StatementKind.INTERPRETATIE,
    "oordeel": StatementKind.OORDEEL,
}
"""What somebody may take a sentence for, as it is typed."""
_MOST = 3
"""Words that get a question in one go: a beginner can change no more at a time."""


def ask_sentence(catalogue: Catalogue) -> OutboundMessage:
    """Ask for a sentence from one's own work."""
    return plain("fact.ask", catalogue, Button(catalogue.text("practice.buttons.done"), "/oefen einde"))


def ask_kind(sentence: str, catalogue: Catalogue) -> OutboundMessage:
    """First the own choice, then the check: who sees the answer first does not think any more."""
    text = catalogue.text
    blocks = [
        Block(BlockKind.TEXT, text("practice.fact.sentence", text=" ".join(sentence.split()))),
        Block(BlockKind.TITLE, text("practice.fact.choose")),
        Block(BlockKind.TEXT, text("practice.fact.hint")),
    ]
    labels = ("fact", "interpretation", "judgement")
    buttons = [
        Button(text(f"practice.buttons.{label}"), f"/oefen vind {kind.value}")
        for label, kind in zip(labels, CHOICES.values(), strict=True)
    ]
    return with_buttons(blocks, buttons, catalogue)


def fact_feedback(
    chosen: StatementKind, sentence: str, language: LanguageCheck, catalogue: Catalogue
) -> OutboundMessage:
    """What was chosen next to what the check reads, with its marks and questions.

    Args:
        chosen: What somebody took the sentence for.
        sentence: Redacted.
        language: The check.
        catalogue: User texts.
    """
    text = catalogue.text
    statements = language.statements(sentence)
    read = tuple(dict.fromkeys(statement.kind for statement in statements)) or (language.kind(sentence),)
    names = ", ".join(text(f"practice.fact.reads.{kind.value}") for kind in read)
    key = "mixed" if len(read) > 1 else "same" if read == (chosen,) else "other"
    yours = text(f"practice.fact.reads.{chosen.value}")
    found = Checked(sentence, language.check(sentence), statements, language.concreteness(sentence), sends=False)
    reply = checked(found, catalogue, everything=True)
    blocks = [block for block in reply.blocks if block.kind is not BlockKind.CHOICES]
    buttons = [
        Button(text("practice.buttons.another_sentence"), "/oefen zin"),
        Button(text("practice.buttons.top3"), "/oefen top3"),
        Button(text("practice.buttons.done"), "/oefen einde"),
    ]
    verdict = Block(BlockKind.TEXT, text(f"practice.fact.{key}", yours=yours, read=names))
    return with_buttons([verdict, *blocks], buttons, catalogue)


def case(number: int, catalogue: Catalogue) -> OutboundMessage:
    """An invented case, and what to write about it.

    Args:
        number: From 1.
        catalogue: User texts.
    """
    text = catalogue.text
    blocks = [
        Block(BlockKind.TITLE, text("practice.top3.title", number=number)),
        Block(BlockKind.TEXT, text(f"practice.cases.{CASES[number - 1]}")),
        Block(BlockKind.TEXT, text("practice.top3.ask")),
    ]
    return with_buttons(blocks, _ways_on(number, catalogue), catalogue)


def example(number: int, catalogue: Catalogue) -> OutboundMessage:
    """A sentence that would do for a case."""
    text = catalogue.text
    blocks = [
        Block(BlockKind.TITLE, text("practice.top3.example_title")),
        Block(BlockKind.TEXT, text("practice.fact.sentence", text=text(f"practice.examples.{CASES[number - 1]}"))),
        Block(BlockKind.NOTICE, text("practice.top3.example_same")),
    ]
    return with_buttons(blocks, _ways_on(number, catalogue, shown=True), catalogue)


def top3_feedback(number: int, sentence: str, language: LanguageCheck, catalogue: Catalogue) -> OutboundMessage:
    """Whether it is a situation, what it says already, what may be added, and which words are not concrete.

    Args:
        number: Of the case, from 1.
        sentence: Redacted.
        language: The check.
        catalogue: User texts.
    """
    text = catalogue.text
    findings = language.check(sentence)
    shape, aspects = language.shape(sentence), language.concreteness(sentence)
    present = [check for check in aspects.checks if check.present]
    shown = " ".join(marked(sentence, 0, len(sentence), findings).split())
    blocks = [Block(BlockKind.TITLE, text("practice.top3.yours")), Block(BlockKind.TEXT, shown)]
    if shape is Shape.SITUATIE:
        blocks.append(Block(BlockKind.TEXT, text("practice.top3.is_situation")))
    else:
        blocks.append(Block(BlockKind.TITLE, text("top3.turned.title")))
        blocks.append(Block(BlockKind.TEXT, language.situations.questions[shape]))
    if present:
        named = [
            text("practice.top3.part", name=text(f"wording.aspects.{check.aspect.value}"), words=check.words)
            for check in present
        ]
        blocks.append(Block(BlockKind.TITLE, text("practice.top3.present")))
        blocks.append(Block(BlockKind.TEXT, "\n".join(named)))
    questions = [text("practice.top3.question", question=check.question) for check in aspects.missing]
    if questions:
        blocks.append(Block(BlockKind.TITLE, text("practice.top3.missing")))
        blocks.append(Block(BlockKind.REFLECTION, "\n".join(questions)))
    if findings:
        blocks.append(Block(BlockKind.TITLE, text("practice.top3.words_title")))
        blocks.append(Block(BlockKind.REFLECTION, _remarks(findings, catalogue)))
    if not questions and not findings and shape is Shape.SITUATIE:
        blocks.append(Block(BlockKind.TEXT, text("practice.top3.complete")))
    blocks.append(Block(BlockKind.NOTICE, text("practice.top3.again")))
    return with_buttons(blocks, _ways_on(number, catalogue), catalogue)


def _remarks(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    text = catalogue.text
    lines = [
        text(
            "wording.remark",
            number=number,
            words=text("wording.marked", words=" ".join(finding.words.split())),
            kind=text(f"wording.kinds.{finding.kind.value}"),
            question=finding.question,
        )
        for number, finding in enumerate(findings[:_MOST], start=1)
    ]
    return "\n".join(lines)


def _ways_on(number: int, catalogue: Catalogue, *, shown: bool = False) -> list[Button]:
    text = catalogue.text
    example_button = [] if shown else [Button(text("practice.buttons.example"), f"/oefen voorbeeld {number}")]
    return [
        *example_button,
        Button(text("practice.buttons.another_case"), f"/oefen top3 {number % len(CASES) + 1}"),
        Button(text("practice.buttons.done"), "/oefen einde"),
    ]
