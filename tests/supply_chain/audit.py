"""Ask the advisory database about every pinned version: ``make audit``, with a network.

pip-audit itself says "no known vulnerabilities" and ends well when it could ask about nothing. Here what was not asked
is told, and counts.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
PATIENCE_S = 600


class Outcome(IntEnum):
    """How it ended; the exit status."""

    WELL = 0
    KNOWN_FAULTS = 1
    NOT_ASKED = 2


@dataclass(frozen=True, slots=True)
class Report:
    """What the database knew.

    Attributes:
        faults: One line per advisory.
        asked: Versions that were looked up.
        unasked: Names that could not be looked up.
    """

    faults: tuple[str, ...]
    asked: int
    unasked: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """A known fault before all, then what nobody asked about."""
        if self.faults:
            return Outcome.KNOWN_FAULTS
        return Outcome.NOT_ASKED if self.unasked or not self.asked else Outcome.WELL

    def lines(self) -> list[str]:
        """What to tell, and what to do."""
        told = [f"KNOWN FAULT: {fault}" for fault in self.faults]
        if self.unasked or not self.asked:
            told.append(
                f"NOT AUDITED: {len(self.unasked)} of {len(self.unasked) + self.asked} versions could not be looked up "
                f"in the advisory database ({', '.join(self.unasked[:5]) or 'no answer'}...). This says nothing about "
                "their safety: run make audit again where the database can be reached."
            )
        else:
            told.append(f"{self.asked} versions looked up, {len(self.faults)} known faults")
        return told


def read(answer: str) -> Report:
    """Read what pip-audit answered.

    Args:
        answer: Its JSON; anything else means that it could not do its work.
    """
    try:
        items: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Report((), 0, ())
    faults = [
        f"{item['name']} {item['version']}: {fault['id']}; mended in {', '.join(fault['fix_versions']) or 'none yet'}"
        for item in items
        for fault in item.get("vulns", [])
    ]
    unasked = tuple(item["name"] for item in items if "skip_reason" in item)
    return Report(tuple(faults), len(items) - len(unasked), unasked)


def main() -> int:
    """Audit the pinned versions and tell."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(CONSTRAINTS)]
    options = ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command + options, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
        answer = done.stdout
    except subprocess.TimeoutExpired:
        answer = ""
    report = read(answer)
    sys.stdout.write("\n".join(report.lines()) + "\n")
    return report.outcome


if __name__ == "__main__":
    raise SystemExit(main())
