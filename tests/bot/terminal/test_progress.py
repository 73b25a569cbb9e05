import io

from rich.console import Console

from bot.terminal.ingested import IngestBar
from bot.terminal.screen import THEME
from ingest.pipeline import Progress


def shown(*, terminal: bool) -> str:
    console = Console(file=io.StringIO(), theme=THEME, width=80, force_terminal=terminal)
    with IngestBar(console) as bar:
        bar.advance(Progress("Reading", 1, 2))
        bar.advance(Progress("Embedding", 30, 40))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_progress_is_shown_on_a_terminal() -> None:
    assert "Embedding" in shown(terminal=True)
    assert "30/40" in shown(terminal=True)


def test_progress_is_silent_elsewhere() -> None:
    assert shown(terminal=False) == ""
