"""From a chart to a PNG, with Pillow (MIT-CMU licence): dark on white, wide enough to read on a phone."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from actions.rendering.pictures.chart import Bar, Chart, Fill
from actions.rendering.pictures.fonts import Letters, letters
from actions.vocabulary import Attachment

WIDTH = 1080
"""Pixels; a phone shows it at a third of that, so that the smallest letters stay about 10 points."""
_MARGIN = 48
_INNER = WIDTH - 2 * _MARGIN
_BAR_HEIGHT = 34
_LEADING = 1.3
"""Height of a line in sizes of its letters."""
_INK, _PAPER, _FILL = "#1a1a1a", "#ffffff", "#1f4e79"
"""Contrast of ink 17:1 and of the fill 8.6:1 on white (WCAG asks 4.5:1 for text and 3:1 for graphics)."""
_HATCH_STEP, _HATCH_WIDTH = 16, 4
_SWATCH = 56


def picture(chart: Chart, name: str) -> Attachment:
    """A chart as a picture that goes with a message.

    Args:
        chart: What to draw. Put :func:`~actions.rendering.pictures.chart.in_words` of it in the message too.
        name: File name without its ending.
    """
    data = BytesIO()
    _draw(chart).save(data, "PNG", optimize=True)
    return Attachment(f"{name}.png", data=data.getvalue(), photo=True)


def _draw(chart: Chart) -> Image.Image:
    """Draws twice: the first time only to learn how high it becomes."""
    height = _Pen(Image.new("L", (WIDTH, 1))).chart(chart)
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    _Pen(image).chart(chart)
    # Few colours are in it: a palette makes the file a quarter as large.
    return image.convert("P", palette=Image.Palette.ADAPTIVE, colors=32)


@dataclass
class _Pen:
    """Draws from top to bottom.

    Attributes:
        image: What is drawn on; a grey one is only measured with.
        y: Pixels from the top.
    """

    image: Image.Image
    y: float = _MARGIN

    def __post_init__(self) -> None:
        self._draw = ImageDraw.Draw(self.image)

    def chart(self, chart: Chart) -> int:
        """Draw everything; returns the height in pixels."""
        self._text(chart.title, letters(44, bold=True))
        self._legend(chart)
        for group in chart.groups:
            self.y += 28
            if group.title:
                self._text(group.title, letters(34, bold=True))
                self.y += 6
            for bar in group.bars:
                self._bar(bar)
        if chart.note:
            self.y += 16
            self._text(chart.note, letters(28))
        return round(self.y + _MARGIN)

    def _legend(self, chart: Chart) -> None:
        font = letters(28)
        for fill, meaning in chart.legend:
            self.y += 10
            self._filled(_MARGIN, _MARGIN + _SWATCH, fill)
            self._outline(_MARGIN, _MARGIN + _SWATCH)
            self._text(meaning, font, left=_MARGIN + _SWATCH + 18)

    def _bar(self, bar: Bar) -> None:
        font = letters(30)
        figure = font.printable(bar.figure)
        room = _INNER - font.width(figure) - 24
        if room < _INNER / 3:  # a long figure gets a line of its own
            self._text(bar.label, font)
            self._text(bar.figure, font)
        else:
            self._draw.text((WIDTH - _MARGIN, self.y), figure, fill=self._colour(_INK), font=font.face, anchor="ra")
            self._text(bar.label, font, width=room)
        self.y += 4
        left = float(_MARGIN)
        for part in bar.parts:
            right = left + part.share * _INNER
            self._filled(left, right, part.fill)
            left = right
        self._outline(_MARGIN, WIDTH - _MARGIN)
        self.y += _BAR_HEIGHT + 18

    def _text(self, text: str, font: Letters, *, left: float = _MARGIN, width: float | None = None) -> None:
        room = WIDTH - _MARGIN - left if width is None else width
        size = getattr(font.face, "size", 12)
        for line in font.lines(text, room):
            self._draw.text((left, self.y), line, fill=self._colour(_INK), font=font.face)
            self.y += size * _LEADING

    def _filled(self, left: float, right: float, fill: Fill) -> None:
        width = round(right) - round(left)
        if fill is Fill.EMPTY or width <= 0:
            return
        pattern = Image.new("1", (width, _BAR_HEIGHT), int(fill is Fill.SOLID))
        if fill is Fill.HATCHED:
            lines = ImageDraw.Draw(pattern)
            for start in range(-_BAR_HEIGHT, width, _HATCH_STEP):
                lines.line([(start, _BAR_HEIGHT), (start + _BAR_HEIGHT, 0)], fill=1, width=_HATCH_WIDTH)
        place = (round(left), round(self.y))
        self.image.paste(self._colour(_FILL), (*place, place[0] + width, place[1] + _BAR_HEIGHT), pattern)

    def _outline(self, left: float, right: float) -> None:
        box = (left, round(self.y), right, round(self.y) + _BAR_HEIGHT)
        self._draw.rectangle(box, outline=self._colour(_INK), width=2)

    def _colour(self, colour: str) -> str | int:
        return 0 if self.image.mode == "L" else colour
