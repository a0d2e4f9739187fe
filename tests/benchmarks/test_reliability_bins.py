"""Bins of the reliability table."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reliability import BINS, Claim, binned, page

CLAIMS = st.builds(Claim, st.floats(0, 1), st.booleans(), st.booleans())


@given(st.lists(CLAIMS))
def test_every_claim_is_in_one_bin(found: list[Claim]) -> None:
    bins = binned(found)
    assert len(bins) == BINS
    assert sum(one.observed.total for one in bins) == len(found)
    assert sum(one.observed.hits for one in bins) == sum(claim.right for claim in found)


def test_certain_claims_go_into_the_last_bin() -> None:
    bins = binned([Claim(1.0, right=True, inside=True), Claim(0.95, right=False, inside=True)])
    assert (bins[-1].observed.hits, bins[-1].observed.total) == (1, 2)


def test_an_empty_bin_shows_no_share() -> None:
    made = page([Claim(0.95, right=True, inside=True)])
    assert "| 0.0-0.1 | 0 | - | - | - |" in made
    assert "| 0.9-1.0 | 1 | 0.95 | 1.00 |" in made
