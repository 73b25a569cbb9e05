import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.doctor import Check, Mark
from bot.doctor.database import check_database
from bot.doctor.help_text import check_help_text
from bot.doctor.language_model import check_language_model
from bot.doctor.library import check_glossary, check_index, check_model
from bot.doctor.machine import check_data_folder, check_room
from bot.doctor.programme import check_programme
from bot.doctor.slack import FOR_CHANNELS, check_slack, scopes_of
from knowledge.vector_homes import SILENT
from programme.configuration import load_programme
from programme.errors import Fault, RuleBroken, Unavailable
from programme.ports import Embedding, Generation, GenerationState
from storage import translation
from tests.bot.made_up import NOON, document, passage
from tests.fakes import FakeDatabase

WANTED = frozenset({"chat:write", "commands"})


class FakeSlackWeb:
    """Slack's answer to the doctor's two calls."""

    def __init__(
        self,
        *,
        scopes: str = "chat:write,commands",
        date: datetime | str = NOON,
        refuse: str | None = None,
        refuse_app: str | None = None,
        unreachable: bool = False,
    ) -> None:
        self.headers = {
            "x-oauth-scopes": scopes,
            "Date": date if isinstance(date, str) else format_datetime(date, usegmt=True),
        }
        self.refuse = refuse
        self.refuse_app = refuse_app
        self.unreachable = unreachable

    def auth_test(self) -> Any:
        return self._answer(self.refuse)

    def apps_connections_open(self, *, app_token: str) -> Any:
        return self._answer(self.refuse_app)

    def _answer(self, refused: str | None) -> "FakeSlackWeb":
        if self.unreachable:
            raise OSError("no route")
        if refused:
            raise SlackApiError("refused", {"ok": False, "error": refused})
        return self


def slack(
    web: FakeSlackWeb | None, *, app_token: str | None = "xapp", secret: str | None = None
) -> dict[str, Check]:
    checks = check_slack(
        web, app_token=app_token, signing_secret=secret, scopes=WANTED, clock=lambda: NOON
    )
    return {check.part: check for check in checks}


def test_no_bot_token_is_a_warning_and_nothing_is_called() -> None:
    assert slack(None)["Slack bot token"].mark is Mark.WARNING


def test_all_is_well_with_slack() -> None:
    checks = slack(FakeSlackWeb())
    assert {check.mark for check in checks.values()} == {Mark.OK}
    assert set(checks) == {"Slack bot token", "Slack scopes", "clock", "Slack way in"}


def test_a_refused_token_is_broken_with_slacks_reason() -> None:
    check = slack(FakeSlackWeb(refuse="invalid_auth"))["Slack bot token"]
    assert check.mark is Mark.BROKEN
    assert "invalid_auth" in check.finding


def test_a_reason_that_is_no_code_is_not_shown() -> None:
    check = slack(FakeSlackWeb(refuse="<!channel> look"))["Slack bot token"]
    assert "channel" not in check.finding


def test_slack_out_of_reach_is_broken() -> None:
    checks = slack(FakeSlackWeb(unreachable=True))
    assert checks["Slack bot token"].mark is Mark.BROKEN
    assert checks["Slack way in"].mark is Mark.BROKEN


def test_a_missing_scope_is_broken_and_a_spare_one_a_warning() -> None:
    missing = slack(FakeSlackWeb(scopes="chat:write"))["Slack scopes"]
    assert (missing.mark, missing.finding) == (Mark.BROKEN, "Not granted: commands.")
    spare = slack(FakeSlackWeb(scopes="chat:write,commands,admin"))["Slack scopes"]
    assert (spare.mark, spare.finding) == (Mark.WARNING, "Granted, but not needed: admin.")
    chosen = check_slack(
        FakeSlackWeb(scopes="chat:write,commands,channels:history"),
        app_token="xapp",
        signing_secret=None,
        scopes=WANTED,
        clock=lambda: NOON,
        optional=FOR_CHANNELS,
    )
    assert {check.mark for check in chosen} == {Mark.OK}
    assert slack(FakeSlackWeb(scopes=""))["Slack scopes"].mark is Mark.WARNING


def test_the_clock_is_read_when_slack_has_answered() -> None:
    times = [NOON]

    class SlowSlack(FakeSlackWeb):
        def auth_test(self) -> Any:
            times.append(NOON + timedelta(seconds=60))
            return super().auth_test()

    checks = check_slack(
        SlowSlack(date=NOON + timedelta(seconds=60)),
        app_token="xapp",
        signing_secret=None,
        scopes=WANTED,
        clock=lambda: times[-1],
    )
    assert {check.mark for check in checks} == {Mark.OK}


@pytest.mark.parametrize(
    ("apart", "mark"), [(0, Mark.OK), (-31, Mark.WARNING), (31, Mark.WARNING), (241, Mark.BROKEN)]
)
def test_the_clock_is_held_against_slacks(apart: int, mark: Mark) -> None:
    assert slack(FakeSlackWeb(date=NOON + timedelta(seconds=apart)))["clock"].mark is mark


