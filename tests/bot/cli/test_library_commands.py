from dataclasses import replace
from pathlib import Path

from ingest.pipeline import IngestedDocument, IngestReport, Outcome
from programme.errors import RuleBroken
from programme.ports import DocumentSummary
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.made_up import WORDS, document, edition


def test_search_prints_passages_with_their_place(truenorth: Run) -> None:
    ran = truenorth("search", "letters", "--k", "3", "--json")
    assert ran.code == 0
    assert ran.json == {
        "passages": [
            {
                "document": "A made-up strategy",
                "edition": "current",
                "section": "Our aims › How we measure success",
                "page": 4,
                "text": WORDS,
                "score": 0.875,
            }
        ]
    }
    assert WORDS in truenorth("search", "letters").out


def test_search_declines_what_ask_declines(truenorth: Run, house: FakeHouse) -> None:
    ran = truenorth("search", "patient 943 476 5919", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert "943" not in ran.err
    assert house.answering.asked == []


def test_search_that_finds_nothing_says_so(truenorth: Run, house: FakeHouse) -> None:
    house.answering.found = []
    ran = truenorth("search", "letters")
    assert (ran.code, ran.err) == (1, "No passage speaks of this.\n")
    assert truenorth("search", "letters", "--json").json == {"passages": []}


def test_k_out_of_range_is_wrong_usage(truenorth: Run) -> None:
    assert truenorth("search", "letters", "--k", "0").code == 2


def test_documents_are_listed_with_edition_and_passages(truenorth: Run, house: FakeHouse) -> None:
    house.held = [
        DocumentSummary(document(), 12),
        DocumentSummary(document(current=False), 9),
    ]
    assert truenorth("documents", "--json").json == [
        {
            "document": "A made-up strategy",
            "edition": {"period": "2026–2031", "status": "current"},
            "passages": 12,
        },
        {
            "document": "The made-up strategy before it",
            "edition": {"period": "2023–2026", "status": "superseded"},
            "passages": 9,
        },
    ]
    shown = truenorth("documents").out
    assert "2026–2031 · current" in shown
    assert "2023–2026 · superseded" in shown


def test_no_documents_is_an_empty_list_and_a_hint(truenorth: Run) -> None:
    assert truenorth("documents", "--json").json == []
    assert "truenorth ingest" in truenorth("documents").err


def report(*, failed: tuple[tuple[str, str], ...] = ()) -> IngestReport:
    return IngestReport(
        documents=(
            IngestedDocument("A made-up strategy", edition(), 8, 12, (), Outcome.ADDED),
            IngestedDocument(
                "The one before",
                edition(current=False),
                7,
                9,
                ("Page 9 has no text: a picture?",),
                Outcome.UNCHANGED,
            ),
            IngestedDocument("An old leaflet", edition(), 1, 2, (), Outcome.REMOVED),
        ),
        failed=failed,
        embedded=12,
        seconds=1.25,
    )


def test_ingest_prints_figures_in_the_form_of_the_contract(
    truenorth: Run, house: FakeHouse
) -> None:
    house.report = report()
    ran = truenorth("ingest", "one", "two", "--prune", "--json")
    assert ran.code == 0
    assert house.ingested == [((Path("one"), Path("two")), True)]
    assert ran.json == {
        "documents": 2,
        "passages": 21,
        "added": 1,
        "updated": 0,
        "unchanged": 1,
        "removed": 1,
        "failed": [],
        "seconds": 1.25,
    }


def test_ingest_shows_a_row_for_each_document_and_its_warnings(
    truenorth: Run, house: FakeHouse
) -> None:
    house.report = report()
    ran = truenorth("ingest", "one")
    assert house.ingested == [((Path("one"),), False)]
    rows = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "A made-up strategy 2026–2031 · current 8 12 added" in rows
    assert "The one before: Page 9 has no text: a picture?" in rows
    assert "1 added, 1 unchanged, 1 removed in 1.2 seconds" in rows


def test_a_file_that_is_not_read_is_named_with_the_reason(truenorth: Run, house: FakeHouse) -> None:
    house.report = report(failed=(("one/locked.pdf", "It is protected by a password."),))
    ran = truenorth("ingest", "one", "--json")
    assert ran.code == 1
    assert ran.json["failed"] == [
        {"path": "one/locked.pdf", "reason": "It is protected by a password."}
    ]
    assert ran.json["added"] == 1
    assert ran.err == "one/locked.pdf: It is protected by a password.\n"


def test_ingest_that_is_refused_is_one_sentence(truenorth: Run, house: FakeHouse) -> None:
    house.trouble = RuleBroken("Another ingest is running; try again when it has finished.")
    ran = truenorth("ingest", "one", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Another ingest is running; try again when it has finished.\n"


def test_ingest_without_a_path_is_wrong_usage(truenorth: Run) -> None:
    assert truenorth("ingest").code == 2


def test_what_a_catalogue_says_in_vain_goes_to_standard_error(
    truenorth: Run, house: FakeHouse
) -> None:
    house.report = replace(report(), notes=("catalogue.toml speaks of “b.pdf”.",))
    ran = truenorth("ingest", "one", "--json")
    assert (ran.code, ran.json["documents"]) == (0, 2)
    assert "b.pdf" in ran.err
