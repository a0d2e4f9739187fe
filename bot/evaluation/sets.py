"""Labelled messages: which files an evaluation folder holds, and what the bot made of each line."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.assembly import Assembly
from bot.blackbox import ask
from bot.errors import BotError

FILES = (
    "retrieval",
    "oos",
    "followups",
    "acute",
    "grey_zone",
    "acute_negatives",
    "escalation",
    "escalation_negatives",
    "pii",
    "pii_negatives",
)


class EvaluationError(BotError):
    """The evaluation folder cannot be used."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled line with what the black box said and the bare ranking behind it."""

    given: dict[str, Any]
    said: dict[str, Any]
    ranking: tuple[str, ...]

    @property
    def right(self) -> frozenset[str]:
        """Slugs that count as right: the label only; ``also`` is reported apart."""
        return frozenset({self.given["slug"]})

    @property
    def also(self) -> frozenset[str]:
        """Slugs that count as right when acceptable neighbours do."""
        return self.right | frozenset(self.given.get("also", ()))


Sets = dict[str, list[Judged]]


async def judge(assembly: Assembly, folder: Path, progress: Callable[[int, int], None]) -> Sets:
    """Ask every line of every known file.

    Args:
        assembly: An opened Houvast that keeps nothing.
        folder: Holds any of :data:`FILES` as ``.jsonl``.
        progress: Called with lines done and lines in all.

    Returns:
        Judged lines by file.

    Raises:
        EvaluationError: The folder holds none of the files, or a line is no JSON.
    """
    lines = {name: _read(folder / f"{name}.jsonl") for name in FILES if (folder / f"{name}.jsonl").exists()}
    if not lines:
        raise EvaluationError(f"{folder}: none of {', '.join(FILES)} (.jsonl) is here")
    total = sum(len(rows) for rows in lines.values())
    judged: Sets = {}
    done = 0
    for name, rows in lines.items():
        judged[name] = []
        for row in rows:
            judged[name].append(await _judge(assembly, row))
            done += 1
            progress(done, total)
    return judged


async def _judge(assembly: Assembly, row: dict[str, Any]) -> Judged:
    described = await ask(assembly, row.get("turns") or [row["text"]])
    said = described.to_json()
    if len(row.get("turns", ())) > 1 or described.outcome is None:
        ranking = tuple(entry["slug"] for entry in said["entries"])
    else:
        ranking = tuple(item.slug for item in described.outcome.found)
    return Judged(row, said, ranking)


def _read(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(json.loads(line))
        except ValueError as error:
            raise EvaluationError(f"{path}:{number}: no valid JSON") from error
    return rows
