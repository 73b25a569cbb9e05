"""`truenorth --help`: how long it takes, and that it imports nothing heavy."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks.bench import Bench
from benchmarks.row import Bound, Row
from benchmarks.timing import interleaved

_ROUNDS = 9
_HEAVY = (
    "torch",
    "sentence_transformers",
    "chromadb",
    "langchain_core",
    "sqlalchemy",
    "slack_bolt",
    "pydantic",
    "matplotlib",
    "docx",
    "openpyxl",
)
_COMMAND = (str(Path(sys.executable).parent / "truenorth"), "--help")


def measure(bench: Bench) -> list[Row]:
    """Run it again and again, beside a Python that does nothing."""
    ours, theirs = interleaved(
        lambda _: _run(_COMMAND, bench.folder),
        lambda _: _run((sys.executable, "-c", "pass"), bench.folder),
        _ROUNDS,
    )
    return [
        Row(
            what="truenorth --help",
            ours=median(ours),
            unit="s",
            baseline=median(theirs),
            against="Python started and ended",
            bound=Bound(0.5, "at most", on="ours"),
        ),
        Row(
            what=f"heavy libraries it imports ({', '.join(_HEAVY)})",
            ours=float(len(imported(bench.folder).intersection(_HEAVY))),
            unit="",
            bound=Bound(0, "at most", on="ours"),
        ),
    ]


def imported(folder: Path) -> set[str]:
    """The names of all top-level packages that `truenorth --help` imports."""
    ran = _run((sys.executable, "-X", "importtime", *_COMMAND), folder)
    lines = [line for line in ran.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in lines}


def _run(command: tuple[str, ...], folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
