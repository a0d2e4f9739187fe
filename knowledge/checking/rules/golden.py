"""Golden questions that cannot be used, or measure nothing."""

from collections.abc import Iterator

from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.entries.phrasings import plain
from knowledge.golden.loader import FILE, load_golden


def golden_questions(base: Base) -> Iterator[Finding]:
    """Lines of the file that are refused, and questions that are a phrasing too: those would always be found."""
    golden = load_golden(base.folder, {file.entry.slug for file in base.files})
    path = base.folder / FILE
    for error in golden.refused:
        yield Finding(path, error.line, Rule.GOLDEN, Severity.ERROR, error.reason)
    asked = {plain(phrasing.text): file for file in base.files for phrasing in file.entry.phrasings}
    for question in golden.questions:
        if file := asked.get(plain(question.text)):
            message = (
                f"this question is a phrasing of '{file.entry.slug}' as well, so it measures nothing; ask it otherwise"
            )
            yield Finding(path, question.line, Rule.GOLDEN, Severity.WARNING, message)
