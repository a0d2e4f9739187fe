"""Quiz items as Moodle GIFT.

What an item has and GIFT has not travels in Moodle's own way, as ``[id:...]`` and ``[tag:...]`` in a comment: these
come back from Moodle too. The story of a case stands before the question of its first step, with a line between.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from knowledge.entries.model import Status
from knowledge.quiz.checking import format_problems
from knowledge.quiz.exchange.gift_model import GiftAnswer, GiftKind, GiftQuestion
from knowledge.quiz.exchange.gift_reader import read_questions
from knowledge.quiz.exchange.gift_writer import write_questions
from knowledge.quiz.exchange.model import Defaults, Imported, LineProblem, Reason
from knowledge.quiz.exchange.plain import plain_text
from knowledge.quiz.marks import read_mark, write_mark
from knowledge.quiz.model import Item, Kind
from knowledge.quiz.parser import LONGEST_ID, STORY_END, is_id

_REASONS = {
    GiftKind.SHORT_ANSWER: Reason.SHORT_ANSWER,
    GiftKind.NUMERIC: Reason.NUMERIC,
    GiftKind.MATCHING: Reason.MATCHING,
    GiftKind.ESSAY: Reason.ESSAY,
    GiftKind.DESCRIPTION: Reason.DESCRIPTION,
    GiftKind.MISSING_WORD: Reason.MISSING_WORD,
    GiftKind.UNCLOSED: Reason.UNCLOSED,
    GiftKind.WEIGHT: Reason.WEIGHT,
}
"""Why a question of a kind is passed over."""


def write_gift(items: Iterable[Item]) -> str:
    """A GIFT file of items; its category is the theme."""
    return write_questions(map(_question, items))


def read_gift(text: str, defaults: Defaults) -> Imported:
    """Read a GIFT file; what cannot become an item is told by line, and the rest is read.

    Args:
        text: The file.
        defaults: What questions that we did not write do not say.
    """
    items: dict[str, Item] = {}
    problems: list[LineProblem] = []
    for question in read_questions(text):
        if question.kind in _REASONS:
            problems.append(LineProblem(question.line, _REASONS[question.kind]))
            continue
        try:
            item = _item(question, defaults)
        except ValueError as error:
            problems.append(LineProblem(question.line, Reason.INVALID, str(error)))
            continue
        item = replace(item, id=_free(item.id, items))
        if wrong := format_problems(item):
            problems.append(LineProblem(question.line, Reason.INVALID, "; ".join(one.detail for one in wrong)))
            continue
        items[item.id] = item
        if _partial(question):
            problems.append(LineProblem(question.line, Reason.WEIGHTS_LOST, skipped=False))
    return Imported(tuple(items.values()), tuple(problems))


def _question(item: Item) -> GiftQuestion:
    share = 100.0 if len(item.correct) == 1 else round(100 / len(item.correct), 5)
    feedback = item.feedback or ("",) * len(item.options)
    answers = tuple(
        GiftAnswer(option, share if place in item.correct else 0.0, said)
        for place, (option, said) in enumerate(zip(item.options, feedback, strict=True))
    )
    tags = {"id": item.id, "soort": item.kind.value, "kaart": item.entry, "bron": write_mark(item.mark)}
    tags["status"] = item.status.value
    if item.case is not None:
        tags |= {"casus": item.case, "stap": str(item.step)}
    text = f"{item.story}\n{STORY_END}\n{item.question}" if item.story else item.question
    return GiftQuestion(
        0, GiftKind.CHOICE, text, item.id, "plain", answers, item.explanation, category=item.theme, tags=tags
    )


def _item(question: GiftQuestion, defaults: Defaults) -> Item:
    """The item of a choice or of true/false.

    Raises:
        ValueError: A tag of ours has a value that is none.
    """
    tags = question.tags
    show = plain_text if question.format == "html" else str
    answers = question.answers
    if question.kind is GiftKind.TRUE_FALSE:
        labels = (defaults.true_label, defaults.false_label)
        answers = tuple(replace(answer, text=label) for answer, label in zip(answers, labels, strict=True))
    correct = tuple(place for place, answer in enumerate(answers) if answer.weight > 0)
    kind = Kind(tags["soort"]) if "soort" in tags else Kind.SEVERAL if len(correct) > 1 else Kind.CHOICE
    story, asked = _story(question.text, tags)
    feedback = tuple(show(answer.feedback) for answer in answers)
    explanation = show(question.general) or next((feedback[place] for place in correct if feedback[place]), "")
    return Item(
        id=_name(question),
        kind=kind,
        question=show(asked),
        options=tuple(show(answer.text) for answer in answers),
        correct=correct,
        explanation=explanation,
        theme=question.category if "kaart" in tags and question.category else defaults.theme,
        entry=tags.get("kaart", defaults.entry),
        mark=read_mark(tags["bron"]) if "bron" in tags else defaults.mark,
        status=Status(tags["status"]) if "status" in tags else defaults.status,
        feedback=feedback if any(feedback) else (),
        case=tags.get("casus"),
        step=int(tags.get("stap", "0")),
        story=story,
    )


def _story(text: str, tags: dict[str, str]) -> tuple[str, str]:
    story, line, asked = text.partition(f"\n{STORY_END}\n")
    return (story, asked) if line and tags.get("stap") == "1" else ("", text)


def _name(question: GiftQuestion) -> str:
    known = question.tags.get("id", "")
    if is_id(known):
        return known
    return _slug(question.title or (plain_text(question.text) if question.format == "html" else question.text))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[: LONGEST_ID - 4].strip("-") or "vraag"


def _free(name: str, taken: Iterable[str]) -> str:
    """A name that no other question of the file has."""
    known, number, free = set(taken), 2, name
    while free in known:
        free, number = f"{name[: LONGEST_ID - 4]}-{number}", number + 1
    return free


def _partial(question: GiftQuestion) -> bool:
    """Whether weights say more than right and wrong."""
    right = [answer.weight for answer in question.answers if answer.weight > 0]
    whole = right and abs(sum(right) - 100) < 1 and max(right) - min(right) < 1
    return not whole and set(right) != {100.0}
