from bot.doctor.check import broken, ok, warning
from programme.errors import RuleBroken, Unavailable
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse


def test_doctor_marks_each_part_in_words(truenorth: Run, house: FakeHouse) -> None:
    house.checks = [ok("disk", "There is room."), warning("clock", "It is off.", "Set it.")]
    ran = truenorth("doctor")
    assert ran.code == 0
    for words in ("ok", "There is room.", "warning", "It is off.", "To mend it: Set it."):
        assert words in ran.out


def test_doctor_exits_with_1_when_anything_is_broken(truenorth: Run, house: FakeHouse) -> None:
    house.checks = [ok("disk", "There is room."), broken("index", "It is gone.", "Ingest.")]
    ran = truenorth("doctor", "--json")
    assert ran.code == 1
    assert ran.json["well"] is False
    assert ran.json["checks"][1] == {
        "part": "index",
        "mark": "broken",
        "finding": "It is gone.",
        "mend": "Ingest.",
    }


def test_serve_runs_over_socket_mode_or_http(truenorth: Run, house: FakeHouse) -> None:
    assert truenorth("serve").code == 0
    assert truenorth("serve", "--http").code == 0
    assert house.served == [False, True]


def test_serve_without_a_token_is_refused_in_a_sentence(truenorth: Run, house: FakeHouse) -> None:
    house.trouble = RuleBroken("There is no Slack bot token: set SLACK_BOT_TOKEN.")
    ran = truenorth("serve")
    assert (ran.code, ran.err) == (1, "There is no Slack bot token: set SLACK_BOT_TOKEN.\n")


def test_trouble_elsewhere_carries_its_reference(truenorth: Run, house: FakeHouse) -> None:
    house.trouble = Unavailable("The database is not answering.", reference="ABCD2345")
    ran = truenorth("documents")
    assert ran.code == 1
    assert ran.err == "The database is not answering. (Reference ABCD2345.)\n"


def test_db_upgrade_says_where_the_database_stands(truenorth: Run) -> None:
    ran = truenorth("db", "upgrade")
    assert (ran.code, ran.err) == (0, "The database now has the tables of this version.\n")


def test_an_unknown_command_is_wrong_usage(truenorth: Run) -> None:
    assert truenorth("plans").code == 2
    assert truenorth("ask", "--nonsense").code == 2


def test_version_and_debug(truenorth: Run, house: FakeHouse) -> None:
    assert truenorth("--version").out.startswith("truenorth ")
    truenorth("--debug", "documents")
    assert house.debug is True
