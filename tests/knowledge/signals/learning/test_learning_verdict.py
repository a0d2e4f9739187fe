"""May weights take the place of others: no acute sentence is lost, and the rest stays within its bounds."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.signals.learning.regression import MODES, Measured, RegressionSet
from knowledge.signals.learning.verdict import ALLOWED, Bound, cells_of, compare, distance
from knowledge.signals.own.model import Subject
from tests.knowledge.signals.learning.fits import NOW, RIGHT, WRONG, measured_as

REGRESSION = RegressionSet.load()
DANGER = REGRESSION.held_out[Subject.DANGER]
PLACES = {label: [n for n, item in enumerate(DANGER) if item.label == label] for label in RIGHT}
BASE = measured_as(REGRESSION, RIGHT, "base")


def changed(measured: Measured, places: Sequence[int], verdict: str, mode: str = MODES[0]) -> Measured:
    """A measurement in which some sentences on danger are judged otherwise."""
    row = list(measured.held_out[Subject.DANGER][mode])
    for place in places:
        row[place] = verdict
    part = measured.held_out[Subject.DANGER] | {mode: tuple(row)}
    return replace(measured, held_out=measured.held_out | {Subject.DANGER: part})


def test_the_same_is_allowed_and_changes_nothing() -> None:
    compared = compare(REGRESSION, BASE, BASE)
    assert compared.allowed
    assert compared.changed == ()
    assert {finding.bound for finding in compared.findings} == set(Bound) == set(ALLOWED)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("before", ["acute", "grey"])
def test_one_lost_acute_sentence_is_too_many_in_either_mode(mode: str, before: str) -> None:
    place = PLACES["acuut"][:1]
    compared = compare(REGRESSION, changed(BASE, place, before, mode), changed(BASE, place, "none", mode))
    assert not compared.allowed
    assert [finding.bound for finding in compared.findings if not finding.holds] == [Bound.MISSED]
    assert not compared.changed[0].better


def test_a_lost_sentence_is_not_made_good_by_a_found_one() -> None:
    one, other = PLACES["acuut"][:2]
    before = changed(BASE, [one], "none")
    assert compare(REGRESSION, before, BASE).allowed
    assert not compare(REGRESSION, before, changed(BASE, [other], "none")).allowed


@pytest.mark.parametrize(
    ("label", "verdict", "bound"),
    [
        ("acuut", "grey", Bound.CARD_TO_CHECK),
        ("grijs-hoog-risico", "none", Bound.GREY_MISSED),
        ("niet-acuut", "acute", Bound.FALSE_CARDS),
        ("niet-acuut", "grey", Bound.FALSE_CHECKS),
    ],
)
def test_each_bound_is_where_it_says(label: str, verdict: str, bound: Bound) -> None:
    most = ALLOWED[bound]
    assert compare(REGRESSION, BASE, changed(BASE, PLACES[label][:most], verdict)).allowed
    over = compare(REGRESSION, BASE, changed(BASE, PLACES[label][: most + 1], verdict))
    assert [finding.bound for finding in over.findings if not finding.holds] == [bound]


def test_the_reflex_has_bounds_too() -> None:
    all_missed = measured_as(REGRESSION, RIGHT | {"escalatiereflex": "no", "geen-escalatiereflex": "yes"}, "x")
    failed = {finding.bound for finding in compare(REGRESSION, BASE, all_missed).findings if not finding.holds}
    assert failed == {Bound.REFLEX_MISSED, Bound.REFLEX_FALSE}
    assert compare(REGRESSION, all_missed, BASE).allowed


def test_counts_add_up() -> None:
    worse = measured_as(REGRESSION, WRONG, "x")
    for (subject, _), cells in compare(REGRESSION, BASE, worse).cells.items():
        assert sum(cell.before for cell in cells) == sum(cell.after for cell in cells)
        assert sum(cell.before for cell in cells) == len(REGRESSION.held_out[subject])


def test_another_set_is_not_compared_with() -> None:
    with pytest.raises(ValueError, match="another regression set"):
        compare(REGRESSION, BASE, replace(BASE, mark="other"))


def test_grey_with_a_card_is_no_mistake() -> None:
    assert distance("grijs-hoog-risico", "acute") == 0
    assert distance("acuut", "none") == 2
    assert distance("geen-escalatiereflex", "yes") == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["acute", "grey", "none"]), st.sampled_from(["acute", "grey", "none"])),
        min_size=len(DANGER),
        max_size=len(DANGER),
    )
)
def test_allowed_means_that_nothing_acute_was_lost(pairs: list[tuple[str, str]]) -> None:
    before = changed(BASE, [], "none")
    rows = [list(row) for row in zip(*pairs, strict=True)]
    for row, which in zip(rows, ("before", "after"), strict=True):
        part = before.held_out[Subject.DANGER] | {MODES[0]: tuple(row)}
        made = replace(before, held_out=before.held_out | {Subject.DANGER: part})
        rows[("before", "after").index(which)] = made  # type: ignore[call-overload]
    compared = compare(REGRESSION, *rows)  # type: ignore[arg-type]
    lost = any(
        item.label == "acuut" and old != "none" and new == "none"
        for item, (old, new) in zip(DANGER, pairs, strict=True)
    )
    assert not (compared.allowed and lost)
    cells = cells_of(Subject.DANGER, DANGER, *zip(*pairs, strict=True))
    assert sum(cell.after for cell in cells) == len(DANGER)
    assert NOW
