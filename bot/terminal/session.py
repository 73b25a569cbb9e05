"""The conversation in a terminal: a question, an answer with its sources, and so on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.errors import told
from bot.terminal.answers import answer_view, passages_view, sources_view
from programme.errors import AssistantError
from programme.ports import Surface

if TYPE_CHECKING:
    from bot.conversation import Conversation, Reply

ASKER = "terminal"
HELP = (
    ("sources", "the last answer's sources again, each quote in full"),
    ("more", "other passages close to your last question"),
    ("help", "these lines"),
    ("quit", "leave (or Ctrl-D)"),
)
ReadLine = Callable[[], str | None]
"""Gives the next line a person wrote, or None at the end."""


def read_from_terminal(console: Console) -> ReadLine:
    """Lines from the keyboard, with a history that lives as long as the conversation.

    Lines that come through a pipe are shown again, so that what comes out reads as a whole.
    """
    if sys.stdin.isatty():
        import readline  # noqa: PLC0415 - present on terminals only; importing it switches it on

        readline.set_auto_history(True)

    def read() -> str | None:
        try:
            line = input("› " if sys.stdin.isatty() else "")
        except EOFError:
            _leave_the_line(console)
            return None
        except KeyboardInterrupt:
            _leave_the_line(console)
            raise
        if not sys.stdin.isatty():
            console.print(Text(f"› {line}", style="tn.prompt"))
        return line

    return read


def _command(words: str) -> str:
    """The line as a command would stand in it; many are used to a stroke before commands."""
    return words.lower().removeprefix("/")


def _leave_the_line(console: Console) -> None:
    """Ctrl-C and Ctrl-D leave the cursor behind what was typed."""
    if sys.stdin.isatty():
        console.print()


@dataclass(slots=True)
class Session:
    """One conversation with one person at a terminal."""

    conversation: Conversation
    console: Console
    read: ReadLine
    last: Reply | None = field(default=None, init=False)

    def run(self) -> None:
        """Answer line after line until the person leaves."""
        self._say("Ask what the strategy says. Type help for more, quit to leave.")
        while (line := self.read()) is not None:
            words = line.strip()
            if _command(words) in ("quit", "exit", "q"):
                break
            if words:
                self._answer_line(words)
        self._say("Goodbye.")

    def _answer_line(self, words: str) -> None:
        self.console.print()
        try:
            match _command(words):
                case "help" | "?":
                    self._help()
                case "sources":
                    self._sources()
                case "more":
                    self._more()
                case _:
                    self._ask(words)
        except AssistantError as error:
            self._say(told(error))
        self.console.print()

    def _ask(self, question: str) -> None:
        with self.console.status(Text("Reading…", style="tn.quiet")):
            self.last = self.conversation.ask(question, asker=ASKER, surface=Surface.TERMINAL)
        self.console.print(answer_view(self.last.answer, whole_quotes=False))

    def _sources(self) -> None:
        if self.last is None or not self.last.answer.citations:
            self._say("There are no sources to show: ask a question first.")
            return
        self.console.print(sources_view(self.last.answer.citations))

    def _more(self) -> None:
        found = []
        if self.last is not None:
            found = self.conversation.answering.passages(self.last.answer.alternatives)
        if not found:
            self._say("There are no other passages to show for this.")
            return
        self.console.print(passages_view(found))

    def _help(self) -> None:
        grid = Table.grid(padding=(0, 2))
        for word, meaning in HELP:
            grid.add_row(Text(word, style="tn.prompt"), Text(meaning))
        self.console.print(Padding(grid, (0, 0, 0, 2)))

    def _say(self, sentence: str) -> None:
        self.console.print(Padding(Text(sentence, style="tn.quiet"), (0, 0, 0, 2)))
