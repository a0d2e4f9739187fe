"""Local facts: what only the organisation itself knows, such as the number of its on-call colleague.

A sentence names a field, ``De achterwacht: {lokaal:achterwacht}.``; ``lokaal.yml`` of the content folder says which
fields there are, and the organisation fills them in. A sentence of which a field is empty is left out as a whole, so
that nobody ever reads half a sentence or the field itself. An entry keeps its markers in every version: what is shown
is the text of the version with its fields filled in (design rule 3).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from knowledge.entries.model import LOCAL_FIELD, Entry, Paragraph, Sentence
from knowledge.errors import EntryFormatError
from knowledge.yaml_text import read_yaml

LOCAL_FIELDS = "lokaal.yml"
"""The file with the fields, in the content folder; a folder without it has no fields."""
LONGEST_VALUE = 80
"""Characters of a value: *Kort* is measured as if every field held this many."""
FIELD_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_KEYS = {"label", "voorbeeld"}


@dataclass(frozen=True, slots=True)
class LocalField:
    """A fact that an organisation fills in.

    Attributes:
        id: Name in sentences and in ``organisation.local`` of the settings.
        label: What to fill in.
        example: An invented example.
    """

    id: str
    label: str
    example: str


def load_fields(folder: Path) -> dict[str, LocalField]:
    """Read the fields of a content folder.

    Args:
        folder: The content folder.

    Returns:
        The fields by id, in file order; none without a file.

    Raises:
        EntryFormatError: The file has another shape.
    """
    path = folder / LOCAL_FIELDS
    if not path.exists():
        return {}
    data = read_yaml(path, EntryFormatError)
    if not isinstance(data, dict):
        raise EntryFormatError(path, 1, "expected 'id:' with label and voorbeeld below it")
    return {str(name): _field(str(name), value, path) for name, value in data.items()}


def _field(name: str, data: object, path: Path) -> LocalField:
    if not re.fullmatch(FIELD_ID, name):
        raise EntryFormatError(path, 0, f"'{name}': an id has lower-case letters, digits and single hyphens")
    if not isinstance(data, dict) or set(data) != _KEYS or not all(isinstance(text, str) for text in data.values()):
        raise EntryFormatError(path, 0, f"'{name}': needs label and voorbeeld, both text, and nothing else")
    if len(data["voorbeeld"]) > LONGEST_VALUE:
        raise EntryFormatError(path, 0, f"'{name}': voorbeeld has at most {LONGEST_VALUE} characters, as a value has")
    return LocalField(name, data["label"], data["voorbeeld"])


def fields_of(entry: Entry) -> tuple[str, ...]:
    """Ids of the fields that an entry names, each once."""
    sentences = (sentence for part in (entry.short, entry.more) for block in part for sentence in block.sentences)
    return tuple(dict.fromkeys(field for sentence in sentences for field in LOCAL_FIELD.findall(sentence.text)))


def fill(entry: Entry, values: Mapping[str, str]) -> Entry:
    """The entry as readers see it.

    Args:
        entry: A version, with its markers.
        values: What the organisation filled in, by field; an empty value counts as not filled in.

    Returns:
        The same entry with its fields filled in, without the sentences of which a field is empty, and without the
        paragraphs of which nothing is left.
    """
    if not any(
        sentence.is_open for part in (entry.short, entry.more) for block in part for sentence in block.sentences
    ):
        return entry
    return replace(entry, short=_filled(entry.short, values), more=_filled(entry.more, values))


def _filled(paragraphs: tuple[Paragraph, ...], values: Mapping[str, str]) -> tuple[Paragraph, ...]:
    kept = (replace(block, sentences=_sentences(block.sentences, values)) for block in paragraphs)
    return tuple(block for block in kept if block.sentences)


def _sentences(sentences: tuple[Sentence, ...], values: Mapping[str, str]) -> tuple[Sentence, ...]:
    def value(field: re.Match[str]) -> str:
        return values.get(field[1], "").strip() or field[0]

    filled = (replace(sentence, text=LOCAL_FIELD.sub(value, sentence.text)) for sentence in sentences)
    return tuple(sentence for sentence in filled if not sentence.is_open)


def unknown_reason(name: str, known: Mapping[str, LocalField]) -> str:
    """One line about a value for a field that does not exist; names the nearest field."""
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"'{name}' is no field of {LOCAL_FIELDS}" + (f"; did you mean '{near[0]}'?" if near else "")
