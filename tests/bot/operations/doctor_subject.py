"""What the tests of the check-up examine."""

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.operations.doctor.subject import Subject
from tests.conftest import settings_in

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
CASES = re.compile(r"(?:ok|warn|fail)\)?\(\"(\w+)\", \"(\w+)\"(?: if \w+ else \"(\w+)\")?")


def subject(folder: Path, more: str = "", now: datetime = NOW) -> Subject:
    return Subject(settings_in(folder, more), folder / "config.yml", now)


def cases(findings: object) -> list[str]:
    assert hasattr(findings, "__iter__")
    return [f"{finding.check}.{finding.case}" for finding in findings]
