"""The playground over made-up answers, and a browser to look at it with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from playground.cast import CHANNEL
from playground.running import RunningPlayground, running_playground
from tests.fakes.answering import FakeAnswering
from tests.flows.reporting import TEAM, a_lead
from tests.flows.samples import answered, found
from tests.playground.browser import CHROMIUM, Browser, a_browser

QUESTION = "How soon is a first visit?"
WORDS = "A first visit is offered within nine days."


@dataclass(frozen=True, slots=True)
class Yard:
    """The playground while it runs, and what its documents say."""

    running: RunningPlayground
    answering: FakeAnswering


@pytest.fixture
def yard() -> Iterator[Yard]:
    with a_lead() as lead:
        stage = lead.stage
        with stage.works() as work:
            work.plans.put_team(replace(TEAM, channel=CHANNEL))
            work.commit()
        stage.answering.known[QUESTION] = answered(QUESTION, WORDS, alternatives=("p2",))
        stage.answering.shelf["p1"] = found("p1", f"Before. {WORDS} After.")
        stage.answering.shelf["p2"] = found("p2", "Other words.")
        with running_playground(stage.services, stage.settings) as running:
            yield Yard(running, stage.answering)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with a_browser(Path(tmp_path_factory.mktemp("browser"))) as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser, yard: Yard) -> Iterator[Browser]:
    chromium.troubles.clear()
    chromium.open("about:blank")
    chromium.open(yard.running.address)
    chromium.wait_for("You are")
    yield chromium
    assert chromium.troubles == []
    chromium.open("about:blank")
