"""`truenorth playground` as it is started and stopped."""

import http.client
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from bot.cli.app import app, run
from playground.command import with_playground
from tests.bot.fake_house import FakeHouse

ADDRESS = re.compile(r"Open http://(127\.0\.0\.1:\d+)/ in a browser")


def test_the_command_is_added_once() -> None:
    own = typer.Typer()
    own.command("other")(lambda: None)
    for _ in range(2):
        with_playground(own)

    assert len(own.registered_commands) == 2
    assert "playground" in get_command(own).commands  # type: ignore[attr-defined]


def test_documents_that_are_not_there_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_playground(app)

    assert run(["playground", "--documents", str(tmp_path / "none")], FakeHouse()) == 1
    assert "Name a file or a folder." in capsys.readouterr().err


@pytest.mark.model
def test_it_serves_the_page_until_it_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("# Made-up plan 2026-2031\n\nA visit takes nine days.\n")
    with subprocess.Popen(
        [sys.executable, "-m", "playground", "playground", "--documents", "plan.md", "--port", "0"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        found = None
        said = []
        while found is None:
            line = process.stderr.readline()
            assert line, said
            said.append(line)
            found = ADDRESS.search(line)
        connection = http.client.HTTPConnection(found[1], timeout=30)
        connection.request("GET", "/")
        page = connection.getresponse().read().decode()
        connection.close()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()

    assert "You are" in page
    assert process.returncode == 0
    assert rest == "Stopped.\n"
    assert (tmp_path / "var" / "playground" / "truenorth.db").is_file()
