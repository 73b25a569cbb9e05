"""Reading files where a bad one can do no harm: in a process of its own, with limits."""

import contextlib
import io
import os
import pickle
import selectors
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from ingest.blocks import Block, BlockKind, Cell, ReadDocument
from ingest.formats import Format
from ingest.readers import read_document, read_sheets
from ingest.reading_messages import LENGTH, UNSAFE, Reply, Request, send
from ingest.settings import IngestSettings
from ingest.sheets import Sheet
from programme.errors import RuleBroken

_IN_PROCESS = frozenset({Format.TEXT, Format.MARKDOWN, Format.CSV})
_LONGEST_REPLY = 512_000_000
_TOO_SLOW = "The file takes too long to read."


class IsolatedReader:
    """Reads files, the risky formats in one child process that is kept from file to file.

    A child that dies, hangs or outgrows its memory costs its own file only: the next file gets
    a new child. Small text files are read here, since starting a process takes longer.

    Args:
        limits: memory, time and sizes.
    """

    def __init__(self, limits: IngestSettings) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, path: Path, form: Format) -> ReadDocument:
        """Read one file.

        Raises:
            RuleBroken: the file cannot be read safely; the sentence says why.
        """
        if self._reads_here(path, form):
            return read_document(path, form, self._limits)
        reply = self._ask(Request(str(path.absolute()), form.value, _plain(self._limits)))
        if reply.document is None:
            raise RuleBroken(reply.refusal or UNSAFE)
        return reply.document

    def read_sheets(self, path: Path, form: Format) -> tuple[Sheet, ...]:
        """Read the sheets of a workbook or CSV file that somebody filled in.

        Raises:
            RuleBroken: the file cannot be read safely; the sentence says why.
        """
        if self._reads_here(path, form):
            return read_sheets(path, form, self._limits)
        request = Request(str(path.absolute()), form.value, _plain(self._limits), sheets=True)
        reply = self._ask(request)
        if reply.sheets is None:
            raise RuleBroken(reply.refusal or UNSAFE)
        return reply.sheets

    def close(self) -> None:
        """End the child process, if there is one."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                # A child that died amid a request leaves unsent bytes behind.
                with contextlib.suppress(OSError):
                    stream.close()

    def _reads_here(self, path: Path, form: Format) -> bool:
        small = path.stat().st_size <= self._limits.ingest_in_process_kb * 1000
        return form in _IN_PROCESS and small

    def _ask(self, request: Request) -> Reply:
        reply = self._reply(request)
        if reply.spent:
            self.close()
        return reply

    def _reply(self, request: Request) -> Reply:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        deadline = time.monotonic() + self._limits.ingest_seconds
        try:
            send(child.stdin, request)
            header = _receive(child.stdout, LENGTH.size, deadline)
            length = min(LENGTH.unpack(header)[0], _LONGEST_REPLY)
            reply = _Unpickler(io.BytesIO(_receive(child.stdout, length, deadline))).load()
        except TimeoutError:
            self.close()
            return Reply(refusal=_TOO_SLOW)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            return Reply(refusal=UNSAFE)
        return reply if isinstance(reply, Reply) else Reply(refusal=UNSAFE, spent=True)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            command = [sys.executable, "-m", "ingest.reading_process"]
            # No secrets of this process go along: the child gets an environment of its own.
            self._child = subprocess.Popen(  # noqa: S603 - the command is our own
                [*command, str(self._limits.ingest_memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
            )
        return self._child


def read_isolated(path: Path, form: Format, limits: IngestSettings) -> ReadDocument:
    """Read one file in a child process of its own.

    Raises:
        RuleBroken: the file cannot be read safely; the sentence says why.
    """
    with IsolatedReader(limits) as reader:
        return reader.read(path, form)


class _Unpickler(pickle.Unpickler):
    """Takes back only what a reading process has to say.

    A file that took the child over must not reach this process through its reply.
    """

    def find_class(self, module: str, name: str) -> Any:
        for allowed in (Reply, ReadDocument, Block, BlockKind, Cell, Sheet):
            if (module, name) == (allowed.__module__, allowed.__qualname__):
                return allowed
        raise pickle.UnpicklingError


def _plain(limits: IngestSettings) -> dict[str, object]:
    return limits.model_dump(mode="json")


def _receive(stream: IO[bytes], size: int, deadline: float) -> bytes:
    """Read exactly `size` bytes before the deadline."""
    parts: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while size:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(stream.fileno(), min(size, 1_048_576))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
    return b"".join(parts)
