"""The check-up of a webhook, and its secret."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram.checking import WebhookState, webhook_state
from bot.channels.telegram.connection import Line, make_bot
from bot.errors import ConfigError, TelegramOutOfReach, TokenRefused, WebhookSecretMissing
from bot.operations.doctor import webhook as module
from bot.operations.doctor.subject import Subject
from bot.operations.doctor.webhook import webhook
from bot.operations.secret import SecretUnreadable
from bot.operations.webhook_secret import WEBHOOK_SECRET, webhook_secret
from bot.sections import TelegramSection
from tests.botapi.server import running
from tests.botapi.watching import PATIENCE_S
from tests.conftest import settings_in
from tests.end_to_end.telegram.running import SECRET

URL = "https://bot.voorbeeld.nl/telegram"
HOOK = f"telegram: {{mode: webhook, webhook: {{url: '{URL}'}}}}\n"
OPEN = f"telegram: {{mode: webhook, webhook: {{url: '{URL}', host: 0.0.0.0}}}}\n"


def found(folder: Path, more: str, *, online: bool = False) -> list[str]:
    subject = Subject(settings_in(folder, more), folder / "config.yml", datetime(2026, 3, 2, tzinfo=UTC), online)
    return [finding.case for finding in webhook(subject)]


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WEBHOOK_SECRET, SECRET)


def test_what_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(tmp_path, "") == ["off"]
    assert found(tmp_path, HOOK) == ["local"]
    assert found(tmp_path, OPEN) == ["open"]
    monkeypatch.setenv(WEBHOOK_SECRET, "kort")
    assert found(tmp_path, HOOK) == ["no_secret", "local"]
    monkeypatch.delenv(WEBHOOK_SECRET)
    monkeypatch.setenv(f"{WEBHOOK_SECRET}_FILE", str(tmp_path / "nergens"))
    assert found(tmp_path, HOOK) == ["unreadable", "local"]
    monkeypatch.setattr(module, "LIBRARIES", ("een_bibliotheek_die_er_niet_is",))
    assert found(tmp_path, HOOK) == ["unreadable", "missing", "local"]


def test_what_telegram_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUVAST_TELEGRAM_TOKEN", "123:abc")
    state = WebhookState(URL, 0, "")

    async def told(_: Line) -> WebhookState:
        return state

    monkeypatch.setattr("bot.channels.telegram.checking.webhook_state", told)
    assert found(tmp_path, HOOK, online=True) == ["local", "works"]
    state = WebhookState(URL, 3, "Wrong response from the webhook: 502 Bad Gateway")
    assert found(tmp_path, HOOK, online=True) == ["local", "failing"]
    state = WebhookState("", 3, "")
    assert found(tmp_path, HOOK, online=True) == ["local", "elsewhere"]
    monkeypatch.delenv("HOUVAST_TELEGRAM_TOKEN")
    assert found(tmp_path, HOOK, online=True) == ["local"]


async def test_telegram_is_asked() -> None:
    async with running() as botapi:
        line = Line(botapi.bot.token, botapi.root_url)
        assert await webhook_state(line) == WebhookState("", 0, "")
        async with make_bot(line) as bot:
            await bot.set_webhook("http://127.0.0.1:9/")
        botapi.person("Sanne").start()
        assert botapi.bot.webhook is not None
        async with asyncio.timeout(PATIENCE_S):
            while botapi.bot.webhook.last_error is None:  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.01)
        state = await webhook_state(line)
        assert (state.url, state.pending) == ("http://127.0.0.1:9/", 1)
        assert state.trouble
        with pytest.raises(TokenRefused):
            await webhook_state(Line("1:wrong-token-of-nobody", botapi.root_url))
        botapi.faults.down()
        with pytest.raises(TelegramOutOfReach):
            await webhook_state(line)


def test_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = settings_in(tmp_path, HOOK).telegram
    assert webhook_secret(section) == SECRET
    assert webhook_secret(TelegramSection()) == ""
    assert SECRET not in repr(Line("1:a", "https://x.nl", SECRET))
    for wrong in ("", "a" * 31, "a" * 257, "a" * 31 + "!", "a" * 31 + "é"):
        monkeypatch.setenv(WEBHOOK_SECRET, wrong)
        with pytest.raises(WebhookSecretMissing, match="openssl rand -hex 32"):
            webhook_secret(section)
    monkeypatch.delenv(WEBHOOK_SECRET)
    file = tmp_path / "geheim"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv(f"{WEBHOOK_SECRET}_FILE", str(file))
    assert webhook_secret(section) == SECRET
    file.unlink()
    with pytest.raises(SecretUnreadable, match=f"{WEBHOOK_SECRET}_FILE"):
        webhook_secret(section)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("telegram: {mode: webhook}", "webhook.url"),
        ("telegram: {mode: push}", "'telegram.mode'"),
        ("telegram: {webhook: {url: 'http://bot.voorbeeld.nl/x'}}", "'telegram.webhook.url'"),
        ("telegram: {webhook: {url: 'https://bot.voorbeeld.nl/x?a=1'}}", "'telegram.webhook.url'"),
        ("telegram: {webhook: {path: 'zonder-streep'}}", "'telegram.webhook.path'"),
        ("telegram: {webhook: {port: 0}}", "'telegram.webhook.port'"),
        ("telegram: {webhook: {secret: x}}", "unknown key 'telegram.webhook.secret'"),
    ],
)
def test_a_mistake_in_the_settings_is_one_line(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_in(tmp_path, text)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("more", "path"),
    [
        (f"url: '{URL}'", "/telegram"),
        ("url: 'https://bot.voorbeeld.nl'", "/"),
        ("url: 'https://bot.voorbeeld.nl:8443/a/b'", "/a/b"),
        (f"url: '{URL}', path: /binnen", "/binnen"),
    ],
)
def test_the_path_that_is_answered(tmp_path: Path, more: str, path: str) -> None:
    settings = settings_in(tmp_path, f"telegram: {{mode: webhook, webhook: {{{more}}}}}")
    assert settings.telegram.webhook.local_path == path