def test_a_date_that_cannot_be_read_is_a_warning() -> None:
    assert slack(FakeSlackWeb(date="soon"))["clock"].mark is Mark.WARNING


def test_a_way_in_is_socket_mode_or_http() -> None:
    assert slack(FakeSlackWeb(), app_token=None)["Slack way in"].mark is Mark.BROKEN
    assert slack(FakeSlackWeb(), app_token=None, secret="s")["Slack way in"].mark is Mark.OK
    refused = slack(FakeSlackWeb(refuse_app="not_allowed_token_type"))["Slack way in"]
    assert refused.mark is Mark.BROKEN


def test_the_manifest_names_the_scopes() -> None:
    manifest = Path("bot/slack/manifest.json").read_text(encoding="utf-8")
    assert "chat:write" in scopes_of(manifest)


def test_database_that_answers_with_the_right_tables() -> None:
    marks = [c.mark for c in check_database(lambda: "7", "7", mends_itself=False)]
    assert marks == [Mark.OK, Mark.OK]


def test_database_behind_is_broken_on_a_server_and_mends_itself_in_a_file() -> None:
    server = check_database(lambda: "6", "7", mends_itself=False)[1]
    assert (server.mark, server.mend) == (Mark.BROKEN, "Run truenorth db upgrade.")
    assert check_database(lambda: None, "7", mends_itself=True)[1].mark is Mark.WARNING


def test_database_that_does_not_answer() -> None:
    def down() -> str | None:
        raise Unavailable("The database is not answering.")

    [check] = check_database(down, "7", mends_itself=False)
    assert (check.mark, check.finding) == (Mark.BROKEN, "The database is not answering.")


def down(sentence: str) -> Callable[[], str | None]:
    def current() -> str | None:
        raise Unavailable(sentence)

    return current


@pytest.mark.parametrize(
    ("sentence", "is_file", "mend"),
    [
        (translation.DAMAGED, True, "restore a backup"),
        (translation.NO_ROOM, True, "Free some space"),
        (translation.NO_RIGHT, True, "the right to read and write"),
        (translation.NOT_ANSWERING, True, "the right to read and write"),
        (translation.NOT_ANSWERING, False, "Start the database"),
        (translation.BUSY, False, "Wait until"),
    ],
)
def test_each_trouble_of_a_database_has_a_mend_of_its_own(
    sentence: str, is_file: bool, mend: str
) -> None:
    [check] = check_database(down(sentence), "7", mends_itself=is_file)
    assert mend in (check.mend or "")


def test_a_database_that_takes_no_writes_is_broken() -> None:
    def write() -> None:
        raise Unavailable(translation.NO_RIGHT)

    [check] = check_database(lambda: "7", "7", mends_itself=True, write=write)
    assert (check.mark, check.finding) == (Mark.BROKEN, translation.NO_RIGHT)


def test_tables_of_a_newer_version_are_broken_and_no_ingest_mends_them() -> None:
    tables = check_database(lambda: "9", "7", mends_itself=True, known=lambda _: False)[1]
    assert tables.mark is Mark.BROKEN
    assert "Install the version" in (tables.mend or "")


def served(database: FakeDatabase) -> None:
    generation = Generation("generation-1", "model-1", GenerationState.BUILDING, 1, NOON)
    with database.works() as work:
        work.library.add_document(document(), [passage()], ["hash-1"])
        work.library.add_embeddings("model-1", [Embedding("hash-1", b"\0\0\0\0", b"")])
        work.library.begin_generation(generation, [document().id])
        work.library.mark_proven(generation.id)
        work.library.serve(generation.id, NOON)
        work.commit()


def test_the_index_is_well_when_a_stored_vector_is_found() -> None:
    database = FakeDatabase()
    served(database)
    asked: list[tuple[str, str, bytes]] = []

    def find(generation: str, passage_id: str, vector: bytes) -> bool:
        asked.append((generation, passage_id, vector))
        return True

    assert check_index(database.works, find).mark is Mark.OK
    assert asked == [("generation-1", "passage-1", b"\0\0\0\0")]


def test_an_index_that_loses_a_vector_is_broken() -> None:
    database = FakeDatabase()
    served(database)
    assert check_index(database.works, lambda *_: False).mark is Mark.BROKEN


def test_an_index_that_cannot_be_opened_is_broken() -> None:
    database = FakeDatabase()
    served(database)

    def gone(*_: object) -> bool:
        raise Unavailable("The index of documents cannot be read.")

    check = check_index(database.works, gone)
    assert (check.mark, check.finding) == (Mark.BROKEN, "The index of documents cannot be read.")


def test_an_index_server_that_is_silent_is_to_be_started() -> None:
    database = FakeDatabase()
    served(database)

    def silent(*_: object) -> bool:
        raise Unavailable(SILENT)

    check = check_index(database.works, silent, on_server=True)
    assert "TRUENORTH_CHROMA_URL" in (check.mend or "")


