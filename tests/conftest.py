"""A real Houvast for tests: shipped content, bundled model, its own data folder."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock
from hypothesis import settings as hypothesis_settings

from actions.conversation import receive
from actions.vocabulary import InboundMessage, Reply
from bot.assembly import Assembly, assemble
from bot.settings import Settings, load_settings

# How long an example takes says how busy the machine is, not whether the code is right; speed is in benchmarks/.
hypothesis_settings.register_profile("houvast", deadline=None)
hypothesis_settings.load_profile("houvast")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with database and index, built once, also when several workers run the tests."""
    root = tmp_path_factory.getbasetemp()
    shared = root if worker_id == "master" else root.parent
    folder = shared / "built"
    with FileLock(shared / "built.lock"):
        if not (folder / "ready").exists():
            folder.mkdir()
            assembly = assemble(settings_in(folder))
            assert assembly.problems == []
            assert assembly.database is not None
            assembly.database.close()
            (folder / "ready").touch()
    return folder


def settings_in(folder: Path, more: str = "") -> Settings:
    """Settings with everything in a folder."""
    config = folder / "config.yml"
    config.write_text(f"paths:\n  data: data\n{more}", encoding="utf-8")
    return load_settings(config)


def data_in(built: Path, folder: Path) -> Path:
    """The built data folder for one test: its own database, the index files shared.

    The index (40 MB) is linked and not copied: Houvast never writes into an index file, it puts another in its place.
    A thousand copies of it once filled the disk.

    Returns:
        The folder ``data``, made.
    """
    shutil.copytree(built / "data", folder / "data", copy_function=_link_or_copy)
    return folder / "data"


def _link_or_copy(source: str, target: str) -> None:
    if Path(source).parent.name == "index":
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def damage(file: Path, content: bytes) -> None:
    """Put other bytes in a file of one test, and in no file that is linked to it."""
    file.unlink()
    file.write_bytes(content)


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A fresh built data folder."""
    data_in(built, tmp_path)
    return tmp_path


@pytest.fixture
async def assembly(folder: Path) -> AsyncIterator[Assembly]:
    """An opened Houvast that keeps what it is told in its own folder."""
    opened = assemble(settings_in(folder))
    yield opened
    await opened.close()


def message(text: str, payload: str | None = None, *, conversation: str = "test:1", **more: object) -> InboundMessage:
    """A message as a channel hands it over."""
    made = InboundMessage(f"test:{uuid4().hex}", conversation, conversation, text, payload)
    return replace(made, **more)  # type: ignore[arg-type]


Say = Callable[..., "object"]


@pytest.fixture
def say(assembly: Assembly):
    """Send a text (or press a button) and get the reply."""

    async def send(text: str, payload: str | None = None, **more: object) -> Reply:
        reply = await receive(message(text, payload, **more), assembly.front)
        assert reply is not None
        return reply

    return send
