"""Pictures of the desk for the docs, from a throw-away Houvast with invented work in it.

    python -m tests.browser.pictures docs/teamleiders/beelden

Each page in light on a wide screen and in dark on a phone, as PNG in few colours. Needs the extras ``desk`` and
``browser``, and Chromium on the path. Look at every picture.
"""

import argparse
import io
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bot.assembly import assemble
from bot.desk.app import make_app
from bot.desk.desk import Desk, open_desk
from bot.desk.serving import BackgroundDesk
from bot.settings import load_settings
from tests.browser.invented import DRAFT, SANNE, YASMIN, fill

PORT = 8097
LEADS = {
    "vandaag": "/vandaag",
    "kennisbank": "/kennisbank?q=wanneer+bel+ik+veilig+thuis",
    "kaart": "/kennisbank/top-3-concreet-formuleren",
    "concept": f"/concept/{DRAFT}",
    "beoordelen": "/beoordelen/{waiting}",
    "onbeantwoord": "/onbeantwoord",
    "feedback": "/feedback",
    "begrippen": "/begrippen",
    "signalen": "/signalen",
    "signalen-zinnen": "/signalen/zinnen",
    "team": "/team",
    "gebruik": "/gebruik",
    "logboek": "/logboek",
}
TRAINERS = {
    "quizvragen": "/quizvragen",
    "quizvraag": "/quizvragen/nieuw",
    "quizcijfers": "/quizcijfers",
    "quizplannen": "/quizplannen",
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SHAPES = (("breed", "light", 1280, 800, 32), ("telefoon", "dark", 360, 740, 32))
"""Name, scheme, width and height in pixels, and how many colours are kept."""
OPENED = {"onbeantwoord"}
"""Of these the first choice is opened."""
PATIENCE_MS = 120_000
MOST_BYTES = 60_000
"""Of one picture."""


def main() -> None:
    """Make all pictures.

    Raises:
        SystemExit: A page is not there, or a picture is too large.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path, help="folder for the pictures")
    parser.add_argument("--folder", type=Path, help="a folder to work in, with an index but without a team")
    options = parser.parse_args()
    target = options.target
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        config = (options.folder or Path(temporary)) / "config.yml"
        config.write_text(f"paths:\n  data: data\ndesk:\n  port: {PORT}\n", encoding="utf-8")
        opened = assemble(load_settings(config), in_process=True)
        desk = open_desk(opened.settings, opened.database, opened.house)
        waiting = fill(desk)
        serving = BackgroundDesk(make_app(desk), opened.settings.desk)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=next(filter(None, map(shutil.which, CHROMIUM)), None),
                    args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=nl-NL"],
                    # Chromium writes dates in the language that is named here.
                    env={**os.environ, "LANGUAGE": "nl_NL"},
                )
                for person, pages in ((SANNE, LEADS), (YASMIN, TRAINERS)):
                    addresses = {name: path.format(waiting=waiting) for name, path in pages.items()}
                    _visit(browser, desk, person, addresses, target)
                browser.close()
        finally:
            serving.stop()
            desk.database.close()


def _visit(browser: Browser, desk: Desk, person: str, pages: dict[str, str], target: Path) -> None:
    """Sign in, and photograph every page in every shape."""
    base = f"http://localhost:{PORT}"
    for shape, scheme, width, height, colours in SHAPES:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme=scheme, locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{base}/inloggen/{desk.links.offer_link(person, desk.now())}")
        page.locator("main button").click()
        page.wait_for_url("**/vandaag")
        for name, path in pages.items():
            answer = page.goto(base + path)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{path} cannot be photographed: {answer and answer.status}")
            if name in OPENED:
                page.locator("main .options summary").first.click()
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                raise SystemExit(f"{path} is wider than a screen of {width} pixels")
            _keep(page.screenshot(), target / f"{name}-{shape}.png", colours)
        context.close()


def _keep(shot: bytes, path: Path, colours: int) -> None:
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {MOST_BYTES}")


if __name__ == "__main__":
    main()
