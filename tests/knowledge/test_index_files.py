"""Whether an index's files are as they were written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.index_files import as_noted, note_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files as an index has them: a database, and a graph in a folder of its own."""
    with closing(sqlite3.connect(tmp_path / "chroma.sqlite3")) as connection, connection:
        connection.execute("create table ferries (name)")
        connection.executemany("insert into ferries values (?)", [("x" * 500,)] * 200)
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "level0.bin").write_bytes(bytes(range(256)) * 40)
    note_files(tmp_path)
    return tmp_path


def test_what_was_built_is_as_noted_also_after_it_was_read(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as connection, connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table opened (at)")

    assert as_noted(folder)


def test_nothing_noted_is_not_as_noted(folder: Path, tmp_path: Path) -> None:
    (folder / "files.json").unlink()

    assert not as_noted(folder)
    assert not as_noted(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["chroma.sqlite3", "graph/level0.bin", "files.json"])
@pytest.mark.parametrize("damage", ["gone", "cut short", "overwritten"])
def test_damage_is_seen(folder: Path, name: str, damage: str) -> None:
    file = folder / name
    whole = file.read_bytes()
    if damage == "gone":
        file.unlink()
    elif damage == "cut short":
        file.write_bytes(whole[: len(whole) // 2])
    else:
        file.write_bytes(b"no index at all" * 20)

    assert not as_noted(folder)


def test_a_file_too_many_is_seen(folder: Path) -> None:
    (folder / "graph" / "stray.bin").write_bytes(b"x")

    assert not as_noted(folder)
