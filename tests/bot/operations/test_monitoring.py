"""Health, figures and log: what they say, to whom, and what is never in them."""

import asyncio
import json
import logging
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.measuring import Stage, timed
from bot.opening import open_database
from bot.operations.errors import MonitorUnavailable
from bot.operations.monitoring import server
from bot.operations.monitoring.figures import CountingHandler, Figures, State
from bot.operations.monitoring.health import STALLED_S, Health
from bot.operations.monitoring.logs import JsonLines, TextLines, set_format
from bot.operations.monitoring.server import Monitor
from bot.operations.systemd import tell
from bot.sections import MetricsSection
from knowledge.errors import StoreError
from tests.botapi.watching import PATIENCE_S
from tests.conftest import settings_in
from tests.ports import free_port

SECRET = "Kevin Testerman"


def get(url: str, **more: Any) -> httpx.Response:
    """Ask for a page; a busy machine may take long."""
    return httpx.get(url, timeout=PATIENCE_S, **more)


@pytest.fixture
def health() -> Health:
    return Health({"database": lambda: True})


@pytest.fixture
def figures() -> Figures:
    return Figures()


@pytest.fixture
def address(health: Health, figures: Figures) -> Iterator[str]:
    port = free_port()
    monitor = Monitor(MetricsSection(port=port), health, figures)
    yield f"http://127.0.0.1:{port}"
    monitor.stop()


def test_pages(address: str, health: Health) -> None:
    assert get(f"{address}/healthz").json() == {"status": "ok", "parts": {"loop": True}}
    ready = get(f"{address}/readyz?x=1")
    assert (ready.status_code, ready.json()["parts"]) == (200, {"loop": True, "database": True})
    health.parts["telegram"] = lambda: False
    ready = get(f"{address}/readyz")
    assert (ready.status_code, ready.json()["status"]) == (503, "degraded")
    assert get(f"{address}/healthz").status_code == 200, "only a stuck process asks for a restart"
    assert get(f"{address}/").status_code == 404
    assert httpx.post(f"{address}/metrics", timeout=PATIENCE_S).status_code == 501
    assert "houvast_stage_seconds" in get(f"{address}/metrics").text


def test_a_stuck_loop_is_told(address: str, health: Health) -> None:
    health._beat -= STALLED_S + 1
    assert get(f"{address}/healthz").status_code == 503


def test_a_part_that_cannot_be_asked_does_not_work(health: Health) -> None:
    def broken() -> bool:
        raise StoreError("closed")

    health.parts["database"] = broken
    assert health.look() == {"loop": True, "database": False}


async def test_a_beat_shows_that_the_loop_runs(health: Health) -> None:
    health._beat -= 100
    beating = asyncio.create_task(health.beat())
    await asyncio.sleep(0)
    assert health.lag_s < 50
    beating.cancel()


def test_a_caller_that_says_nothing_holds_up_nobody_for_long(
    health: Health, figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PATIENCE_S", 1.0)
    port = free_port()
    monitor = Monitor(MetricsSection(port=port), health, figures)
    try:
        with socket.create_connection(("127.0.0.1", port)) as silent:
            silent.sendall(b"GET /healthz HTTP/1.1\r\n")
            assert get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    finally:
        monitor.stop()


def test_other_addresses_need_a_token(health: Health, figures: Figures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOUVAST_METRICS_TOKEN", raising=False)
    port = free_port()
    with pytest.raises(MonitorUnavailable, match="HOUVAST_METRICS_TOKEN"):
        Monitor(MetricsSection(host="0.0.0.0", port=port), health, figures)
    monkeypatch.setenv("HOUVAST_METRICS_TOKEN", "geheim")
    monitor = Monitor(MetricsSection(host="0.0.0.0", port=port), health, figures)
    try:
        page = f"http://127.0.0.1:{port}/metrics"
        assert get(page).status_code == 401
        assert get(page, headers={"Authorization": "Bearer fout"}).status_code == 401
        assert get(page, headers={"Authorization": "Bearer geheim"}).status_code == 200
        assert get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    finally:
        monitor.stop()


def test_a_port_that_is_taken_is_one_line(health: Health, figures: Figures) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.listen()
        with pytest.raises(MonitorUnavailable, match=r"set metrics\.port"):
            Monitor(MetricsSection(port=other.getsockname()[1]), health, figures)


def test_figures_of_now(tmp_path: Path, health: Health, figures: Figures) -> None:
    settings = settings_in(tmp_path)
    with open_database(settings) as database:
        figures.registry.register(State(settings, database, health, lambda: {"updates": 3}, ["desk: gone"]))
        with timed(figures, Stage.SEARCH):
            pass
        figures.decided("answer")
        shown = figures.text().decode()
        for line in (
            'houvast_queue_length{queue="updates"} 3.0',
            "houvast_start_problems 1.0",
            'houvast_stage_seconds_count{stage="search"} 1.0',
            'houvast_decisions_total{kind="answer"} 1.0',
            'houvast_decisions_total{kind="error"} 0.0',
            'houvast_outbox_messages{state="queued"} 0.0',
            "houvast_generation 0.0",
        ):
            assert line in shown
        assert "houvast_last_backup_age_seconds" not in shown, "there is none"
    assert "houvast_outbox_messages" not in figures.text().decode(), "a store that is closed costs its own figures"


def test_log_records_are_counted_and_not_read(figures: Figures) -> None:
    handler = CountingHandler(figures)
    for name, level in (("bot.x", logging.ERROR), ("bot.y", logging.WARNING), (SECRET, logging.ERROR)):
        handler.handle(logging.LogRecord(name, level, "", 0, SECRET, None, None))
    shown = figures.text().decode()
    assert 'houvast_log_records_total{level="error",part="bot"} 1.0' in shown
    assert 'houvast_log_records_total{level="error",part="library"} 1.0' in shown
    assert SECRET not in shown


def failing_record() -> logging.LogRecord:
    try:
        raise ValueError(SECRET)
    except ValueError:
        return logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "failed: %d", (3,), sys.exc_info())


def test_an_error_is_logged_with_its_kind_and_place_and_without_what_it_quotes() -> None:
    line = json.loads(JsonLines().format(failing_record()))
    assert (line["level"], line["logger"], line["message"], line["error"]) == (
        "error",
        "uvicorn.error",
        "failed: 3",
        "ValueError",
    )
    assert "failing_record" in line["where"]
    text = TextLines().format(failing_record())
    assert text.startswith("ERROR uvicorn.error: failed: 3\nValueError at\n")
    for shown in (json.dumps(line), text):
        assert f'"{SECRET}"' not in shown
        assert "Kevin" not in shown


def test_the_form_of_the_log_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = logging.StreamHandler()
    monkeypatch.setattr(logging.getLogger(), "handlers", [stream])
    set_format("json")
    assert isinstance(stream.formatter, JsonLines)
    set_format("text")
    assert isinstance(stream.formatter, TextLines)


def test_systemd_is_told_where_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        tell("READY=1")
        assert systemd.recv(100) == b"READY=1"
    tell("READY=1")  # nobody listens any more: no harm
    monkeypatch.setenv("NOTIFY_SOCKET", "")
    tell("READY=1")
