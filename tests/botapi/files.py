"""Files that people and bots sent, kept in memory."""

import struct
from dataclasses import dataclass
from hashlib import sha256

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
# JPEG markers that carry the size of the picture (ITU T.81, table B.1: SOF0-SOF15 without DHT, JPG and DAC).
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers", "video": "videos"}


@dataclass(frozen=True)
class StoredFile:
    """One file. `file_id` is for sending and downloading; `file_unique_id` is equal for equal bytes."""

    file_id: str
    kind: str
    name: str
    mime: str
    data: bytes

    @property
    def unique_id(self) -> str:
        """Same for the same bytes, whoever sent them."""
        return "AQAD" + sha256(self.data).hexdigest()[:12]

    @property
    def path(self) -> str:
        """`file_path` of getFile."""
        suffix = self.name.rpartition(".")[2] if "." in self.name else "bin"
        return f"{FOLDERS[self.kind]}/{self.file_id[-8:]}.{suffix}"

    def json(self) -> dict[str, object]:
        """The fields that every kind of file has in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG or JPEG picture; None for anything else."""
    if data.startswith(PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(JPEG):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in JPEG_SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None
