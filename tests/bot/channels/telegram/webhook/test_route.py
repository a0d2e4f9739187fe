"""The address that answers to Telegram: what it lets through, over a real connection, and what it says to the rest."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from bot.channels.telegram.webhook import route
from bot.channels.telegram.webhook.listening import Listener
from bot.channels.telegram.webhook.route import LARGEST_BODY, SECRET_HEADER, Route, _update
from bot.errors import WebhookUnavailable
from bot.sections import WebhookSection
from tests.botapi.watching import PATIENCE_S
from tests.end_to_end.telegram.running import SECRET
from tests.ports import free_port

PATH = "/telegram/nieuws"
JSON = {"content-type": "application/json"}
UPDATE = {"update_id": 5, "message": {"text": "hoi"}}
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Type: application/json\r\n"


class Front:
    """Takes updates and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.accepts = True
        self.port = free_port()

    async def take(self, update_id: int, update: dict[str, Any]) -> bool:
        assert update_id == update["update_id"]
        self.got.append(update)
        return self.accepts


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    made = Front()
    listener = Listener(Route(PATH, SECRET, made.take), WebhookSection(port=made.port))
    listener.start()
    yield made
    await listener.stop()


@pytest.fixture
async def client(front: Front) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{front.port}", timeout=PATIENCE_S) as made:
        made.headers[SECRET_HEADER] = SECRET
        yield made


async def test_an_update_is_answered_by_what_became_of_it(front: Front, client: httpx.AsyncClient) -> None:
    accepted = await client.post(PATH, json=UPDATE)
    assert (accepted.status_code, accepted.content) == (200, b"")
    front.accepts = False
    again = await client.post(PATH, json=UPDATE)
    assert (again.status_code, again.content, again.headers["retry-after"]) == (503, b"", "1")
    assert front.got == [UPDATE, UPDATE]


@pytest.mark.parametrize("secret", [None, "", "fout", SECRET[:-1], SECRET + "x", SECRET.upper(), "é" * 40])
async def test_who_does_not_know_the_secret_is_not_read(
    front: Front, client: httpx.AsyncClient, secret: str | None
) -> None:
    del client.headers[SECRET_HEADER]
    headers = JSON if secret is None else JSON | {SECRET_HEADER: secret.encode("latin-1")}
    answer = await client.post(PATH, content=json.dumps(UPDATE), headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")
    assert front.got == []


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/", JSON, b"{}", 404),
        ("POST", PATH + "/", JSON, b"{}", 404),
        ("POST", "/metrics", JSON, b"{}", 404),
        ("GET", PATH, {}, b"", 405),
        ("PUT", PATH, JSON, b"{}", 405),
        ("HEAD", PATH, {}, b"", 405),
        ("POST", PATH, {"content-type": "text/plain"}, b'{"update_id": 5}', 415),
        ("POST", PATH, {}, b'{"update_id": 5}', 415),
        ("POST", PATH, JSON, b"", 400),
        ("POST", PATH, JSON, b"{", 400),
        ("POST", PATH, JSON, b"\xff\xfe", 400),
        ("POST", PATH, JSON, b"[]", 400),
        ("POST", PATH, JSON, b"5", 400),
        ("POST", PATH, JSON, b"{}", 400),
        ("POST", PATH, JSON, b'{"update_id": "5"}', 400),
        ("POST", PATH, JSON, b'{"update_id": true}', 400),
        ("POST", PATH, JSON, b'{"update_id": 5.0}', 400),
        ("POST", PATH, JSON, b'{"update_id": -5}', 400),
        ("POST", PATH, JSON, b'{"update_id": 9223372036854775808}', 400),
        ("POST", PATH, JSON, b'{"update_id": ' + b"9" * 5000 + b"}", 400),
        ("POST", PATH, JSON, b"[" * 100_000, 400),
    ],
)
async def test_what_is_no_update_is_refused(
    front: Front, client: httpx.AsyncClient, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    request = client.build_request(method, path, content=body, headers=headers)
    answer = await client.send(request)
    assert (answer.status_code, answer.content) == (status, b"")
    assert front.got == []


@pytest.mark.parametrize("length", [LARGEST_BODY + 1, 10**18])
async def test_a_body_that_says_it_is_too_long_is_not_read(
    front: Front, client: httpx.AsyncClient, length: int
) -> None:
    assert (await client.post(PATH, json=UPDATE)).status_code == 200
    reader, writer = await asyncio.open_connection("127.0.0.1", front.port)
    writer.write(f"{HEAD}Content-Length: {length}\r\n\r\n".encode())
    async with asyncio.timeout(PATIENCE_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
    writer.close()
    assert front.got == [UPDATE]


async def test_a_body_without_a_length_is_cut_off_where_it_is_too_long(front: Front, client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 65536 + 1):
            yield b" " * 65536

    answer = await client.post(PATH, content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert front.got == []


async def test_the_largest_update_fits(front: Front, client: httpx.AsyncClient) -> None:
    body = json.dumps({**UPDATE, "vulling": ""})
    filled = body.replace('""', '"' + "a" * (LARGEST_BODY - len(body)) + '"')
    assert (await client.post(PATH, content=filled, headers=JSON)).status_code == 200


async def test_who_is_slow_is_not_waited_for_and_nobody_waits_behind(
    front: Front, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await client.post(PATH, json=UPDATE)).status_code == 200
    read, begun = route._body, asyncio.Semaphore(0)

    async def beginning(request: Request) -> bytes | None:
        begun.release()
        return await read(request)

    monkeypatch.setattr(route, "_body", beginning)
    monkeypatch.setattr(route, "READ_S", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", front.port)
    gone_reader, gone = await asyncio.open_connection("127.0.0.1", front.port)
    for line in (writer, gone):
        line.write(f"{HEAD}Content-Length: 20\r\n\r\n{{".encode())
        await line.drain()
        await begun.acquire()
    # Only those two are slow: on a busy machine anything may take that long.
    monkeypatch.setattr(route, "READ_S", PATIENCE_S)
    gone.close()
    assert (await client.post(PATH, json=UPDATE)).status_code == 200
    async with asyncio.timeout(PATIENCE_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()
    assert front.got == [UPDATE, UPDATE]
    assert gone_reader.exception() is None


async def test_no_request_leaves_a_trace_in_the_log(
    front: Front, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="uvicorn"):
        await client.post(PATH, json=UPDATE)
        await client.post(PATH, json=UPDATE, headers={SECRET_HEADER: "fout"})
        await client.get("/beheer")
    # pytest listens to loggers that pass nothing on as well; the log of the operator does not.
    assert not logging.getLogger("uvicorn.access").propagate
    ours = [record for record in caplog.records if record.name not in ("httpx", "uvicorn.access")]
    log = "\n".join(record.getMessage() for record in ours)
    for secret in (SECRET, "hoi", "/beheer", PATH, "fout"):
        assert secret not in log


async def test_a_port_that_is_taken_says_what_to_do(front: Front) -> None:
    while True:
        try:
            (await asyncio.open_connection("127.0.0.1", front.port))[1].close()
            break
        except OSError:
            await asyncio.sleep(0.01)
    with pytest.raises(WebhookUnavailable, match=r"set telegram\.webhook\.port"):
        Listener(Route(PATH, SECRET, front.take), WebhookSection(port=front.port))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_an_update_or_not(body: bytes) -> None:
    found = _update(body)
    assert found is None or found["update_id"] > 0
