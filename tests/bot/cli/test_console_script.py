"""The real console script, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = ("torch", "chromadb", "langchain", "langchain_core", "sqlalchemy", "slack_bolt",
         "slack_sdk", "sentence_transformers", "numpy", "alembic", "bm25s",
         "programme.guard")  # fmt: skip


def script(*words: str, cwd: Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TRUENORTH_", "SLACK_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=cwd,
        env=environment | surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("words", [["--help"], ["ask", "--help"], ["db", "upgrade", "--help"]])
def test_help_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    probe = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print([m for m in {HEAVY!r} if m in sys.modules]))\n"
        f"sys.argv = ['truenorth', *{words!r}]\n"
        "from bot.__main__ import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "[]"
    assert list(tmp_path.iterdir()) == [], "help writes nothing"


def test_a_new_data_folder_gets_its_database_at_first_use(tmp_path: Path) -> None:
    ran = script("documents", "--json", cwd=tmp_path)
    assert (ran.returncode, json.loads(ran.stdout), ran.stderr) == (0, [], "")
    assert (tmp_path / "var" / "truenorth.db").is_file()


def test_a_question_before_the_first_ingest_is_told_what_to_do(tmp_path: Path) -> None:
    ran = script("ask", "What is our vision?", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "truenorth ingest" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_doctor_looks_at_a_new_installation(tmp_path: Path) -> None:
    ran = script("doctor", "--json", cwd=tmp_path)
    marks = {check["part"]: check["mark"] for check in json.loads(ran.stdout)["checks"]}
    assert marks["data folder"] == "ok"
    assert marks["database tables"] == "warning"
    assert marks["embedding model"] == "ok"
    assert marks["Slack bot token"] == "warning"
    assert ran.returncode == 0


def test_a_setting_that_cannot_be_used_is_named_without_its_value(tmp_path: Path) -> None:
    ran = script("documents", cwd=tmp_path, TRUENORTH_DATABASE_WAIT_SECONDS="s3cret")
    assert ran.returncode == 1
    assert "TRUENORTH_DATABASE_WAIT_SECONDS" in ran.stderr
    assert "s3cret" not in ran.stderr


def test_settings_come_from_an_env_file_too_and_empty_ones_are_not_set(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TRUENORTH_DATA=elsewhere\nSLACK_BOT_TOKEN=\n")
    ran = script("doctor", "--json", cwd=tmp_path)
    findings = {check["part"]: check["finding"] for check in json.loads(ran.stdout)["checks"]}
    assert findings["data folder"] == "elsewhere can be written."
    assert findings["Slack bot token"].startswith("It is not set")


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    url = "postgresql://nobody:pa55@127.0.0.1:9/none"
    ran = script("documents", cwd=tmp_path, TRUENORTH_DATABASE_URL=url)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert "pa55" not in ran.stderr + ran.stdout
    assert "Reference" in ran.stderr


def test_a_data_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file stands in the way")
    ran = script("documents", cwd=tmp_path)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", [["serve"], ["serve", "--http"]])
def test_serving_without_a_token_says_which_is_missing(words: list[str], tmp_path: Path) -> None:
    ran = script(*words, cwd=tmp_path)
    assert ran.returncode == 1
    assert "SLACK_BOT_TOKEN" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("locale", ["C", "en_GB.ISO-8859-1", "POSIX"])
def test_a_locale_without_unicode_still_prints(tmp_path: Path, locale: str) -> None:
    ran = script("doctor", cwd=tmp_path, LC_ALL=locale, PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert ran.returncode == 0
    assert "can be written" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    line = f"{sys.executable} -m bot --help | head -c 1 >/dev/null"
    ran = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in ran.stderr


def test_ctrl_c_ends_politely(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("not json\n")
        process.stdin.flush()
        assert process.stderr.readline() == "Line 1 is not JSON.\n"
        # nobody presses keys in the same instant: by then it waits for the next line
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (130, "", "Stopped.\n")


def test_what_nobody_foresaw_is_an_apology_and_the_words_stay_out_of_it(tmp_path: Path) -> None:
    probe = (
        "from bot.__main__ import main\n"
        "import sys\n"
        "from bot.compose import House\n"
        "class Broken(House):\n"
        "    def documents(self):\n"
        "        raise ZeroDivisionError('a person wrote this')\n"
        "sys.argv = ['truenorth', 'documents']\n"
        "main(Broken())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "Sorry, something went wrong on our side" in ran.stderr
    assert "Reference" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "a person wrote this" not in ran.stderr
