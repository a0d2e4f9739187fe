"""What is wrong with an item, field by field, to tell its author before anything is kept.

The reader of files refuses the same things by line; here every problem is found at once, with a key of the catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.model import Entry, Status
from knowledge.quiz import limits
from knowledge.quiz.model import Item, Kind
from knowledge.quiz.parser import LONGEST_ID, MOST_STEPS, STORY_END, is_id


@dataclass(frozen=True, slots=True)
class ItemProblem:
    """One problem.

    Attributes:
        field: Key of the item format, such as ``vraag``.
        key: Key below ``quiz_item.problems`` in the catalogue.
        values: What that text names.
        detail: The same in the words of the format (English), for whoever maintains it.
    """

    field: str
    key: str
    values: tuple[tuple[str, object], ...] = ()
    detail: str = ""


def check_item(item: Item, entries: Mapping[str, Entry]) -> list[ItemProblem]:
    """Everything that keeps an item from being handed in.

    Args:
        item: As typed.
        entries: Published entries by slug.
    """
    return [*format_problems(item), *_binding(item, entries)]


def format_problems(item: Item) -> list[ItemProblem]:
    """What breaks the format, whatever the entries are."""
    return [*_names(item), *_texts(item), *_options(item), *_right(item), *_step(item)]


def _names(item: Item) -> list[ItemProblem]:
    wrong = [] if is_id(item.id) else [_problem("id", "name", most=LONGEST_ID)]
    if item.case is not None and not is_id(item.case):
        wrong.append(_problem("casus", "name", most=LONGEST_ID))
    return wrong


def _texts(item: Item) -> list[ItemProblem]:
    lengths = [
        ("vraag", item.question, limits.QUESTION_LENGTH),
        ("uitleg", item.explanation, limits.EXPLANATION_LENGTH),
    ]
    wrong = [problem for field, text, most in lengths for problem in _length(field, text, most)]
    if item.explanation.count("\n") > limits.EXPLANATION_LINE_FEEDS:
        wrong.append(_problem("uitleg", "lines", most=limits.EXPLANATION_LINE_FEEDS + 1))
    return wrong


def _length(field: str, text: str, most: int, **more: object) -> list[ItemProblem]:
    if not text.strip():
        return [_problem(field, "empty", **more)]
    found = limits.length(text)
    return [_problem(field, "long", found=found, most=most, **more)] if found > most else []


def _options(item: Item) -> list[ItemProblem]:
    wrong: list[ItemProblem] = []
    if not limits.FEWEST_OPTIONS <= len(item.options) <= limits.MOST_OPTIONS:
        fewest, most = limits.FEWEST_OPTIONS, limits.MOST_OPTIONS
        wrong.append(_problem("opties", "option_count", found=len(item.options), fewest=fewest, most=most))
    for number, option in enumerate(item.options, 1):
        key = "option_empty" if not option.strip() else "option_long"
        if _length("opties", option, limits.OPTION_LENGTH):
            found, most = limits.length(option), limits.OPTION_LENGTH
            wrong.append(_problem("opties", key, number=number, found=found, most=most))
    if len({option.strip().casefold() for option in item.options}) < len(item.options):
        wrong.append(_problem("opties", "option_double"))
    if item.feedback and len(item.feedback) != len(item.options):
        wrong.append(_problem("bij_opties", "feedback_count"))
    for number, text in enumerate(item.feedback, 1):
        if limits.length(text) > limits.FEEDBACK_LENGTH:
            found, most = limits.length(text), limits.FEEDBACK_LENGTH
            wrong.append(_problem("bij_opties", "option_long", number=number, found=found, most=most))
    return wrong


def _right(item: Item) -> list[ItemProblem]:
    right = len(set(item.correct))
    if right != len(item.correct) or not all(0 <= option < len(item.options) for option in item.correct):
        return [_problem("juist", "right_unknown")]
    if item.kind is Kind.SEVERAL:
        return [] if 2 <= right < len(item.options) else [_problem("juist", "right_several")]
    return [] if right == 1 else [_problem("juist", "right_one")]


def _step(item: Item) -> list[ItemProblem]:
    if item.case is None:
        return [_problem("stap", "step_alone")] if item.step or item.story else []
    if not 1 <= item.step <= MOST_STEPS:
        return [_problem("stap", "step", most=MOST_STEPS)]
    if item.step > 1:
        return [_problem("verhaal", "story_later")] if item.story else []
    if STORY_END in (line.strip() for line in item.story.split("\n")):
        return [_problem("verhaal", "story_end", sign=STORY_END)]
    return _length("verhaal", item.story, limits.STORY_LENGTH)


def _binding(item: Item, entries: Mapping[str, Entry]) -> list[ItemProblem]:
    entry = entries.get(item.entry)
    if entry is None or entry.status is not Status.PUBLISHED:
        return [_problem("kaart", "entry", slug=item.entry)]
    wrong = [] if entry.theme == item.theme else [_problem("kaart", "theme", slug=item.entry)]
    unknown = [source for source in item.mark.sources if source not in entry.sources]
    return [*wrong, *(_problem("bron", "source", source=source) for source in unknown)]


def _problem(field: str, key: str, **values: object) -> ItemProblem:
    told = ", ".join(f"{name} {value}" for name, value in values.items())
    return ItemProblem(field, key, tuple(values.items()), f"{field}: {key}{f' ({told})' if told else ''}")
