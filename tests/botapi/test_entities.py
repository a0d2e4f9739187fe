"""Telegram's HTML and the entities it finds by itself."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.detect import find_entities
from tests.botapi.entities import parse_html, units
from tests.botapi.errors import ApiError

TAGS = ("b", "i", "u", "s", "code", "blockquote", "tg-spoiler")


def kinds(source: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in parse_html(source).entities]


def test_nesting_and_joining():
    assert kinds("<b>a<i>b</i></b>") == [("bold", 0, 2), ("italic", 1, 1)]
    assert kinds("<b>a</b><b>b</b>") == [("bold", 0, 2)]
    assert kinds("<strong>a</strong> <em>b</em>") == [("bold", 0, 1), ("italic", 2, 1)]


def test_code_with_a_language():
    (entity,) = parse_html('<pre><code class="language-python">x = 1</code></pre>').entities
    assert entity == {"type": "pre", "offset": 0, "length": 5, "language": "python"}


def test_nothing_is_formatted_inside_code():
    assert kinds("<code>a<b>b</b></code>") == [("code", 0, 2)]


def test_spaces_at_the_ends_go():
    parsed = parse_html("\n  <b>kop </b>\n\n")
    assert (parsed.text, kinds("\n  <b>kop </b>\n\n")) == ("kop", [("bold", 0, 3)])


def test_links():
    (link,) = parse_html('<a href="https://voorbeeld.nl?a=1&amp;b=2">bron</a>').entities
    assert link["url"] == "https://voorbeeld.nl/?a=1&b=2"
    assert parse_html('<a href="http://localhost">x</a>').entities == []
    assert parse_html('<a href="a>b.nl">x</a>').text == "x"


@pytest.mark.parametrize("source", ["<b", "<b>x</b", "<a href='x>y</a>", "</>", "<span>x</span>", "a <3 b", "<br>"])
def test_refused(source: str):
    with pytest.raises(ApiError, match="can't parse entities: "):
        parse_html(source)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r")))
def test_escaped_text_comes_back(text: str):
    parsed = parse_html(html.escape(text))
    assert parsed.text == text.rstrip().lstrip(" \n")
    assert parsed.entities == []


@st.composite
def marked(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """Well-formed HTML with the plain text it stands for."""
    source, plain = "", ""
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            inner_source, inner_plain = draw(marked(depth=depth - 1))
            tag = draw(st.sampled_from(TAGS))
            source, plain = f"{source}<{tag}>{inner_source}</{tag}>", plain + inner_plain
        else:
            text = draw(st.text(alphabet="aé🙂 &<\n", min_size=1, max_size=5))
            source, plain = source + html.escape(text), plain + text
    return source, plain


@given(marked())
def test_text_and_bounds_of_any_well_formed_html(sample: tuple[str, str]):
    source, plain = sample
    parsed = parse_html(source)
    assert parsed.text in plain
    assert parsed.text.strip() == plain.strip()
    for entity in parsed.entities:
        assert entity["offset"] >= 0
        assert entity["length"] > 0
        assert entity["offset"] + entity["length"] <= units(parsed.text)
    assert parsed.entities == sorted(parsed.entities, key=lambda e: (e["offset"], -e["length"]))


@given(st.text(alphabet="<>/b ia=\"'&;x"))
def test_any_text_is_parsed_or_refused(source: str):
    try:
        parse_html(source)
    except ApiError as error:
        assert error.code == 400  # noqa: PT017  both ends are fine, a crash is not


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", ["/start"]),
        ("bel 112/113", []),
        ("en/of", []),
        ("a@b.nl", ["a@b.nl"]),
        ("@jan is te kort?@x", ["@jan"][:0]),
        ("zie voorbeeld.nl, en https://a.nl/b?c=d.", ["voorbeeld.nl", "https://a.nl/b?c=d"]),
        ("/help@houvast_bot", ["/help@houvast_bot"]),
    ],
)
def test_what_is_found(text: str, found: list[str]):
    assert [text[e["offset"] : e["offset"] + e["length"]] for e in find_entities(text)] == found


def test_nothing_is_found_in_code():
    given_entity = {"type": "code", "offset": 0, "length": 6}
    assert find_entities("/start", [given_entity]) == [given_entity]
