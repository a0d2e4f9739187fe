"""What the entry format says about a text, as a key of the catalogue: team leads read Dutch, the format speaks English.

The patterns follow the reasons in :mod:`knowledge.entries`; a test holds each of them against the real parser.
"""

import re

from knowledge.errors import EntryFormatError
from knowledge.review.model import DraftFile, Problem, Severity

OTHER = "format"
"""The key for a reason that no pattern knows."""

_QUOTED = r"'(?P<name>.*)'"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"start the file with a line '---'", "head_start"),
    (r"the front matter is not closed", "head_open"),
    (r"invalid YAML", "head_yaml"),
    (r"the front matter must be", "head_lines"),
    (r"unknown key '(?P<name>[^']*)'", "head_unknown"),
    (r"key '(?P<name>[^']*)' is missing", "head_missing"),
    (r".*vervalt_op must be later", "dates_order"),
    (r".*bel_eerst belongs to", "call_first"),
    (r".*a title has no local field|a question has no local field|braces hold a local field", "braces"),
    (r"section 'Kort' is missing or empty", "short_missing"),
    (r"'Kort' must start with a sentence", "short_field"),
    (r"'Kort' has (?P<count>\d+) characters; at most (?P<limit>\d+)", "short_long"),
    (r"unknown section '(?P<name>.*)'; allowed", "section_unknown"),
    (r"section '(?P<name>.*)' stands here twice", "section_twice"),
    (r"text outside a section", "section_none"),
    (r"source mark without a sentence", "mark_alone"),
    (r"unknown source mark (?P<name>\[.*\]); use", "mark_unknown"),
    (rf"sentence without a source mark(?: at the end)?: {_QUOTED}$", "mark_missing"),
    (rf"'Eerst begrijpen' holds questions only: {_QUOTED}$", "question_only"),
    (r"slug '.*' must equal the file name '(?P<name>.*)'", "slug_changed"),
    (r"an urgent entry has no 'Eerst begrijpen'", "urgent_questions"),
    (r"bronnen and marks differ: missing (?P<missing>.*); unused (?P<unused>.*)$", "sources_differ"),
    (r"unknown style \[(?P<name>.*)\]", "style_unknown"),
    (r"phrasing before any style", "style_missing"),
    (r"the same phrasing already stands on line (?P<line>\d+)", "phrasing_twice"),
    (r"'(?P<name>[^']*)': ", "head_value"),
)
_COMPILED = tuple((re.compile(pattern), key) for pattern, key in _PATTERNS)


def problem_of(error: EntryFormatError) -> Problem:
    """The problem behind an error of the format; always one that has to be solved."""
    file = DraftFile.ASKED if error.path.name.endswith(".vragen.txt") else DraftFile.ENTRY
    for pattern, key in _COMPILED:
        if found := pattern.match(error.reason):
            values = tuple((name, value) for name, value in found.groupdict().items() if value is not None)
            return Problem(file, error.line, Severity.ERROR, key, values, error.reason)
    return Problem(file, error.line, Severity.ERROR, OTHER, (("reason", error.reason),), error.reason)
