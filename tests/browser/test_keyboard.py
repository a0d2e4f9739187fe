"""Without a mouse, and without scripts."""

from __future__ import annotations

import pytest

from knowledge.editing.reading import fields_of
from tests.browser.conftest import SANNE, Arrive, Running
from tests.browser.person import Person

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

SLUG, TITLE = "mdo-voorbereiden", "Een MDO voorbereiden"
SENTENCE = "Spreek af wie de notulen maakt."
MOST_TABS = 150
FOCUSED = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    // The calendar button inside a date field is a stop of its own, which the browser outlines where no page can look.
    const inside = e.type === "date" && !e.matches(":focus");
    return {
        name: (e.getAttribute("aria-label") || e.innerText || e.labels?.[0]?.innerText || "").trim(),
        id: e.id,
        outline: inside ? 2 : style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        lost: e === document.body,
    };
}"""


async def tab_to(person: Person, name: str = "", field: str = "", key: str = "Tab") -> None:
    """Press Tab until something has the focus; every stop on the way must be visible and show the focus."""
    passed = []
    for _ in range(MOST_TABS):
        await person.page.keyboard.press(key)
        focus = await person.page.evaluate(FOCUSED)
        if focus["lost"]:
            continue
        assert focus["outline"] >= 2, f"no visible focus: {focus}"
        assert focus["inView"], f"focus out of sight: {focus}"
        if (name and focus["name"] == name) or (field and focus["id"] == field):
            return
        passed.append(focus["name"])
    pytest.fail(f"no way to {name or field} by keyboard; passed {passed}")


async def enter(person: Person, arrives_at: str) -> None:
    """Press Enter and wait for the page it leads to."""
    await person.page.keyboard.press("Enter")
    await person.page.wait_for_url(arrives_at)


@pytest.mark.parametrize("width", [1280, 360])
async def test_keyboard_only(running: Running, arrive: Arrive, width: int) -> None:
    sanne = await arrive(viewport={"width": width, "height": 800})
    keyboard = sanne.page.keyboard
    await sanne.page.goto(running.link(SANNE))
    await tab_to(sanne, "Inloggen")
    await enter(sanne, "**/vandaag")

    await keyboard.press("Tab")
    assert (await sanne.page.evaluate(FOCUSED))["name"] == "Naar de inhoud", "the first stop is the skip link"
    await keyboard.press("Enter")
    assert (await sanne.page.evaluate(FOCUSED))["id"] == "inhoud"
    if width < 1000:
        await tab_to(sanne, "Menu", key="Shift+Tab")
        await keyboard.press("Enter")
        await tab_to(sanne, "Kennisbank")
    else:
        await tab_to(sanne, "Kennisbank", key="Shift+Tab")
    await enter(sanne, "**/kennisbank")

    await tab_to(sanne, field="q")
    await keyboard.type("hoe bereid ik een mdo voor")
    await enter(sanne, "**/kennisbank?q=*")
    await tab_to(sanne, TITLE)
    await enter(sanne, f"**/kennisbank/{SLUG}")
    await tab_to(sanne, "Pas aan")
    await enter(sanne, f"**/concept/{SLUG}")

    rows = await sanne.page.locator("#deel-kort textarea").count()
    await tab_to(sanne, "Zin erbij in Kort")
    await keyboard.press("Enter")
    await sanne.page.wait_for_function("id => document.activeElement.id === id", arg=f"kort-{rows}")
    await keyboard.type(SENTENCE)
    await tab_to(sanne, field=f"kort-{rows}-bron")
    await keyboard.type("algemene")
    await tab_to(sanne, "Bewaar")
    await keyboard.press("Enter")
    await sanne.sees("Je concept is bewaard.")
    assert kept(running)[-1] == (SENTENCE, True)


async def test_without_scripts(running: Running, arrive: Arrive) -> None:
    sanne = await arrive(SANNE, java_script_enabled=False)
    await sanne.open(f"/kennisbank/{SLUG}")
    await sanne.press("Pas aan")
    rows = await sanne.page.locator("#deel-kort textarea").count()
    await sanne.add_sentence(rows, SENTENCE)
    await sanne.press("Bewaar")
    await sanne.sees("Je concept is bewaard.")
    assert kept(running)[-1] == (SENTENCE, True)


def kept(running: Running) -> list[tuple[str, bool]]:
    """The sentences of the short answer in the saved draft, and whether each has its mark."""
    draft = running.desk.flow.store.draft(SLUG)
    assert draft is not None
    found = fields_of(draft.text)
    assert found is not None
    return [(row.text, row.marked) for row in found.short]
