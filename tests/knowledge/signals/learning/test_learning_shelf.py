"""Weights on the shelf: whole and of this version, or refused; and what is switched on reaches whoever looks."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.roster import Role
from knowledge.roster.errors import NotPermitted
from knowledge.signals.danger.detector import DangerDetector
from knowledge.signals.danger.model import DangerLevel
from knowledge.signals.learning.errors import NotBetterEnough, NotMeasured, SwitchedMeanwhile, WeightsUnusable
from knowledge.signals.learning.regression import RegressionSet
from knowledge.signals.learning.shelf import KEPT, FitShelf
from knowledge.signals.learning.switching import Switching
from knowledge.signals.live import LiveDanger, LiveReflex, SignalRenewal
from knowledge.signals.material import DATA
from knowledge.signals.reflex.detector import ReflexDetector
from knowledge.store import OPERATOR, AuditLog, Database, RosterStore, StoreSettings
from knowledge.store.signal_switch import SignalSwitchStore
from tests.knowledge.signals.learning.fits import NOW, RIGHT, WRONG, measured_as, put_on_shelf

REGRESSION = RegressionSet.load()
DANGER, REFLEX = DangerDetector.load(), ReflexDetector.load()
LEAD, WORKER = "test:1", "test:2"
CRY = "hij slaat haar nu in de keuken"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(StoreSettings(tmp_path / "store.sqlite3")) as opened:
        roster = RosterStore(opened)
        team = roster.create_team("Noord", NOW, actor=OPERATOR).team_id
        for person, role in ((LEAD, Role.TEAM_LEAD), (WORKER, Role.TRAINER)):
            roster.redeem(roster.invite(team, role, NOW, actor=OPERATOR), person, "Naam", NOW)
        yield opened


@pytest.fixture
def shelf(tmp_path: Path) -> FitShelf:
    made = FitShelf(tmp_path / "signals")
    made.keep_shipped(measured_as(REGRESSION, RIGHT, made.base))
    return made


@pytest.fixture
def switching(shelf: FitShelf, database: Database) -> Switching:
    return Switching(shelf, SignalSwitchStore(database), REGRESSION)


def right(shelf: FitShelf) -> str:
    return put_on_shelf(shelf, measured_as(REGRESSION, RIGHT, "fit"))


def test_what_is_put_on_the_shelf_is_found_again(shelf: FitShelf) -> None:
    name = right(shelf)
    fit = shelf.fit(name)
    assert shelf.names() == [name]
    assert (fit.sentences, fit.own.after, fit.base) == ((1,), 1, shelf.base)
    assert not list(shelf.data_of(name).rglob("*.jsonl"))
    assert DangerDetector.load(shelf.data_of(name)).degraded is None


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "manifest", "extra"])
def test_damaged_weights_are_refused(shelf: FitShelf, damage: str) -> None:
    name = right(shelf)
    home = shelf.data_of(name)
    weights = home / "danger" / "niveau.npz"
    if damage == "gone":
        weights.unlink()
    elif damage == "cut":
        weights.write_bytes(weights.read_bytes()[:100])
    elif damage == "changed":
        rules = home / "danger" / "regels.yml"
        rules.write_text(rules.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif damage == "extra":
        (home / "danger" / "meer.yml").write_text("a: b\n", encoding="utf-8")
    else:
        (home / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WeightsUnusable) as caught:
        shelf.data_of(name)
    assert caught.value.key == "damaged"


@pytest.mark.parametrize("name", ["", "..", "../../etc", "20261122-090000", "x"])
def test_no_name_leads_out_of_the_shelf(shelf: FitShelf, name: str) -> None:
    with pytest.raises(WeightsUnusable) as caught:
        shelf.data_of(name)
    assert caught.value.key == "missing"


def test_weights_of_another_version_are_refused(shelf: FitShelf, tmp_path: Path) -> None:
    name = right(shelf)
    data = tmp_path / "newer"
    shutil.copytree(DATA, data)
    rules = data / "danger" / "regels.yml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    newer = FitShelf(shelf.folder, data)
    assert newer.base != shelf.base
    assert newer.shipped() is None
    with pytest.raises(WeightsUnusable) as caught:
        newer.data_of(name)
    assert caught.value.key == "outdated"


def test_old_fits_go_and_the_one_in_use_stays(shelf: FitShelf) -> None:
    names = [right(shelf) for _ in range(KEPT + 2)]
    shelf.prune(names[0])
    assert shelf.names() == [*reversed(names[-KEPT:]), names[0]]


def test_switched_on_and_back_with_audit(switching: Switching, database: Database) -> None:
    name = right(switching.shelf)
    with pytest.raises(NotPermitted):
        switching.switch_on(name, WORKER, NOW)
    switching.switch_on(name, LEAD, NOW)
    assert switching.store.current().weights == name
    with pytest.raises(NotPermitted):
        switching.go_back(WORKER, NOW)
    switching.go_back(LEAD, NOW)
    switching.go_back(LEAD, NOW)
    assert switching.store.current().weights is None
    rows = AuditLog(database).rows("signals:weights")
    assert [row.details["weights"] for row in rows] == [None, name]


def test_the_regression_set_has_the_last_word(switching: Switching) -> None:
    name = put_on_shelf(switching.shelf, measured_as(REGRESSION, WRONG, "fit"))
    with pytest.raises(NotBetterEnough):
        switching.switch_on(name, LEAD, NOW)
    assert switching.store.current().number == 0


def test_without_figures_nothing_is_switched(switching: Switching) -> None:
    name = right(switching.shelf)
    (switching.shelf.folder / "shipped.json").unlink()
    with pytest.raises(NotMeasured):
        switching.switch_on(name, LEAD, NOW)


def test_who_switched_meanwhile_is_not_undone_unseen(switching: Switching) -> None:
    name = right(switching.shelf)
    switching.switch_on(name, LEAD, NOW)
    with pytest.raises(SwitchedMeanwhile):
        switching.store.switch(None, 0, LEAD, NOW + timedelta(seconds=1))


def test_every_process_follows_the_switch(switching: Switching) -> None:
    name = right(switching.shelf)
    processes = [
        SignalRenewal(switching.store, FitShelf(switching.shelf.folder), (LiveDanger(DANGER), LiveReflex(REFLEX)))
        for _ in range(2)
    ]
    assert not any(process.look() for process in processes)
    switching.switch_on(name, LEAD, NOW)
    for process in processes:
        assert process.look()
        assert not process.look()
        assert process.problem is None
        assert process.lives[0].newest is not DANGER
        assert process.lives[0].judge(CRY).level is DangerLevel.ACUTE  # type: ignore[union-attr]
    switching.go_back(LEAD, NOW)
    for process in processes:
        assert process.look()
        assert [live.newest for live in process.lives] == [DANGER, REFLEX]


@pytest.mark.parametrize("file", ["danger/niveau.npz", "reflex/reflex.json", "danger/regels.yml"])
def test_damage_leaves_the_shipped_weights_everywhere_and_says_so(switching: Switching, file: str) -> None:
    name = right(switching.shelf)
    switching.switch_on(name, LEAD, NOW)
    (switching.shelf.data_of(name) / file).write_text("{}", encoding="utf-8")
    renewal = SignalRenewal(switching.store, switching.shelf, (LiveDanger(DANGER), LiveReflex(REFLEX)))
    assert renewal.look()
    assert "damaged" in (renewal.problem or "")
    assert [live.newest for live in renewal.lives] == [DANGER, REFLEX]
    switching.go_back(LEAD, NOW)
    renewal.look()
    assert renewal.problem is None


def test_a_store_that_cannot_be_read_changes_nothing(switching: Switching, database: Database) -> None:
    renewal = SignalRenewal(switching.store, switching.shelf, (LiveDanger(DANGER),))
    database.close()
    assert not renewal.try_to_look()
    assert renewal.lives[0].newest is DANGER
