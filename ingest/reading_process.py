"""The process that reads risky files: `python -m ingest.reading_process`.

It takes requests on standard input and answers on standard output, each one a length and a
pickle. It has no secrets: it is started with an empty environment. Memory and processor time are
limited here, wall time by the process that asks.
"""

import contextlib
import os
import pickle
import resource
import sys
from pathlib import Path

from ingest.formats import Format
from ingest.readers import read_document, read_sheets
from ingest.reading_messages import LENGTH, UNSAFE, Reply, Request, send
from ingest.settings import IngestSettings
from programme.errors import RuleBroken


def answer(request: Request) -> Reply:
    """Read one file within the limits."""
    limits = IngestSettings.model_validate(request.limits)
    _limit_processor(limits.ingest_seconds)
    try:
        path, form = Path(request.path), Format(request.format)
        if request.sheets:
            return Reply(sheets=read_sheets(path, form, limits))
        return Reply(read_document(path, form, limits))
    except RuleBroken as refused:
        return Reply(refusal=refused.sentence)
    except OSError:
        return Reply(refusal="The file cannot be opened.")
    except (MemoryError, RecursionError):
        return Reply(refusal=UNSAFE, spent=True)


def main() -> None:
    """Answer requests until standard input ends."""
    requests = sys.stdin.buffer
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        # Nothing that a library prints may get between the messages.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        _limit_memory(int(sys.argv[1]) * 1_000_000)
        while header := requests.read(LENGTH.size):
            body = requests.read(LENGTH.unpack(header)[0])
            reply = answer(pickle.loads(body))  # noqa: S301 - from the process that started this
            try:
                send(replies, reply)
            except MemoryError:
                reply = Reply(refusal=UNSAFE, spent=True)
                send(replies, reply)
            if reply.spent:
                return


def _limit_memory(size: int) -> None:
    # Not every system has a limit to set; the wall time still holds there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _limit_processor(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main()
