"""Records as files: nothing lost in JSON, nothing that runs in CSV."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.record_files import write_records
from programme.errors import RuleBroken

AT = datetime(2026, 8, 3, 17, 30, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.none() | st.booleans() | st.integers() | WORDS | st.lists(WORDS, max_size=2)
ROWS = st.lists(st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1), max_size=3)


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@given(rows=ROWS)
def test_json_keeps_every_value_and_csv_every_row(
    rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("held") / "new"
    write_records(folder, {"updates": rows}, title="somebody", at=AT)

    assert json.loads((folder / "updates.json").read_text("utf-8")) == rows
    assert len(read_csv(folder / "updates.csv")) == len(rows)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_words_never_become_a_formula(words: str, tmp_path: Path) -> None:
    write_records(tmp_path, {"updates": [{"done": {"what": words}}]}, title="x", at=AT)

    assert read_csv(tmp_path / "updates.csv") == [{"done.what": f"'{words}"}]
    assert json.loads((tmp_path / "updates.json").read_text("utf-8"))[0]["done"]["what"] == words


def test_only_its_owner_can_look_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "held"
    write_records(folder, {}, title="somebody", at=AT)

    assert folder.stat().st_mode & 0o077 == 0
    assert "as at 3 August 2026" in (folder / "README.txt").read_text("utf-8")
    assert "Nothing is held." in (folder / "README.txt").read_text("utf-8")


def test_a_place_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")

    with pytest.raises(RuleBroken, match="name another folder"):
        write_records(file / "below", {}, title="somebody", at=AT)
