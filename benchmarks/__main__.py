"""`python -m benchmarks`: every measurement, a table, and exit 1 when a bound is missed."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks import (
    digest_time,
    help_time,
    ingest_rate,
    large_search,
    open_form,
    rightness,
    serve_memory,
    update_rate,
    warm_question,
)
from benchmarks.bench import Bench
from benchmarks.machine import describe
from benchmarks.row import Row
from benchmarks.table import as_json, rows_table, show

MEASUREMENTS: dict[str, Callable[[Bench], list[Row]]] = {
    "help": help_time.measure,
    "question": warm_question.measure,
    "rightness": rightness.measure,
    "ingest": ingest_rate.measure,
    "large": large_search.measure,
    "serve": serve_memory.measure,
    "digest": digest_time.measure,
    "updates": update_rate.measure,
    "form": open_form.measure,
}


def main() -> int:
    """Measure, print, and say whether every bound is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = ", ".join(MEASUREMENTS)
    parser.add_argument(
        "--only",
        action="append",
        choices=MEASUREMENTS,
        metavar="NAME",
        help=f"measure this alone; give it again for more ({names})",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="truenorth-bench-") as folder, ExitStack() as opened:
        bench = Bench(Path(folder), opened)
        for name in arguments.only or MEASUREMENTS:
            started = time.perf_counter()
            print(f"{name} …", end=" ", file=sys.stderr, flush=True)
            rows += MEASUREMENTS[name](bench)
            print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
        documents = len([p for p in bench.documents.iterdir() if p.suffix != ".toml"])
        source = f"{documents} documents, {len(bench.questions)} questions"
    met = all(row.met is not False for row in rows)
    if arguments.json:
        print(json.dumps({"machine": describe(), "source": source, "met": met,
                          "rows": [as_json(row) for row in rows]}, indent=2))  # fmt: skip
    else:
        show(rows_table(rows, title=source))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
