"""The command line as a newcomer meets it: a process of its own, real output, real exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import settings_in

SAFETY_LINE = "Nu gevaar? Bel 112. Twijfel? Veilig Thuis 0800-2000."
KEYS = ["text", "decision", "danger_kind", "entries", "confidence", "escalation", "consult", "personal_data", "reply"]


def houvast(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    settings_in(folder)
    command = [
        sys.executable,
        "-m",
        "bot",
        "--config",
        str(folder / "config.yml"),
        *arguments,
    ]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=300, check=False)


def test_ask_json_is_the_black_box_contract(folder: Path) -> None:
    done = houvast(folder, "ask", "--json", "Kevin de Bruin, wat betekent een 0 en een 10 op de schaalvraag?")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert list(answer) == KEYS
    assert answer["decision"] == "answer"
    assert answer["entries"][0]["slug"] == "schaalvraag-0-10"
    assert len(answer["entries"]) == 10
    assert 0 < answer["confidence"] <= 1
    assert answer["personal_data"] == [{"type": "NAAM", "start": 0, "end": 14}]
    assert "Kevin" not in answer["text"] + answer["reply"]


def test_jsonl_answers_each_line_and_copies_other_fields(folder: Path) -> None:
    lines = [
        {"text": "hij slaat haar nu", "id": 1},
        {"turns": ["wat is het nummer van veilig thuis", "en is dat ook 's nachts open?"], "id": 2},
        {"text": "hoi", "label": "x"},
        {"text": "hoe maak ik een xylofoongrafiek in powerpoint"},
    ]
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    done = houvast(folder, "ask", "--jsonl", str(source), "--out", str(target))
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [line["decision"] for line in said[:1] + said[2:]] == ["danger", "smalltalk", "abstain"]
    assert [said[0]["id"], said[1]["id"], said[2]["label"]] == [1, 2, "x"]
    assert said[0]["entries"], "the card has entries although it does not wait for them"
    assert said[0]["confidence"] is None
    assert not said[0]["consult"]
    assert said[2]["entries"] == []
    assert said[3]["entries"][0]["slug"].startswith("ww-"), "on abstain a signpost comes first"
    assert said[3]["reply"].endswith(SAFETY_LINE)


@pytest.mark.parametrize(
    ("line", "reason"), [("{", "no valid JSON"), ("{}", "expected"), ('{"turns": []}', "expected"), ("[1]", "expected")]
)
def test_a_bad_line_is_named(folder: Path, line: str, reason: str) -> None:
    source = folder / "in.jsonl"
    source.write_text('{"text": "hoi"}\n' + line, encoding="utf-8")
    done = houvast(folder, "ask", "--jsonl", str(source), "--out", str(folder / "out"))
    assert done.returncode == 2
    assert f"{source}:2" in done.stderr
    assert reason in done.stderr


def test_ask_keeps_nothing_unless_told(folder: Path) -> None:
    database = folder / "data" / "houvast.sqlite3"
    houvast(folder, "ask", "hoe maak ik een xylofoongrafiek in powerpoint")
    assert b"xylofoongrafiek" not in database.read_bytes()
    houvast(folder, "ask", "--log", "hoe maak ik een xylofoongrafiek in powerpoint")
    assert b"xylofoongrafiek" in database.read_bytes()


def test_explain_shows_why(folder: Path) -> None:
    done = houvast(folder, "ask", "--explain", "wat betekent een 0 en een 10 op de schaalvraag?")
    assert "P(first is right)" in done.stderr
    assert "schaalvraag-0-10" in done.stderr


def test_piped_chat_answers_each_line_and_ends_well(folder: Path) -> None:
    done = houvast(folder, "chat", stdin="hoi\nhij slaat haar nu\n\n/kaarten\n2\n99\n")
    assert done.returncode == 0, done.stderr
    for expected in ("Hallo.", "Is er nu gevaar? Bel 112.", "Ik zie geen vraag", "Top-3-methodiek", "Kies een nummer"):
        assert expected in done.stdout


def test_a_wrong_setting_is_one_line_and_status_2(folder: Path) -> None:
    bad = folder / "bad.yml"
    bad.write_text("answer:\n  direkt_at: 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "bot", "--config", str(bad), "ask", "hoi"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 2
    assert done.stderr.strip().splitlines() == [
        f"houvast: {bad}: unknown key 'answer.direkt_at'; did you mean 'answer.direct_at'?"
    ]


def test_a_degraded_start_still_gives_the_card_and_status_1(folder: Path) -> None:
    (folder / "data" / "houvast.sqlite3").write_bytes(b"no database" * 1000)
    done = houvast(folder, "ask", "hij slaat haar nu")
    assert done.returncode == 1
    assert "Is er nu gevaar? Bel 112." in done.stdout
    assert "not working: database" in done.stderr


def test_import_reports_what_it_did(folder: Path) -> None:
    done = houvast(folder, "import")
    assert done.returncode == 0, done.stderr
    assert "unchanged: 125" in done.stdout
    assert "refused: 0" in done.stdout


def test_eval_prints_figures_with_intervals(folder: Path) -> None:
    sets = folder / "sets"
    sets.mkdir()
    lines = [{"text": "wat betekent een 0 en een 10 op de schaalvraag", "slug": "schaalvraag-0-10", "style": "chat"}]
    (sets / "retrieval.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (sets / "acute.jsonl").write_text('{"text": "hij slaat haar nu"}\n', encoding="utf-8")
    done = houvast(folder, "eval", str(sets))
    assert done.returncode == 0, done.stderr
    assert "R@1 all" in done.stdout
    assert "1.000 (1/1; 95% 0.207-1.000)" in done.stdout
    empty = folder / "leeg"
    empty.mkdir()
    assert houvast(folder, "eval", str(empty)).returncode == 2


BUSY = """
import itertools, threading, time
import numpy
import bot.cli

numbers, begun = numpy.random.default_rng(1).integers(0, 1000, 20000), threading.Event()

def work():
    for number in itertools.count():
        numpy.unique(numbers)
        if number == 100:
            begun.set()

def command():
    threading.Thread(target=work, daemon=True).start()
    begun.wait()
    time.sleep(0.05)  # now it is where Python cannot stop it
    print("told")
    raise SystemExit(3)

bot.cli.run = command
bot.cli.main()
"""
"""A command that ends while one of its threads works in C++."""


def test_a_thread_that_still_works_does_not_change_how_a_command_ends() -> None:
    done = subprocess.run([sys.executable, "-c", BUSY], capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (3, "told\n"), done.stderr
