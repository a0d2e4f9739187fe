"""Files that a terminal cannot show, such as a PDF: written beside the database, for their owner only."""

import os
from collections.abc import Sequence
from logging import getLogger
from pathlib import Path

from actions.vocabulary import Attachment, OutboundMessage

LOG = getLogger(__name__)
FOLDER = "bestanden"
"""Name of the folder inside the data folder."""


def keep_files(messages: Sequence[OutboundMessage], data_folder: Path) -> dict[str, Path]:
    """Write the files of messages that are no text; a file of the same name is replaced.

    Args:
        messages: What is shown.
        data_folder: The folder of the database.

    Returns:
        Where each file is, by name; without one that could not be written, which is logged.
    """
    kept = {}
    for file in (message.attachment for message in messages if message.attachment):
        if file.data is None:
            continue
        try:
            kept[file.name] = _keep(file, data_folder / FOLDER)
        except OSError as error:
            LOG.error("file %s was not written: %s", file.name, error.strerror or type(error).__name__)
    return kept


def _keep(file: Attachment, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Only the last part of a name: a name must not lead out of the folder.
    place = folder / Path(file.name).name
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as written:
        written.write(file.content)
    return place
