"""The machine: can the data folder be written, and is there room."""

import errno
import shutil
import tempfile
from pathlib import Path

from bot.doctor.check import Check, broken, ok, warning

ROOM_NEEDED = 1_000_000_000
"""Bytes free below which an ingest may fail half-way: a new index stands beside the old one."""
ROOM_LAST = 100_000_000
"""Bytes free below which keeping a question may fail."""

_MAKE_ROOM = (
    "Free some space on the disk of the data folder, or set TRUENORTH_DATA to a larger one."
)


def check_data_folder(data: Path) -> Check:
    """The data folder can be written."""
    part = "data folder"
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"probe")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return broken(part, f"Nothing more can be written in {data}: it is full.", _MAKE_ROOM)
        return broken(
            part,
            f"Nothing can be written in {data}.",
            "Give the user that runs this the right to write there, or set TRUENORTH_DATA to "
            "another folder.",
        )
    return ok(part, f"{data} can be written.")


def check_room(data: Path) -> Check:
    """The disk has room for another index."""
    part = "disk space"
    place = next((p for p in (data, *data.absolute().parents) if p.exists()), Path("/"))
    free = shutil.disk_usage(place).free
    room = f"{free / 1e9:.1f} GB" if free >= ROOM_LAST else f"{free / 1e6:.0f} MB"
    finding = f"{room} are free."
    if free < ROOM_LAST:
        return broken(part, finding, _MAKE_ROOM)
    if free < ROOM_NEEDED:
        return warning(part, finding, _MAKE_ROOM)
    return ok(part, finding)
