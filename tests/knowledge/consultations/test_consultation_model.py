"""What may be put before a team, its number, and its subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.consultations import Draft, consultation_of, parse_number, subject_of
from knowledge.consultations.number import written


def draft(**changes: object) -> Draft:
    return Draft(
        **({"team_id": "team-a", "asker": "p:asker", "facts": "Wat we weten", "question": "Wat nu?"} | changes)
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"facts": ""}, "facts"),
        ({"facts": " \n", "question": ""}, "facts, question"),
        ({"scale": 11}, "0 to 10, not to 11"),
        ({"scale": -1}, "0 to 10"),
        ({"expertise": ("lvb", "Huiselijk geweld")}, r"expertise\.yml"),
    ],
)
def test_a_draft_that_cannot_be_asked(changes: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        draft(**changes)


def test_the_ends_of_the_scale_are_numbers_too() -> None:
    assert [draft(scale=scale).scale for scale in (0, 10, None)] == [0, 10, None]


def test_a_consultation_names_itself(make) -> None:
    assert (make().number, make().subject, make().emptied) == ("2026-014", "consultation:17", False)
    assert make(sequence=1000).number == "2026-1000"
    assert make(question="").emptied


@given(st.integers(1000, 9999), st.integers(1, 999_999_999), st.sampled_from(["", " ", "\n\t"]))
def test_a_number_is_read_as_it_is_written(year: int, sequence: int, space: str) -> None:
    assert parse_number(f"{space}{written(year, sequence)}{space}") == (year, sequence)
    assert parse_number(f"{year}-{sequence}") == (year, sequence)


@given(st.text(max_size=12) | st.from_regex(r"\d{1,5}[-–]?\d{0,11}"))
def test_what_is_no_number_is_refused(text: str) -> None:
    parsed = parse_number(text)
    if parsed is not None:
        year, sequence = parsed
        assert sequence > 0
        assert parse_number(written(year, sequence)) == parsed


@pytest.mark.parametrize("text", ["", "2026", "2026-", "-14", "2026-000", "2026-14-1", "26-14", "2026 14", "٢٠٢٦-١٤"])
def test_near_misses(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(1, 2**62))
def test_a_subject_leads_back(consultation_id: int) -> None:
    assert consultation_of(subject_of(consultation_id)) == consultation_id


@pytest.mark.parametrize(
    "subject", ["", "17", "quiz:17", "consultation:", "consultation:x", "consultation:²", "consultation:-1"]
)
def test_a_subject_of_something_else(subject: str) -> None:
    assert consultation_of(subject) is None
