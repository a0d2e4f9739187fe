"""The stage: two invented people, one group, and the routes of the page."""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.botapi.chats import Chat
from tests.botapi.errors import NotPossible
from tests.botapi.people import Person
from tests.botapi.questions import InlineAnswer
from tests.botapi.sandbox.acts import ACTS
from tests.botapi.sandbox.view import show_chat
from tests.botapi.server import BotApiServer

PAGE = Path(__file__).parent / "page"
FILES = {
    "page.css": "text/css",
    "main.js": "text/javascript",
    "render.js": "text/javascript",
    "net.js": "text/javascript",
}
# Everything from this server, nothing from elsewhere, no inline script.
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
# Seconds a request for news stays open; the page asks again at once.
PATIENCE = 4.0


class Stage:
    """People, chats and the page."""

    def __init__(self, server: BotApiServer, group: str = "Team Voorbeeld") -> None:
        self.server = server
        self.owner = server.person("Sanne", username="sanne_voorbeeld")
        self.other = server.person("Youssef", username="youssef_voorbeeld")
        self.group = server.group(group, self.owner, self.other, kind="supergroup")
        self.inline: dict[int, InlineAnswer] = {}
        self.chats: dict[str, tuple[Chat, list[Person]]] = {
            "sanne": (self.owner.chat, [self.owner]),
            "groep": (self.group, [self.owner, self.other]),
            "youssef": (self.other.chat, [self.other]),
        }

    def key_of(self, chat: Chat) -> str:
        """The name of a chat on the page."""
        return next(key for key, (each, _) in self.chats.items() if each is chat)

    def state(self) -> dict[str, Any]:
        """Everything the page shows; `version` changes with it."""
        world = self.server.world
        chats = [show_chat(world, chat, key, people) for key, (chat, people) in self.chats.items()]
        bot = self.server.bot
        shown = {"bot": {"id": bot.id, "name": bot.first_name, "username": bot.username}, "chats": chats}
        shown["online"] = bot.updates.polled or bot.webhook is not None
        shown["violations"] = self.server.violations[-5:]
        version = hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]
        return shown | {"version": version}

    def add_routes(self, app: web.Application) -> None:
        """Put the page and its calls beside the Bot API."""
        app.router.add_get("/", self._page)
        app.router.add_get("/sandbox/state", self._state)
        app.router.add_post("/sandbox/act", self._act)
        app.router.add_get("/sandbox/file/{file}", self._file)
        app.router.add_get("/page/{name}", self._asset)

    async def _page(self, _: web.Request) -> web.Response:
        html = (PAGE / "page.html").read_text(encoding="utf-8")
        return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    async def _asset(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in FILES:
            return web.Response(status=404)
        return web.Response(text=(PAGE / name).read_text(encoding="utf-8"), content_type=FILES[name])

    async def _state(self, request: web.Request) -> web.Response:
        shown = self.state()
        if request.query.get("since") == shown["version"]:
            waits = [asyncio.ensure_future(chat.next_change()) for chat, _ in self.chats.values()]
            await asyncio.wait(waits, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()
            shown = self.state()
        return web.json_response(shown)

    async def _act(self, request: web.Request) -> web.Response:
        given = await request.json()
        chat, people = self.chats[given["chat"]]
        person = next(person for person in people if person.id == int(given["person"]))
        try:
            result = await ACTS[given["act"]](self, person, chat, given)
        except NotPossible as error:
            return web.json_response({"trouble": f"Dat kan hier niet: {error}"}, status=409)
        except TimeoutError:
            return web.json_response({"trouble": "De bot antwoordde niet."}, status=504)
        return web.json_response(result)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self.server.world.files.get(request.match_info["file"])
        if stored is None:
            return web.Response(status=404)
        headers = {"X-Content-Type-Options": "nosniff"}
        if stored.kind != "photo":
            # A document is offered for saving, never opened as a page of this server.
            headers["Content-Disposition"] = f"attachment; filename={json.dumps(Path(stored.name).name)}"
        return web.Response(body=stored.data, content_type=stored.mime, headers=headers)
