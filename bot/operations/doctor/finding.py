"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check-up.

    Attributes:
        check: What was looked at; ``doctor.<check>.name`` in the catalogue.
        verdict: How bad it is.
        case: What was found; ``doctor.<check>.<case>`` in the catalogue says what it means and what to do.
        values: Fill in the text; never a secret, a person or a text of somebody.
    """

    check: str
    verdict: Verdict
    case: str
    values: dict[str, object]


def ok(check: str, case: str, **values: object) -> Finding:
    """All is well."""
    return Finding(check, Verdict.OK, case, values)


def warn(check: str, case: str, **values: object) -> Finding:
    """It works, and asks for attention."""
    return Finding(check, Verdict.WARN, case, values)


def fail(check: str, case: str, **values: object) -> Finding:
    """It does not work, or is not safe."""
    return Finding(check, Verdict.FAIL, case, values)
