import io
import os
import sys

import pytest
from rich.table import Table
from rich.text import Text

from bot.terminal.screen import (
    WIDEST,
    TrimmedStream,
    accept_any_locale,
    standard_error,
    standard_output,
)


def test_what_goes_to_a_pipe_has_no_spaces_at_line_ends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    grid = Table.grid(expand=True)
    grid.add_row("a", "b")
    standard_output().print(grid)
    standard_error().print(Text("c  \nd"))
    out, err = capsys.readouterr()
    assert [line.rstrip() for line in out.splitlines()] == out.splitlines()
    assert err == "c\nd\n"


def test_a_pipe_gets_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    standard_output().print(Text("superseded", style="tn.superseded"))
    assert capsys.readouterr().out == "superseded\n"


def test_lines_are_no_longer_than_is_good_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert standard_output().width == WIDEST
    monkeypatch.setenv("COLUMNS", "400")
    assert standard_output().width == WIDEST
    monkeypatch.setenv("COLUMNS", "40")
    assert standard_output().width == 40


def test_a_stream_without_unicode_takes_the_nearest_plain_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(taken, encoding="ascii"))
    accept_any_locale()
    sys.stdout.write("“Safe care” › 2026–2031 · £5 …")
    sys.stdout.flush()
    assert taken.getvalue() == b'"Safe care" > 2026-2031 - ?5 ...'


def test_a_trimmed_stream_is_no_terminal() -> None:
    inner = io.StringIO()
    stream = TrimmedStream(inner)
    stream.write("a \t\nb")
    stream.flush()
    assert inner.getvalue() == "a\nb"
    assert not stream.isatty()


def test_a_window_that_is_made_wider_or_narrower_is_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    window = [60, 40]
    monkeypatch.setattr("os.get_terminal_size", lambda *_: os.terminal_size(window))
    console = standard_output()
    assert console.width == 60
    window[0] = 90
    assert console.width == 90
    window[0] = 160
    assert console.width == WIDEST
