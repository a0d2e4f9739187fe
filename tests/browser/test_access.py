"""Every page by axe-core: WCAG 2.2 A and AA and best practices, on a phone and a desk, in the light and the dark."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from tests.bot.desk.pages.test_desk_import import ASKED, CHANGED
from tests.bot.desk.quiz import QUESTION
from tests.browser.conftest import SANNE, YASMIN, Arrive, Running
from tests.browser.person import Person
from tests.browser.seeding import DRAFT, RETURNED, WAITING, seed

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

LOOKS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
# The dark look has the same elements: only colours can be wrong in it that are right in the light.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
OPEN_ALL = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"
RUN = "options => axe.run(document, options).then(found => found.violations)"
# A changed colour scheme fades in where a style has a transition; axe would measure colours half-way.
SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => true)"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LEAD = (
    "/vandaag",
    "/kennisbank",
    "/kennisbank?q=wanneer+bel+ik+veilig+thuis",
    "/kennisbank?status=archived",
    f"/kennisbank/{DRAFT}",
    "/kennisbank/intieme-terreur-en-stalking",
    f"/concept/{DRAFT}",
    f"/concept/{DRAFT}?als=tekst",
    f"/concept/{DRAFT}?q=hoe+bereid+ik+een+mdo+voor",
    f"/concept/{WAITING}",
    "/nieuw",
    "/importeren",
    "/beoordelen",
    "/onbeantwoord",
    "/feedback",
    "/begrippen",
    "/signalen",
    "/signalen/zinnen",
    "/signalen/zinnen?signaal=reflex",
    "/signalen/meegeleverd",
    "/signalen/regels",
    "/signalen/leren",
    "/team",
    "/gebruik",
    "/logboek",
    "/bestaat-niet",
)
TRAINER = (
    "/vandaag",
    "/quizvragen",
    "/quizvragen?staat=waiting",
    "/quizvragen/nieuw",
    f"/quizvragen/vraag/{QUESTION}",
    f"/quizvragen/vraag/{QUESTION}/aanpassen",
    "/quizvragen/bestanden",
    "/quizplannen",
    "/quizcijfers",
    "/beoordelen",  # which is not for a trainer
)
OUTSIDE = ("/inloggen", "/inloggen/fout", "/vandaag")
Violations = list[str]
Step = Callable[[Person], Awaitable[object]]


async def measured(page: Page, name: str, script: str) -> Violations:
    """What axe-core finds on the page in view, in every look; also a page that scrolls sideways."""
    found = []
    await page.evaluate(script)
    await page.evaluate(OPEN_ALL)
    for width, scheme in LOOKS:
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme=scheme)
        await page.evaluate(SETTLED)
        for violation in await page.evaluate(RUN, OPTIONS if scheme == "light" else COLOURS):
            nodes = [f"{node['html'][:160]} ({node['failureSummary']})" for node in violation["nodes"][:3]]
            found.append(f"{name} {width} {scheme}: {violation['id']}: {nodes}")
        if await page.evaluate(TOO_WIDE):
            found.append(f"{name} {width} {scheme}: scrolls sideways")
    return found


async def walk(person: Person, paths: tuple[str, ...], steps: dict[str, Step], script: str) -> Violations:
    """Measure pages, and then pages that come after a form."""
    found = []
    for path in paths:
        assert (await person.open(path)).status < 500, path
        found += await measured(person.page, path, script)
    for name, step in steps.items():
        await step(person)
        found += await measured(person.page, name, script)
    return found


async def refused(person: Person) -> None:
    """Ask for an entry whose name is taken."""
    await person.open("/nieuw")
    await person.fill("Titel", "Nog een keer hetzelfde")
    await person.fill("Naam in het adres", DRAFT)
    await person.press("Maak concept")
    await person.page.wait_for_load_state()


async def previewed(person: Person) -> None:
    """Look at what an import would change."""
    await person.open("/importeren")
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in ((f"{DRAFT}.md", CHANGED), (f"{DRAFT}.vragen.txt", ASKED), ("fout.md", "geen kop"))
    ]
    await person.page.set_input_files("#bestanden", files)
    await person.page.locator("form[action='/importeren'] button").click()
    await person.sees("Regel 1 van fout.md")


async def tried(person: Person) -> None:
    """Let the signals judge a message."""
    await person.open("/signalen")
    await person.page.locator("#tekst").fill("hij staat met een mes voor de deur")
    await person.page.locator("form[action='/signalen'] button").click()
    await person.page.wait_for_load_state()


async def invited(person: Person) -> None:
    """Make an invitation."""
    await person.open("/team")
    await person.page.locator("form[action$='/uitnodigen'] button").click()
    await person.page.wait_for_load_state()


async def returned(person: Person) -> None:
    """Go on with a text that came back, with the reason above it."""
    await person.open(f"/concept/{RETURNED}")
    await person.sees("Een collega stuurde deze tekst terug")


async def rescued(person: Person) -> None:
    """Save in the editor after the session ended."""
    await person.open(f"/concept/{DRAFT}")
    await person.page.context.clear_cookies()
    await person.press("Bewaar")
    await person.sees("Hieronder staat alles wat je typte.")


async def item_rescued(person: Person) -> None:
    """Hand in a quiz question after the session ended."""
    await person.open("/quizvragen/nieuw")
    await person.page.locator("#vraag").fill("Wie belt er eerst?")
    await person.page.context.clear_cookies()
    await person.page.locator("form.part button[value=inleveren]").click()
    await person.sees("Hieronder staat alles wat je typte.")


async def test_no_violations(running: Running, arrive: Arrive) -> None:
    from axe_playwright_python.async_playwright import Axe

    made = await seed(running)
    script = Axe().axe_script
    sanne, yasmin, nobody = await arrive(SANNE), await arrive(YASMIN), await arrive()
    link = running.link(SANNE).removeprefix(running.base)
    steps: dict[str, Step] = {"refused": refused, "import": previewed, "tried": tried, "invited": invited}
    # The last ones: they end the session.
    steps |= {"returned": returned, "rescued": rescued}
    found = await asyncio.gather(
        walk(sanne, (*LEAD, made["version"], made["member"]), steps, script),
        walk(yasmin, (*TRAINER, made["item"], made["session"]), {"rescued": item_rescued}, script),
        walk(nobody, (*OUTSIDE, link), {}, script),
    )
    assert [each for part in found for each in part] == []


async def test_the_open_menu_of_a_phone(running: Running, arrive: Arrive) -> None:
    from axe_playwright_python.async_playwright import Axe

    sanne = await arrive(SANNE, viewport={"width": 360, "height": 800})
    await sanne.page.locator("summary", has_text="Menu").click()
    assert await sanne.page.get_by_role("link", name="Kennisbank").first.is_visible()
    result = await Axe().run(sanne.page, options=OPTIONS)
    assert result.response["violations"] == []
