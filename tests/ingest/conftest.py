"""An office for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path, sqlite_url: str) -> Iterator[Office]:
    made = open_office(tmp_path, sqlite_url)
    yield made
    made.engine.dispose()
