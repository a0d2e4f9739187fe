"""Headers on every kind of answer, host names, static files and redirects."""

from dataclasses import replace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.app import make_app
from bot.desk.assets import ASSETS
from bot.desk.desk import Desk
from bot.desk.security.headers import HEADERS
from bot.desk.security.origin import host_name, known_hosts
from bot.desk.views import is_local
from tests.bot.desk.conftest import Browser


@pytest.mark.parametrize("path", ["/inloggen", "/vandaag", "/bestaat-niet", "/static/base.css", "/static/nee"])
async def test_every_answer_has_them(browser: Browser, path: str) -> None:
    response = await browser.client.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "strict-transport-security" not in response.headers
    kept = path == "/static/base.css"
    assert response.headers["cache-control"] == ("public, max-age=31536000, immutable" if kept else "no-store")


async def test_only_the_editor_may_run_a_script_and_only_a_file_of_ours(browser: Browser) -> None:
    for path in ("/vandaag", "/importeren", "/kennisbank", "/bestaat-niet", "/concept"):
        assert "script" not in (await browser.client.get(path)).headers["content-security-policy"]
    policy = (await browser.client.get("/concept/mdo-voorbereiden")).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_policy_lets_nothing_else_in() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


async def test_over_https_browsers_are_told_to_stay(desk: Desk) -> None:
    own = desk.settings.desk.model_copy(update={"public_url": "https://beheer.voorbeeld.nl"})
    secure = replace(desk, settings=desk.settings.model_copy(update={"desk": own}))
    response = await Browser(secure).client.get("/inloggen")
    assert response.headers["strict-transport-security"] == "max-age=31536000"


async def test_an_unexpected_error_has_a_page_and_headers(desk: Desk, browser: Browser) -> None:
    app = make_app(desk)

    @app.get("/stuk")
    def broken() -> None:
        raise RuntimeError("geheim in een fout")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        response = await client.get("/stuk")
    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
    assert "geheim" not in response.text
    assert "Traceback" not in response.text
    assert response.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("host", ["kwaad.example", "localhost.kwaad.example", "10.0.0.1:8080", ""])
async def test_another_host_name(browser: Browser, host: str) -> None:
    response = await browser.client.get("/inloggen", headers={"host": host})
    assert response.status_code == 421


def test_which_hosts_are_known() -> None:
    assert known_hosts("https://beheer.voorbeeld.nl", "0.0.0.0") >= {"beheer.voorbeeld.nl", "localhost"}
    assert "0.0.0.0" not in known_hosts("", "0.0.0.0")
    assert host_name("[::1]:8080") == "[::1]"
    assert host_name("Beheer.Voorbeeld.NL:443") == "beheer.voorbeeld.nl"


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "base.css/..", "/etc/passwd", "base.css%00", "BASE.CSS"]
)
async def test_no_path_leads_out_of_the_static_files(browser: Browser, path: str) -> None:
    response = await browser.client.get(f"/static/{path}")
    assert response.status_code == 404
    assert "import" not in response.text


def test_static_files_are_small() -> None:
    assert sum(len(asset.content) for asset in ASSETS.values() if not asset.name.endswith(".js")) < 40_000
    assert sum(len(asset.content) for asset in ASSETS.values() if asset.name.endswith(".js")) < 10_000


def test_the_script_makes_nothing_run() -> None:
    """No code from text, no HTML put together by hand, nothing from elsewhere."""
    for asset in ASSETS.values():
        if asset.name.endswith(".js"):
            text = asset.content.decode()
            for word in ("eval", "Function(", "innerHTML =", "outerHTML", "insertAdjacent", "document.write", "http"):
                assert word not in text, word


@pytest.mark.parametrize(
    "there",
    ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "\\\\kwaad.example", "javascript:alert(1)", ""],
)
async def test_no_open_redirect(browser: Browser, there: str) -> None:
    await browser.open("/inloggen")
    form = browser.page.form("/weergave").fields | {"terug": there, "thema": "dark"}
    response = await browser.client.post("/weergave", data=form)
    assert response.status_code == 303
    assert response.headers["location"] == "/"


@given(st.text(max_size=40))
def test_a_local_path_stays_here(path: str) -> None:
    if is_local(path):
        joined = httpx.URL("https://beheer.voorbeeld.nl/team").join(httpx.URL(path))
        assert joined.host == "beheer.voorbeeld.nl"


async def test_a_header_cannot_be_slipped_in(browser: Browser) -> None:
    await browser.open("/inloggen")
    form = browser.page.form("/weergave").fields | {"terug": "/inloggen\r\nset-cookie: a=b", "thema": "x\r\ny"}
    response = await browser.client.post("/weergave", data=form)
    assert response.headers["location"] == "/"
    assert "a=b" not in str(response.headers)


async def test_the_look_is_kept_and_anything_else_ignored(browser: Browser) -> None:
    await browser.open("/inloggen")
    await browser.send("/weergave", thema="dark", terug="/inloggen")
    assert browser.page.all("html")[0].attrs["data-theme"] == "dark"
    await browser.open("/inloggen", headers={"cookie": 'houvast-weergave="><script>'})
    assert browser.page.all("html")[0].attrs["data-theme"] == "auto"
    assert browser.page.all("script") == []
