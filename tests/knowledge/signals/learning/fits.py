"""Measurements and weights to put on a shelf: shipped weights under another name, measured as a test needs."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from knowledge.signals.learning.regression import MODES, Measured, RegressionSet, Verdicts
from knowledge.signals.learning.shelf import PARTS, FitShelf, OwnRight
from knowledge.signals.material import DATA, Labelled
from knowledge.signals.own.model import Subject

RIGHT = {"acuut": "acute", "grijs-hoog-risico": "grey", "niet-acuut": "none"}
RIGHT |= {"escalatiereflex": "yes", "geen-escalatiereflex": "no"}
WRONG = RIGHT | {"acuut": "none"}
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_LATER = count()


def verdicts(items: tuple[Labelled, ...], how: dict[str, str]) -> Verdicts:
    return {mode: tuple(how[item.label] for item in items) for mode in MODES}


def measured_as(regression: RegressionSet, how: dict[str, str], weights: str) -> Measured:
    """A measurement in which every label gets one verdict."""
    parts = [
        {subject: verdicts(part[subject], how) for subject in Subject}
        for part in (regression.held_out, regression.known)
    ]
    return Measured(regression.mark, weights, NOW, *parts)


def put_on_shelf(shelf: FitShelf, measured: Measured, sentences: tuple[int, ...] = (1,)) -> str:
    """The shipped weights as something that was learned; its name."""
    work = shelf.folder / "made"
    for part in PARTS:
        shutil.copytree(shelf.data / part, work / part, ignore=shutil.ignore_patterns("*.jsonl"))
    at = NOW + timedelta(seconds=next(_LATER))
    return shelf.add(work, at, sentences, OwnRight(len(sentences), 0, 1), measured).name


def tiny_data(home: Path, each: int = 5) -> Path:
    """A data folder as shipped with a few sentences of each kind of reflex only, and content beside it."""
    data = home / "signals" / "data"
    for part in PARTS:
        shutil.copytree(DATA / part, data / part, ignore=shutil.ignore_patterns("*.jsonl"))
    by_kind: dict[str, list[str]] = {}
    for line in (DATA / "reflex" / "reflex.jsonl").read_text(encoding="utf-8").splitlines():
        by_kind.setdefault(json.loads(line)["kind"], []).append(line)
    few = [line for lines in by_kind.values() for line in lines[:each]]
    (data / "reflex" / "zinnen.jsonl").write_text("\n".join(few) + "\n", encoding="utf-8")
    around = {"text": "hoe laat gaat de bakker open", "label": "niet-acuut", "kind": "buiten-bereik"}
    (data / "danger" / "buiten_bereik.jsonl").write_text(json.dumps(around) + "\n", encoding="utf-8")
    theme = home / "content" / "top-3"
    theme.mkdir(parents=True)
    (theme / "top-3.vragen.txt").write_text("[kort]\nwat is de top-3\nwat is een mdo\n", encoding="utf-8")
    return data
