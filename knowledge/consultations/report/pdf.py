"""Draw laid out pages with fpdf2, in DejaVu Sans. Imported only when a PDF is made."""

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from fpdf import FPDF, TextStyle
from fpdf.fonts import TTFFont

from knowledge.consultations.report import paper
from knowledge.consultations.report.flow import Page
from knowledge.consultations.report.marks import Disc, Rule, Text, Title

FAMILY = "DejaVuSans"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that the font lacks."""
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


class Drawing:
    """A PDF being made, and the measures of its letters; a context, for it holds files of fonts open."""

    def __init__(self, title: str, language: str, made: datetime) -> None:
        """Prepare.

        Args:
            title: Of the document; no author is named.
            language: Of its text, such as `nl`.
            made: When it is made.

        Raises:
            ImportError: The fonts that come with matplotlib are not there.
        """
        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_margins(paper.LEFT, paper.TOP, paper.WIDTH - paper.RIGHT)
        pdf.c_margin = 0  # fpdf2 would set a title in by a millimetre
        folder = font_folder()
        pdf.add_font(FAMILY, "", folder / f"{FAMILY}.ttf")
        pdf.add_font(FAMILY, "B", folder / f"{FAMILY}-Bold.ttf")
        pdf.set_title(title)
        pdf.set_lang(language)
        pdf.set_creation_date(made)
        pdf.set_display_mode("fullpage", "single")
        self._faces = [font for font in pdf.fonts.values() if isinstance(font, TTFFont)]
        common = set.intersection(*(set(font.cmap) for font in self._faces))
        # The first 32 code points are no letters.
        self._characters = frozenset(code for code in common if code >= ord(" "))
        self._pdf = pdf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # fpdf2 leaves them open until the garbage is collected.
        for font in self._faces:
            font.ttfont.close()

    def printable(self, text: str) -> str:
        """A text in the characters of the font; others become the replacement character.

        White space is left alone. A soft hyphen goes, for it says only where a word may be broken.
        """
        return "".join(
            character if character.isspace() or ord(character) in self._characters else UNKNOWN
            for character in text
            if character != _SOFT_HYPHEN
        )

    def width(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the signature of Width
        """Millimetres that a text takes."""
        self._pdf.set_font(FAMILY, "B" if bold else "", size)
        return float(self._pdf.get_string_width(text))

    def draw(self, page: Page) -> None:
        """Add a page."""
        self._pdf.add_page()
        for mark in page:
            match mark:
                case Title():
                    self._title(mark)
                case Text():
                    self._text(mark)
                case Rule():
                    self._pdf.set_line_width(mark.width)
                    self._pdf.line(mark.x1, mark.y1, mark.x2, mark.y2)
                case Disc():
                    self._pdf.set_fill_color(0)
                    self._pdf.circle(mark.x, mark.y, mark.radius, style="F")

    def data(self) -> bytes:
        """The finished file."""
        return bytes(self._pdf.output())

    def _title(self, mark: Title) -> None:
        """A title as the heading of a section, which makes it a tagged heading and an entry in the outline."""
        self._pdf.set_xy(mark.x, mark.y)
        self._pdf.set_section_title_styles(TextStyle(FAMILY, "B", mark.size))
        self._pdf.start_section(mark.text)

    def _text(self, mark: Text) -> None:
        self._pdf.set_font(FAMILY, "B" if mark.bold else "", mark.size)
        self._pdf.set_text_color(255 if mark.white else 0)
        self._pdf.text(mark.x, mark.y, mark.text)
        self._pdf.set_text_color(0)


def font_folder() -> Path:
    """The folder of matplotlib that holds DejaVu, under its own free licence, which lies beside it.

    matplotlib itself is not imported: that takes a second.

    Raises:
        ImportError: matplotlib is not installed, or without its fonts.
    """
    found = find_spec("matplotlib")
    folder = Path(found.origin or "").parent / "mpl-data" / "fonts" / "ttf" if found else Path()
    if not (folder / f"{FAMILY}.ttf").is_file():
        raise ImportError("matplotlib with its fonts is not installed", name="matplotlib")
    return folder
