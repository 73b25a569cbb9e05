from pathlib import Path

import pytest

from bot.cli.demo import PLAN_QUESTIONS, QUESTIONS
from tests.bot.cli.conftest import Run
from tests.bot.cli.test_library_commands import report
from tests.bot.fake_house import FakeHouse
from tests.bot.made_up import WORDS, not_found


@pytest.fixture
def documents(tmp_path: Path, house: FakeHouse) -> Path:
    house.report = report()
    house.answering.answers[QUESTIONS[-1]] = not_found()
    return tmp_path


def test_the_demonstration_reads_documents_and_answers(
    truenorth: Run, house: FakeHouse, documents: Path
) -> None:
    ran = truenorth("demo", "--documents", str(documents))
    assert ran.code == 0
    assert house.ingested == [((documents,), True)]
    assert house.data == Path("var/demo"), "it keeps to a data folder of its own"
    assert house.answering.asked == [*QUESTIONS, *PLAN_QUESTIONS]
    for question in QUESTIONS:
        assert question in ran.out
    assert f"“{WORDS}”" in ran.out
    assert "The documents do not say." in ran.out


def test_without_a_terminal_it_says_how_to_go_on(truenorth: Run, documents: Path) -> None:
    ran = truenorth("demo", "--documents", str(documents))
    assert "truenorth ask" in ran.out.splitlines()[-4]
    assert "truenorth digest" in ran.out.splitlines()[-3]
    assert "truenorth playground" in ran.out.splitlines()[-1]


def test_documents_that_are_not_there_are_refused(truenorth: Run, tmp_path: Path) -> None:
    ran = truenorth("demo", "--documents", str(tmp_path / "none"))
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1


def test_a_file_that_is_not_read_does_not_end_the_demonstration(
    truenorth: Run, house: FakeHouse, documents: Path
) -> None:
    house.report = report(failed=(("locked.pdf", "It is protected by a password."),))
    ran = truenorth("demo", "--documents", str(documents))
    assert ran.code == 0
    assert "locked.pdf: It is protected by a password." in ran.err
    assert house.answering.asked == [*QUESTIONS, *PLAN_QUESTIONS]


def test_it_loads_the_sample_programme_once_and_asks_of_its_plans(
    truenorth: Run, house: FakeHouse, documents: Path
) -> None:
    ran = truenorth("demo", "--documents", str(documents))
    assert "24 made-up goals" in " ".join(ran.out.split())
    assert len(house.database.state.goals) == 24
    assert len(house.indexed) == 1
    updates = house.database.state.updates
    again = truenorth("demo", "--documents", str(documents))
    assert again.code == 0
    assert "made-up goals" not in again.out
    assert house.database.state.updates == updates
