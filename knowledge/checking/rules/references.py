"""What entries and lists point at, and is not there."""

from collections.abc import Iterator

from knowledge.checking.lines import of_key, of_list_item
from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.glossary.reading import EXPLANATIONS

FAMILY_TALK = "gezinsgesprek.yml"


def dead_links(base: Base) -> Iterator[Finding]:
    """Slugs of entries that do not exist: in ``verwant``, in ``gezinsgesprek.yml`` and in the explanations."""
    known = {file.entry.slug for file in base.files}
    for file in base.files:
        for slug in file.entry.related:
            if slug == file.entry.slug:
                message = "verwant names the entry itself"
            elif slug not in known:
                message = f"verwant names an unknown entry: {slug}"
            else:
                continue
            yield Finding(file.path, of_key(file, "verwant", slug), Rule.DEAD_LINK, Severity.ERROR, message)
    path = base.folder / FAMILY_TALK
    for slug in sorted(base.content.references.family_talk - known):
        yield Finding(path, of_list_item(path, slug), Rule.DEAD_LINK, Severity.ERROR, f"names an unknown entry: {slug}")
    for concept in base.content.concepts.all.values():
        if concept.entry and concept.entry not in known:
            message = f"'{concept.id}': kaart names an unknown entry: {concept.entry}"
            yield Finding(base.folder / EXPLANATIONS, 0, Rule.DEAD_LINK, Severity.ERROR, message)


def dead_references(base: Base) -> Iterator[Finding]:
    """Themes, expertise and sources that are not in their list."""
    references = base.content.references
    for file in base.files:
        entry = file.entry
        pointed = (
            ("thema", (entry.theme,), references.themes, "themas.yml"),
            ("expertise", entry.expertise, references.expertise, "expertise.yml"),
            ("bronnen", entry.sources, references.sources, "bronnen.yml"),
        )
        for key, names, known, listed in pointed:
            for name in names:
                if name not in known:
                    message = f"{key}: '{name}' is not in {listed}"
                    yield Finding(file.path, of_key(file, key, name), Rule.DEAD_REFERENCE, Severity.ERROR, message)
