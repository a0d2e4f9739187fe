"""One line about golden questions before a lead approves in chat; how many is in the audit log."""

import pytest

from knowledge.golden.check import GoldenCheck
from knowledge.golden.model import Change, GoldenQuestion, Verdict, Worse
from knowledge.store import AuditLog
from tests.actions.curating.conftest import SLUG, Desk

WORSE = Worse(GoldenQuestion(SLUG, "hoe vraag ik naar een cijfer", 1), Change.LOST, "drie-huizen")


@pytest.mark.parametrize(("count", "line"), [(0, ""), (1, "1 ijkvraag wordt"), (2, "2 ijkvragen worden")])
async def test_the_line_and_the_audit(desk: Desk, monkeypatch: pytest.MonkeyPatch, count: int, line: str) -> None:
    monkeypatch.setattr(GoldenCheck, "verdict", lambda *_: Verdict((WORSE,) * count, 3, 0))
    version = desk.handed_in()
    sure = await desk.press(f"/keurgoed {version}")
    assert ("ijkvra" in sure.text) is bool(count)
    assert line in sure.text
    await desk.press(f"/keurgoed {version} ja")
    row = AuditLog(desk.assembly.database).rows(f"entry:{SLUG}")[0]
    assert (row.action, row.details.get("golden_worse", 0)) == ("publish", count)
