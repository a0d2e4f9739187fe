"""Small steps over the words of a text that the finders share."""

from knowledge.language.reading import Reading


def word(reading: Reading, place: int) -> str:
    """Return the plain word at a place; empty beyond either end."""
    return reading.tokens[place].word if 0 <= place < len(reading.tokens) else ""


def together(reading: Reading, first: int, last: int) -> bool:
    """Say whether two places stand in one sentence."""
    tokens = reading.tokens
    return 0 <= first <= last < len(tokens) and tokens[first].sentence == tokens[last].sentence


def capital(reading: Reading, place: int) -> bool:
    """Say whether the word at a place starts with a capital or digit."""
    letter = reading.text[reading.tokens[place].start]
    return letter.isupper() or letter.isdigit()


def between(reading: Reading, place: int) -> str:
    """Return what stands between a word and the next one, such as ", " or "-"."""
    tokens = reading.tokens
    if place + 1 >= len(tokens):
        return reading.text[tokens[place].end :]
    return reading.text[tokens[place].end : tokens[place + 1].start]


def glued(reading: Reading, place: int) -> bool:
    """Say whether nothing but a hyphen stands between a word and the next one."""
    return between(reading, place) in ("", "-", "\u2010", "\u2011")


def spaced(reading: Reading, place: int) -> bool:
    """Say whether only space stands between a word and the next one; the apostrophe of "'s-" counts as space."""
    gap = between(reading, place)
    return bool(gap) and gap[0].isspace() and not gap.strip(" \u00a0'\u2019")


def name_end(reading: Reading, first: int, particles: frozenset[str], most: int = 4) -> int:
    """Return the last token of a name that starts at `first`: words with capitals, small words in between."""
    last = first
    place = first
    while place + 1 < len(reading.tokens) and place - first < most and spaced(reading, place):
        place += 1
        if capital(reading, place):
            last = place
        elif reading.tokens[place].word not in particles:
            break
    return last


def skip_aside(reading: Reading, place: int, asides: frozenset[str]) -> int:
    """Step back over words such as "bijna" and "net"; returns the place of the word before them."""
    while place >= 0 and reading.tokens[place].word in asides:
        place -= 1
    return place


def starts_sentence(reading: Reading, place: int) -> bool:
    """Say whether a word is the first of its sentence."""
    return place == 0 or reading.tokens[place - 1].sentence != reading.tokens[place].sentence
