"""A bad file costs itself and nothing else."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import docx
import psutil
import pytest

from ingest.blocks import Block, BlockKind, Cell, ReadDocument
from ingest.formats import Format
from ingest.isolation import IsolatedReader, read_isolated
from ingest.readers import read_document
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

LIMITS = IngestSettings()


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("The plan", 1)
    document.add_paragraph("Words of a made-up plan.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for r in table.rows for c in r.cells), ["A", "B", "1", "2"], strict=True
    ):
        cell.text = words
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return path


def children() -> list[int]:
    """The reading processes of this one; other tests may have left helpers of theirs running."""
    found = psutil.Process().children()
    return [child.pid for child in found if "ingest.reading_process" in child.cmdline()]


def test_what_is_read_apart_is_what_is_read_here(word_file):
    assert read_isolated(word_file, Format.DOCX, LIMITS) == read_document(
        word_file, Format.DOCX, LIMITS
    )


def test_one_child_serves_file_after_file_and_ends_with_the_reader(word_file):
    with IsolatedReader(LIMITS) as reader:
        reader.read(word_file, Format.DOCX)
        first = children()
        reader.read(word_file, Format.DOCX)
        assert children() == first
        assert len(first) == 1
    assert children() == []


def test_small_text_is_read_without_a_child_and_large_text_with_one(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("Words of a plan.\n" * 100, encoding="utf-8")
    with IsolatedReader(LIMITS) as reader:
        assert reader.read(path, Format.TEXT).format == "text"
        assert children() == []
    with IsolatedReader(IngestSettings(ingest_in_process_kb=1)) as reader:
        assert reader.read(path, Format.TEXT).format == "text"
        assert len(children()) == 1


def test_a_refusal_comes_back_as_its_sentence_and_the_child_goes_on(word_file, tmp_path):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 nothing of use")
    with IsolatedReader(LIMITS) as reader:
        with pytest.raises(RuleBroken, match="damaged"):
            reader.read(bad, Format.DOCX)
        first = children()
        assert reader.read(word_file, Format.DOCX).blocks
        assert children() == first


def test_a_child_that_was_killed_is_replaced(word_file):
    with IsolatedReader(LIMITS) as reader:
        reader.read(word_file, Format.DOCX)
        child = psutil.Process(*children())
        child.kill()
        child.wait()
        assert reader.read(word_file, Format.DOCX).blocks


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read(word_file, tmp_path):
    large = tmp_path / "large.html"
    large.write_text("<p>word</p>" * 3_000_000, encoding="utf-8")
    with IsolatedReader(IngestSettings(ingest_memory_mb=400)) as reader:
        with pytest.raises(RuleBroken, match="too large or too damaged"):
            reader.read(large, Format.HTML)
        assert reader.read(word_file, Format.DOCX).blocks


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(word_file, tmp_path):
    pipe = tmp_path / "never.html"
    os.mkfifo(pipe)
    with IsolatedReader(IngestSettings(ingest_seconds=3)) as reader:
        assert reader.read(word_file, Format.DOCX).blocks
        with pytest.raises(RuleBroken, match="too long"):
            reader.read(pipe, Format.HTML)
        assert reader.read(word_file, Format.DOCX).blocks


def test_the_child_has_no_secrets_and_starts_cheaply(word_file, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "made-up")
    with IsolatedReader(LIMITS) as reader:
        reader.read(word_file, Format.DOCX)
        child = psutil.Process(*children())
        assert set(child.environ()) <= {"PYTHONPATH", "LANG", "LC_CTYPE"}


def test_the_reading_process_imports_no_model():
    code = "import sys, ingest.reading_process; print({'torch', 'chromadb'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_blocks_travel_whole():
    cell = Cell("one two", "• one • two", ("one", "two"))
    block = Block(BlockKind.ROW, "• one • two", "one two", cells=(cell,), header=("A",), table=1)
    document = ReadDocument("pdf", None, (block,), ("a warning",), 3, {"author": "nobody"})
    assert pickle.loads(pickle.dumps(document)) == document
