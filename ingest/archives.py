"""Office files are zip archives of XML: checks that one is safe to open, made before it is.

The sizes an archive declares may be lies, so each part is also unpacked once, in small pieces
that are thrown away, and counted. Nothing is ever written to disk, and archives inside the
archive are never opened.
"""

import struct
import zipfile
import zlib
from pathlib import Path

from programme.errors import RuleBroken

MOST_PARTS = 10_000
HIGHEST_RATIO = 200
_RATIO_FROM = 5_000_000
"""Below this size a high ratio does no harm: an empty sheet compresses a hundredfold."""
_LARGEST_DIRECTORY = 4_000_000
_END = b"PK\x05\x06"
_PIECE = 262_144
_DOCTYPES = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DOCTYPES)) - 1
_DAMAGED = "The Office file is damaged: it is no whole zip archive."
_BOMB = "The file unpacks to far more than it should, so it is not safe to read."


def members_of(path: Path) -> frozenset[str]:
    """The names of an archive's parts.

    Raises:
        RuleBroken: the archive is damaged or has far too many parts.
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise RuleBroken(_DAMAGED) from None


def check_archive(path: Path, inflated_bytes: int) -> None:
    """Check that an Office file can be opened without exhausting the machine.

    Raises:
        RuleBroken: it is damaged or encrypted, unpacks to more than `inflated_bytes`, has parts
            that overlap or compress beyond reason, or XML that declares entities.
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_declared(archive.infolist(), path.stat().st_size, inflated_bytes)
            _check_actual(archive, inflated_bytes)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, UnicodeDecodeError, OSError):
        raise RuleBroken(_DAMAGED) from None
    except NotImplementedError:
        raise RuleBroken("The Office file is compressed in a way that is not read.") from None


def _check_directory(path: Path) -> None:
    """Look at the size of the list of parts before any library reads it into memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise RuleBroken(_DAMAGED)
    count, directory = struct.unpack_from("<HL", tail, place + 10)
    if count > MOST_PARTS or directory > _LARGEST_DIRECTORY:
        raise RuleBroken("The Office file has far too many parts to read safely.")


def _check_declared(parts: list[zipfile.ZipInfo], size: int, inflated_bytes: int) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise RuleBroken("The file is encrypted: save a copy without a password.")
    if sum(part.compress_size for part in parts) > size:
        # Parts that share the same bytes: how a small file is made to unpack to petabytes.
        raise RuleBroken(_BOMB)
    if sum(part.file_size for part in parts) > inflated_bytes:
        raise RuleBroken(_BOMB)
    for part in parts:
        large = part.file_size > _RATIO_FROM
        if large and part.file_size > HIGHEST_RATIO * max(1, part.compress_size):
            raise RuleBroken(_BOMB)


def _check_actual(archive: zipfile.ZipFile, inflated_bytes: int) -> None:
    total = 0
    for part in archive.infolist():
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        before = b""
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > inflated_bytes:
                    raise RuleBroken(_BOMB)
                if is_xml and any(mark in before + piece for mark in _DOCTYPES):
                    raise RuleBroken("The file declares its own XML entities: not safe to read.")
                before = piece[-_OVERLAP:]
