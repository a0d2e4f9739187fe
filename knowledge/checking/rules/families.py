"""Entries that bar a talk with the family first, and still suggest it (design rule 2).

The words are read clause by clause: who is asked to talk, phone or inform, followed within a few words by a member of
the family. A clause that denies it ("niet", "nooit") is fine, and so is asking Veilig Thuis how to do it.
"""

import re
from collections.abc import Iterator

from knowledge.checking.lines import of_key, of_text
from knowledge.checking.model import Base, EntryFile, Finding, Rule, Severity
from knowledge.checking.rules.references import FAMILY_TALK
from knowledge.entries.model import Entry

_FAMILY = (
    r"(?:(?:pleeg|stief|groot)?(?:ouders?|vader|moeder)|(?:ex-?)?partner|familie(?:lid|leden)?|gezin(?:slid|sleden)?"
    r"|verzorgers?|ex|echtgenoot|echtgenote|opa|oma|broers?|zus(?:sen)?|pleger)"
)
_NEAR = r"(?:(?:de|het|een|die|dit|dat|beide|alle|zijn|haar|hun|je|eigen|andere|hele)\s+){0,3}"
_NOT_OTHERS = r"(?!(?:veilig|thuis|politie|hoe|of|wie|wat|wanneer|waarom|deskundige|arts|vertrouwensarts|team)\b)"
_BETWEEN = rf"(?:{_NOT_OTHERS}[\w'’-]+\s+){{0,5}}?"
_SAY = (
    r"(?:bespreek|praat|overleg|spreek|vraag|vertel|deel|leg|ga|maak|plan|organiseer|neem|begin|start|voer|houd|zoek)"
)
_TELL = r"(?:informeer|bel|spreek|betrek|vertel|waarschuw|licht|nodig|hoor|vraag|confronteer|benader|bezoek|app|mail)"
_SUGGESTS = re.compile(
    rf"\b(?:{_SAY}\s+{_BETWEEN}(?:met|aan|bij|naar|tegen|voor)\s+{_NEAR}{_FAMILY}"
    rf"|{_TELL}\s+(?:(?:eerst|nu|dan|ook|direct|meteen|altijd)\s+){{0,2}}{_NEAR}{_FAMILY})\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(rf"[,;:.?!]|\b(?:maar|en|of)\b(?!\s+{_NEAR}{_FAMILY}\b)", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:niet|geen|nooit|nergens|zonder|niets)\b", re.IGNORECASE)


def suggests_family_talk(sentence: str) -> bool:
    """Whether a sentence asks its reader to talk to parents, partner or family."""
    for match in _SUGGESTS.finditer(sentence):
        before = [end.end() for end in _CLAUSE_END.finditer(sentence, 0, match.start())]
        after = _CLAUSE_END.search(sentence, match.end())
        clause = sentence[before[-1] if before else 0 : after.start() if after else len(sentence)]
        if not _DENIED.search(clause):
            return True
    return False


def family_first(base: Base) -> Iterator[Finding]:
    """Entries with ``niet_eerst_met_gezin`` whose text or related entries suggest talking to the family."""
    talk = base.content.references.family_talk
    for file in base.files:
        if not file.entry.not_family_first:
            continue
        for slug in file.entry.related:
            if slug in talk:
                message = f"verwant names '{slug}', which suggests a talk with the family ({FAMILY_TALK})"
                yield _violation(file, of_key(file, "verwant", slug), message)
        if file.entry.slug in talk:
            message = f"niet_eerst_met_gezin is true, but the entry stands in {FAMILY_TALK}"
            yield _violation(file, of_key(file, "niet_eerst_met_gezin"), message)
        for text in _texts(file.entry):
            if suggests_family_talk(text):
                message = f"niet_eerst_met_gezin is true, but this suggests a talk with the family: '{text}'"
                yield _violation(file, of_text(file, text), message)


def _violation(file: EntryFile, line: int, message: str) -> Finding:
    return Finding(file.path, line, Rule.FAMILY_FIRST, Severity.ERROR, message)


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.title
    for part in (entry.short, entry.more, entry.to_check):
        yield from (sentence.text for paragraph in part for sentence in paragraph.sentences)
    yield from entry.reflection
