"""What is in `deploy/` fits the program: settings that load, files and folders that exist, options that are there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import typer
import yaml

from bot.cli.app import app
from bot.errors import WebhookSecretMissing
from bot.operations.secret import file_variable
from bot.operations.webhook_secret import WEBHOOK_SECRET, webhook_secret
from bot.sections import TelegramSection
from bot.settings import load_settings

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "houvast.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSED = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
COMPOSE = COMPOSED["services"]["houvast"]
WEBHOOK = yaml.safe_load((DEPLOY / "compose.webhook.yml").read_text(encoding="utf-8"))


def test_the_settings_of_the_container_load() -> None:
    settings = load_settings(DEPLOY / "config.container.yml")
    assert settings.data_folder == Path("/data")
    assert settings.backup_folder == Path("/backups")
    assert settings.metrics.host == "127.0.0.1", "health and figures stay inside"


def test_what_the_image_copies_exists_and_is_sent_to_the_builder() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    sources = [name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.M) for name in line.split()]
    assert len(sources) > 6
    for name in sources:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, name


def test_both_run_serve_and_not_as_root() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert "serve" in commands
    assert re.search(r"^ExecStart=\S+/houvast --config \S+ --verbose serve$", UNIT, re.M)
    assert 'CMD ["serve"]' in DOCKERFILE
    assert re.search(r"^USER [1-9]\d+:[1-9]\d+$", DOCKERFILE, re.M)
    assert re.search(r"^User=houvast$", UNIT, re.M)


def test_the_token_is_a_file_in_both() -> None:
    assert "HOUVAST_TELEGRAM_TOKEN_FILE=%d/telegram-token" in UNIT
    assert COMPOSE["environment"] == {"HOUVAST_TELEGRAM_TOKEN_FILE": "/run/secrets/telegram-token"}
    assert not re.search(r"HOUVAST_TELEGRAM_TOKEN=", UNIT + DOCKERFILE)


def test_the_secret_of_a_webhook_is_a_file_in_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = file_variable(WEBHOOK_SECRET)
    assert f"Environment={variable}=%d/webhook-secret" in UNIT
    assert "LoadCredential=webhook-secret:/etc/houvast/webhook-secret" in UNIT
    added = WEBHOOK["services"]["houvast"]
    assert added["environment"] == {variable: "/run/secrets/webhook-secret"}
    assert added["secrets"] == [{"source": "webhook-secret"}]
    assert WEBHOOK["secrets"].keys() == {"webhook-secret"}
    assert COMPOSED["secrets"].keys() == {"telegram-token"}, "polling starts without a secret that is not there"
    assert added["ports"] == [f"127.0.0.1:{TelegramSection().webhook.port}:{TelegramSection().webhook.port}"]
    assert f"{WEBHOOK_SECRET}=" not in UNIT + DOCKERFILE
    # What stands in where the file is missing lets polling start, and is refused as a secret.
    (default,) = re.findall(r"^SetCredential=webhook-secret:(\S+)$", UNIT, re.M)
    file = tmp_path / "webhook-secret"
    file.write_text(default)
    monkeypatch.setenv(variable, str(file))
    assert webhook_secret(TelegramSection()) == ""
    hook = TelegramSection.model_validate({"mode": "webhook", "webhook": {"url": "https://bot.voorbeeld.nl/telegram"}})
    with pytest.raises(WebhookSecretMissing):
        webhook_secret(hook)


def test_nothing_but_the_desk_is_published_and_that_on_this_machine() -> None:
    assert COMPOSE["ports"] == ["127.0.0.1:8080:8080"]
    assert COMPOSE["cap_drop"] == ["ALL"]
    assert COMPOSE["read_only"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """The program and the user are not on this machine, so they are left out of what is checked."""
    text = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", UNIT, flags=re.M)
    text = re.sub(r"^(User|Group)=.*$", "", text, flags=re.M)
    unit = tmp_path / "houvast.service"
    unit.write_text(text)
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "houvast.service" in line]
    assert said == []
