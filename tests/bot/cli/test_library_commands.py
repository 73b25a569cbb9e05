from programme.ports import DocumentSummary
from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.made_up import WORDS, document


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
