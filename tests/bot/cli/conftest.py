"""The command line as a person meets it: words in, two streams and an exit code out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.cli.app import run
from tests.bot.fake_house import FakeHouse


@dataclass(frozen=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def house() -> FakeHouse:
    return FakeHouse()


@pytest.fixture
def truenorth(house: FakeHouse, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> Ran:
        code = run(words, house)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call
