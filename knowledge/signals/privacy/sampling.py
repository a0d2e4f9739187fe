"""Puts names into sentence frames, for fitting the name scorer."""

import random
import re
from collections.abc import Sequence

Labelled = tuple[str, list[tuple[int, int]]]

_SLOT = re.compile(r"\{([VANBP])\}")
_DOUBLE = 0.04
_PARTICLES = ("van", "van de", "van der", "de", "el", "van den", "ten", "al", "ter", "den", "ben", "vd")


def fill(frame: str, first: Sequence[str], last: Sequence[str], rng: random.Random) -> Labelled:
    """Put names into a frame and vary its case.

    Returns:
        The sentence and the slices of its names.
    """
    pieces: list[str] = []
    slices: list[tuple[int, int]] = []
    length = position = 0
    full_caps = rng.random() < 0.03
    style = rng.random()
    for slot in _SLOT.finditer(frame):
        name = _name(slot.group(1), first, last, rng)
        if style < 0.42:
            name = name.lower()
        elif style < 0.48 and len(name.upper()) == len(name):
            name = name.upper()
        before = frame[position : slot.start()]
        pieces += [before, name]
        length += len(before) + len(name)
        slices.append((length - len(name), length - (2 if name.endswith("'s") else 0)))
        position = slot.end()
    text = "".join(pieces) + frame[position:]
    if full_caps:
        text = text.upper() if len(text.upper()) == len(text) else text
    elif style > 0.6 or (style >= 0.42 and frame.startswith("{")):
        text = text[0].upper() + text[1:]
    return text + rng.choice(("", "", ".", "?", ", wat nu", " wat kan ik doen", ", help")), slices


def _name(kind: str, first: Sequence[str], last: Sequence[str], rng: random.Random) -> str:
    given, family = rng.choice(first), rng.choice(last)
    if rng.random() < _DOUBLE:
        given, family = f"{given}-{rng.choice(first)}", f"{family}-{rng.choice(last)}"
    if kind == "P" or rng.random() < 0.25:
        family = f"{rng.choice(_PARTICLES)} {family}"
        if kind in "AP":
            family = family[0].upper() + family[1:] if rng.random() < 0.7 else family
    if kind == "V":
        return given
    if kind == "B":
        return f"{given}'s" if rng.random() < 0.5 else given
    return family if kind in "AP" else f"{given} {family}"
