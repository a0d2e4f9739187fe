"""The questions without an answer: which entry was named, and vectors made once."""

import numpy as np
import pytest

from bot.desk.presenting.questions import slug_of
from bot.desk.remembered import OpenVectors

TITLES = {"wat-is-een-mdo": "Wat is een MDO?", "mdo-plannen": "Een MDO plannen"}


@pytest.mark.parametrize(
    ("wanted", "slug"),
    [
        ("Wat is een MDO?", "wat-is-een-mdo"),
        ("  wat is een  mdo? ", "wat-is-een-mdo"),
        ("mdo-plannen", "mdo-plannen"),
        ("Wat is een", None),
        ("", None),
    ],
)
def test_an_entry_is_named_by_its_whole_title_or_slug(wanted: str, slug: str | None) -> None:
    assert slug_of(wanted, TITLES) == slug


def test_who_only_looks_makes_nothing() -> None:
    vectors = OpenVectors()
    vectors.of(["een"], lambda _: np.ones(2, dtype=np.float32))
    assert vectors.missing(["een", "twee", "twee", "drie"]) == 2
    known, unknown = vectors.ready(["een", "twee"])
    assert known is not None
    assert unknown is None
    vectors.of(["twee"], lambda _: None)
    assert vectors.missing(["twee"]) == 0, "where there is no model there is nothing to wait for"


def test_a_vector_is_made_once_and_forgotten_when_the_question_is_gone() -> None:
    made: list[str] = []

    def vectorise(text: str) -> np.ndarray:
        made.append(text)
        return np.full(2, len(text), dtype=np.float32)

    vectors = OpenVectors()
    assert [float(v[0]) for v in vectors.of(["een", "twee", "een"], vectorise) if v is not None] == [3.0, 4.0, 3.0]
    vectors.of(["een"], vectorise)
    assert made == ["een", "twee"]
    vectors.of(["twee"], vectorise)
    assert made == ["een", "twee", "twee"]
