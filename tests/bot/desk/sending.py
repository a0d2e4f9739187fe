"""Send the form of the editor as a browser does: every field that the page shows, in its order."""

from urllib.parse import urlencode

import httpx

from bot.desk.desk import Desk
from knowledge.editing.fields import Fields
from knowledge.editing.reading import fields_of
from tests.bot.desk.conftest import Browser

SLUG = "mdo-voorbereiden"
ADDRESS = f"/concept/{SLUG}"
FORM = {"content-type": "application/x-www-form-urlencoded"}
KEPT = "Deze zin typte ik net."


def stored(desk: Desk) -> Fields:
    draft = desk.flow.store.draft(SLUG)
    assert draft is not None
    found = fields_of(draft.text)
    assert found is not None
    return found


def on_page(browser: Browser) -> list[tuple[str, str]]:
    """What the browser sends when nothing is changed on the page in view, in the order of the page."""
    pairs: list[tuple[str, str]] = []
    option = ""
    inside = ""
    for element in browser.page.elements:
        if element.tag == "form":
            inside = element.attrs.get("action", "")
        if inside != ADDRESS or "form" not in element.inside:
            continue
        name = element.attrs.get("name", "")
        if element.tag == "select":
            option = name
        elif element.tag == "option" and "select" in element.inside and "selected" in element.attrs:
            pairs.append((option, element.attrs["value"]))
        elif element.tag == "textarea" and name:
            pairs.append((name, element.text.removeprefix("\n")))
        elif element.tag == "input" and name:
            ticked = element.attrs.get("type") != "checkbox" or "checked" in element.attrs
            pairs += [(name, element.attrs.get("value", ""))] if ticked else []
    return pairs


async def send(
    browser: Browser, act: str, pairs: list[tuple[str, str]] | None = None, path: str = ADDRESS, **changes: str
) -> httpx.Response:
    sent = [(name, value) for name, value in (pairs or on_page(browser)) if name not in changes]
    body = urlencode([*sent, *changes.items(), ("doe", act)])
    return browser._seen(await browser.client.post(path, content=body, headers=FORM, follow_redirects=True))


def text(browser: Browser) -> str:
    return " ".join(browser.page.all("main")[0].text.split())


def value(browser: Browser, name: str) -> str:
    return next(value for key, value in on_page(browser) if key == name)
