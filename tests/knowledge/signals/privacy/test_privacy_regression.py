"""The labelled sentences: what is missed or found wrongly is written down and must match exactly."""

import json
from pathlib import Path

from knowledge.signals.privacy.lexicon import DATA_FOLDER

KNOWN = Path(__file__).with_name("known_failures.json")


def failures(detector):
    missed, needless = [], []
    for line in (DATA_FOLDER / "labelled.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        found = detector.find(text)
        missed += [
            [text, span["type"], text[span["start"] : span["end"]]]
            for span in record["spans"]
            if not any(f.type == span["type"] and f.start < span["end"] and span["start"] < f.end for f in found)
        ]
        needless += [
            [text, find.type.value, text[find.start : find.end]]
            for find in found
            if not any(find.start < s["end"] and s["start"] < find.end for s in record["spans"])
        ]
    return {"missed": missed, "needless": needless}


def test_failures_are_exactly_the_known_ones(detector):
    assert failures(detector) == json.loads(KNOWN.read_text(encoding="utf-8"))


def test_titles_stay_outside_names(detector):
    for line in (DATA_FOLDER / "labelled.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for span in detector.find(text):
            if span.type == "NAAM":
                assert text[span.start : span.end].lower().split()[0].rstrip(".") not in {
                    "mw",
                    "mevr",
                    "mevrouw",
                    "dhr",
                    "meneer",
                }
