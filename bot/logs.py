"""Where the log goes: kinds, places, figures and references; never anybody's words."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "truenorth.log"
LARGEST = 5_000_000
KEPT = 5
FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"
LOUD = (
    "httpx",
    "chromadb",
    "sentence_transformers",
    "urllib3",
    "alembic",
    "slack_bolt",
    "bm25s",
    # these write down what is sent to a language model, question and all
    "openai",
    "httpx2",
    "httpcore",
    "httpcore2",
    "ollama",
    "langchain_openai",
    "langchain_ollama",
)
"""Libraries that say more at their usual level than a log of this service should hold."""


UNWRITABLE = (
    "The log cannot be written: is the disk full, or the file another user's? "
    "Lines are lost until it can."
)


class _QuietFile(RotatingFileHandler):
    """A log file whose own trouble is told once, in a sentence.

    Python's way would be a traceback for each line that is lost, with a library's own error in it.
    """

    _told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own
        """Say once that lines are lost."""
        if not self._told:
            self._told = True
            sys.stderr.write(f"{UNWRITABLE}\n")


def log_to_file(folder: Path) -> None:
    """Send the log to a file that is turned over at 5 MB, six in all.

    Where the folder cannot be written there is no log: a command that needs the folder says so
    itself.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _QuietFile(
            folder / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        _start(logging.NullHandler(), logging.INFO)
        return
    _start(handler, logging.INFO)


def log_to_standard_error(*, debug: bool) -> None:
    """Send the log to standard error, as services in containers do."""
    _start(logging.StreamHandler(sys.stderr), logging.DEBUG if debug else logging.INFO)


def _start(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(logging.Formatter(FORM))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
