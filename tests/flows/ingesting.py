"""An ingest in another process, which tells its stages until it is done or killed."""

import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from ingest.pipeline import Progress, ingest
from ingest.settings import IngestSettings
from storage.engine import open_engine
from storage.ingest_lock import ingest_lock
from tests.ingest.office import NOON, Office

_CONTEXT = multiprocessing.get_context("forkserver")
# Everything is imported before the fork, so that a kill lands in the ingest and not before it.
_CONTEXT.set_forkserver_preload(["tests.flows.ingesting", "tests.storage.processes", "chromadb"])


def start_ingest(
    folder: Path, data: Path, url: str
) -> tuple[ForkServerProcess, "Connection[Any, Any]"]:
    """Start an ingest; the pipe tells each stage as it begins, and "Done" at the end."""
    told, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_ingest, args=(folder, data, url, tells))
    process.start()
    tells.close()
    return process, told


def _ingest(folder: Path, data: Path, url: str, tells: "Connection[Any, Any]") -> None:
    office = Office(folder=folder, data=data, engine=open_engine(url))
    last = ""

    def tell(step: Progress) -> None:
        nonlocal last
        if step.stage != last:
            last = step.stage
            tells.send(last)

    tells.send("Started")
    with ingest_lock(office.engine):
        ingest(
            [folder],
            settings=IngestSettings(),
            works=office.works,
            readings=office.readings,
            indexer=office.indexer,
            now=lambda: NOON,
            progress=tell,
        )
    tells.send("Done")
