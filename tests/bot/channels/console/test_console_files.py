"""Files that a terminal cannot show: where they go, for whom, and what is said."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from actions.vocabulary import Attachment, Block, BlockKind, OutboundMessage
from bot.channels.console.files import FOLDER, keep_files
from bot.channels.console.render import render
from knowledge.messages.catalogue import load_catalogue

PDF = b"%PDF-1.4 invented"


def message(name: str = "overleg.pdf", data: bytes = PDF) -> OutboundMessage:
    return OutboundMessage((Block(BlockKind.TEXT, "Hier."),), (), Attachment(name, data=data))


def shown(kept: dict[str, Path]) -> str:
    screen = StringIO()
    Console(file=screen, width=400, no_color=True).print(render([message()], (), load_catalogue(), kept))
    return screen.getvalue()


def test_a_file_is_kept_for_its_owner_only_and_told(tmp_path: Path) -> None:
    kept = keep_files([message()], tmp_path / "data")
    place = tmp_path / "data" / FOLDER / "overleg.pdf"
    assert kept == {"overleg.pdf": place}
    assert place.read_bytes() == PDF
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert f"Bestand overleg.pdf staat in {place}." in shown(kept)


def test_the_same_file_again_replaces_it(tmp_path: Path) -> None:
    keep_files([message(data=b"oud en langer")], tmp_path)
    assert keep_files([message()], tmp_path)["overleg.pdf"].read_bytes() == PDF


@pytest.mark.parametrize("name", ["../weg.pdf", "/weg.pdf", "a/b/weg.pdf"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    assert keep_files([message(name)], tmp_path) == {name: tmp_path / FOLDER / "weg.pdf"}


def test_text_is_shown_and_not_kept(tmp_path: Path) -> None:
    text = OutboundMessage((), (), Attachment("a.md", "# Titel"))
    assert keep_files([text, OutboundMessage(())], tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_kept_is_said_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FOLDER).write_text("in de weg")
    assert keep_files([message()], tmp_path) == {}
    assert "overleg.pdf was not written" in caplog.text
    assert "kon ik niet bewaren" in shown({})
