"""What an index answered the golden questions, kept on disk: asking takes seconds of processor after each start."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from logging import getLogger
from pathlib import Path

import numpy as np

from embeddings.files import replace_file
from embeddings.index.exam import Scored

LOG = getLogger(__name__)
FORM = "1"
"""Of the file; another number makes all files of before useless."""
ARRAYS = ("scores", "plain", "ridge")


def kept(file: Path, key: Sequence[str]) -> Scored | None:
    """Read what was kept; None where there is nothing, or it is of another index, question or version.

    Args:
        file: Written by :func:`keep`.
        key: Tells index and questions apart.
    """
    try:
        with np.load(io.BytesIO(file.read_bytes()), allow_pickle=False) as found:
            if str(found["key"]) != _digest(key):
                return None
            return Scored(*(np.asarray(found[name], dtype=np.float32) for name in ARRAYS))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        LOG.warning("answers to golden questions cannot be read (%s): asked again", type(error).__name__)
        return None


def keep(file: Path, key: Sequence[str], scored: Scored) -> None:
    """Keep answers for the next start; a disk that refuses costs that only."""
    written = io.BytesIO()
    np.savez(written, key=np.array(_digest(key)), **{name: getattr(scored, name) for name in ARRAYS})
    try:
        replace_file(file, written.getvalue())
    except OSError as error:
        LOG.warning("answers to golden questions were not kept, the next start asks again: %s", error)


def _digest(key: Sequence[str]) -> str:
    """Of what decides the answers; another version of this program may rank otherwise."""
    parts = (FORM, version("houvast"), *key)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
