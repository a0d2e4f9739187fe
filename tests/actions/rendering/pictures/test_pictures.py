"""Pictures of figures: everything in them stands in words too, and no text breaks them."""

from importlib import import_module
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from actions.rendering.pictures import Bar, Chart, Fill, Group, Part, in_words, picture
from actions.rendering.pictures.chart import MOST_BARS
from actions.rendering.pictures.fonts import letters

TEXT = st.text(max_size=80)


def chart(*bars: Bar, title: str = "Wat je al weet", note: str = "") -> Chart:
    return Chart(title, (Group("Per thema", bars),), ((Fill.SOLID, "weet je"), (Fill.HATCHED, "geoefend")), note)


def opened(made: Chart) -> Image.Image:
    file = picture(made, "voortgang")
    assert file.name == "voortgang.png"
    assert file.photo
    return Image.open(BytesIO(file.content)).convert("RGB")


@pytest.fixture
def without_dejavu(monkeypatch: pytest.MonkeyPatch):
    """A machine without the extra that brings the better font."""
    monkeypatch.setattr(import_module("actions.rendering.pictures.fonts"), "find_spec", lambda _: None)
    letters.cache_clear()
    yield
    letters.cache_clear()


def test_words_hold_every_label_and_figure() -> None:
    made = chart(Bar("Top-3", "1 van 4"), Bar("Acuut gevaar", "nog niets"), note="Alleen jij ziet dit.")
    assert in_words(made) == "Per thema\n• Top-3: 1 van 4\n• Acuut gevaar: nog niets\nAlleen jij ziet dit."


def test_it_is_a_picture_that_telegram_takes() -> None:
    image = opened(
        chart(*(Bar(f"Thema {n}", f"{n} van {MOST_BARS}", (Part(n / MOST_BARS),)) for n in range(MOST_BARS)))
    )
    assert image.width + image.height <= 10_000
    assert image.height / image.width <= 20


def test_a_longer_bar_has_more_ink() -> None:
    ink = [
        sum(opened(chart(Bar("Top-3", "zo veel", (Part(share),)))).convert("L").histogram()[:128])
        for share in (0.0, 0.3, 0.9)
    ]
    assert ink == sorted(set(ink))


def test_fills_differ_without_colour() -> None:
    whole = {fill: opened(chart(Bar("x", "y", (Part(1.0, fill),)))).convert("1").tobytes() for fill in Fill}
    assert len(set(whole.values())) == len(Fill)


def test_same_chart_same_bytes() -> None:
    made = chart(Bar("Top-3", "1 van 4", (Part(0.25),)))
    assert picture(made, "a").content == picture(made, "a").content


@settings(max_examples=20, deadline=None)
@given(title=TEXT, label=TEXT, figure=TEXT, share=st.floats(0, 1))
def test_no_text_stops_it(title: str, label: str, figure: str, share: float) -> None:
    assert picture(Chart(title, (Group("", (Bar(label, figure, (Part(share),)),)),)), "x").content[:4] == b"\x89PNG"


def test_without_the_extra_letters_lose_their_accents_only(without_dejavu: None) -> None:
    assert letters(30).plain
    assert letters(30).printable("één – 3 × zó’n «coördinator»") == "een - 3 x zo’n «coordinator»"
    assert opened(chart(Bar("één", "2 van 3"))).width == 1080


def test_long_words_and_lines_stay_inside() -> None:
    font = letters(30)
    for line in font.lines("x" * 200 + " en dan nog een gewone zin die breekt", 400):
        assert font.width(line) <= 400


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_part_is_a_share(share: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        Part(share)


def test_parts_are_no_more_than_the_whole() -> None:
    with pytest.raises(ValueError, match="more than the whole"):
        Bar("x", "y", (Part(0.7), Part(0.4)))
    assert Bar("x", "y", (Part(1 / 3),) * 3)


def test_too_many_bars_say_so() -> None:
    with pytest.raises(ValueError, match="at most 40"):
        chart(*(Bar("x", "y") for _ in range(MOST_BARS + 1)))
