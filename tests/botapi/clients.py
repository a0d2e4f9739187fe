"""One interface over both client libraries, so that one scenario runs through each."""

import re
from typing import Any, Protocol

import aiogram
import aiogram.exceptions
import telegram
import telegram.error
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from aiogram.utils.serialization import deserialize_telegram_object_to_python
from telegram.request import HTTPXRequest

from tests.botapi.server import BotApiServer

PREFIX = re.compile(r"^(Telegram server says - )?(Bad Request: |Forbidden: |Conflict: |Unauthorized: ?)?")


class Refused(Exception):
    """A call that did not succeed.

    Attributes:
        code: HTTP status; None when there was no answer that could be read.
        text: description without its prefix, lower case.
    """

    def __init__(
        self, code: int | None, text: str, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = PREFIX.sub("", text).lower()
        self.retry_after = retry_after
        self.migrate_to = migrate_to


class Client(Protocol):
    """A bot's side of the line. Methods by their name in Python (`send_message`); results as plain JSON."""

    name: str

    async def call(self, method: str, **params: Any) -> Any:
        """Call a method.

        Raises:
            Refused: it did not succeed.
        """

    def file(self, data: bytes, name: str) -> Any:
        """Something to upload."""

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file."""

    async def close(self) -> None:
        """Close connections."""


class PtbClient:
    """python-telegram-bot."""

    name = "ptb"
    codes = (
        (telegram.error.BadRequest, 400),
        (telegram.error.Forbidden, 403),
        (telegram.error.Conflict, 409),
        (telegram.error.InvalidToken, 401),
    )

    def __init__(self, server: BotApiServer, token: str | None = None) -> None:
        requests = [HTTPXRequest(connection_pool_size=4, read_timeout=10) for _ in range(2)]
        self.bot = telegram.Bot(
            token or server.bot.token,
            base_url=server.base_url,
            base_file_url=server.base_file_url,
            request=requests[0],
            get_updates_request=requests[1],
        )
        self.requests = requests

    async def call(self, method: str, **params: Any) -> Any:
        if isinstance(params.get("reply_parameters"), dict):
            params["reply_parameters"] = telegram.ReplyParameters(**params["reply_parameters"])
        if isinstance(params.get("link_preview_options"), dict):
            params["link_preview_options"] = telegram.LinkPreviewOptions(**params["link_preview_options"])
        try:
            result = await getattr(self.bot, method)(**params)
        except telegram.error.RetryAfter as error:
            raise Refused(429, str(error), retry_after=int(error.retry_after.total_seconds())) from error
        except telegram.error.ChatMigrated as error:
            raise Refused(400, str(error), migrate_to=error.new_chat_id) from error
        except telegram.error.TelegramError as error:
            code = next((code for kind, code in self.codes if type(error) is kind), None)
            raise Refused(code, error.message) from error
        return _plain(result)

    def file(self, data: bytes, name: str) -> Any:
        return telegram.InputFile(data, filename=name)

    async def download(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())

    async def close(self) -> None:
        for request in self.requests:
            await request.shutdown()


class AiogramClient:
    """aiogram."""

    name = "aiogram"
    codes = (
        (aiogram.exceptions.TelegramBadRequest, 400),
        (aiogram.exceptions.TelegramForbiddenError, 403),
        (aiogram.exceptions.TelegramConflictError, 409),
        (aiogram.exceptions.TelegramUnauthorizedError, 401),
        (aiogram.exceptions.TelegramNotFound, 401),
    )

    def __init__(self, server: BotApiServer, token: str | None = None) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(server.root_url))
        self.bot = aiogram.Bot(token or server.bot.token, session=session)

    async def call(self, method: str, **params: Any) -> Any:
        try:
            result = await getattr(self.bot, method)(**params)
        except aiogram.exceptions.TelegramRetryAfter as error:
            raise Refused(429, error.message, retry_after=error.retry_after) from error
        except aiogram.exceptions.TelegramMigrateToChat as error:
            raise Refused(400, error.message, migrate_to=error.migrate_to_chat_id) from error
        except aiogram.exceptions.TelegramAPIError as error:
            code = next((code for kind, code in self.codes if type(error) is kind), None)
            raise Refused(code, error.message) from error
        except aiogram.exceptions.ClientDecodeError as error:
            raise Refused(None, "unreadable") from error
        return _plain(result)

    def file(self, data: bytes, name: str) -> Any:
        return BufferedInputFile(data, name)

    async def download(self, file_id: str) -> bytes:
        found = await self.bot.download(file_id)
        assert found is not None
        return found.read()

    async def close(self) -> None:
        # aiogram's own close sleeps 250 ms for the sake of TLS, which there is none of here.
        session = self.bot.session._session  # type: ignore[attr-defined]
        if session is not None:
            await session.close()


CLIENTS: dict[str, type[PtbClient] | type[AiogramClient]] = {"ptb": PtbClient, "aiogram": AiogramClient}


def _plain(result: Any) -> Any:
    """Objects of either library as the JSON they came from."""
    if isinstance(result, (list, tuple)):
        return [_plain(each) for each in result]
    if isinstance(result, telegram.TelegramObject):
        return result.to_dict()
    if hasattr(result, "model_dump"):
        return _without_none(deserialize_telegram_object_to_python(result))
    return result


def _without_none(thing: Any) -> Any:
    """aiogram fills what was absent with None, and has to call `from` something else in Python."""
    if isinstance(thing, dict):
        names = {"from_user": "from"}
        return {names.get(name, name): _without_none(value) for name, value in thing.items() if value is not None}
    return [_without_none(each) for each in thing] if isinstance(thing, list) else thing
