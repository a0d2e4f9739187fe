"""The YAML head of an entry file: typed, complete and with an error that names the line."""

import re
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from knowledge.entries.model import BRACE, Status, Urgency
from knowledge.errors import EntryFormatError
from knowledge.yaml_text import load_yaml

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2,3}$")]

CallFirst = Literal["112", "veilig-thuis", "113", "csg", "politie", "huisarts"]
"""Who may be called first: the keys of ``numbers`` in the message catalogue."""


class FrontMatter(BaseModel):
    """The keys of the head, in Dutch because curators read and write them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Slug
    titel: str = Field(min_length=3, max_length=120)
    thema: Slug
    status: Status
    urgentie: Urgency
    bel_eerst: tuple[CallFirst, ...] = ()
    niet_eerst_met_gezin: bool
    expertise: tuple[Slug, ...]
    beoordeeld_op: date
    vervalt_op: date
    verwant: tuple[Slug, ...]
    bronnen: tuple[SourceId, ...]

    @model_validator(mode="after")
    def _dates_and_calls(self) -> "FrontMatter":
        if self.vervalt_op <= self.beoordeeld_op:
            raise ValueError("vervalt_op must be later than beoordeeld_op")
        if self.bel_eerst and self.urgentie is not Urgency.URGENT:
            raise ValueError("bel_eerst belongs to urgentie: urgent only")
        if BRACE.search(self.titel):
            raise ValueError("a title has no local field")
        return self


def split(text: str, path: Path) -> tuple[str, list[tuple[int, str]]]:
    """Separate the YAML head from the body.

    Args:
        text: The whole file.
        path: Only for the error.

    Returns:
        The YAML text and the body as ``(line number, line)`` pairs, 1-based in the file.

    Raises:
        EntryFormatError: The file does not start with ``---`` or the head is not closed.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise EntryFormatError(path, 1, "start the file with a line '---' and the front matter")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            body = list(enumerate(lines[number:], start=number + 1))
            return "\n".join(lines[1 : number - 1]), body
    raise EntryFormatError(path, 1, "the front matter is not closed by a line '---'")


def parse(head: str, path: Path) -> FrontMatter:
    """Read and validate the YAML head.

    Args:
        head: YAML text between the two ``---`` lines.
        path: Only for the error.

    Returns:
        The validated head.

    Raises:
        EntryFormatError: With the line of the first wrong key or value.
    """
    try:
        raw = load_yaml(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise EntryFormatError(path, line, f"invalid YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(raw, dict):
        raise EntryFormatError(path, 2, "the front matter must be 'key: value' lines")
    try:
        return FrontMatter.model_validate(raw)
    except ValidationError as error:
        # A misspelt key is both unknown and missing: name it as unknown, with the nearest key.
        first = min(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        key = str(first["loc"][0]) if first["loc"] else ""
        raise EntryFormatError(path, _line_of(key, head), _reason(key, first["type"], first["msg"])) from error


def _line_of(key: str, head: str) -> int:
    """1-based line in the file of a key; 1 when the key is absent."""
    for number, line in enumerate(head.splitlines(), start=2):
        if key and re.match(rf"{re.escape(key)}\s*:", line):
            return number
    return 1


def _reason(key: str, kind: str, message: str) -> str:
    """A one-line reason that names the nearest valid key."""
    if kind == "extra_forbidden":
        near = get_close_matches(key, FrontMatter.model_fields, n=1, cutoff=0.5)
        return f"unknown key '{key}'" + (f"; did you mean '{near[0]}'?" if near else "")
    if kind == "missing":
        return f"key '{key}' is missing"
    return f"'{key}': {message}" if key else message
