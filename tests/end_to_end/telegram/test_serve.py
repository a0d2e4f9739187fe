"""``houvast serve`` as an operator runs it: chat, desk, health, figures, a backup, and a good end."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bot.operations.backups.making import backups_in
from bot.operations.backups.restoring import check_backup
from tests.botapi.server import BotApiServer
from tests.botapi.watching import PATIENCE_S
from tests.end_to_end.telegram.process import Process
from tests.end_to_end.telegram.running import telegram_config
from tests.ports import free_port

PLANTED = ("Kevin Testerman", "123456782", "veiligheidsplan", "Annelotte", "Zonderland")


async def until(client: httpx.AsyncClient, url: str, missing: Callable[[httpx.Response], list[str]]) -> httpx.Response:
    """Ask until nothing is missing in the answer."""
    lacks = ["an answer"]
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                with suppress(httpx.TransportError):
                    answer = await client.get(url)
                    lacks = missing(answer)
                    if not lacks:
                        return answer
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"{url} lacks {lacks}") from None


def figures_missing(answer: httpx.Response) -> list[str]:
    """What the figures do not tell yet of one danger card, answers that were sent, and a backup."""
    wanted = (
        'houvast_decisions_total{kind="danger"} 1.0',
        'houvast_part_up{part="telegram"} 1.0',
        'houvast_outbox_messages{state="dead"} 0.0',
        'houvast_stage_seconds_count{stage="card"} 1.0',
        "houvast_last_backup_age_seconds",
        "houvast_generation",
    )
    stages = ("danger", "redaction", "turn", "actions", "search", "sending")
    idle = [stage for stage in stages if f'houvast_stage_seconds_count{{stage="{stage}"}} 0.0' in answer.text]
    return [line for line in wanted if line not in answer.text] + idle


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
    async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
        ready = await until(client, f"{own}/readyz", lambda answer: [] if answer.is_success else [answer.text])
        assert ready.json() == {
            "status": "ok",
            "parts": {"loop": True, "telegram": True, "database": True, "search": True, "desk": True},
        }
        assert (await client.get(f"{own}/healthz")).json()["status"] == "ok"

        sanne.send(sanne.chat, "wat betekent een 0 en een 10 op de schaalvraag?")
        await sanne.chat.wait_for("schaal")
        sanne.send(sanne.chat, "hoe maak ik met Kevin Testerman 123456782 een veiligheidsplan?")
        sanne.send(sanne.chat, "hij slaat haar nu")
        await sanne.chat.wait_for("Is er nu gevaar? Bel 112.")

        page = await client.get(f"{pages}/inloggen")
        assert page.status_code == 200
        assert "Houvast" in page.text

        shown = (await until(client, f"{own}/metrics", figures_missing)).text
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
        async with asyncio.timeout(PATIENCE_S):
            while second._process is None:  # noqa: ASYNC110 - there is nothing to wait for
                await asyncio.sleep(0.05)
            refused = second._process
            await second.gone()
        assert refused.returncode == 2
        assert b"another process sends the messages" in second.log
    finally:
        starting.cancel()
        await first.stop()
