"""Saving and loading an index: whole, checked, in one step."""

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoders.protocol import Encoder
from embeddings.errors import IndexDamaged, IndexMissing
from embeddings.files import beside, write_durably
from embeddings.index.flat import FlatVectors
from embeddings.index.parts import IndexParts
from embeddings.lexical.tfidf import Postings
from embeddings.ranking.ridge import RidgeSettings
from embeddings.settings import IndexSettings

FORMAT = 2
MANIFEST = "manifest.json"
_VECTORS = ("bodies", "facts", "examples", "centroids")
_POSTINGS = ("characters", "example_characters", "words")
_UNREADABLE = (ValueError, KeyError, TypeError, RuntimeError, OSError, EOFError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class IndexMetadata:
    """What an index was made of.

    Attributes:
        fingerprint: Of the encoder.
        dimension: Of its vectors.
        query_prefix: What the model saw before a query or phrasing.
        passage_prefix: What it saw before a passage.
        content_hash: Over the documents.
        settings: Digest of the settings that shape an index.
        created_at: ISO 8601, UTC.
    """

    fingerprint: str
    dimension: int
    query_prefix: str
    passage_prefix: str
    content_hash: str
    settings: str
    created_at: str


def now() -> str:
    """The present moment for :attr:`IndexMetadata.created_at`."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def save_parts(folder: Path, parts: IndexParts, metadata: IndexMetadata) -> None:
    """Write into a temporary folder beside the target and rename it.

    Args:
        folder: Target; an index that is there is replaced.
        parts: What to save.
        metadata: What it was made of.

    Raises:
        OSError: The disk refuses.
    """
    temporary = beside(folder)
    temporary.mkdir(parents=True)
    try:
        checksums = {}
        for name, data in _files(parts).items():
            write_durably(temporary / name, data)
            checksums[name] = hashlib.sha256(data).hexdigest()
        manifest = {"format": FORMAT, **asdict(metadata), "files": checksums}
        write_durably(temporary / MANIFEST, json.dumps({**manifest, "checksum": _digest(manifest)}, indent=2).encode())
        retired = beside(folder)
        if folder.exists():
            folder.rename(retired)
        temporary.rename(folder)
        shutil.rmtree(retired, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def read_metadata(folder: Path) -> tuple[IndexMetadata, dict[str, str]]:
    """Read and check the manifest.

    Returns:
        The metadata and the SHA-256 of every other file.

    Raises:
        IndexMissing: There is no folder.
        IndexDamaged: The manifest is absent, unreadable or changed.
    """
    if not folder.is_dir():
        raise IndexMissing(folder)
    file = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(file.read_bytes())
        checksum = manifest.pop("checksum")
        if checksum != _digest(manifest):
            raise IndexDamaged(file, "its checksum differs")
        if manifest.pop("format") != FORMAT:
            raise IndexDamaged(file, "written in another format")
        checksums = manifest.pop("files")
        return IndexMetadata(**manifest), checksums
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(file, str(error)) from error


def load_parts(folder: Path, checksums: dict[str, str]) -> IndexParts:
    """Read all files, checking each before it is parsed.

    Raises:
        IndexDamaged: A file is absent, truncated or changed.
    """
    data = {name: _checked(folder / name, checksum) for name, checksum in checksums.items()}
    try:
        stores = {name: FlatVectors.from_bytes(data[f"{name}.faiss"], folder / f"{name}.faiss") for name in _VECTORS}
        postings = {name: Postings.from_arrays(_unpacked(data[f"{name}.npz"])) for name in _POSTINGS}
        layout = _unpacked(data["layout.npz"])
        return IndexParts(
            ids=tuple(json.loads(data["ids.json"])),
            bodies=stores["bodies"],
            facts=stores["facts"],
            fact_starts=layout["fact_starts"],
            examples=stores["examples"],
            phrasing_starts=layout["phrasing_starts"],
            stranger_start=int(layout["stranger_start"]),
            centroids=stores["centroids"],
            characters=postings["characters"],
            example_characters=postings["example_characters"],
            words=postings["words"],
            ridge=layout["ridge"],
            ridge_settings=RidgeSettings(*(float(value) for value in layout["ridge_settings"])),
        )
    except _UNREADABLE as error:
        raise IndexDamaged(folder, str(error)) from error


def _files(parts: IndexParts) -> dict[str, bytes]:
    settings = parts.ridge_settings
    files = {f"{name}.faiss": getattr(parts, name).to_bytes() for name in _VECTORS}
    files["ids.json"] = json.dumps(parts.ids).encode()
    files |= {f"{name}.npz": _packed(getattr(parts, name).arrays()) for name in _POSTINGS}
    files["layout.npz"] = _packed(
        {
            "fact_starts": parts.fact_starts,
            "phrasing_starts": parts.phrasing_starts,
            "stranger_start": np.array(parts.stranger_start),
            "ridge": parts.ridge,
            "ridge_settings": np.array([settings.dense, settings.lexical, settings.penalty]),
        }
    )
    return files


def _packed(arrays: dict[str, NDArray[Any]]) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def _unpacked(data: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return dict(arrays)


def _checked(file: Path, checksum: str) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise IndexDamaged(file, str(error)) from error
    if hashlib.sha256(data).hexdigest() != checksum:
        raise IndexDamaged(file, "its checksum differs")
    return data


def _digest(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def metadata_of(encoder: Encoder, content: str, settings: IndexSettings) -> IndexMetadata:
    """What an index that is made now, with these, says of itself."""
    shaping = [settings.ngram_min, settings.ngram_max, settings.ridge_limit, asdict(settings.ridge)]
    return IndexMetadata(
        fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        query_prefix=encoder.query_prefix,
        passage_prefix=encoder.passage_prefix,
        content_hash=content,
        settings=hashlib.sha256(json.dumps(shaping).encode()).hexdigest()[:16],
        created_at=now(),
    )
