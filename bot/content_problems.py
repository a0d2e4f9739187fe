"""What is wrong with the content that was read, one line each, for the operator."""

from collections.abc import Iterable

from knowledge.entries.loader import Content
from knowledge.entries.local import unknown_reason


def content_problems(content: Content, local: Iterable[str]) -> list[str]:
    """Entries that were refused, and local facts that no entry knows.

    Args:
        content: As read.
        local: Names of the local facts that the configuration fills in.
    """
    known = content.references.local
    unknown = [name for name in local if name not in known]
    return [
        *(f"content refused: {error}" for error in content.refused),
        *(f"organisation.local: {unknown_reason(name, known)}" for name in unknown),
    ]
