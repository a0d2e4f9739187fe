"""Which cards went out is known in the next life."""

import stat
import sys
import threading
from pathlib import Path

import pytest

from bot.channels.telegram.delivery import trail as module
from bot.channels.telegram.delivery.trail import FILE, PATIENCE_S, RECORDS, Trail


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer for a write than a card waits for it; what is written is looked at here."""
    monkeypatch.setattr(module, "PATIENCE_S", 60.0)


async def test_the_next_life_knows_what_was_sent_and_nothing_else(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    assert not trail.knows("telegram:7:1")
    await trail.note("telegram:7:1")
    assert trail.knows("telegram:7:1")
    # Not closed: the process was killed.
    after = Trail(tmp_path)
    assert after.knows("telegram:7:1")
    assert not after.knows("telegram:7:2")
    trail.close()
    after.close()


async def test_the_file_has_its_size_from_the_start_and_tells_nobody_anything(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    file = tmp_path / FILE
    size = file.stat().st_size
    for number in range(20):
        await trail.note(f"telegram:7:{number}")
    trail.close()
    assert file.stat().st_size == size == RECORDS * 24
    assert b"telegram" not in file.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_the_oldest_make_room_over_several_lives(tmp_path: Path) -> None:
    for life in range(3):
        trail = Trail(tmp_path)
        for number in range(RECORDS // 2):
            await trail.note(f"{life}:{number}")
        trail.close()
    last = Trail(tmp_path)
    assert last.knows(f"2:{RECORDS // 2 - 1}")
    assert last.knows("1:0")
    assert not last.knows("0:0")
    last.close()


async def test_a_file_that_cannot_be_made_costs_only_the_mark(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    trail = Trail(tmp_path / "no such folder")
    assert "may lack its mark" in caplog.text
    await trail.note("telegram:7:1")
    assert trail.knows("telegram:7:1")
    trail.close()


async def test_a_file_that_was_cut_is_made_whole(tmp_path: Path) -> None:
    trail = Trail(tmp_path)
    for number in range(3):
        await trail.note(str(number))
    trail.close()
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[:60])
    again = Trail(tmp_path)
    assert again.knows("0")
    again.close()
    assert file.stat().st_size == RECORDS * 24


async def test_a_disk_that_hangs_holds_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trail, hanging, written = Trail(tmp_path), threading.Event(), threading.Event()
    monkeypatch.setattr(module, "PATIENCE_S", PATIENCE_S)
    monkeypatch.setattr(trail, "_write", lambda *_: hanging.wait(60) and written.set())
    await trail.note("telegram:7:1")
    assert not written.is_set(), "it hangs until it is let go below"
    hanging.set()
    trail.close()
    assert written.is_set()
