"""The life of a process: what starts, what is lost with a part that cannot start, and how it ends."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.assembly import Assembly, assemble
from bot.channels.telegram.checking import whoami
from bot.channels.telegram.connection import Line
from bot.errors import TelegramOutOfReach, TokenRefused
from bot.opening import open_database
from bot.operations.backups.making import Reason, backups_in, make_backup
from bot.operations.backups.schedule import AGAIN_AFTER, BackupSchedule
from bot.operations.errors import AlreadyServing
from bot.operations.monitoring.figures import Figures
from bot.operations.process import only_sender, stop_on_signals
from bot.operations.serving import Service
from tests.botapi.server import BotApiServer, running
from tests.botapi.watching import PATIENCE_S
from tests.conftest import settings_in
from tests.ports import free_port

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Waiting:
    """A channel that waits for its end."""

    reached = True
    caught_up = True

    def __init__(self) -> None:
        self.queues = {"updates": 2}
        self.started = asyncio.Event()
        self.store_was_open = False
        self.assembly: Assembly | None = None

    async def answer(self, stop: asyncio.Event) -> None:
        self.started.set()
        await stop.wait()
        assert self.assembly is not None
        assert self.assembly.database is not None
        self.store_was_open = self.assembly.database.read(lambda sql: sql.execute("SELECT 1").fetchone()) == (1,)


@pytest.fixture
async def botapi() -> AsyncIterator[BotApiServer]:
    async with running() as server:
        yield server


async def test_a_port_that_is_taken_costs_the_desk_and_not_the_bot(folder: Path) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        taken.listen()
        settings = settings_in(folder, f"desk: {{port: {taken.getsockname()[1]}}}\nmetrics: {{port: {port}}}\n")
        channel, stop = Waiting(), asyncio.Event()
        channel.assembly = await asyncio.to_thread(lambda: assemble(settings, measure=Figures()))
        service = Service(channel.assembly, channel, Figures())
        run = asyncio.create_task(service.run(stop))
        await channel.started.wait()
        async with asyncio.timeout(PATIENCE_S):
            while not (channel.assembly.problems and backups_in(settings.backup_folder)):  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.01)
        async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
            ready = await client.get(f"http://127.0.0.1:{port}/readyz")
            shown = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
        assert ready.status_code == 503
        assert ready.json()["parts"] == {
            "loop": True, "telegram": True, "database": True, "search": True, "desk": False,
        }  # fmt: skip
        assert "houvast_start_problems 1.0" in shown
        assert 'houvast_queue_length{queue="updates"} 2.0' in shown
        assert "the desk cannot listen" in channel.assembly.problems[0]
        stop.set()
        await run
    assert channel.store_was_open, "the store is closed after the channel ended"
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://127.0.0.1:{port}/healthz")
    assert len(backups_in(settings.backup_folder)) == 1


async def test_nobody_asks_for_figures_any_more_when_the_store_closes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read on a thread of their own; a store that is closed under it takes the process down."""
    port, asked = free_port(), []
    channel, stop = Waiting(), asyncio.Event()
    settings = settings_in(folder, f"metrics: {{port: {port}}}\n")
    assembly = channel.assembly = await asyncio.to_thread(lambda: assemble(settings, measure=Figures()))
    assert assembly.database is not None
    close = assembly.database.close

    def closing() -> None:
        try:
            asked.append(httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE_S).status_code)
        except httpx.ConnectError:
            asked.append(None)
        close()

    monkeypatch.setattr(assembly.database, "close", closing)
    stop.set()
    await Service(assembly, channel, Figures(), with_desk=False).run(stop)
    assert asked == [None]


async def test_without_a_database_the_channel_still_answers(folder: Path) -> None:
    (folder / "data" / "houvast.sqlite3").write_bytes(b"no database" * 1000)
    settings = settings_in(folder, "metrics: {port: 0}\n")

    class Once(Waiting):
        async def answer(self, stop: asyncio.Event) -> None:
            self.started.set()

    channel = Once()
    assembly = await asyncio.to_thread(lambda: assemble(settings, measure=Figures()))
    service = Service(assembly, channel, Figures())
    await service.run()
    assert channel.started.is_set()
    assert service.health.look() == {
        "loop": True, "telegram": True, "database": False, "search": False, "desk": False,
    }  # fmt: skip


async def test_the_first_signal_asks_and_the_second_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), PATIENCE_S)
        assert ended == []
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_S):
            while not ended:  # noqa: ASYNC110 - a signal sets nothing to wait for
                await asyncio.sleep(0.01)
        assert ended == [128 + signal.SIGTERM]
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().remove_signal_handler(number)


def test_one_sender_at_a_time(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with only_sender(settings), pytest.raises(AlreadyServing, match="stop that"), only_sender(settings):
        pass
    with only_sender(settings):
        pass


def test_a_backup_is_due_when_the_newest_is_too_old(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, "backup: {every_hours: 24, keep: 2}\n")
    open_database(settings).close()
    clock = [NOW]
    schedule = BackupSchedule(settings, lambda: clock[0])
    assert schedule.due()
    schedule.make()
    assert not schedule.due()
    clock[0] = NOW + timedelta(hours=23, minutes=59)
    assert not schedule.due()
    make_backup(settings, settings.backup_folder, clock[0], Reason.BEFORE_UPGRADE)
    for day in (1, 2, 3):
        clock[0] = NOW + timedelta(days=day)
        assert schedule.due(), "one from before an upgrade does not count"
        schedule.make()
    assert [found.before_upgrade for found in backups_in(settings.backup_folder)] == [False, False, True]
    clock[0] = NOW - timedelta(days=9)
    assert schedule.due(), "backups from the future count for nothing"
    assert not BackupSchedule(settings_in(tmp_path, "backup: {every_hours: 0}\n")).due()


def test_a_backup_that_failed_is_tried_again_in_an_hour(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_in(tmp_path)
    clock = [NOW]
    schedule = BackupSchedule(settings, lambda: clock[0])
    schedule.make()
    assert "trying again in an hour" in caplog.text
    assert not schedule.due()
    clock[0] += AGAIN_AFTER
    assert schedule.due()
    clock[0] = NOW - timedelta(days=9)
    assert schedule.due(), "a failure of a clock that was wrong holds nothing up"


async def test_who_the_bot_is(botapi: BotApiServer) -> None:
    assert await whoami(Line(botapi.bot.token, botapi.root_url)) == botapi.bot.username
    with pytest.raises(TokenRefused):
        await whoami(Line("1:wrong-token-of-nobody", botapi.root_url))
    with pytest.raises(TelegramOutOfReach, match=r"telegram\.api"):
        await whoami(Line(botapi.bot.token, f"http://127.0.0.1:{free_port()}"))
