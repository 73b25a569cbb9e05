import logging
from collections.abc import Iterator
from contextlib import suppress
from logging import FileHandler
from pathlib import Path

import pytest

from bot.logs import LOUD, UNWRITABLE, log_to_file, log_to_standard_error


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in LOUD}
    yield
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers[:] = before
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


def test_the_log_goes_to_a_file_in_its_folder(tmp_path: Path) -> None:
    log_to_file(tmp_path / "logs")
    logging.getLogger("bot.test").info("question %s", "id-1")
    logging.getLogger("bot.test").debug("not this")
    logging.getLogger("httpx").info("nor this")
    written = (tmp_path / "logs" / "truenorth.log").read_text(encoding="utf-8")
    assert written.rstrip().endswith("INFO bot.test question id-1")
    assert len(written.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_no_trouble_of_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    log_to_file(tmp_path / "file" / "logs")
    logging.getLogger("bot.test").error("reference ABCD2345")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told_once_and_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "truenorth.log").symlink_to("/dev/full")
    log_to_file(tmp_path)
    for line in ("reference ABCD2345", "reference EFGH2345"):
        logging.getLogger("bot.test").error(line)
    told = capsys.readouterr().err
    [handler] = [one for one in logging.getLogger().handlers if isinstance(one, FileHandler)]
    logging.getLogger().removeHandler(handler)
    with suppress(OSError):
        handler.close()
    assert told == f"{UNWRITABLE}\n"


def test_the_log_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_standard_error(debug=True)
    logging.getLogger("bot.test").debug("in full")
    assert "in full" in capsys.readouterr().err
