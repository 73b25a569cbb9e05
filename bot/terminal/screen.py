"""The two streams of a terminal, and one style for all that is shown there."""

import codecs
import io
import os
import re
import sys
from functools import partial
from typing import TextIO, cast

from rich.console import Console, ConsoleDimensions
from rich.theme import Theme

THEME = Theme(
    {
        "tn.heading": "bold",
        "tn.rule": "cyan",
        "tn.quiet": "dim",
        "tn.current": "green",
        "tn.superseded": "bold yellow",
        "tn.ok": "green",
        "tn.warning": "bold yellow",
        "tn.broken": "bold red",
        "tn.prompt": "bold cyan",
    }
)
WIDEST = 100
"""Lines longer than this are hard to read, however wide the window is."""

_LINE_END = re.compile(r"[ \t]+\n")
_PLAIN = {
    "–": "-", "—": "-", "‑": "-", "−": "-", "•": "*", "·": "-", "›": ">", "…": "...",
    "‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2009": " ", "\u202f": " ",
    "│": "|", "─": "-", "━": "-", "▌": "|", "✓": "ok",
}  # fmt: skip


def standard_output() -> Console:
    """What was asked for goes here; plain text, unstyled, when it is not a terminal."""
    return _console(stderr=False)


def standard_error() -> Console:
    """Progress, warnings and refusals go here."""
    return _console(stderr=True)


def accept_any_locale() -> None:
    """Let the two streams take every character, as its nearest plain one where need be."""
    codecs.register_error("truenorth-plain", _nearest_plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="truenorth-plain")


class TrimmedStream:
    """Text on its way to a pipe or a file, without the spaces that fill lines up on a screen."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        """Write without spaces at line ends."""
        return self._stream.write(_LINE_END.sub("\n", text))

    def flush(self) -> None:
        """Pass on what waits."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Never a terminal."""
        return False


class _Readable(Console):
    """As wide as the window is now, and never wider than is good to read."""

    @property
    def size(self) -> ConsoleDimensions:
        """Rich's own property: asked for anew with whatever is printed."""
        width, height = super().size
        return ConsoleDimensions(min(width, WIDEST), height)

    @size.setter
    def size(self, new_size: tuple[int, int]) -> None:
        self._width, self._height = new_size


def _console(*, stderr: bool) -> Console:
    stream = Console(stderr=stderr)
    # a pipe has no width of its own: there, lines are as long as is good to read
    width = None if stream.is_terminal or "COLUMNS" in os.environ else WIDEST
    make = partial(_Readable, theme=THEME, highlight=False, emoji=False, markup=False, width=width)
    if stream.is_terminal:
        return make(stderr=stderr)
    return make(file=cast(TextIO, TrimmedStream(sys.stderr if stderr else sys.stdout)))


def _nearest_plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unfit = error.object[error.start : error.end]
    return "".join(_PLAIN.get(character, "?") for character in unfit), error.end
