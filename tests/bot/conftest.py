"""The command line for tests: the same `main` as the installed command, in this process."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.cli.app import main
from tests.conftest import settings_in


class Done(NamedTuple):
    status: int
    out: str
    err: str


Typed = Callable[..., Done]
"""Types `houvast ARGUMENT ...` with a data folder of its own."""


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    settings_in(tmp_path)

    def run(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["houvast", "--config", str(tmp_path / "config.yml"), *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run
