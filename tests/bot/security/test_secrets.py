"""Secrets stand in the environment or in a file: never in a command, the settings, a log or an error."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.connection import Line
from bot.cli.app import app
from bot.errors import TokenMissing
from bot.operations.permissions import SECRET_FILES, loose, tighten
from bot.operations.secret import SecretUnreadable, read_secret
from bot.operations.telegram_token import read_token
from bot.settings import documented_keys
from tests.conftest import settings_in

ROOT = Path(__file__).parents[3]
SECRET = "111222333:een-geheim-dat-nergens-mag-staan"
NAMES = re.compile(r"token|secret|password|geheim|api_?key", re.IGNORECASE)
VARIABLE = re.compile(r"\bHOUVAST_[A-Z_]*(?:TOKEN|SECRET)(?:_FILE)?\b")


def commands(command: click.Command, path: str = "houvast") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


def test_no_command_takes_a_secret() -> None:
    found = [
        (path, option)
        for path, command in commands(typer.main.get_command(app))
        for parameter in command.params
        for option in [*parameter.opts, parameter.name or ""]
        if NAMES.search(option)
    ]
    assert found == [], "an argument stands in the process list"


def test_no_setting_holds_a_secret() -> None:
    assert [key for key in documented_keys() if NAMES.search(key) and not key.endswith("_file")] == []


def test_no_variable_of_a_secret_is_read_elsewhere() -> None:
    """What reads a secret is known by name, so that its file is closed to others and it is told in the docs."""
    told = (ROOT / "docs" / "beveiliging.md").read_text(encoding="utf-8")
    sources = [path for part in ("actions", "bot", "embeddings", "knowledge") for path in (ROOT / part).rglob("*.py")]
    names = {name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert {"HOUVAST_TELEGRAM_TOKEN", "HOUVAST_ACTIONS_TOKEN", "HOUVAST_METRICS_TOKEN"} <= names
    for name in names:
        assert f"`{name}`" in told, name
        if not name.endswith("_FILE"):
            assert f"{name}_FILE" in SECRET_FILES, f"the file of {name} is not closed to others"


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=80))
def test_a_line_to_telegram_never_shows_its_token(token: str) -> None:
    assert repr(Line(token, "https://api.telegram.org")) == "Line(api='https://api.telegram.org')"


def test_a_secret_comes_from_the_variable_or_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOUVAST_TEST_TOKEN", raising=False)
    monkeypatch.delenv("HOUVAST_TEST_TOKEN_FILE", raising=False)
    assert read_secret("HOUVAST_TEST_TOKEN") == ""
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("HOUVAST_TEST_TOKEN_FILE", str(tmp_path / "secret"))
    assert read_secret("HOUVAST_TEST_TOKEN") == SECRET
    monkeypatch.setenv("HOUVAST_TEST_TOKEN", " ander ")
    assert read_secret("HOUVAST_TEST_TOKEN") == "ander"


@pytest.mark.parametrize("content", [None, SECRET.encode() + b"\xff"])
def test_a_file_that_cannot_be_read_is_named_and_not_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "secret").write_bytes(content)
    for variable, error in (("HOUVAST_TELEGRAM_TOKEN", TokenMissing), ("HOUVAST_ACTIONS_TOKEN", SecretUnreadable)):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv(f"{variable}_FILE", str(tmp_path / "secret"))
        with pytest.raises(error, match=f"{variable}_FILE") as raised:
            read_token() if error is TokenMissing else read_secret(variable)
        assert SECRET not in str(raised.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_every_file_with_a_secret_is_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    for number, variable in enumerate(SECRET_FILES):
        file = tmp_path / str(number)
        file.write_text(SECRET, encoding="utf-8")
        file.chmod(0o644)
        monkeypatch.setenv(variable, str(file))
    assert {item.path.name for item in loose(settings)} >= {str(number) for number in range(len(SECRET_FILES))}
    assert tighten(settings) == []
    assert {(tmp_path / str(number)).stat().st_mode & 0o777 for number in range(len(SECRET_FILES))} == {0o600}


@pytest.mark.parametrize("arguments", [["--verbose", "doctor", "--json"], ["actions"]])
def test_no_output_of_a_command_shows_a_secret(tmp_path: Path, arguments: list[str]) -> None:
    settings_in(tmp_path, "actions: {host: 0.0.0.0}\nmetrics: {host: 0.0.0.0}\n")
    secrets = {
        "HOUVAST_TELEGRAM_TOKEN": SECRET,
        "HOUVAST_METRICS_TOKEN": SECRET,
        "HOUVAST_ACTIONS_TOKEN_FILE": str(tmp_path / SECRET),
    }
    command = [sys.executable, "-m", "bot", "--config", str(tmp_path / "config.yml"), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **secrets}, check=False, timeout=300
    )
    assert SECRET not in done.stdout + done.stderr
    assert SECRET not in " ".join(command)
