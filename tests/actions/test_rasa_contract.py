"""The Rasa contract: the same calls in process and over HTTP, the domain, and what unregistering does."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import rasa_sdk
import yaml

from actions.conversation import receive
from actions.errors import ActionFailed, ActionNotFound, ActionServerUnavailable
from actions.registry import ACTIONS, make_executor
from actions.runners.call import DOMAIN_FILE, action_call
from actions.runners.http import HttpRunner
from actions.runners.in_process import InProcessRunner
from actions.steps import commands
from actions.turn import SLOTS
from bot.assembly import Assembly
from tests.conftest import data_in, message, settings_in
from tests.ports import free_port

QUESTION = "wat betekent een 0 en een 10 op de schaalvraag?"


def tracker(text: str, key: str, payload: str | None = None, slots: dict | None = None) -> dict:
    metadata = {
        "key": key,
        "person": "contract:1",
        "payload": payload,
        "danger": {"level": "none", "kind": None},
        "personal_data": [],
        "length": len(text),
    }
    return {
        "sender_id": "contract:1",
        "slots": slots or {},
        "latest_message": {"text": text, "intent": {}, "entities": [], "metadata": metadata},
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    }


CALLS = {
    "answer": ("action_houvast", tracker(QUESTION, "c1")),
    "signpost": ("action_houvast", tracker("hoe vraag ik kinderbijslag aan na een verhuizing", "c2")),
    "small talk": ("action_houvast", tracker("hoi", "c3")),
    "command": ("action_houvast", tracker("/help", "c4")),
    "help": ("action_help", tracker("/help", "c5")),
    "privacy": ("action_privacy", tracker("/privacy", "c6")),
    "cards": ("action_cards", tracker("/kaarten", "c7")),
    "concept": ("action_concept", tracker("/begrip fase", "c11")),
    "start": ("action_start", tracker("", "c12", "/start")),
    "deep link": ("action_houvast", tracker("", "c13", "/start kaart_schaalvraag-0-10")),
    "forget not": ("action_forget", tracker("", "c14", "/vergeetmij nee")),
    "find": ("action_find", tracker("", "c15", "/zoek")),
    "deleted": ("action_delete_message", tracker("", "c16", "/verwijder gelukt")),
    "feedback": ("action_feedback", tracker("", "c8", "/helpt 1")),
    "more": ("action_entry", tracker("", "c9", "/meer 1")),
    "form asks": ("action_ask_consult_form_consult_facts", tracker("/overleg", "c17")),
    "form starts": ("action_houvast", tracker("/overleg", "c18")),
    "no draft": ("action_consult_preview", tracker("/pasaan", "c19")),
    "acute": ("action_consult_case", tracker("", "c20", "/acuut")),
    "no such consultation": ("action_consult_case", tracker("", "c21", "/casus 7")),
    "no danger metadata": ("action_houvast", {**tracker("x", "c10"), "latest_message": {"text": "hij slaat haar nu"}}),
}


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real action server in a process of its own."""
    folder = tmp_path_factory.mktemp("server")
    data_in(built, folder)
    port = free_port()
    settings_in(folder, f"actions:\n  port: {port}\n")
    command = [
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "--config",
        str(folder / "config.yml"),
        "actions",
    ]
    log = folder / "log"
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=sink, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    try:
        _wait(f"http://127.0.0.1:{port}/health", process, log)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        process.terminate()
        process.wait(60)


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            if httpx.get(url, trust_env=False, timeout=60).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the action server did not start: {log.read_text(encoding='utf-8')}")


@pytest.mark.parametrize("name", CALLS)
async def test_the_same_call_gives_the_same_answer_both_ways(assembly: Assembly, server: str, name: str) -> None:
    action, call = CALLS[name]
    local = await assembly.front.runner.run(action, call)
    remote_runner = HttpRunner.connect(server, 60_000)
    try:
        remote = await remote_runner.run(action, call)
    finally:
        await remote_runner.close()
    assert local.responses == remote.responses
    assert [event["event"] for event in local.events] == [event["event"] for event in remote.events]
    assert local.events == remote.events


