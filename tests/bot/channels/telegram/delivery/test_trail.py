"""Which cards went out is known in the next life."""

import asyncio
import stat
import sys
from pathlib import Path

import pytest

from bot.channels.telegram.delivery.trail import FILE, RECORDS, Trail


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
    trail, hanging = Trail(tmp_path), asyncio.Event()
    loop = asyncio.get_running_loop()
    waiting = asyncio.run_coroutine_threadsafe
    monkeypatch.setattr(trail, "_write", lambda *_: waiting(hanging.wait(), loop).result())
    async with asyncio.timeout(1):
        await trail.note("telegram:7:1")
    hanging.set()
    await asyncio.sleep(0.05)
    trail.close()
