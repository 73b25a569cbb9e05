"""What passes between the process that ingests and the process that reads."""

import pickle
import struct
from dataclasses import dataclass
from typing import IO

from ingest.blocks import ReadDocument
from ingest.sheets import Sheet

LENGTH = struct.Struct(">Q")
"""Each message is its length, then a pickle of that many bytes."""
UNSAFE = "The file is too large or too damaged to read safely."


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: as a document, or as the sheets that somebody filled in."""

    path: str
    format: str
    limits: dict[str, object]
    sheets: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What was read, or why not; `spent` when the process should not be used again."""

    document: ReadDocument | None = None
    sheets: tuple[Sheet, ...] | None = None
    refusal: str | None = None
    spent: bool = False


def send(stream: IO[bytes], message: Request | Reply) -> None:
    """Write one message."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()
