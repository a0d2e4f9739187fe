"""A check-up as text and as JSON."""

import json

from bot.operations.doctor.examine import healthy
from bot.operations.doctor.finding import Finding, Verdict
from knowledge.messages.catalogue import Catalogue

STOPPED = "stopped"
"""The case of any check that could not be finished."""


def as_text(findings: list[Finding], catalogue: Catalogue) -> str:
    """One line per finding and one for what to do, under each other."""
    words = {verdict: catalogue.text(f"doctor.verdict.{verdict.value}") for verdict in Verdict}
    names = [catalogue.text(f"doctor.{finding.check}.name") for finding in findings]
    left, middle = max(map(len, words.values())), max(map(len, names))
    lines = []
    for finding, name in zip(findings, names, strict=True):
        means, todo = texts(finding, catalogue)
        lines.append(f"{words[finding.verdict]:<{left}}  {name:<{middle}}  {means}")
        if todo:
            lines.append(f"{'':<{left}}  {'':<{middle}}  -> {todo}")
    counts = {verdict.value: sum(found.verdict is verdict for found in findings) for verdict in Verdict}
    return "\n".join([*lines, "", catalogue.text("doctor.total", **counts)])


def as_json(findings: list[Finding], catalogue: Catalogue) -> str:
    """One object: whether nothing is wrong, and every finding."""
    rows = []
    for finding in findings:
        means, todo = texts(finding, catalogue)
        values = {name: value if isinstance(value, int) else str(value) for name, value in finding.values.items()}
        row = {"check": finding.check, "verdict": finding.verdict.value, "case": finding.case}
        rows.append({**row, "means": means, "todo": todo or None, "values": values})
    return json.dumps({"ok": healthy(findings), "findings": rows}, ensure_ascii=False, indent=2)


def texts(finding: Finding, catalogue: Catalogue) -> tuple[str, str]:
    """What a finding means, and what to do; the second is empty when nothing is to be done."""
    key = f"doctor.{finding.check}.{finding.case}"
    if finding.case == STOPPED:
        key = f"doctor.{STOPPED}"
    values = {name: " ".join(str(value).split()) for name, value in finding.values.items()}
    todo = catalogue.text(f"{key}.todo", **values) if catalogue.has(f"{key}.todo") else ""
    return catalogue.text(f"{key}.means", **values), todo
