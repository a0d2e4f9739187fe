"""From an entry file and its phrasings to an :class:`Entry`, or a refusal with file, line and reason."""

from pathlib import Path

from knowledge.entries import body as body_format
from knowledge.entries import frontmatter, phrasings
from knowledge.entries.body import Body
from knowledge.entries.frontmatter import FrontMatter
from knowledge.entries.model import Entry, Paragraph, Phrasing, Urgency
from knowledge.errors import EntryFormatError


def parse_entry(text: str, path: Path, asked: tuple[Phrasing, ...] = ()) -> Entry:
    """Parse one entry.

    Args:
        text: The Markdown file.
        path: Where it came from: theme folder and slug must agree with the head.
        asked: Its phrasings.

    Returns:
        The entry.

    Raises:
        EntryFormatError: The first thing that breaks the format, with its line.
    """
    head_text, lines = frontmatter.split(text, path)
    head = frontmatter.parse(head_text, path)
    body = body_format.parse(lines, path)
    _check_agreement(head, body, path)
    return Entry(
        slug=head.slug,
        title=head.titel,
        theme=head.thema,
        status=head.status,
        urgency=head.urgentie,
        call_first=head.bel_eerst,
        not_family_first=head.niet_eerst_met_gezin,
        expertise=head.expertise,
        reviewed_on=head.beoordeeld_op,
        expires_on=head.vervalt_op,
        related=head.verwant,
        sources=head.bronnen,
        short=body.short,
        more=body.more,
        reflection=body.reflection,
        to_check=body.to_check,
        phrasings=asked,
    )


def read_entry(path: Path) -> Entry:
    """Read an entry file with the phrasing file beside it.

    Args:
        path: The ``.md`` file.

    Returns:
        The entry.

    Raises:
        EntryFormatError: Unreadable or breaking the format.
    """
    asked_path = path.with_suffix("").with_suffix(".vragen.txt")
    asked = phrasings.parse(_read(asked_path), asked_path) if asked_path.exists() else ()
    return parse_entry(_read(path), path, asked)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EntryFormatError(path, 0, f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise EntryFormatError(path, 0, f"cannot be read: {error.strerror}") from error


def _check_agreement(head: FrontMatter, body: Body, path: Path) -> None:
    """Rules that need more than one part of the file."""
    if head.slug != path.stem:
        raise EntryFormatError(path, 2, f"slug '{head.slug}' must equal the file name '{path.stem}'")
    if head.thema != path.parent.name:
        raise EntryFormatError(path, 2, f"thema '{head.thema}' must be the folder name '{path.parent.name}'")
    if head.urgentie is Urgency.URGENT and body.reflection:
        raise EntryFormatError(path, 1, "an urgent entry has no 'Eerst begrijpen'")
    used = _marked_sources(body.short) | _marked_sources(body.more) | _marked_sources(body.to_check)
    if used != set(head.bronnen):
        missing = ", ".join(sorted(used - set(head.bronnen))) or "none"
        unused = ", ".join(sorted(set(head.bronnen) - used)) or "none"
        raise EntryFormatError(path, 1, f"bronnen and marks differ: missing {missing}; unused {unused}")


def _marked_sources(paragraphs: tuple[Paragraph, ...]) -> set[str]:
    return {source for p in paragraphs for s in p.sentences for source in s.mark.sources}
