"""``make telegram-sandbox``: the local stand-in for Telegram with Houvast in it, until Ctrl-C.

The first team is made as in the documentation: the page's Sanne can become its lead with the line printed here.
"""

import asyncio
import os
import sys
from pathlib import Path

from tests.botapi.__main__ import PORT, TOKEN, serve

FOLDER = Path("data") / "sandbox"
TEAM = "Team Voorbeeld"


async def main() -> int:
    """Serve the page and run the bot; ends when the bot ends.

    Returns:
        The exit status of the bot.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    config = FOLDER / "config.yml"
    config.write_text(f"paths:\n  data: data\ntelegram:\n  api: http://127.0.0.1:{PORT}\n", encoding="utf-8")
    serving = asyncio.create_task(serve(PORT, TOKEN, "houvast_test_bot", privacy=True))
    await asyncio.sleep(0.5)
    if serving.done():
        serving.result()
    await _houvast(config, "team", "create", TEAM, quiet=True)
    sys.stdout.write("\nMaak Sanne teamleider: stuur als Sanne, in de privéchat, de regel die met /start begint.\n")
    sys.stdout.flush()
    await _houvast(config, "team", "invite", TEAM, "--role", "team_lead")
    status = await _houvast(config, "telegram")
    serving.cancel()
    return status


async def _houvast(config: Path, *arguments: str, quiet: bool = False) -> int:
    """Run the command; a team that is there already is no trouble, so its complaint is left out when quiet."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--config", str(config), *arguments,
        env={**os.environ, "HOUVAST_TELEGRAM_TOKEN": TOKEN},
        stderr=asyncio.subprocess.DEVNULL if quiet else None,
        stdout=asyncio.subprocess.DEVNULL if quiet else None,
    )  # fmt: skip
    return await process.wait()


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main()))
    except KeyboardInterrupt:
        sys.exit(0)
