"""``houvast serve`` as an operator runs it: chat, desk, health, figures, a backup, and a good end."""

import asyncio
import json
import socket
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bot.operations.backups.making import backups_in
from bot.operations.backups.restoring import check_backup
from tests.botapi.server import BotApiServer
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.running import telegram_config

PLANTED = ("Kevin Testerman", "123456782", "veiligheidsplan", "Annelotte", "Zonderland")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def until(client: httpx.AsyncClient, url: str, status: int) -> httpx.Response:
    """Ask until the answer has this status."""
    async with asyncio.timeout(30):
        while True:
            try:
                answer = await client.get(url)
                if answer.status_code == status:
                    return answer
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_one_process_does_everything_and_ends_well(botapi: BotApiServer, folder: Path) -> None:
    desk, figures = free_port(), free_port()
    config = folder / "config.yml"
    config.write_text(
        f"paths:\n  data: data\n{telegram_config(botapi)}"
        f"desk:\n  port: {desk}\nmetrics:\n  port: {figures}\nlog:\n  format: json\n",
        encoding="utf-8",
    )
    process = Process(config, botapi, "serve")
    await process.start()
    sanne = botapi.person("Annelotte", "Zonderland")
    botapi.world.private(sanne, botapi.bot)
    own, pages = f"http://127.0.0.1:{figures}", f"http://127.0.0.1:{desk}"
    async with httpx.AsyncClient() as client:
        ready = await until(client, f"{own}/readyz", 200)
        assert ready.json() == {
            "status": "ok",
            "parts": {"loop": True, "telegram": True, "database": True, "search": True, "desk": True},
        }
        assert (await client.get(f"{own}/healthz")).json()["status"] == "ok"

        sanne.send(sanne.chat, "wat betekent een 0 en een 10 op de schaalvraag?")
        await sanne.chat.wait_for("schaal", within=30)
        sanne.send(sanne.chat, "hoe maak ik met Kevin Testerman 123456782 een veiligheidsplan?")
        sanne.send(sanne.chat, "hij slaat haar nu")
        await sanne.chat.wait_for("Is er nu gevaar? Bel 112.", within=30)

        page = await client.get(f"{pages}/inloggen")
        assert page.status_code == 200
        assert "Houvast" in page.text

        await asyncio.sleep(1)
        shown = (await client.get(f"{own}/metrics")).text
        for line in (
            'houvast_decisions_total{kind="danger"} 1.0',
            'houvast_part_up{part="telegram"} 1.0',
            'houvast_outbox_messages{state="dead"} 0.0',
            'houvast_stage_seconds_count{stage="card"} 1.0',
            "houvast_last_backup_age_seconds",
            "houvast_generation",
        ):
            assert line in shown
        for stage in ("danger", "redaction", "turn", "actions", "search", "sending"):
            assert f'houvast_stage_seconds_count{{stage="{stage}"}} 0.0' not in shown, stage
        for secret in (*PLANTED, str(sanne.id), botapi.bot.token):
            assert secret not in shown
        assert (await client.get(f"{own}/config")).status_code == 404

    assert await process.stop() == 0
    lines = [json.loads(line) for line in process.log.decode().splitlines() if line.startswith("{")]
    assert {"time", "level", "logger", "message"} <= set(lines[0])
    assert datetime.fromisoformat(lines[0]["time"]).utcoffset() is not None
    assert any(line["message"].startswith("ready: @") for line in lines)
    log = process.log.decode()
    for secret in (*PLANTED, str(sanne.id), botapi.bot.token):
        assert secret not in log, f"the log holds {secret!r}"
    (made,) = backups_in(folder / "data" / "backups")
    assert check_backup(made.path).reason == "scheduled"


@pytest.mark.slow
async def test_a_second_process_on_the_same_data_is_refused(botapi: BotApiServer, folder: Path) -> None:
    config = folder / "config.yml"
    config.write_text(
        f"paths:\n  data: data\n{telegram_config(botapi)}desk:\n  port: {free_port()}\nmetrics:\n  port: 0\n",
        encoding="utf-8",
    )
    first, second = Process(config, botapi, "serve"), Process(config, botapi, "telegram")
    await first.start()
    starting = asyncio.create_task(second.start())
    try:
        async with asyncio.timeout(30):
            while second._process is None:  # noqa: ASYNC110 - there is nothing to wait for
                await asyncio.sleep(0.05)
            refused = second._process
            await second.gone()
        assert refused.returncode == 2
        assert b"another process sends the messages" in second.log
    finally:
        starting.cancel()
        await first.stop()
