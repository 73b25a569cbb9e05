"""Homes on a Chroma server: found when it answers, let go of when it does not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Vector
from knowledge.settings import KnowledgeSettings
from knowledge.vector_homes import DirectoryHome, ServerHome, open_home
from knowledge.vectors import unproven
from programme.errors import Unavailable
from tests.ingest.office import REPORT, STRATEGY, open_office
from tests.knowledge.chroma_serving import ChromaServer, chroma_served, free_port, silent_address

BRIEFLY = 0.5


def rows(count: int) -> list[tuple[str, Vector]]:
    made = np.random.default_rng(1).standard_normal((count, 16)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return [(f"passage-{n}", row) for n, row in enumerate(made)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with chroma_served(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture
def home(server: ChromaServer) -> Iterator[ServerHome]:
    made = ServerHome(server.url, seconds=60)
    yield made
    for generation in made.stored():
        made.drop(generation)
    made.close()


def test_a_url_names_a_server_and_none_the_data_folder(tmp_path):
    on_server = KnowledgeSettings(_env_file=None, chroma_url="http://127.0.0.1:1")

    assert isinstance(open_home(on_server, tmp_path), ServerHome)
    assert isinstance(open_home(KnowledgeSettings(_env_file=None), tmp_path), DirectoryHome)


def test_generations_on_a_server_are_built_found_and_dropped(home):
    made = rows(200)
    assert home.build("g1", "model", made) == 200
    home.build("g2", "model", made[:3])

    assert home.stored() == ["g1", "g2"]
    assert unproven(home.open("g1"), made) == []
    home.drop("g1")
    home.drop("never there")
    assert home.stored() == ["g2"]
    with pytest.raises(Unavailable):
        home.open("g1")


def test_a_home_that_was_closed_finds_its_server_again(home):
    home.build("g1", "model", rows(3))
    home.close()

    assert "g1" in home.stored()


CALLS: dict[str, Callable[[ServerHome], object]] = {
    "stored": lambda home: home.stored(),
    "open": lambda home: home.open("g1"),
    "drop": lambda home: home.drop("g1"),
    "build": lambda home: home.build("g2", "model", rows(3)),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_server_that_is_not_there_is_unavailable(call):
    with pytest.raises(Unavailable, match=r"try again"):
        call(ServerHome(f"http://127.0.0.1:{free_port()}", seconds=60))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_server_that_takes_connections_and_never_answers_is_unavailable(call):
    with silent_address() as url, pytest.raises(Unavailable, match=r"try again"):
        call(ServerHome(url, seconds=BRIEFLY))


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_server_that_falls_silent_is_unavailable_and_found_again_later(call, server, home):
    home.build("g1", "model", rows(3))
    impatient = ServerHome(server.url, seconds=BRIEFLY)
    impatient.stored()

    with server.held_still(), pytest.raises(Unavailable, match=r"try again"):
        call(impatient)
    impatient.close()

    assert "g1" in home.stored() or call is CALLS["drop"]


def test_an_open_index_whose_server_falls_silent_is_unavailable(server, home):
    made = rows(3)
    home.build("g1", "model", made)
    impatient = ServerHome(server.url, seconds=BRIEFLY)
    index = impatient.open("g1")

    with server.held_still():
        with pytest.raises(Unavailable, match=r"try again"):
            index.nearest(made[0][1], 1)
        with pytest.raises(Unavailable, match=r"try again"):
            index.count()

    assert index.nearest(made[0][1], 1)[0][0] == "passage-0"
    impatient.close()


def test_an_ingest_whose_server_falls_silent_changes_nothing(
    server: ChromaServer, tmp_path: Path, sqlite_url: str
):
    office = replace(open_office(tmp_path, sqlite_url), home=ServerHome(server.url, seconds=60))
    impatient = replace(office, home=ServerHome(server.url, seconds=BRIEFLY))
    try:
        office.write("strategy.md", STRATEGY)
        office.ingest()
        served = office.served()
        office.write("report.md", REPORT)

        with server.held_still(), pytest.raises(Unavailable, match=r"try again"):
            impatient.ingest()

        assert office.served() == served
        assert len(office.ingest().documents) == 2
        assert office.library().search("nineteen bicycles", 1)[0].document.key == "report.md"
    finally:
        for one in (office, impatient):
            one.home.close()
        office.engine.dispose()
