"""The letters of a picture: DejaVu where matplotlib is installed (extra ``reports``), else the font inside Pillow."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

Face = ImageFont.FreeTypeFont | ImageFont.ImageFont
_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_PLAIN = str.maketrans({"–": "-", "—": "-", "×": "x", "€": "EUR "})
"""What the font inside Pillow (a part of Aileron) has no sign for."""
_LAST_PLAIN = 0x7F
_KEPT = "·…’‘“”«»"


@dataclass(frozen=True)
class Letters:
    """A font in one size.

    Attributes:
        face: Pillow's font.
        plain: Whether it has no letters with accents, so that they are drawn without.
    """

    face: Face
    plain: bool

    def printable(self, text: str) -> str:
        """The text in signs that this font has, on one line."""
        line = " ".join(text.split())
        if not self.plain:
            return line
        bare = unicodedata.normalize("NFKD", line.translate(_PLAIN))
        return "".join(ch for ch in bare if ord(ch) <= _LAST_PLAIN or ch in _KEPT)

    def width(self, text: str) -> float:
        """Pixels of a line."""
        return float(self.face.getlength(text))

    def lines(self, text: str, width: float) -> list[str]:
        """A text broken at its spaces into lines of at most so many pixels; a longer word is cut."""
        made: list[str] = []
        for word in self.printable(text).split():
            longer = f"{made[-1]} {word}" if made else word
            if made and self.width(longer) <= width:
                made[-1] = longer
            else:
                made.append(self._cut(word, width))
        return made

    def _cut(self, word: str, width: float) -> str:
        if self.width(word) <= width:
            return word
        while word and self.width(f"{word}…") > width:
            word = word[:-1]
        return f"{word}…"


@cache
def letters(size: int, *, bold: bool = False) -> Letters:
    """Letters of a size in pixels."""
    file = _folder() / _FILES[bold]
    if file.is_file():
        return Letters(ImageFont.truetype(str(file), size), plain=False)
    return Letters(ImageFont.load_default(size), plain=True)


def _folder() -> Path:
    """Where matplotlib keeps its fonts; it is not imported, which takes a second."""
    found = find_spec("matplotlib")
    return Path(found.origin or "").parent / "mpl-data" / "fonts" / "ttf" if found else Path("none")
