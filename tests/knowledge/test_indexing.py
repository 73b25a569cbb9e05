"""Bringing embeddings and index up to a set of documents, and the proof before it is served."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding import Vector
from knowledge.indexing import indexed_text, text_hash
from knowledge.vector_homes import DirectoryHome
from programme.documents import Passage, PassageKind, Unit
from programme.errors import Fault
from programme.ports import GenerationState
from tests.ingest.office import REPORT, STRATEGY


class LosingHome(DirectoryHome):
    """Writes a generation without its last vector, or with one that is another's."""

    def __init__(self, folder, *, swap: bool) -> None:
        super().__init__(folder)
        self._swap = swap

    def build(self, generation_id: str, model: str, rows: Iterable[tuple[str, Vector]]) -> int:
        whole = list(rows)
        (id_, vector), kept = whole[-1], whole[:-1]
        other = [(id_, np.roll(vector, 1))] if self._swap else []
        return super().build(generation_id, model, [*kept, *other])


def passage(*units: Unit, section=(), lead_in=None, kind=PassageKind.LIST) -> Passage:
    source = " ".join(unit.text for unit in units)
    return Passage("p", "d", 0, kind, tuple(section), None, lead_in, source, units)


# --- what is embedded ------------------------------------------------------------------------


def test_the_indexed_text_has_the_headings_the_lead_in_and_the_words():
    made = indexed_text(
        passage(
            Unit("paint them", 0, 10),
            Unit("name them", 11, 20),
            section=("A", "B", "Ferries", "What we will do"),
            lead_in="Next year we will:",
        )
    )

    assert made.text == "B: Ferries: What we will do. Next year we will: paint them. name them"
    assert [made.text[a:b] for a, b in made.spans] == ["paint them", "name them"]


def test_a_lead_in_that_is_the_heading_is_not_said_twice():
    made = indexed_text(passage(Unit("paint", 0, 5), section=("We will",), lead_in="We will:"))

    assert made.text == "We will. paint"


def test_a_columns_heading_is_said_once_before_its_cells():
    made = indexed_text(
        passage(
            Unit("Ferries", 0, 7, label="Aim"),
            Unit("9 boats", 8, 15, label="Measures"),
            Unit("2 piers", 16, 23, label="Measures"),
        )
    )

    assert made.text == "Aim: Ferries. Measures: 9 boats. 2 piers"


@given(
    st.lists(st.text("abc .:", min_size=1, max_size=9).filter(str.strip), max_size=5),
    st.lists(st.sampled_from(["Ferries", "Boats and piers"]), max_size=4),
    st.sampled_from([None, "We will:"]),
)
def test_each_span_is_its_unit(texts, section, lead_in):
    units = [Unit(text, 0, len(text)) for text in texts]

    made = indexed_text(passage(*units, section=section, lead_in=lead_in))

    assert [made.text[a:b] for a, b in made.spans] == texts


def test_the_hash_tells_texts_and_units_apart():
    one = passage(Unit("ab", 0, 2), Unit("cd", 3, 5))
    other = passage(Unit("ab. cd", 0, 5))

    assert indexed_text(one).text == indexed_text(other).text
    assert text_hash(indexed_text(one)) != text_hash(indexed_text(other))
    assert text_hash(indexed_text(one)) == text_hash(indexed_text(one))


# --- the proof -------------------------------------------------------------------------------


@pytest.mark.parametrize("swap", [False, True], ids=["a vector is missing", "a vector is wrong"])
def test_a_generation_that_is_not_whole_is_never_served_and_the_old_one_answers(swap, office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    served = office.served()
    reader = office.library()
    whole = office.vectors
    office.write("report.md", REPORT)
    office.home = LosingHome(office.data / "index", swap=swap)

    with pytest.raises(Fault, match="still answers"):
        office.ingest()

    assert office.served() == served
    assert whole.stored() == [served.id]
    assert reader.search("orchard", 1)[0].document.key == "strategy.md"
    office.home = whole
    report = office.ingest()
    assert len(report.documents) == 2
    assert report.embedded == 0
    assert reader.search("nineteen bicycles", 1)[0].document.key == "report.md"


def test_a_lost_index_is_built_again_by_the_next_ingest_without_embedding(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    lost = office.served()
    office.vectors.drop(lost.id)
    assert not office.indexer.is_findable(lost)

    report = office.ingest()

    assert report.embedded == 0
    assert office.served().id != lost.id
    assert office.library().search("orchard", 1)[0].document.key == "strategy.md"


def test_a_damaged_index_is_built_again_by_the_next_ingest_without_embedding(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    lost = office.served()
    (office.data / "index" / lost.id / "chroma.sqlite3").write_bytes(b"no index at all" * 20)

    report = office.ingest()

    assert report.embedded == 0
    assert office.served().id != lost.id
    assert office.library().search("orchard", 1)[0].document.key == "strategy.md"


def test_an_index_that_is_asked_stays_as_it_was_built(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    served = office.served()

    assert office.library().search("orchard", 1)
    assert office.vectors.is_as_built(served.id)
    assert office.ingest().embedded == 0
    assert office.served().id == served.id


def test_only_what_is_served_and_what_was_before_is_kept(office):
    ids = []
    for number in range(4):
        office.write("strategy.md", STRATEGY.replace("orchard", f"orchard of {number} trees"))
        office.ingest()
        ids.append(office.served().id)

    assert office.vectors.stored() == sorted(ids[-2:])
    with office.readings() as work:
        states = {g.id: g.state for g in work.library.generations()}
    assert states == {ids[-1]: GenerationState.SERVED, ids[-2]: GenerationState.RETIRED}


def test_strays_are_dropped_and_nothing_else(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    served = office.served()
    (office.data / "index" / "left-by-a-kill").mkdir()

    office.indexer.drop_strays()

    assert office.vectors.stored() == [served.id]


def test_progress_counts_each_embedded_text_once(office):
    told: list[int] = []
    texts = [(str(n), indexed_text(passage(Unit(f"words {n}", 0, 7)))) for n in range(5)]

    assert office.indexer.embed([*texts, *texts[:2]], told.append) == 5
    assert office.indexer.embed(texts, told.append) == 0
    assert sum(told) == 5
