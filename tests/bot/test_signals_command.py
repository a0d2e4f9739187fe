"""``houvast signals``: learn in a process of its own, compare, switch on and back; every opened Houvast follows."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.assembly import assemble
from bot.cli.app import app
from bot.learning import absolute, start
from bot.settings import load_settings
from bot.signals import signals_folder
from embeddings.files import replace_file
from knowledge.roster import Role
from knowledge.signals.learning.errors import LearningBusy
from knowledge.signals.learning.progress import ProgressFile, Stage
from knowledge.signals.learning.regression import FOLDER, RegressionSet
from knowledge.signals.learning.shelf import FitShelf
from knowledge.signals.own.model import Subject
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.store import OPERATOR, AuditLog, Database, RosterStore
from knowledge.store.signal_sentences import SignalSentenceStore
from knowledge.store.signal_switch import SignalSwitchStore
from tests.conftest import settings_in
from tests.knowledge.signals.learning.fits import RIGHT, WRONG, measured_as, put_on_shelf, tiny_data

WORDS = "zet deze mensen op een ander bordje"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def run(home: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["--config", str(home / "config.yml"), "signals", *words])
    return result.exit_code, result.output + (str(result.exception) if result.exception else "")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    settings = settings_in(tmp_path)
    Database.open(settings.for_store()).close()
    return tmp_path


def with_accepted(home: Path) -> None:
    """One own sentence on the reflex: proposed by the operator, accepted by a lead."""
    with Database.open(load_settings(home / "config.yml").for_store()) as database:
        roster, store = RosterStore(database), SignalSentenceStore(database)
        team = roster.create_team("Noord", NOW, actor=OPERATOR).team_id
        roster.redeem(roster.invite(team, Role.TEAM_LEAD, NOW, actor=OPERATOR), "test:1", "Naam", NOW)
        made = store.propose(Subject.REFLEX, WORDS, WORDS, "escalatiereflex", "overdragen", OPERATOR, NOW)
        store.accept(made.sentence_id, "test:1", NOW)


def test_nothing_yet(home: Path) -> None:
    code, output = run(home, "list")
    assert code == 0
    assert "nothing was learned" in output
    assert "in use: the shipped weights" in output
    assert run(home, "use", "20261122-090000")[0] == 1
    assert "are not there" in run(home, "use", "x")[1]


@pytest.mark.slow
def test_learn_in_a_process_of_its_own(home: Path) -> None:
    with_accepted(home)
    data = tiny_data(home / "tiny")
    few = data / "regression"
    shutil.copytree(FOLDER, few)
    for file in few.rglob("*.jsonl"):
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(lines[::12]) + "\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "bot",
        "--config",
        str(home / "config.yml"),
        "signals",
        "learn",
        "--data",
        str(data),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "learned 1 sentences" in done.stdout
    settings = load_settings(home / "config.yml")
    shelf = FitShelf(signals_folder(settings), data)
    name = shelf.names()[0]
    fit = shelf.fit(name)
    assert (fit.own.count, fit.own.after, fit.sentences) == (1, 1, (1,))
    assert fit.measured.mark == RegressionSet.load(few).mark
    assert shelf.shipped() is not None
    learned = shelf.data_of(name)
    assert not list(learned.rglob("*.jsonl"))
    assert not [path for path in shelf.folder.iterdir() if path.name.startswith(".work")]
    assert ReflexDetector.load(learned).judge(WORDS).reflex
    # A signal without own sentences keeps the weights it came with.
    weights = Path("danger") / "niveau.npz"
    assert (learned / weights).read_bytes() == (data / weights).read_bytes()
    told = ProgressFile(shelf.folder).read()
    assert told is not None
    assert (told.stage, told.name) == (Stage.DONE, name)
    with Database.open(settings.for_store()) as database:
        assert [row.action for row in AuditLog(database).rows("signals:weights")] == ["learn_signals"]
        assert SignalSwitchStore(database).current().number == 0


def test_switch_on_is_followed_by_what_runs(folder: Path) -> None:
    settings = settings_in(folder)
    shelf, regression = FitShelf(signals_folder(settings)), RegressionSet.load()
    shelf.keep_shipped(measured_as(regression, RIGHT, shelf.base))
    good = put_on_shelf(shelf, measured_as(regression, RIGHT, "fit"))
    bad = put_on_shelf(shelf, measured_as(regression, WRONG, "fit"))
    opened = assemble(settings)
    assert opened.freshness is not None
    signals = opened.freshness.signals
    assert signals is not None
    before = signals.lives[0].newest
    listed = run(folder, "list")[1]
    assert good in listed
    assert "does worse" in run(folder, "use", bad)[1]
    assert not signals.look()
    assert run(folder, "use", good)[0] == 0
    assert signals.look()
    assert signals.lives[0].newest is not before
    assert opened.front.danger is signals.lives[0]
    later = assemble(settings)
    assert later.problems == []
    (shelf.data_of(good) / "danger" / "niveau.json").write_text("{}", encoding="utf-8")
    broken = assemble(settings)
    assert any("damaged" in problem for problem in broken.problems)
    assert run(folder, "reset")[0] == 0
    assert signals.look()
    assert signals.lives[0].newest is before
    for assembly in (opened, later, broken):
        assert assembly.database is not None
        assembly.database.close()


def test_settings_of_the_process_hold_from_any_folder(home: Path, tmp_path: Path) -> None:
    settings = load_settings(home / "config.yml")
    elsewhere = tmp_path / "elsewhere" / "learning.yml"
    replace_file(elsewhere, json.dumps(absolute(settings)).encode())
    copied = load_settings(elsewhere)
    assert (copied.data_folder, copied.content_folder) == (settings.data_folder, settings.content_folder)
    assert copied.model_dump(exclude={"paths"}) == settings.model_dump(exclude={"paths"})


def test_only_one_is_started(home: Path) -> None:
    settings = load_settings(home / "config.yml")
    ProgressFile(signals_folder(settings)).announce("learn", datetime.now(UTC))
    with pytest.raises(LearningBusy):
        start(settings, "measure", datetime.now(UTC))
