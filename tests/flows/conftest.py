"""A stage for each flow."""

from collections.abc import Iterator

import pytest

from tests.flows.stage import Stage, a_stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    with a_stage() as running:
        yield running
