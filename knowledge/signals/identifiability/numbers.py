"""Dutch numbers, as digits or as words, up to ninety-nine."""

_UNITS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", *(f"{unit}tien" for unit in _UNITS[4:]))
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _words() -> dict[str, int]:
    found = {word: value for value, word in enumerate([*_UNITS, *_TEENS], 1)}
    for ten, word in enumerate(_TENS, 2):
        found[word] = ten * 10
        found |= {f"{unit}en{word}": ten * 10 + value for value, unit in enumerate(_UNITS, 1)}
    return found


_NUMBERS = _words()
_ORDINALS = {
    **{word + "de": value for word, value in _NUMBERS.items() if value < 20 and value not in (1, 3, 8)},
    **{word + "ste": value for word, value in _NUMBERS.items() if value >= 20},
    "eerste": 1,
    "derde": 3,
    "achtste": 8,
}


def cardinal(word: str) -> int | None:
    """Read a number such as "7" or "zeven"; None when it is none, or above 99."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 2 else None
    return _NUMBERS.get(word)


def ordinal(word: str) -> int | None:
    """Read a number such as "7e", "16de" or "zevende"; None when it is none."""
    for ending in ("ste", "de", "e"):
        stem = word.removesuffix(ending)
        if stem != word and stem.isascii() and stem.isdigit() and len(stem) <= 2:
            return int(stem)
    return _ORDINALS.get(word)
