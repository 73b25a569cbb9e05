"""Whether an index's files are all there and whole: told without opening them in Chroma.

Chroma takes most of a second to import, and an ingest of unchanged documents has no other use for
it. Searching rewrites the graph's files at their old size, so sizes are kept, not digests; the
SQLite file grows now and then, so SQLite itself is asked whether it is whole. Damage that leaves
sizes as they are is found by the doctor, which searches.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

_KEPT = "files.json"
_SQLITE = "chroma.sqlite3"


def note_files(folder: Path) -> None:
    """Keep the sizes of what was built in a folder."""
    (folder / _KEPT).write_text(json.dumps(_sizes(folder)), encoding="utf-8")


def as_noted(folder: Path) -> bool:
    """True when all files are there and whole; False also where nothing was noted."""
    try:
        noted = json.loads((folder / _KEPT).read_text(encoding="utf-8"))
        return bool(noted == _sizes(folder)) and _is_whole(folder / _SQLITE)
    except (OSError, ValueError, sqlite3.Error):
        return False


def _sizes(folder: Path) -> dict[str, int]:
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: path.stat().st_size
        for name, path in sorted(paths.items())
        if path.is_file() and name != _KEPT and not name.startswith(_SQLITE)
    }


def _is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
