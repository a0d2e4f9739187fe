"""Phrasings that two entries share: search cannot tell which of them is meant."""

from collections.abc import Iterator

from knowledge.checking.lines import of_phrasing
from knowledge.checking.model import Base, EntryFile, Finding, Rule, Severity
from knowledge.entries.phrasings import plain


def shared_phrasings(base: Base) -> Iterator[Finding]:
    """Phrasings that stand with an earlier entry too; capitals and punctuation do not count."""
    first: dict[str, tuple[EntryFile, str]] = {}
    for file in base.files:
        for phrasing in file.entry.phrasings:
            key = plain(phrasing.text)
            other, text = first.setdefault(key, (file, phrasing.text))
            if key and other is not file:
                where = f"{other.entry.theme}/{other.asked_path.name}:{of_phrasing(other, text)}"
                line = of_phrasing(file, phrasing.text)
                message = f"'{phrasing.text}' also stands in {where}; keep it with the entry that it fits best"
                yield Finding(file.asked_path, line, Rule.SHARED_PHRASING, Severity.ERROR, message)
