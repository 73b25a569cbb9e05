"""The file of a backup: written whole or not at all, and read only when it is whole."""

import hashlib
import json
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from programme.errors import RuleBroken
from storage.backup.lines import Tallied, Tally, tally_of
from storage.backup.shapes import Kind, Shape
from storage.backup.sources import Source

FORMAT = 1
_MANIFEST = "manifest.json"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What Python's reader of zip files and of JSON raises over a file that was damaged."""


def write_archive(file: Path, source: Source, at: datetime) -> dict[str, Tally]:
    """Write a backup; until it is whole, it lies beside under another name.

    Raises:
        RuleBroken: there is such a file already, or it cannot be written.
    """
    if file.exists():
        raise RuleBroken(f"There is a file {file.name} already: choose another name.")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            tallies = _write(stream, source, at)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(file)
    except OSError:
        raise RuleBroken(
            f"The backup could not be written to {file}: name a folder that can be written to "
            "and has room."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return tallies


def _write(stream: Any, source: Source, at: datetime) -> dict[str, Tally]:
    tallies = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for shape in source.shapes:
            lines = Tallied(source.lines(shape))
            with archive.open(_member(shape), "w", force_zip64=True) as member:
                member.writelines(lines)
            tallies[shape.name] = lines.tally
        manifest = {
            "format": FORMAT,
            "made_at": at.isoformat(),
            "revision": source.revision,
            "tables": [
                {
                    "name": shape.name,
                    "columns": [[name, kind.value] for name, kind in shape.columns],
                    "rows": tallies[shape.name].rows,
                    "sha256": tallies[shape.name].sha256,
                }
                for shape in source.shapes
            ],
        }
        written = json.dumps(manifest, indent=1).encode()
        archive.writestr(_MANIFEST, written)
        archive.comment = hashlib.sha256(written).hexdigest().encode()
    return tallies


@dataclass(frozen=True, slots=True)
class Archive:
    """`Source` over the file of a backup; what it promises was found true when it was opened."""

    _file: zipfile.ZipFile
    revision: str
    made_at: datetime
    shapes: tuple[Shape, ...]
    tallies: dict[str, Tally]

    def lines(self, shape: Shape) -> Iterator[bytes]:
        """One table's rows."""
        with self._file.open(_member(shape)) as member:
            yield from member


@contextmanager
def open_archive(file: Path) -> Iterator[Archive]:
    """Open a backup, after reading all of it once to see that it is whole.

    Raises:
        RuleBroken: it cannot be read, is not whole, or was made by a newer version.
    """
    if not file.is_file():
        raise RuleBroken(f"There is no file {file}.")
    damaged = RuleBroken(
        f"{file.name} is not a whole backup of True North: it was cut short or changed since it "
        "was made, so nothing was restored from it. Use another backup."
    )
    try:
        opened = zipfile.ZipFile(file)
    except PermissionError:
        raise RuleBroken(f"The file {file} cannot be read.") from None
    except _UNREADABLE:
        raise damaged from None
    with opened:
        try:
            archive = _read_manifest(opened)
            whole = all(
                tally_of(archive.lines(shape)) == archive.tallies[shape.name]
                for shape in archive.shapes
            )
        except _UNREADABLE:
            raise damaged from None
        if not whole:
            raise damaged
        yield archive


def _read_manifest(opened: zipfile.ZipFile) -> Archive:
    written = opened.read(_MANIFEST)
    if hashlib.sha256(written).hexdigest().encode() != opened.comment:
        raise ValueError("the manifest is not the one that was written")
    manifest = json.loads(written)
    if manifest["format"] > FORMAT:
        raise RuleBroken(
            "The backup was made by a newer version of True North: install that version, or a "
            "newer one."
        )
    tables = manifest["tables"]
    return Archive(
        opened,
        str(manifest["revision"]),
        datetime.fromisoformat(manifest["made_at"]),
        tuple(
            Shape(table["name"], tuple((name, Kind(kind)) for name, kind in table["columns"]))
            for table in tables
        ),
        {table["name"]: Tally(table["rows"], table["sha256"]) for table in tables},
    )


def _member(shape: Shape) -> str:
    return f"{shape.name}.jsonl"
