"""The house as it is put together for real, without a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.compose import House
from programme.errors import RuleBroken
from storage import migrate

NO_FILE = Path("no such file.env")


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TRUENORTH_DATABASE_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRUENORTH_DATA", str(tmp_path / "data"))


@pytest.fixture
def house() -> Iterator[House]:
    house = House(NO_FILE)
    yield house
    house.close()


def every_setting_is_read(house: House) -> None:
    house.examine()
    house.ingest([], prune=False, progress=lambda _: None)


def test_nothing_is_made_before_it_is_asked_for(house: House, tmp_path: Path) -> None:
    house.start_log(debug=False)
    assert list(tmp_path.iterdir()) == []


def test_the_first_look_makes_the_tables(house: House, tmp_path: Path) -> None:
    assert house.documents() == []
    assert migrate.is_current(f"sqlite:///{tmp_path / 'data' / 'truenorth.db'}")


def test_a_house_with_its_own_data_leaves_the_database_that_is_set_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRUENORTH_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    own = House(NO_FILE).with_data(tmp_path / "own")
    assert own.documents() == []
    own.close()
    assert (tmp_path / "own" / "truenorth.db").is_file()


@pytest.mark.postgresql
def test_a_server_that_is_behind_waits_for_an_upgrade(
    monkeypatch: pytest.MonkeyPatch, house: House, empty_postgresql_url: str
) -> None:
    monkeypatch.setenv("TRUENORTH_DATABASE_URL", empty_postgresql_url)
    with pytest.raises(RuleBroken, match="truenorth db upgrade"):
        house.documents()
    assert "now has the tables" in house.upgrade_database()
    assert "already" in house.upgrade_database()
    assert house.documents() == []


def test_a_question_before_the_first_ingest_is_refused(house: House) -> None:
    with pytest.raises(RuleBroken, match="truenorth ingest"):
        house.conversation().answer("What is our vision?")


def test_the_office_and_the_help_text_come_from_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUENORTH_CONTACT", "the made-up office")
    monkeypatch.setenv("TRUENORTH_DISTRESS_HELP", "Call the made-up line.")
    monkeypatch.setenv("TRUENORTH_DISTRESS_REVIEWED", "2026-08-03")
    texts = House(NO_FILE).texts
    assert (texts.office, texts.distress, texts.distress_reviewed) == (
        "the made-up office",
        "Call the made-up line.",
        "3 August 2026",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUENORTH_DISTRESS_REVIEWED", "pa55word"),
        ("TRUENORTH_SLACK_HTTP_PORT", "pa55word"),
        ("TRUENORTH_INGEST_PAGES", "-7"),
        ("SLACK_API_URL", "slack"),
        ("SLACK_BOT_TOKEN", "xoxb-gööd"),
        ("SLACK_APP_TOKEN", "xapp good"),
        ("TRUENORTH_DISTRESS_HELP", "  "),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, house: House, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(RuleBroken, match=name) as refused:
        every_setting_is_read(house)
    assert value not in refused.value.sentence


def test_the_doctor_finds_a_new_house_without_documents(house: House) -> None:
    house.documents()
    marks = {check.part: str(check.mark) for check in house.examine()}
    assert marks["database tables"] == "ok"
    assert marks["index"] == "warning"
    assert "broken" not in marks.values()
