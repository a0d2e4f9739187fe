"""A real Houvast for tests: shipped content, bundled model, its own data folder."""

import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from actions.conversation import receive
from actions.vocabulary import InboundMessage, Reply
from bot.assembly import Assembly, assemble
from bot.settings import Settings, load_settings
from knowledge.entries.loader import CONTENT_FOLDER

# How long an example takes says how busy the machine is, not whether the code is right; speed is in benchmarks/.
hypothesis_settings.register_profile("houvast", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("houvast")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: a third of the time of a test is waiting for a process or a socket."""
    return (os.cpu_count() or 1) + 1


AT_WORK = {"entries", "golden questions", "vectors of questions", "index"}
"""Threads of Houvast that work for seconds and that nobody waits for."""


def pytest_sessionfinish() -> None:
    """Let such a thread end first: where it works in C++ as Python ends, the process is aborted."""
    for thread in threading.enumerate():
        if thread.name in AT_WORK:
            thread.join(60)


SMALL_THEME = "signs-of-safety"
SMALL = "  content: content\n"
"""Settings for :func:`small_folder`, to give to :func:`settings_in`."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with database and index, built once, also when several workers run the tests."""
    return _built_once(_shared(tmp_path_factory, worker_id) / "built")


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The same with the entries of one theme: for tests that build the index again, which takes a second then."""
    shared = _shared(tmp_path_factory, worker_id)
    with FileLock(shared / "small-content.lock"):
        content = shared / "small" / "content"
        if not content.exists():
            # A theme less is a folder less; the vectors and lists stay whole.
            others = [path.name for path in CONTENT_FOLDER.iterdir() if path.is_dir() and path.name != SMALL_THEME]
            shutil.copytree(CONTENT_FOLDER, content, ignore=shutil.ignore_patterns(*others))
    return _built_once(shared / "small", SMALL)


def _shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    root = tmp_path_factory.getbasetemp()
    return root if worker_id == "master" else root.parent


def _built_once(folder: Path, more: str = "") -> Path:
    """Whoever comes first builds it, also when several workers run the tests."""
    with FileLock(f"{folder}.lock"):
        if not (folder / "ready").exists():
            folder.mkdir(exist_ok=True)
            assembly = assemble(settings_in(folder, more))
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
def small_folder(small_built: Path, tmp_path: Path) -> Path:
    """A fresh data folder with the entries of one theme; open it with the settings :data:`SMALL`."""
    data_in(small_built, tmp_path)
    (tmp_path / "content").symlink_to(small_built / "content")
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
