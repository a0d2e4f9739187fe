"""What the tests of the quiz pages share."""

from urllib.parse import urlencode

import httpx

from tests.bot.desk.conftest import Browser

QUESTION = "t3-waar-staat-top-3-voor"
SEVERAL = "ag-rode-vlaggen-kiezen"
ENTRY = "top-3-methodiek-wat-is-het"


def text(browser: Browser) -> str:
    return " ".join(browser.page.all("main")[0].text.split())


FIELDS = [
    ("kaart", ENTRY),
    ("soort", "meerkeuze"),
    ("vraag", "Wie kiest de top 3?"),
    ("optie", "Het hele team"),
    ("optie", "De rechter"),
    ("optie", ""),
    ("bij", "Samen dus."),
    ("bij", ""),
    ("bij", ""),
    ("juist", "0"),
    ("uitleg", "Je kiest samen met het team."),
    ("bron", "B01"),
    ("casus", ""),
    ("stap", ""),
    ("verhaal", ""),
    ("naam", "wie-kiest"),
]


async def send(browser: Browser, path: str, act: str, **changes: str) -> httpx.Response:
    """Fill in the form of an item, every row of answers included, and press a button of it."""
    form = browser.page.form(path)
    fields = [(name, value) for name, value in FIELDS if name not in changes]
    body = [*form.fields.items(), *fields, *changes.items(), ("doe", act)]
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return browser._seen(
        await browser.client.post(path, content=urlencode(body), headers=headers, follow_redirects=True)
    )
