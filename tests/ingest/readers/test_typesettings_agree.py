"""The same words come out the same, whatever format they were set in."""

from pathlib import Path

import pytest

from ingest.formats import sniff
from ingest.readers import read_document
from ingest.settings import IngestSettings
from tests.ingest.readers.typesetting import (
    SETTERS,
    Heading,
    Items,
    Piece,
    Quoted,
    Running,
    Table,
    expected,
    pieces_of,
    skeleton,
)

LIMITS = IngestSettings()
MADE_UP: list[Piece] = [
    Heading(1, "Northshire Harbour Trust: our plan"),
    Running(
        "This is a made-up plan of a made-up trust. It cares for around 120,000 people, and it "
        "wants every one of them to know whom to call when something goes wrong at home."
    ),
    Heading(2, "What we will do"),
    Running("Over the next three years we will work on the points that people asked us for."),
    Heading(2, "For patients, we will:"),
    Items(
        (
            "answer every call within 40 seconds, by day and by night",
            (
                "see 85% of people referred to the harbour clinic within 6 weeks of the letter "
                "that their own doctor wrote, and tell them on the day when that cannot be done"
            ),
            "ask each person what matters to them",
        )
    ),
    Heading(2, "How we will measure success"),
    Table(
        ("Objective", "What it will look like", "How we will know"),
        (
            (
                "1.1 Answer sooner",
                ("People know when somebody calls back", "Calls do not go unanswered"),
                ("Reduce calls not answered to 2%", "Increase calls answered in time to 95%"),
            ),
            ("1.2 Staff who stay", "A place where people like to work", ("Turnover is below 9%",)),
        ),
    ),
    Quoted("I only wanted somebody to pick up the telephone."),
    Heading(2, "Who looks after this plan"),
    Running("The Board of the made-up trust looks at it four times a year, in public."),
]


def read(path: Path):
    return read_document(path, sniff(path).format, LIMITS)


@pytest.mark.parametrize("suffix", sorted(SETTERS))
def test_a_made_up_document_reads_alike_in_every_format(suffix, tmp_path):
    path = tmp_path / f"plan.{suffix}"
    SETTERS[suffix](MADE_UP, path)

    document = read(path)

    assert skeleton(document) == expected(MADE_UP)
    assert not document.warnings


@pytest.mark.parametrize("suffix", ["md", "html", "docx", "pptx", "pdf"])
@pytest.mark.parametrize(
    "name", ["doing-well-together-2026-2031.txt", "kmpt-3-year-strategy-2023-2026.txt"]
)
def test_a_real_strategy_reads_alike_when_it_is_set_anew(name, suffix, shared, tmp_path):
    drawn = read(shared / "documents" / name)
    path = tmp_path / f"strategy.{suffix}"
    SETTERS[suffix](pieces_of(drawn), path)

    again = read(path)

    assert skeleton(again) == skeleton(drawn)


@pytest.mark.parametrize("suffix", ["pdf", "pptx"])
def test_blocks_know_their_page_where_the_format_has_pages(suffix, tmp_path):
    path = tmp_path / f"plan.{suffix}"
    SETTERS[suffix]([*MADE_UP, *MADE_UP], path)

    document = read(path)

    pages = [block.page for block in document.blocks]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, document.pages)
