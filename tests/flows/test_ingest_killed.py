"""An ingest that is killed at any moment leaves the served index answering and the next clean."""

import random
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from knowledge.vectors import unproven
from storage.ingest_lock import ingest_lock
from tests.flows.ingesting import start_ingest
from tests.ingest.office import OLD_STRATEGY, REPORT, STRATEGY, Office, open_office

KILLS = 36
STAGES = ("Started", "Reading", "Embedding", "Indexing")


def many_words(round_: int) -> str:
    """A document of made-up words that no earlier round had."""
    words = np.random.default_rng(round_).integers(0, 900, size=(160, 18))
    parts = [f"# Notes of round {round_}"]
    for number, row in enumerate(words):
        if number % 8 == 0:
            parts.append(f"## Part {number // 8} of round {round_}")
        parts.append(
            "The office noted " + " ".join(f"word{w}" for w in row) + f" r{round_}n{number}."
        )
    return "\n\n".join(parts) + "\n"


def until(told, stage: str) -> dict[str, float]:
    """Wait until a stage begins; when each stage so far began."""
    began: dict[str, float] = {}
    while stage not in began:
        began[told.recv()] = time.monotonic()
    return began


@pytest.fixture
def kept(tmp_path: Path, sqlite_url: str):
    office = open_office(tmp_path, sqlite_url)
    office.write("strategy.md", STRATEGY)
    office.write("old.md", OLD_STRATEGY)
    office.write("notes.md", many_words(0))
    office.ingest()
    yield office
    office.engine.dispose()


def lengths_of_stages(office: Office, url: str) -> dict[str, float]:
    """How long each stage of an ingest takes, measured on one that is left alone."""
    office.write("notes.md", many_words(1))
    process, told = start_ingest(office.folder, office.data, url)
    began = until(told, "Done")
    process.join(timeout=20)
    assert process.exitcode == 0
    ends = [*(began[stage] for stage in STAGES[1:]), began["Done"]]
    return {stage: end - began[stage] for stage, end in zip(STAGES, ends, strict=True)}


def check_served(office: Office) -> None:
    """The served generation, freshly opened, answers and has every vector it should have."""
    found = office.library().search("plant an orchard at each of our sites", 1)
    assert "orchard" in found[0].passage.source
    served = office.served()
    assert served is not None
    with office.readings() as work:
        rows = [
            (passage.id, np.frombuffer(embedding.vector, dtype="<f4"))
            for passage, embedding in work.library.passages_with_vectors(served.id)
        ]
    assert len(rows) == served.passages
    index = office.vectors.open(served.id)
    try:
        assert index.count() == served.passages
        assert unproven(index, rows) == []
    finally:
        index.close()


def test_killed_at_random_moments_of_every_stage(kept, sqlite_url):
    lengths = lengths_of_stages(kept, sqlite_url)
    chance = random.Random(20261102)
    killed: Counter[str] = Counter()
    for round_ in range(KILLS):
        kept.write("notes.md", many_words(round_ + 2))
        stage = STAGES[round_ % len(STAGES)]
        process, told = start_ingest(kept.folder, kept.data, sqlite_url)
        until(told, stage)
        time.sleep(chance.uniform(0, lengths[stage]))
        process.kill()
        process.join(timeout=20)
        finished = process.exitcode == 0
        killed["after the end" if finished else stage] += 1
        told.close()
        check_served(kept)
    assert sum(killed[stage] for stage in STAGES) >= 30
    assert all(killed[stage] >= 3 for stage in STAGES), killed

    kept.write("report.md", REPORT)
    with ingest_lock(kept.engine):  # nobody holds it any more
        report = kept.ingest()

    assert report.failed == ()
    assert set(kept.documents()) == {"strategy.md", "old.md", "notes.md", "report.md"}
    check_served(kept)
    words = " ".join(passage.source for passage in kept.passages())
    assert f"r{KILLS + 1}n159" in words
    assert f"r{KILLS}n159" not in words
    check_nothing_is_left_over(kept)


def check_nothing_is_left_over(office: Office) -> None:
    with office.readings() as work:
        on_record = {generation.id for generation in work.library.generations()}
    assert len(on_record) <= 2
    assert set(office.vectors.stored()) == on_record
    assert {path.name for path in (office.data / "index").iterdir()} == on_record
    assert len(list((office.data / "lexical").iterdir())) <= 2
    with office.engine.connect() as connection:
        held = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("documents", "passages")
        }
        loose = connection.exec_driver_sql(
            "SELECT count(*) FROM embeddings "
            "WHERE text_hash NOT IN (SELECT text_hash FROM passages)"
        ).scalar_one()
    with office.readings() as work:
        versions = {
            summary.document.id
            for generation in on_record
            for summary in work.library.documents(generation)
        }
    assert held["documents"] == len(versions)
    assert loose == 0


def test_what_a_killed_ingest_embedded_is_not_embedded_again(kept, sqlite_url):
    kept.write("notes.md", many_words(99))
    process, told = start_ingest(kept.folder, kept.data, sqlite_url)
    until(told, "Indexing")
    process.kill()
    process.join(timeout=20)

    report = kept.ingest()

    assert [str(row.outcome) for row in report.documents] == ["updated", "unchanged", "unchanged"]
    assert report.embedded == 0
