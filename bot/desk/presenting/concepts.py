"""The glossary in lists."""

from knowledge.glossary.concepts import Concept, Concepts, key


def listed(concepts: Concepts, wanted: str) -> list[Concept]:
    """Concepts by name; those in which a word is found when one is wanted."""
    shown = sorted(concepts.all.values(), key=lambda concept: concept.name.casefold())
    if not wanted:
        return shown
    looked = key(wanted)
    return [concept for concept in shown if any(looked in key(term) for term in (concept.name, *concept.terms))]


def ambiguous(concepts: Concepts) -> list[tuple[str, tuple[str, ...]]]:
    """Terms with several meanings: the bot asks which one is meant."""
    owners: dict[str, tuple[str, list[str]]] = {}
    for concept in concepts.all.values():
        for term in concept.terms:
            owners.setdefault(key(term), (term, []))[1].append(concept.name)
    found = {term: tuple(sorted(set(names))) for term, names in owners.values() if len(set(names)) > 1}
    found |= {term: meanings for term, meanings in concepts.meanings.items() if len(meanings) > 1}
    return sorted(found.items(), key=lambda pair: pair[0].casefold())


def only_spelled(concepts: Concepts) -> list[tuple[str, str]]:
    """Abbreviations that search spells out and that nobody explained yet."""
    single = ((term, meanings[0]) for term, meanings in concepts.meanings.items() if len(meanings) == 1)
    return sorted((pair for pair in single if not concepts.find(pair[0])), key=lambda pair: pair[0])
