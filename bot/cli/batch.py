"""Many questions in one file: a JSON object to a line, with `question` and an optional `id`."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from programme.errors import RuleBroken

LONGEST_LINE = 100_000
"""Bytes; a longer line is no question, and would only be held in memory."""


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question from a line that could be read."""

    number: int
    question: str
    id: str | float | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read, and why, in one clear sentence."""

    number: int
    sentence: str


def read_batch(path: Path) -> Iterator[BatchQuestion | BadLine]:
    """The questions of a file in order; `-` reads standard input.

    Raises:
        RuleBroken: the file cannot be opened.
    """
    if str(path) == "-":
        yield from _read_lines(sys.stdin.buffer)
        return
    try:
        with path.open("rb") as lines:
            yield from _read_lines(lines)
    except OSError as error:
        reason = "is a folder" if path.is_dir() else "cannot be read"
        raise RuleBroken(f"The file {path.name or path} {reason}.") from error


def _read_lines(lines: IO[bytes]) -> Iterator[BatchQuestion | BadLine]:
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield BadLine(number, f"Line {number} is too long to be a question.")
        elif line.strip():
            yield _read_line(number, line)


def _read_line(number: int, line: bytes) -> BatchQuestion | BadLine:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return BadLine(number, f"Line {number} is not UTF-8 text.")
    except (ValueError, RecursionError):
        return BadLine(number, f"Line {number} is not JSON.")
    if not isinstance(value, dict):
        return BadLine(number, f"Line {number} is not a JSON object.")
    question = value.get("question")
    if not isinstance(question, str) or not question.strip():
        return BadLine(number, f"Line {number} has no “question”.")
    identifier = value.get("id")
    if identifier is not None and not isinstance(identifier, str | int | float):
        return BadLine(number, f"Line {number} has an “id” that is neither text nor a number.")
    return BatchQuestion(number, question, identifier)
