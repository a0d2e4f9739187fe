"""The audit never calls something safe that it could not ask about."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.supply_chain.audit import Outcome, read

FINE = {"name": "een", "version": "1", "vulns": []}
FAULTY = {"name": "twee", "version": "2", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "drie", "skip_reason": "not found"}


def answer(*items: dict[str, object]) -> str:
    return json.dumps({"dependencies": items, "fixes": []})


def test_a_known_fault_is_told_with_what_mends_it() -> None:
    report = read(answer(FINE, FAULTY, SKIPPED))
    assert report.outcome is Outcome.KNOWN_FAULTS
    assert report.lines()[0] == "KNOWN FAULT: twee 2: PYSEC-0000-1; mended in 2.1"


def test_all_looked_up_and_nothing_known() -> None:
    report = read(answer(FINE))
    assert (report.outcome, report.lines()) == (Outcome.WELL, ["1 versions looked up, 0 known faults"])


@given(st.text(max_size=40) | st.just(answer(SKIPPED)) | st.just(answer()) | st.just(answer(FINE, SKIPPED)))
def test_what_was_not_asked_is_never_well(said: str) -> None:
    report = read(said)
    assert report.outcome is Outcome.NOT_ASKED
    assert report.lines()[-1].startswith("NOT AUDITED")


def test_make_audit_runs_it() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    assert "-m tests.supply_chain.audit" in makefile
