"""Pictures of the desk for the docs, from a throw-away Houvast with invented work in it.

    python -m tests.browser.pictures docs/teamleiders/beelden

Each page in light on a wide screen and in dark on a phone, as PNG in few colours. Needs the extras ``desk`` and
``browser``, and Chromium on the path, with its Dutch texts (Debian: ``chromium-l10n``) or dates are American. Look at
every picture; ``--every`` makes them in the other scheme too, for a look.
"""

import argparse
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, FilePayload, sync_playwright

from bot.assembly import assemble
from bot.desk.app import make_app
from bot.desk.desk import Desk, open_desk
from bot.desk.serving import BackgroundDesk
from bot.settings import load_settings
from knowledge.entries.loader import CONTENT_FOLDER
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
    "importeren": "/importeren",
    "signalen": "/signalen",
    "signalen-zinnen": "/signalen/zinnen",
    "signalen-regels": "/signalen/regels",
    "signalen-leren": "/signalen/leren",
    "team": "/team",
    "gebruik": "/gebruik",
    "logboek": "/logboek",
}
TRAINERS = {
    "quizvragen": "/quizvragen",
    "quizvraag": "/quizvragen/nieuw",
    "quizbestanden": "/quizvragen/bestanden",
    "quizcijfers": "/quizcijfers",
    "quizplannen": "/quizplannen",
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SHAPES = (("breed", "light", 1280, 800, 32), ("telefoon", "dark", 360, 740, 32))
"""Name, scheme, width and height in pixels, and how many colours are kept."""
OTHERS = (("breed-donker", "dark", 1280, 800, 32), ("telefoon-licht", "light", 360, 740, 32))
"""The same the other way round; the docs do not show these."""
OPENED = {"onbeantwoord"}
"""Of these the first choice is opened."""
IMPORTED = "mdo-voorbereiden"
SENT = {"importeren"}
"""On these a changed entry is chosen, so that they show what would change."""
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
    parser.add_argument("--every", action="store_true", help="in the other scheme too")
    options = parser.parse_args()
    target = options.target
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        config = (options.folder or Path(temporary)) / "config.yml"
        config.write_text(f"paths:\n  data: data\ndesk:\n  port: {PORT}\n", encoding="utf-8")
        opened = assemble(load_settings(config), in_process=True)
        desk = open_desk(opened.settings, opened.database, opened.house)
        waiting = fill(desk)
        if desk.house.golden:
            desk.house.golden.prepare()
        serving = BackgroundDesk(make_app(desk), desk.background, opened.settings.desk)
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
                    for shape in (*SHAPES, *OTHERS) if options.every else SHAPES:
                        _visit(browser, desk, person, addresses, target, shape)
                browser.close()
        finally:
            serving.stop()
            desk.database.close()


Shape = tuple[str, Literal["light", "dark"], int, int, int]


def _visit(browser: Browser, desk: Desk, person: str, pages: dict[str, str], target: Path, looks: Shape) -> None:
    """Sign in, and photograph every page in a shape."""
    base = f"http://localhost:{PORT}"
    shape, scheme, width, height, colours = looks
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{base}/inloggen/{desk.links.offer_link(person, desk.now())}")
    if person == SANNE:
        _keep(page.screenshot(), target / f"inloggen-{shape}.png", colours)
    page.locator("main button").click()
    page.wait_for_url("**/vandaag")
    for name, path in pages.items():
        answer = page.goto(base + path)
        if answer is None or answer.status != 200:
            raise SystemExit(f"{path} cannot be photographed: {answer and answer.status}")
        if name in OPENED:
            page.locator("main .options summary").first.click()
        if name in SENT:
            page.set_input_files("#bestanden", list(_files()))
            page.locator(f"form[action='{path}'] button").first.click()
            page.wait_for_load_state()
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            raise SystemExit(f"{path} is wider than a screen of {width} pixels")
        _keep(page.screenshot(), target / f"{name}-{shape}.png", colours)
    context.close()


def _files() -> Iterator[FilePayload]:
    """A shipped entry with one word changed, and its phrasings."""
    for path in sorted(CONTENT_FOLDER.glob(f"*/{IMPORTED}.*")):
        text = path.read_text(encoding="utf-8").replace("één casus", "één gezin")
        yield {"name": path.name, "mimeType": "text/plain", "buffer": text.encode()}


def _keep(shot: bytes, path: Path, colours: int) -> None:
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {MOST_BYTES}")


if __name__ == "__main__":
    main()
