"""What entries and lists point at, and is not there."""

from collections.abc import Iterator

from knowledge.checking.lines import of_field, of_key, of_list_item, of_top_key
from knowledge.checking.model import Base, Finding, Rule, Severity
from knowledge.entries.local import LOCAL_FIELDS, fields_of
from knowledge.entries.model import Urgency
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
            ("lokaal", fields_of(entry), references.local, LOCAL_FIELDS),
        )
        for key, names, known, listed in pointed:
            for name in names:
                if name not in known:
                    message = f"{key}: '{name}' is not in {listed}"
                    line = of_field(file, name) if listed == LOCAL_FIELDS else of_key(file, key, name)
                    yield Finding(file.path, line, Rule.DEAD_REFERENCE, Severity.ERROR, message)


def unused_fields(base: Base) -> Iterator[Finding]:
    """Local fields that no entry names: an organisation would fill them in for nothing."""
    used = {name for file in base.files for name in fields_of(file.entry)}
    path = base.folder / LOCAL_FIELDS
    for name in base.content.references.local:
        if name not in used:
            message = f"no entry names {{lokaal:{name}}}; use it or remove it"
            yield Finding(path, of_top_key(path, name), Rule.UNUSED_FIELD, Severity.WARNING, message)


def empty_fields(base: Base) -> Iterator[Finding]:
    """Local fields that the organisation has not filled in: the sentences that name them are left out."""
    if base.local is None:
        return
    path = base.folder / LOCAL_FIELDS
    for field in base.content.references.local.values():
        count = sum(field.id in fields_of(file.entry) for file in base.files)
        if count and not base.local.get(field.id, "").strip():
            message = (
                f"fill in organisation.local.{field.id}: {field.label} (example: {field.example}); "
                f"{count} {'entry leaves' if count == 1 else 'entries leave'} a sentence out"
            )
            yield Finding(path, of_top_key(path, field.id), Rule.LOCAL_FACT, Severity.WARNING, message)


def one_way(base: Base) -> Iterator[Finding]:
    """Entries that name a related entry which does not name them: the way back is missing.

    Three ways go one way on purpose: to an urgent entry, which sends nobody on to read; to an entry that bars the
    talk with the family which this one suggests; and from a signpost. The other way round, from an entry that bars
    such a talk, there must be no way at all: the rule about family talk says so.
    """
    entries = {file.entry.slug: file.entry for file in base.files}
    talk = base.content.references.family_talk
    for file in base.files:
        slug = file.entry.slug
        for name in file.entry.related:
            other = entries.get(name)
            if other is None or slug in other.related or file.entry.is_signpost:
                continue
            barred = (other.not_family_first and slug in talk) or (file.entry.not_family_first and name in talk)
            if barred or other.urgency is Urgency.URGENT:
                continue
            message = f"verwant names '{name}', which does not name this one; add it there or remove it here"
            yield Finding(file.path, of_key(file, "verwant", name), Rule.ONE_WAY, Severity.WARNING, message)
