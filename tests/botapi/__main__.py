"""`python -m tests.botapi`: the server with a page to chat on, for trying a bot by hand."""

import argparse
import asyncio
import sys

from tests.botapi.sandbox.stage import Stage
from tests.botapi.server import BotApiServer

PORT = 8081
# Always the same, so that a bot's configuration can stay as it is. It opens nothing but this sandbox.
TOKEN = "1000:SANDBOX"


async def serve(port: int, token: str, username: str, *, privacy: bool) -> None:
    """Serve until interrupted."""
    server = BotApiServer(username, privacy=privacy, token=token)
    app = server.application()
    Stage(server).add_routes(app)
    await server.start(port, app)
    sys.stdout.write(
        f"Telegram sandbox: open {server.root_url}/ in a browser.\n"
        f"  token          {server.bot.token}\n"
        f"  base_url       {server.base_url}\n"
        f"  base_file_url  {server.base_file_url}\n"
        "Ctrl-C stops it; nothing is kept.\n"
    )
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"port on 127.0.0.1 (default {PORT}; 0 takes a free one)"
    )
    parser.add_argument("--token", default=TOKEN, help=f"token of the bot (default {TOKEN})")
    parser.add_argument("--username", default="houvast_test_bot", help="name of the bot, without @")
    parser.add_argument("--no-privacy", action="store_true", help="let the bot hear everything in the group")
    given = parser.parse_args()
    try:
        asyncio.run(serve(given.port, given.token, given.username, privacy=not given.no_privacy))
    except KeyboardInterrupt:
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
