"""Message content made of files: what the Bot API shows for a photo, voice message, sticker, ..."""

import struct
import zlib
from typing import Any

from tests.botapi.files import PNG, StoredFile, picture_size


def png(width: int = 64, height: int = 48, shade: int = 160) -> bytes:
    """A real PNG picture of one grey shade (PNG specification, 2003: IHDR, IDAT, IEND)."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + bytes([shade]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


# What a person sends when a test only says "a photo" or "a voice message": name, type and bytes.
SAMPLES: dict[str, tuple[str, str, bytes]] = {
    "photo": ("foto.png", "image/png", png()),
    "voice": ("spraak.oga", "audio/ogg", b"OggS" + bytes(60)),
    "sticker": ("sticker.webp", "image/webp", b"RIFF" + bytes(4) + b"WEBPVP8 " + bytes(20)),
    "document": ("bijlage.pdf", "application/pdf", b"%PDF-1.4\n%%EOF\n"),
    "video": ("film.mp4", "video/mp4", bytes(4) + b"ftypmp42" + bytes(20)),
}


def content_of(stored: StoredFile) -> dict[str, Any]:
    """The Bot API field for a stored file."""
    base = stored.json()
    if stored.kind == "photo":
        width, height = picture_size(stored.data) or (0, 0)
        return {"photo": [base | {"width": width, "height": height}]}
    if stored.kind == "voice":
        return {"voice": base | {"duration": 3, "mime_type": stored.mime}}
    if stored.kind == "sticker":
        fixed = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": base | fixed | {"emoji": "🙂"}}
    named = base | {"file_name": stored.name, "mime_type": stored.mime}
    if stored.kind == "video":
        return {"video": named | {"width": 320, "height": 240, "duration": 2}}
    return {"document": named}


def place() -> dict[str, Any]:
    """A location: the middle of the Netherlands, nobody's address."""
    return {"location": {"latitude": 52.155, "longitude": 5.387}}


def contact(name: str) -> dict[str, Any]:
    """A shared contact with a number from the range that is never given out (06-00000000)."""
    return {"contact": {"phone_number": "+31600000000", "first_name": name}}