def test_no_documents_yet_is_a_warning() -> None:
    assert check_index(FakeDatabase().works, lambda *_: True).mark is Mark.WARNING


def test_model_checksum() -> None:
    def wrong() -> None:
        raise Fault("The weights are not the published ones.")

    assert check_model(lambda: None, lambda: None).mark is Mark.OK
    assert check_model(wrong, wrong).mark is Mark.BROKEN
    assert "not checked" in check_model(None, lambda: None).finding


def test_a_model_of_ones_own_that_does_not_load_is_broken() -> None:
    def not_there() -> None:
        raise RuleBroken("The embedding model 'nowhere' cannot be loaded.")

    check = check_model(None, not_there)
    assert check.mark is Mark.BROKEN
    assert "TRUENORTH_EMBEDDING_MODEL" in (check.mend or "")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('[[alias]]\nterms = ["ED", "emergency department"]\n', Mark.OK),
        ("", Mark.OK),
        ('\ufeff[[alias]]\nterms = ["ED", "emergency department"]\n', Mark.OK),
        ('[[aliases]]\nterms = ["ED", "emergency department"]\n', Mark.WARNING),
        ('[[alias]]\nterms = ["alone"]\n', Mark.BROKEN),
        ('[[alias]]\nterms = ["ED", 7]\n', Mark.BROKEN),
        ('alias = "ED"\n', Mark.BROKEN),
        ("[[alias]\n", Mark.BROKEN),
    ],
)
def test_glossary(tmp_path: Path, text: str, mark: Mark) -> None:
    file = tmp_path / "glossary.toml"
    file.write_text(text)
    assert check_glossary(file).mark is mark


def test_glossary_not_there_or_not_set(tmp_path: Path) -> None:
    assert check_glossary(tmp_path / "none.toml").mark is Mark.BROKEN
    assert check_glossary(None).mark is Mark.OK
    assert check_glossary(Path("samples/glossary.toml")).mark is Mark.OK


def test_the_data_folder_is_made_and_written_in(tmp_path: Path) -> None:
    assert check_data_folder(tmp_path / "new").mark is Mark.OK
    (tmp_path / "file").write_text("in the way")
    assert check_data_folder(tmp_path / "file").mark is Mark.BROKEN


def test_a_full_disk_wants_room_and_no_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    check = check_data_folder(tmp_path)
    assert check.mark is Mark.BROKEN
    assert "Free some space" in (check.mend or "")


def test_room_is_looked_for_where_the_folder_will_be(tmp_path: Path) -> None:
    assert "GB are free" in check_room(tmp_path / "not" / "yet").finding


def test_little_room_is_told_in_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=9_900_000))
    check = check_room(tmp_path)
    assert (check.mark, check.finding) == (Mark.BROKEN, "10 MB are free.")


def test_help_text_nobody_has_read_for_a_year_is_a_warning() -> None:
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    assert check_help_text(date(2026, 1, 5), today).mark is Mark.OK
    old = check_help_text(date(2025, 11, 20), today)
    assert old.mark is Mark.WARNING
    assert "20 November 2025" in old.finding
    assert check_help_text(date(2027, 11, 21), today).mark is Mark.WARNING


def test_bank_holidays_that_run_out_are_a_warning() -> None:
    shipped = load_programme()
    last = max(shipped.bank_holidays)
    assert check_programme(load_programme, last - timedelta(days=200)).mark is Mark.OK
    late = check_programme(load_programme, last - timedelta(days=30))
    assert late.mark is Mark.WARNING
    assert str(last.year) in late.finding
    assert "bank_holidays" in (late.mend or "")
    none = check_programme(lambda: replace(shipped, bank_holidays=frozenset()), last)
    assert none.mark is Mark.WARNING


def test_a_programme_that_cannot_be_read_is_broken(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text("[reminders\n")
    check = check_programme(lambda: load_programme(tmp_path / "programme.toml"), date(2026, 11, 1))
    assert check.mark is Mark.BROKEN
    assert "TRUENORTH_PROGRAMME" in (check.mend or "")


def failing(error: Exception) -> None:
    raise error


def test_no_language_model_is_well_and_one_that_answers_too() -> None:
    assert check_language_model(None).mark is Mark.OK
    assert check_language_model(lambda: None).mark is Mark.OK


def test_a_language_model_that_is_silent_is_a_warning_with_what_mends_it() -> None:
    silent = Unavailable("The language model does not answer just now.")
    check = check_language_model(lambda: failing(silent))
    assert check.mark is Mark.WARNING
    assert "documents' own words" in check.finding
    assert "TRUENORTH_LANGUAGE_MODEL_URL" in (check.mend or "")


def test_a_language_model_setting_that_cannot_be_used_is_broken() -> None:
    check = check_language_model(lambda: failing(RuleBroken("Set OPENAI_API_KEY.")))
    assert (check.mark, check.finding) == (Mark.BROKEN, "Set OPENAI_API_KEY.")
    assert "add-a-language-model" in (check.mend or "")
