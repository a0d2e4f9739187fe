"""Breaking texts into lines: nothing is lost and nothing sticks out."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.consultations.report.lines import wrapped

TEXTS = st.text(st.sampled_from("aé☃ \t\n\u2028\u00a0-"), max_size=80) | st.text(max_size=40)


def test_breaks_between_words_and_keeps_line_ends() -> None:
    assert wrapped("een twee\r\ndrie vier vijf\n\n zes", 9, len) == ["een twee", "drie vier", "vijf", "zes"]


def test_a_word_that_is_too_long_is_broken_inside() -> None:
    assert wrapped("ab verzorgingsstaat", 8, len) == ["ab", "verzorgi", "ngsstaat"]


def test_nothing_to_read_is_no_line() -> None:
    assert wrapped(" \n\t", 10, len) == []


@given(TEXTS, st.integers(1, 12))
def test_no_character_but_white_space_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = wrapped(text, room, len)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(0 < len(line) <= room for line in lines)


@given(TEXTS)
def test_a_room_for_nothing_still_ends(text: str) -> None:
    assert "".join(wrapped(text, 0, len)) == "".join(text.split())
