"""Write Moodle GIFT: what `gift_reader` reads back, and Moodle takes."""

import re
from collections.abc import Iterable

from knowledge.quiz.exchange.gift_model import GiftAnswer, GiftQuestion

_SIGNS = re.compile(r"[\\~=#{}:]")


def write_questions(questions: Iterable[GiftQuestion]) -> str:
    """A file of multiple-choice questions."""
    parts: list[str] = []
    category = ""
    for question in questions:
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: {_escape(category)}")
        parts.append(_question(question))
    return "\n\n".join(parts) + "\n" if parts else ""


def _question(question: GiftQuestion) -> str:
    tags = " ".join(_tag(key, value) for key, value in question.tags.items())
    lines = [f"// {tags}"] if tags else []
    title = f"::{_escape(question.title)}::" if question.title else ""
    # With a format in front, no text is taken for one, for a comment or for a category.
    lines.append(f"{title}[{question.format}]{_escape(question.text)} {{")
    lines += [f"\t{_answer(answer)}" for answer in question.answers]
    if question.general:
        lines.append(f"\t####{_marked(question.general)}")
    return "\n".join([*lines, "}"])


def _answer(answer: GiftAnswer) -> str:
    sign = {100.0: "=", 0.0: "~"}.get(answer.weight, f"~%{answer.weight:.10g}%")
    feedback = f"#{_marked(answer.feedback)}" if answer.feedback else ""
    return f"{sign}{_marked(answer.text)}{feedback}"


def _marked(text: str) -> str:
    """A text that would be read as a format or a weight gets a format in front."""
    return f"[plain]{_escape(text)}" if text.startswith(("[", "%")) else _escape(text)


def _escape(text: str) -> str:
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text).replace("\n", "\\n")


def _tag(key: str, value: str) -> str:
    content = (value if key == "id" else f"{key}:{value}").replace("]", "\\]")
    return f"[id:{content}]" if key == "id" else f"[tag:{content}]"
