"""What every contender gets: documents and questions, read once by the parent process."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.peers.nearness import resembling
from embeddings.documents import Document
from knowledge.entries.loader import CONTENT_FOLDER, load_content
from knowledge.search.query import Glossary, clean

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the document that answers it.

    Attributes:
        text: Prepared the same way for every contender.
        slug: Id of the document.
        style: How it is asked.
        near: Whether it looks like a phrasing of some document.
    """

    text: str
    slug: str
    style: str
    near: bool


@dataclass(frozen=True, slots=True)
class Material:
    """One comparison: a set of documents and the questions asked of it.

    Attributes:
        name: Short name, used in tables and file names.
        documents: What is searched, with phrasings.
        questions: Asked of every contender.
        ignored: Ids that compete but never count: signposts only say who to turn to.
    """

    name: str
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]
    ignored: frozenset[str] = frozenset()

    def without_phrasings(self) -> Self:
        """The same with titles and passages only."""
        bare = (Document(d.id, d.title, d.passages, ()) for d in self.documents)
        return type(self)(self.name, tuple(bare), self.questions, self.ignored)

    def save(self, file: Path) -> None:
        """Write for a child process.

        Raises:
            OSError: The disk refuses.
        """
        row = {
            "name": self.name,
            "documents": [asdict(document) for document in self.documents],
            "questions": [asdict(question) for question in self.questions],
            "ignored": sorted(self.ignored),
        }
        file.write_text(json.dumps(row), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read what :meth:`save` wrote.

        Raises:
            OSError: It cannot be read.
            ValueError: It is no JSON.
        """
        row = json.loads(file.read_text(encoding="utf-8"))
        documents = (_document(item) for item in row["documents"])
        questions = (Question(**item) for item in row["questions"])
        return cls(row["name"], tuple(documents), tuple(questions), frozenset(row["ignored"]))


def read_bench(folder: Path) -> Material:
    """A base of others: ``entries.jsonl`` (slug, title, body, questions) and ``queries.jsonl`` (text, slug, style).

    Raises:
        OSError: A file is missing.
        ValueError: A line is no JSON.
        KeyError: A line lacks a field.
    """
    documents = tuple(
        Document(row["slug"], row["title"], sentences(row["body"]), tuple(row["questions"]))
        for row in _rows(folder / "entries.jsonl")
    )
    return Material("bench", documents, _questions(folder / "queries.jsonl", documents, clean))


def read_own(questions: Path) -> Material:
    """The content that ships, with questions by others (text, slug, style); abbreviations are spelled out for all.

    Raises:
        OSError: The file of questions is missing.
        ValueError: A line is no JSON.
        KeyError: A line lacks a field.
    """
    entries = load_content().entries
    documents = tuple(
        Document(slug, entry.title, entry.passages, tuple(p.text for p in entry.phrasings))
        for slug, entry in sorted(entries.items())
    )
    signposts = frozenset(slug for slug, entry in entries.items() if entry.is_signpost)
    glossary = Glossary.load(CONTENT_FOLDER / "begrippen.yml")

    def prepared(text: str) -> str:
        return glossary.expand(clean(text))

    return Material("own", documents, _questions(questions, documents, prepared), signposts)


def sentences(body: str) -> tuple[str, ...]:
    """A running text as single sentences; rough, the same for every contender."""
    return tuple(part for part in _SENTENCE_END.split(body.strip()) if part)


def _questions(file: Path, documents: Iterable[Document], prepared: Callable[[str], str]) -> tuple[Question, ...]:
    rows = _rows(file)
    near = resembling([row["text"] for row in rows], (text for document in documents for text in document.phrasings))
    return tuple(
        Question(prepared(row["text"]), row["slug"], row["style"], alike) for row, alike in zip(rows, near, strict=True)
    )


def _rows(file: Path) -> list[dict[str, Any]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _document(row: Mapping[str, Any]) -> Document:
    return Document(row["id"], row["title"], tuple(row["passages"]), tuple(row["phrasings"]))
