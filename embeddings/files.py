"""Writing files so that a crash leaves the old or the new one, never half of one."""

import os
import uuid
from pathlib import Path


def write_durably(file: Path, data: bytes) -> None:
    """Write and wait for the disk.

    Raises:
        OSError: The disk refuses.
    """
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def beside(path: Path) -> Path:
    """A free, hidden name in the same folder, so that a rename stays on one file system."""
    return path.parent / f".{path.name}-{uuid.uuid4().hex[:12]}"


def replace_file(file: Path, data: bytes) -> None:
    """Put new contents in place in one step.

    Raises:
        OSError: The disk refuses.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = beside(file)
    try:
        write_durably(temporary, data)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
