"""The library deduce 3, imported when it is asked for: Houvast does not depend on it.

deduce (Menger and others, UMC Utrecht; LGPL-3) was made for medical files in Dutch. Its lookup structures are
built once, which takes minutes and about 1.2 GB of memory, and are read from a pickle after that.
"""

import logging
import pickle
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock

from knowledge.errors import SecondOpinionUnavailable

INSTALL = "pip install 'deduce>=3.0.6,<4'"
LOG = logging.getLogger(__name__)
_MAJOR = "3"


def deduce_version() -> str:
    """Give the version of deduce that is installed.

    Raises:
        SecondOpinionUnavailable: There is none, or one that Houvast does not know: pip takes 1.0.8 by itself
            where version 3 does not fit.
    """
    try:
        found = version("deduce")
    except PackageNotFoundError as error:
        raise SecondOpinionUnavailable("the library deduce is not installed", INSTALL) from error
    if found.partition(".")[0] != _MAJOR:
        raise SecondOpinionUnavailable(f"deduce {found} is installed; version 3 is needed", INSTALL)
    return found


class Deduce:
    """The opened library; can be shared between threads."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - no type information is published
        self._engine = engine
        # Whether it may be used by several threads at once is documented nowhere; a message takes about 1 ms.
        self._lock = Lock()

    @classmethod
    def open(cls, folder: Path) -> "Deduce":
        """Open the library; the first time its lookup structures are built, which takes minutes.

        Args:
            folder: Where they are kept, a folder for each version. It holds a pickle, which runs as code when it
                is read: only the user of Houvast may be able to write there.

        Raises:
            SecondOpinionUnavailable: It is not installed, incomplete, or its files cannot be kept.
        """
        found = deduce_version()
        place = folder / found
        with _manners():
            try:
                module = import_module("deduce")
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                # Two processes that start together: one builds, the other waits.
                with FileLock(folder / "building.lock"):
                    if not place.exists():
                        _build(module, place)
                    return cls(module.Deduce(cache_path=place))
            except ImportError as error:
                raise SecondOpinionUnavailable(f"deduce {found} cannot be imported ({error})", INSTALL) from error
            except OSError as error:
                reason = f"the lookup structures of deduce cannot be kept ({error})"
                raise SecondOpinionUnavailable(reason, f"Look at the rights of, and the room in, {folder}") from error
            except (pickle.UnpicklingError, EOFError) as error:
                reason = f"the lookup structures of deduce are damaged ({error})"
                raise SecondOpinionUnavailable(reason, f"Remove {place}; the next start builds them again") from error

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Give tag, first code point and one past the last code point of each find, in any order."""
        with self._lock:
            found = self._engine.deidentify(text).annotations
        return [(str(a.tag), int(a.start_char), int(a.end_char)) for a in found]


def _build(module: Any, place: Path) -> None:  # noqa: ANN401 - no type information is published
    """Build the lookup structures beside their place, so that a start that is cut off leaves nothing half."""
    LOG.warning("deduce: building lookup structures in %s, once; this takes minutes and 1.2 GB of memory", place)
    beside = place.with_name(f"{place.name}.building")
    beside.mkdir(exist_ok=True, mode=0o700)
    module.Deduce(cache_path=beside, build_lookup_structs=True)
    beside.rename(place)
    LOG.warning("deduce: lookup structures are ready")


@contextmanager
def _manners() -> Iterator[None]:
    """Keep deduce from sending the whole log to standard output and showing every warning, as its import does.

    ``logging.basicConfig`` does nothing while the root logger has a handler.
    """
    root, keeper = logging.getLogger(), logging.NullHandler()
    root.addHandler(keeper)
    try:
        with warnings.catch_warnings():
            yield
    finally:
        root.removeHandler(keeper)
