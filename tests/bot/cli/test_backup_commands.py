"""Backups on the command line: written, restored, moved, refused in a sentence."""

from pathlib import Path

import pytest

from storage import migrate
from storage.engine import open_engine
from storage.work import sql_works
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.contracts.made_up_programme import post, put_goals, update


@pytest.fixture(autouse=True)
def filled(house: FakeHouse, sqlite_url: str) -> None:
    house.url = sqlite_url
    engine = open_engine(sqlite_url)
    with sql_works(engine)() as work:
        put_goals(work, "g1")
        work.updates.add(update("g1"))
        work.outbox.put(post("waiting"))
        work.commit()
    engine.dispose()


def other(house: FakeHouse, tmp_path: Path) -> str:
    house.url = f"sqlite:///{tmp_path / 'other.db'}"
    return house.url


def test_a_backup_is_written_and_restored(truenorth: Run, house: FakeHouse, tmp_path: Path) -> None:
    file = tmp_path / "made-up.backup"
    ran = truenorth("backup", str(file), "--json")
    assert ran.code == 0
    assert ran.json["rows"] == 5
    assert ran.json["file"] == str(file)
    url = other(house, tmp_path)
    ran = truenorth("restore", str(file), "--json")
    told = ran.json
    assert told.pop("tables") > 20
    assert told == {"rows": 5, "posts_unsure": 1, "index": "not_needed"}
    engine = open_engine(url)
    with sql_works(engine)() as work:
        assert work.updates.get(update("g1").id) == update("g1")
    engine.dispose()


def test_both_say_in_words_what_they_did(truenorth: Run, house: FakeHouse, tmp_path: Path) -> None:
    file = tmp_path / "made-up.backup"
    ran = truenorth("backup", str(file))
    assert ran.code == 0
    assert "Backed up 5 rows" in ran.err
    other(house, tmp_path)
    ran = truenorth("restore", str(file))
    assert "Restored 5 rows" in ran.err
    assert "looked for before it is sent again" in " ".join(ran.err.split())
    assert ran.out == ""


def test_a_full_database_is_not_filled_unless_told(truenorth: Run, tmp_path: Path) -> None:
    file = tmp_path / "made-up.backup"
    truenorth("backup", str(file))
    ran = truenorth("restore", str(file))
    assert ran.code == 1
    assert "--replace" in ran.err
    assert truenorth("restore", str(file), "--replace").code == 0


def test_a_file_that_is_none_of_ours_is_refused(truenorth: Run, tmp_path: Path) -> None:
    file = tmp_path / "made-up.backup"
    file.write_text("not one")
    for command, sentence in (("backup", "There is a file"), ("restore", "not a whole backup")):
        ran = truenorth(command, str(file))
        assert ran.code == 1
        assert sentence in " ".join(ran.err.split())
        assert ran.out == ""
    assert file.read_text() == "not one"


def test_the_data_moves_to_another_database(truenorth: Run, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'other.db'}"
    ran = truenorth("db", "move", "--to", target, "--json")
    assert ran.code == 0
    assert ran.json["rows"] == 5
    assert migrate.is_current(target)
    ran = truenorth("db", "move", "--to", target)
    assert ran.code == 1
    assert "not empty" in ran.err


def test_a_move_says_what_to_set_next(truenorth: Run, tmp_path: Path) -> None:
    ran = truenorth("db", "move", "--to", f"sqlite:///{tmp_path / 'other.db'}")
    assert "TRUENORTH_DATABASE_URL" in ran.err
    assert truenorth("db", "move", "--to", "mysql://nowhere").code == 1
