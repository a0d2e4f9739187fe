"""From an HTTP request to an answer: token, method, faults, the method itself, and the check of its result."""

import asyncio
import json
import traceback
from enum import Enum
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.botapi.accounts import BotAccount
from tests.botapi.calls import Recorded
from tests.botapi.errors import ApiError, NotSimulated, too_many_requests
from tests.botapi.faults import POLLING, Fault
from tests.botapi.methods import METHODS, Call
from tests.botapi.params import Params, read_params
from tests.botapi.validation import aiogram_method

if TYPE_CHECKING:
    from tests.botapi.server import BotApiServer


class Answer(Enum):
    """Answers that are no HTTP response."""

    GONE = "the connection closes"


class Dispatcher:
    """Answers requests of bots."""

    def __init__(self, server: "BotApiServer") -> None:
        self.server = server

    async def answer(self, request: web.Request) -> web.Response | Answer:
        """Carry out one request."""
        try:
            bot = self._bot(request.match_info["token"])
            name, _ = self._method(request.match_info["method"])
            params = await read_params(request)
        except ApiError as error:
            return refusal(error)
        record = Recorded(name, dict(params.values), self.server.world.clock.precise(), dict(params.uploads))
        self.server.calls.all.append(record)
        try:
            return await self._with_faults(bot, name, params, record)
        finally:
            self.server.calls.changed()

    async def _with_faults(self, bot: BotAccount, name: str, params: Params, record: Recorded) -> web.Response | Answer:
        faults = self.server.faults.take(name, params.values)
        for fault in faults:
            trouble = await self._before(fault, record)
            if trouble is not None:
                return trouble
        response = await self._carry_out(bot, name, params, record)
        kinds = {fault.kind for fault in faults}
        await asyncio.sleep(sum(fault.seconds for fault in faults if fault.kind == "late_answer"))
        if name == POLLING and self.server.faults.is_down:
            record.fault = "down"  # the line broke while the call waited
            return Answer.GONE
        if "lost_answer" in kinds:
            return Answer.GONE
        if "malformed" in kinds:
            return web.Response(text='{"ok": tru', content_type="application/json")
        return response

    def _bot(self, token: str) -> BotAccount:
        if token not in self.server.world.bots:
            raise ApiError(401, "Unauthorized") if ":" in token else ApiError(404, "Not Found")
        return self.server.world.bots[token]

    def _method(self, name: str) -> tuple[str, Any]:
        if name.lower() in METHODS:
            return METHODS[name.lower()]
        if aiogram_method(name) is not None:
            self.server.violations.append(f"{name} is a method of Telegram that this server does not simulate")
        raise ApiError(404, "Not Found: method not found")

    async def _before(self, fault: Fault, record: Recorded) -> web.Response | Answer | None:
        record.fault = fault.kind
        if fault.kind == "down":
            return Answer.GONE
        if fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "flood":
            error = too_many_requests(int(fault.seconds))
            record.error = (error.code, error.description)
            return refusal(error)
        elif fault.kind == "status":
            record.error = (fault.code, "fault")
            if fault.code == web.HTTPInternalServerError.status_code:
                return refusal(ApiError(500, "Internal Server Error"))
            return web.Response(status=fault.code, text="<html>gateway</html>", content_type="text/html")
        return None

    async def _carry_out(self, bot: BotAccount, name: str, params: Params, record: Recorded) -> web.Response:
        handler = METHODS[name.lower()][1]
        world = self.server.world
        try:
            result = await handler(Call(self.server, bot, name, params))
        except ApiError as error:
            record.error = (error.code, error.description)
            return refusal(error)
        except NotSimulated as missing:
            world.checker.violations.append(f"{name}: {missing} is not simulated")
            return refusal(ApiError(500, f"Internal Server Error: not simulated: {missing}"))
        except Exception:  # noqa: BLE001  a bug of this server must reach the test, not only the bot
            world.checker.violations.append(f"{name} broke this server: {traceback.format_exc()}")
            return refusal(ApiError(500, "Internal Server Error"))
        record.result = result
        if params.unread:
            world.checker.violations.append(f"{name}: parameters {sorted(params.unread)} are not simulated")
        if name != "getUpdates":  # updates were checked when they were made
            world.checker.result(name, result)
        return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")


def refusal(error: ApiError) -> web.Response:
    """The JSON of an error, with Telegram's HTTP status and Retry-After header."""
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
        if "retry_after" in error.parameters:
            headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.Response(status=error.code, text=json.dumps(body), content_type="application/json", headers=headers)
