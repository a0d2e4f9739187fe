"""Style sheets, pictures and scripts, read once: what is not in this table is not there, so no path leads out of it."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
ROUTE = "/static"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the pages use.

    Attributes:
        name: File name.
        content: Its bytes.
        media_type: For the header.
        mark: Changes when the content does; part of the address, so that browsers may keep it for long.
    """

    name: str
    content: bytes
    media_type: str
    mark: str

    @property
    def address(self) -> str:
        """Where the pages find it."""
        return f"{ROUTE}/{self.name}?v={self.mark}"


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(path.name, content, TYPES[path.suffix], sha256(content).hexdigest()[:12])


ASSETS = MappingProxyType({path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES})
"""Every file by name."""