async def test_a_whole_conversation_over_http(assembly: Assembly, server: str) -> None:
    runner = HttpRunner.connect(server, 60_000)
    front = replace(assembly.front, runner=runner)
    try:
        reply = await receive(message(QUESTION), front)
        assert reply.decision.entries[0].slug == "schaalvraag-0-10"
        assert "/kaarten" in (await receive(message("/help"), front)).text
    finally:
        await runner.close()


def test_the_server_keeps_rasas_status_codes_and_loopback(server: str) -> None:
    post = lambda name: httpx.post(server, json=action_call(name, CALLS["answer"][1]), trust_env=False, timeout=60)  # noqa: E731
    assert post("action_houvast").status_code == 200
    missing = post("action_bestaat_niet")
    assert missing.status_code == 404
    assert set(missing.json()) == {"error", "action_name"}
    listening = Path("/proc/net/tcp").read_text(encoding="ascii")
    port = f"{urlsplit(server).port:04X}"
    assert f"0100007F:{port}" in listening
    assert f"00000000:{port}" not in listening


def test_the_reception_takes_raw_text_and_gives_back_none_of_it(server: str) -> None:
    door = server.replace("/webhook", "/receive")
    latest = {"text": "Sanne de Vries wil niet praten", "message_id": "r1", "metadata": {"payload": None}}
    call = {"tracker": {"sender_id": "rasa:1", "latest_message": latest}}
    answer = httpx.post(door, json=call, trust_env=False, timeout=60)
    assert answer.status_code == 200
    assert "Sanne" not in answer.text
    assert answer.json()["message"]["metadata"]["personal_data"] == ["NAAM"]
    latest["text"] = "hij slaat haar nu"
    card = httpx.post(door, json=call, trust_env=False, timeout=60).json()
    assert card["message"] is None
    assert "112" in card["replies"][0]["text"]
    empty = httpx.post(door, json={"tracker": {"sender_id": "rasa:1"}}, trust_env=False, timeout=60)
    assert empty.status_code == 400
    assert "latest_message" in empty.json()["error"]


async def test_errors_are_the_same_both_ways(assembly: Assembly, server: str) -> None:
    runner = HttpRunner.connect(server, 60_000)
    for way in (assembly.front.runner, runner):
        with pytest.raises(ActionNotFound):
            await way.run("action_bestaat_niet", CALLS["answer"][1])
        with pytest.raises(ActionFailed):
            await way.run("action_houvast", {**CALLS["answer"][1], "slots": {"pending": {"kind": "choice"}}})
    await runner.close()
    gone = HttpRunner.connect("http://127.0.0.1:9/webhook", 300)
    with pytest.raises(ActionServerUnavailable, match="houvast actions"):
        await gone.run("action_help", CALLS["help"][1])


async def test_unregistering_an_action_changes_the_outcome(assembly: Assembly) -> None:
    executor = make_executor(assembly.house)
    front = replace(assembly.front, runner=InProcessRunner(executor))
    assert "/kaarten" in (await receive(message("/help"), front)).text
    del executor.actions["action_help"]
    assert "Ik kan nu niet antwoorden" in (await receive(message("/help"), front)).text
    del executor.actions["action_houvast"]
    assert "Ik kan nu niet antwoorden" in (await receive(message(QUESTION), front)).text


def test_the_domain_names_what_is_registered(assembly: Assembly) -> None:
    domain = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))
    assert sorted(domain["actions"]) == sorted(action(assembly.house).name() for action in ACTIONS)
    assert set(domain["slots"]) == set(SLOTS)
    assert all(slot["mappings"] for slot in domain["slots"].values())
    assert set(commands.ACTIONS.values()) <= set(domain["actions"])
    assert domain["version"] == "3.1"


def test_a_call_carries_what_a_rasa_server_sends() -> None:
    call = action_call("action_help", CALLS["help"][1])
    assert set(call) == {"next_action", "sender_id", "tracker", "domain", "version"}
    assert call["version"] == rasa_sdk.__version__


async def test_the_event_loop_stays_free_during_a_turn(assembly: Assembly) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    await receive(message(QUESTION), assembly.front)
    ticking.cancel()
    assert ticks > 10
