"""What is read of the answers of a Bot API server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import TelegramError

from bot.channels.telegram.connection import LeanBot, Line, make_bot


@asynccontextmanager
async def answered(content: bytes) -> AsyncIterator[LeanBot]:
    """A bot whose server answers every call with this; it was never initialised, which would ask who it is."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        await reader.readexactly(int(length.split(b":")[1]))
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(content), content))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    bot = make_bot(Line("1:x", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"))
    try:
        yield bot
    finally:
        for request in bot._request:
            await request.shutdown()
        server.close()
        await server.wait_closed()


@pytest.mark.parametrize("result", [b"{}", b'[{"message": {}}]', b'["x"]'])
async def test_an_answer_that_is_no_list_of_updates_is_an_error(result: bytes) -> None:
    async with answered(b'{"ok":true,"result":' + result + b"}") as bot:
        with pytest.raises(TelegramError, match="no list of updates"):
            await bot.raw_updates(None, timeout_s=0, allowed=[], margin_s=60)


async def test_of_the_echo_of_a_message_only_its_number_is_read() -> None:
    content = (
        b'{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":5,"type":"private"},'
        b'"text":"x","entities":[{"type":"bold","offset":0,"length":1}]}}'
    )
    async with answered(content) as bot:
        sent = await bot.send_message(5, "x")
    assert (sent.message_id, sent.chat.id, sent.text) == (7, 5, None)
