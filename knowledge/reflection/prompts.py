"""Read the curated reflection questions: seven principles, and what to ask about a goal."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.entries import body
from knowledge.entries.loader import CONTENT_FOLDER
from knowledge.entries.model import Paragraph
from knowledge.entries.references import References
from knowledge.errors import EntryFormatError, SignalDataError
from knowledge.reflection.errors import ReflectionDataError
from knowledge.reflection.model import Kind, Prompt
from knowledge.signals.wording.yaml_records import Record, read_records

FOLDER = "reflectie"
"""Folder of the questions inside the content folder."""
SEVEN = 7
"""The principles of a family-oriented approach (source A02)."""
FEWEST_QUESTIONS = 3
"""Per topic: with fewer, a team would read the same question again within half a year."""
LONGEST_QUESTION = 140
"""Characters of a question: one look on a phone."""
_YES_NO = {"ja": True, "nee": False}


@dataclass(frozen=True, slots=True)
class Topic:
    """A principle, or the goal.

    Attributes:
        id: Stable id.
        name: Short name, for a title.
        principle: In our own words, with its source.
        questions: Each one sentence, with its source.
        says_to_report: Whether the line comes along that slowing down does not stop reporting (design rule 2).
    """

    id: str
    name: str
    principle: Paragraph
    questions: tuple[Paragraph, ...]
    says_to_report: bool


@dataclass(frozen=True, slots=True)
class Prompts:
    """All curated questions.

    Attributes:
        principles: The seven, in order.
        goal: What to ask about the goal of a team.
    """

    principles: tuple[Topic, ...]
    goal: Topic

    def topic_of(self, prompt: Prompt) -> Topic | None:
        """The topic of a prompt; None for one about an entry, or about a topic that is gone."""
        if prompt.kind is Kind.GOAL:
            return self.goal
        if prompt.kind is Kind.ENTRY:
            return None
        return next((topic for topic in self.principles if topic.id == prompt.topic), None)


def load_prompts(content: Path, references: References) -> Prompts:
    """Read the questions of a content folder, or those that ship when it has none of its own.

    Args:
        content: The content folder.
        references: The sources that questions may name.

    Raises:
        ReflectionDataError: A file cannot be read or breaks the format; names file and line.
    """
    folder = content / FOLDER
    folder = folder if folder.is_dir() else CONTENT_FOLDER / FOLDER
    principles, goals = (_topics(folder / name, references) for name in ("werkprincipes.yml", "doel.yml"))
    if len(principles) != SEVEN:
        raise ReflectionDataError(folder / "werkprincipes.yml", 0, f"has {len(principles)} principles; give {SEVEN}")
    if len(goals) != 1:
        raise ReflectionDataError(folder / "doel.yml", 0, f"has {len(goals)} topics; give one")
    if not goals[0].says_to_report:
        raise ReflectionDataError(folder / "doel.yml", 0, "melden must be 'ja': a goal of 0 never stops reporting")
    return Prompts(tuple(principles), goals[0])


def _topics(path: Path, references: References) -> list[Topic]:
    try:
        records = read_records(path, texts=("id", "naam", "principe", "melden"), lists=("vragen",))
    except SignalDataError as error:
        raise ReflectionDataError(error.path, error.line, error.reason) from error
    topics: list[Topic] = []
    for record in records:
        topic = _topic(record, path, references)
        if topic.id in {known.id for known in topics}:
            raise ReflectionDataError(path, record.line, f"id '{topic.id}' stands here twice")
        topics.append(topic)
    return topics


def _topic(record: Record, path: Path, references: References) -> Topic:
    texts, name = record.texts, record.texts["id"]
    if texts["melden"] not in _YES_NO:
        raise ReflectionDataError(path, record.line, "melden must be 'ja' or 'nee'")
    try:
        Prompt.read(Kind.PRINCIPLE, f"{name}/0")
    except ValueError as error:
        raise ReflectionDataError(path, record.line, "id: lower-case letters, digits and single hyphens") from error
    written = record.lists["vragen"]
    if len(written) < FEWEST_QUESTIONS:
        raise ReflectionDataError(path, record.line, f"has {len(written)} questions; give at least {FEWEST_QUESTIONS}")
    questions = tuple(_sentence(text, record, path, references) for text in written)
    for question in questions:
        if not question.text.endswith("?"):
            raise ReflectionDataError(path, record.line, f"is no question: '{question.text}'")
        if len(question.text) > LONGEST_QUESTION:
            reason = f"'{question.text[:30]}...' has {len(question.text)} characters; at most {LONGEST_QUESTION}"
            raise ReflectionDataError(path, record.line, reason)
    if len(set(questions)) < len(questions):
        raise ReflectionDataError(path, record.line, "the same question stands here twice")
    principle = _sentence(texts["principe"], record, path, references)
    return Topic(name, texts["naam"], principle, questions, _YES_NO[texts["melden"]])


def _sentence(text: str, record: Record, path: Path, references: References) -> Paragraph:
    """A text with its mark, in the form that entries use, read by the parser of entries."""
    try:
        paragraphs = body.parse([(record.line, "## Kort"), (record.line, text)], path).short
    except EntryFormatError as error:
        raise ReflectionDataError(path, record.line, error.reason) from error
    for sentence in paragraphs[0].sentences:
        for source in sentence.mark.sources:
            if source not in references.sources:
                raise ReflectionDataError(path, record.line, f"source '{source}' is not in bronnen.yml")
    return paragraphs[0]
