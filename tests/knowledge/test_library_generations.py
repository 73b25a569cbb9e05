"""A library that is open answers from the generation that is served at its next question."""

import shutil
import threading

import pytest

from programme.errors import RuleBroken, Unavailable
from tests.ingest.office import OLD_STRATEGY, REPORT, STRATEGY


def first(library, question: str) -> str:
    return library.search(question, 1)[0].document.key


def test_before_the_first_ingest_it_says_what_to_do(office):
    library = office.library()

    assert library.generation_id() is None
    library.warm()
    for ask in (lambda: library.answer("Who are we?"), lambda: library.search("ferry", 3)):
        with pytest.raises(RuleBroken, match="truenorth ingest"):
            ask()


def test_an_open_library_answers_from_the_new_generation_at_its_next_question(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    library = office.library()
    assert first(library, "plant an orchard") == "strategy.md"
    before = library.generation_id()

    office.write("report.md", REPORT)
    office.write("strategy.md", STRATEGY.replace("plant an orchard", "dig a pond"))
    office.ingest()

    assert library.generation_id() == office.served().id != before
    assert first(library, "nineteen bicycles") == "report.md"
    assert "pond" in library.search("dig a pond", 1)[0].passage.source
    assert all("orchard" not in f.passage.source for f in library.search("plant an orchard", 10))


def test_it_knows_at_once_that_an_edition_is_superseded(office):
    office.write("old.md", OLD_STRATEGY)
    office.ingest()
    library = office.library()
    question = "paint every corridor yellow"
    assert library.search(question, 1)[0].document.edition.is_current

    office.write("new.md", STRATEGY)
    office.ingest()

    assert not library.search(question, 1)[0].document.edition.is_current


def test_passages_come_by_id_in_the_order_asked_and_those_gone_are_left_out(office):
    office.write("strategy.md", STRATEGY)
    gone = office.write("report.md", REPORT)
    office.ingest()
    library = office.library()
    one = library.search("orchard", 1)[0].passage.id
    other = library.search("bicycles", 1)[0].passage.id

    both = library.passages((other, one, "never there"))
    assert [f.passage.id for f in both] == [other, one]

    gone.unlink()
    office.ingest(prune=True)
    assert [f.passage.id for f in library.passages((other, one))] == [one]


def test_a_lost_index_is_unavailable_until_the_next_ingest(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    shutil.rmtree(office.data / "index")
    library = office.library()

    with pytest.raises(Unavailable):
        library.search("orchard", 1)

    office.ingest()
    assert first(library, "orchard") == "strategy.md"


def test_what_is_kept_beside_the_data_may_be_lost_or_broken(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    assert first(office.library(), "orchard") == "strategy.md"
    kept = office.data / "lexical" / office.served().id
    (kept / "rows.json").write_text("{")

    assert first(office.library(), "orchard") == "strategy.md"
    shutil.rmtree(office.data / "lexical")
    assert first(office.library(), "orchard") == "strategy.md"


def test_many_ask_while_generations_change(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    library = office.library()
    library.search("orchard", 1)
    stop = threading.Event()
    wrong: list[object] = []

    def ask() -> None:
        while not stop.is_set():
            try:
                found = library.search("answer every telephone call within 40 seconds", 3)
            except (Unavailable, RuleBroken) as error:
                wrong.append(error)
                return
            if "telephone" not in found[0].passage.source:
                wrong.append(found)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(4):
        office.write("report.md", REPORT.replace("nineteen", str(number)))
        office.ingest()
    stop.set()
    for asker in askers:
        asker.join(timeout=20)

    assert wrong == []
    assert library.generation_id() == office.served().id
