"""The action server asks who calls, takes no more than it can hold, and quotes nobody in an error."""

import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.errors import ActionFailed
from actions.runners.http import HttpRunner
from bot.cli.action_guard import LARGEST_BODY
from tests.botapi.watching import PATIENCE_S
from tests.conftest import settings_in
from tests.ports import free_port

TOKEN = "een-geheim-van-de-test"
JSON = {"Content-Type": "application/json"}
CALLERS: dict[str, httpx.Client] = {}
"""One line for all calls to a server, by its address; a server may be started again later in the same process."""
SAID = "Kevin Testerman woont hier"
SERVER = f"""
import logging, sys
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from bot.cli.action_server import make_app
from bot.operations.monitoring.logs import set_format

class Fine(Action):
    def name(self): return "action_fine"
    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="goed")
        return []

class Broken(Action):
    def name(self): return "action_broken"
    async def run(self, dispatcher, tracker, domain):
        raise ValueError({SAID!r})

logging.basicConfig(level=logging.INFO, stream=sys.stderr)
set_format("text")
executor = ActionExecutor()
executor.register_action(Fine())
executor.register_action(Broken())
make_app(executor, sys.stdin.readline().strip()).run(
    host="127.0.0.1", port=int(sys.argv[1]), single_process=True, motd=False, access_log=False)
"""


@contextmanager
def serving(folder: Path, token: str) -> Iterator[tuple[str, Path]]:
    """A guarded server with two small actions, in a process of its own; its address and its log."""
    port, log = free_port(), folder / "log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SERVER, str(port)], stdin=subprocess.PIPE, stdout=sink, stderr=sink
        )
    assert process.stdin is not None
    process.stdin.write(f"{token}\n".encode())
    process.stdin.close()
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert process.poll() is None, log.read_text()
            try:
                httpx.get(f"{address}/health", trust_env=False, timeout=PATIENCE_S)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address, log
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    client = httpx.Client(trust_env=False, timeout=PATIENCE_S)
    with serving(tmp_path_factory.mktemp("guarded"), TOKEN) as server, client:
        CALLERS[server[0]] = client
        yield server


def call(name: str) -> dict[str, Any]:
    return {
        "next_action": name,
        "sender_id": "x",
        "tracker": {"sender_id": "x", "slots": {}, "events": [], "latest_message": {"text": SAID}},
        "domain": {"actions": []},
    }


def post(address: str, **more: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}", **more.pop("headers", {})}
    return CALLERS[address].post(f"{address}/webhook", headers=headers, **more)


def test_who_has_no_token_gets_nothing(guarded: tuple[str, Path]) -> None:
    address, _ = guarded
    for given_headers in ({"Authorization": ""}, {"Authorization": "Bearer fout"}, {"Authorization": TOKEN}):
        refused = post(address, json=call("action_fine"), headers=given_headers)
        assert refused.status_code == 401
        assert (
            httpx.get(f"{address}/actions", headers=given_headers, trust_env=False, timeout=PATIENCE_S).status_code
            == 401
        )
    assert post(address, json=call("action_fine")).json()["responses"][0]["text"] == "goed"
    assert httpx.get(f"{address}/health", trust_env=False, timeout=PATIENCE_S).status_code == 200


async def test_our_own_runner_knows_the_token(guarded: tuple[str, Path]) -> None:
    address, _ = guarded
    runner = HttpRunner.connect(f"{address}/webhook", 60_000, TOKEN)
    assert (await runner.run("action_fine", call("action_fine")["tracker"])).responses[0]["text"] == "goed"
    await runner.close()
    stranger = HttpRunner.connect(f"{address}/webhook", 60_000)
    with pytest.raises(ActionFailed, match="401"):
        await stranger.run("action_fine", call("action_fine")["tracker"])
    await stranger.close()


async def test_a_proxy_of_the_environment_sees_no_question(
    guarded: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    runner = HttpRunner.connect(f"{guarded[0]}/webhook", 60_000, TOKEN)
    assert (await runner.run("action_fine", call("action_fine")["tracker"])).responses[0]["text"] == "goed"
    await runner.close()


def test_an_error_quotes_nobody(guarded: tuple[str, Path]) -> None:
    address, log = guarded
    failed = post(address, json=call("action_broken"))
    assert (failed.status_code, failed.json()["error"]) == (500, "ValueError")
    assert "Kevin" not in failed.text
    assert "an action call failed: ValueError" in log.read_text()
    assert "Kevin" not in log.read_text()
    assert TOKEN not in log.read_text()


def test_too_large_and_packed_calls_are_refused(guarded: tuple[str, Path]) -> None:
    address, _ = guarded
    large = post(address, content=b'{"tracker": "' + b"x" * LARGEST_BODY + b'"}', headers=JSON)
    assert large.status_code == 413
    packed = zlib.compress(b" " * 50_000_000)
    bomb = post(address, content=packed, headers={**JSON, "Content-Encoding": "deflate"})
    assert bomb.status_code == 415
    assert post(address, content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert (
        httpx.get(f"{address}/niets", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=PATIENCE_S).status_code
        == 404
    )
    assert post(address, json=call("action_fine")).status_code == 200, "it still answers"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(body=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_get_an_answer_that_repeats_nothing(guarded: tuple[str, Path], body: bytes) -> None:
    refused = post(guarded[0], content=body, headers=JSON)
    assert refused.status_code == 400
    assert set(refused.json()) == {"error", "action_name"}


@settings(max_examples=60)
@given(body=VALUES | st.fixed_dictionaries({"tracker": VALUES, "next_action": VALUES, "domain": VALUES}))
def test_any_json_gets_an_answer_that_repeats_nothing(guarded: tuple[str, Path], body: Any) -> None:
    answer = post(guarded[0], content=json.dumps(body).encode(), headers=JSON)
    assert answer.status_code in {200, 400, 404, 449, 500}
    assert "request_body" not in answer.text


def test_another_address_needs_a_token(tmp_path: Path) -> None:
    settings_in(tmp_path, "actions: {host: 0.0.0.0}\n")
    command = [sys.executable, "-m", "bot", "--config", str(tmp_path / "config.yml"), "actions"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOUVAST_")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
    assert done.returncode == 2
    assert "HOUVAST_ACTIONS_TOKEN" in done.stderr
    assert not (tmp_path / "data").exists(), "refused before anything is opened"
