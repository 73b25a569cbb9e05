"""Editions: what a document calls itself, whose it is, for which years, and whether in force."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block, BlockKind, ReadDocument
from ingest.catalogue import Catalogue, read_catalogue
from ingest.editions import (
    CatalogueEntry,
    period_in,
    rank_editions,
    read_edition,
    same_owner,
)
from ingest.readers.plain_text import blocks_of
from programme.documents import Edition, EditionStatus, Period
from programme.errors import RuleBroken

CURRENT, SUPERSEDED = EditionStatus.CURRENT, EditionStatus.SUPERSEDED
TODAY = date(2026, 11, 2)
WHOSE = "Northshire Harbour Trust runs the ferries of two made-up counties, by day and by night."


def document(*lines: str, title: str | None = None, heading: bool = False) -> ReadDocument:
    kind = BlockKind.HEADING if heading else BlockKind.LINE
    blocks = [
        Block(kind if len(line.split()) < 14 else BlockKind.PARAGRAPH, line, line, level=None)
        for line in lines
    ]
    return ReadDocument("text", title, tuple(blocks))


def edition(
    kind: str = "strategy",
    period: Period | None = None,
    owner: str | None = "Northshire Harbour Trust",
    title: str = "A made-up title",
) -> Edition:
    return Edition(title, kind, owner, period, CURRENT)


def ranked(*editions: Edition, stated: dict[str, EditionStatus] | None = None) -> list[str]:
    named = {str(number): each for number, each in enumerate(editions)}
    found = rank_editions(named, stated or {}, TODAY)
    return [str(found[name].status) for name in named]


# --- read from the document ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("Northshire strategy 2026 to 2031", "strategy", Period(2026, 2031)),
        ("Our strategy 2026-31", "strategy", Period(2026, 2031)),
        ("Our strategy 2026–2031", "strategy", Period(2026, 2031)),
        ("Our strategy (2026/27)", "strategy", Period(2026, 2027)),
        ("NORTHSHIRE 3 YEAR STRATEGY 2023-2026", "strategy", Period(2023, 2026)),
        ("Doing well together: organisational strategy (2026 to 2031)", "strategy",
         Period(2026, 2031)),
        ("Workforce strategy 2024 to 2027", "workforce strategy", Period(2024, 2027)),
        ("Annual report 2025", "report", Period(2025, 2025)),
        ("Quality report 2024-25", "quality report", Period(2024, 2025)),
        ("Clinical policy on ferries", "clinical policy", None),
        ("Green plan 2022 until 2025", "green plan", Period(2022, 2025)),
        ("Strategies for 2030", "strategy", Period(2030, 2030)),
    ],
)  # fmt: skip
def test_a_title_says_kind_and_period(title, kind, period):
    found = read_edition(document(title, WHOSE), "file.txt", None)

    assert (found.title, found.kind, found.period) == (title, kind, period)
    assert found.is_current


@pytest.mark.parametrize(
    "text",
    ["85% by 2026% or so", "£2,026 a year", "room 2026a", "12026", "2019,500 letters", "no year"],
)
def test_what_looks_like_a_year_and_is_none(text):
    assert period_in(text) is None


def test_a_span_that_runs_backwards_or_for_a_century_is_no_period():
    assert period_in("2031-2026") == Period(2031, 2031)
    assert period_in("Since 2026") == Period(2026, 2026)


def test_the_line_that_names_a_kind_and_years_is_the_title_wherever_it_opens():
    found = read_edition(
        document(
            "NHS", "Northshire", "Harbour Trust", "Our organisational strategy (2026 to 2031)"
        ),
        "x.txt",
        None,
    )

    assert found.title == "Our organisational strategy (2026 to 2031)"


def test_a_single_year_in_running_text_is_not_the_documents_own():
    found = read_edition(
        document("About our ferries", "In 2019 the ferry sank, which was nobody's fault at all."),
        "about-ferries.txt",
        None,
    )

    assert found.period is None


def test_the_files_name_is_the_last_resort():
    found = read_edition(document(), "ferry-plan_2024-2026.pdf", None)

    assert found.title == "Ferry plan 2024 2026"
    assert found.kind == "ferry plan"
    assert found.period in (Period(2024, 2026), Period(2024, 2024))


def test_the_owner_is_who_the_document_says_it_is_of():
    words = "Northshire Harbour NHS Foundation Trust provides ferries for two made-up counties."

    found = read_edition(document("Strategy 2026", words), "x.txt", None)

    assert found.owner == "Northshire Harbour NHS Foundation Trust"


def test_the_strategies_are_told_apart(shared):
    found = {}
    for path in sorted((shared / "documents").glob("*.txt")):
        read = ReadDocument("text", None, blocks_of(path.read_text(encoding="utf-8")))
        found[path.name] = read_edition(read, path.name, None)

    assert [(e.kind, e.period) for e in found.values()] == [
        ("strategy", Period(2026, 2031)),
        ("strategy", Period(2023, 2026)),
    ]
    standing = rank_editions(found, {}, TODAY)
    assert [str(e.status) for e in standing.values()] == ["current", "superseded"]


# --- the catalogue ---------------------------------------------------------------------------


def test_what_the_catalogue_says_wins_over_what_the_document_says():
    entry = CatalogueEntry(
        title="The lighthouse plan",
        kind="Charter",
        owner="Southshire Council",
        period=Period(2020, 2021),
        status=SUPERSEDED,
    )

    found = read_edition(document("Our strategy 2026 to 2031"), "x.txt", entry)

    assert found == Edition(
        "The lighthouse plan", "charter", "Southshire Council", Period(2020, 2021), SUPERSEDED
    )


def test_what_the_catalogue_leaves_out_is_read_from_the_document():
    found = read_edition(
        document("Our strategy 2026 to 2031"), "x.txt", CatalogueEntry(kind="plan")
    )

    assert (found.title, found.kind) == ("Our strategy 2026 to 2031", "plan")
    assert found.period == Period(2026, 2031)


def test_a_catalogue_is_read(tmp_path):
    (tmp_path / "catalogue.toml").write_text(
        '["a.txt"]\ntitle = "A"\nperiod = "2026-2031"\nstatus = "current"\n'
        '["b.txt"]\nperiod = 2024\n'
    )

    assert read_catalogue(tmp_path).entries == {
        "a.txt": CatalogueEntry(title="A", period=Period(2026, 2031), status=CURRENT),
        "b.txt": CatalogueEntry(period=Period(2024, 2024)),
    }
    assert read_catalogue(tmp_path / "nowhere") == Catalogue({})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[oops\nx", "line 1"),
        ('title = "A"', "as a table"),
        ('["a.txt"]\nperiod = "next year"', "the period of 'a.txt'"),
        ('["a.txt"]\nperiod = "2031-2026"', "the period of 'a.txt'"),
        ('["a.txt"]\nstatus = ["current"]', "the status of 'a.txt'"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_refused_with_the_place(text, said, tmp_path):
    (tmp_path / "catalogue.toml").write_text(text)
    with pytest.raises(RuleBroken) as refused:
        read_catalogue(tmp_path)
    assert said in refused.value.sentence


def test_a_catalogue_as_windows_saves_it_is_read(tmp_path):
    (tmp_path / "catalogue.toml").write_bytes(
        '\ufeff["a.txt"]\r\nstatus = "Superseded"\r\nperiod = "2026/27"\r\n'.encode()
    )
    entry = CatalogueEntry(period=Period(2026, 2027), status=SUPERSEDED)
    assert read_catalogue(tmp_path).entries == {"a.txt": entry}


def test_what_a_catalogue_says_in_vain_is_noted(tmp_path):
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "catalogue.toml").write_text('["a.txt"]\ntitel = "A"\n["b.txt"]\ntitle = "B"\n')
    missing, unknown = read_catalogue(tmp_path).notes
    assert "“b.txt”, which is not there" in missing
    assert "“titel” of “a.txt” means nothing here" in unknown


def test_a_stated_standing_is_never_changed():
    old, new = edition(period=Period(2021, 2026)), edition(period=Period(2026, 2031))

    assert ranked(old, new) == ["superseded", "current"]
    assert ranked(old, new, stated={"0": CURRENT}) == ["current", "current"]
    assert ranked(old, new, stated={"0": CURRENT, "1": SUPERSEDED}) == ["current", "superseded"]


# --- which is in force -----------------------------------------------------------------------


def test_the_newest_period_is_current():
    years = [Period(2018, 2021), Period(2021, 2026), Period(2026, 2031)]

    assert ranked(*(edition(period=p) for p in years)) == ["superseded", "superseded", "current"]


def test_a_period_that_has_not_begun_does_not_supersede():
    now, later = edition(period=Period(2024, 2026)), edition(period=Period(2027, 2031))

    assert ranked(now, later)[0] == "current"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (edition("strategy"), edition("report")),
        (edition("strategy"), edition("workforce strategy")),
        (edition(owner="Northshire Harbour Trust"), edition(owner="Southmoor Lakes Trust")),
    ],
)
def test_another_kind_or_another_owner_does_not_supersede(one, other):
    old, new = replace(one, period=Period(2021, 2026)), replace(other, period=Period(2026, 2031))

    assert ranked(old, new) == ["current", "current"]


def test_a_trust_that_changed_its_name_is_the_same_owner():
    before, after = (
        "Northshire and Eastmoor NHS and Social Care Partnership Trust",
        ("Northshire and Eastmoor Mental Health NHS Trust"),
    )

    assert same_owner(before, after)
    assert not same_owner(before, "Southmoor Lakes NHS Trust")
    assert same_owner(None, after)
    old = edition(period=Period(2021, 2026), owner=before)
    assert ranked(old, edition(period=Period(2026, 2031), owner=after))[0] == "superseded"


def test_a_document_without_a_period_neither_supersedes_nor_is_superseded():
    assert ranked(edition(), edition(period=Period(2026, 2031))) == ["current", "current"]


PERIODS = st.tuples(st.integers(2010, 2026), st.integers(0, 6)).map(
    lambda pair: Period(pair[0], pair[0] + pair[1])
)


@given(st.lists(PERIODS, min_size=1, max_size=8, unique=True))
def test_of_periods_that_have_begun_exactly_one_is_current_and_it_ends_last(periods):
    standing = ranked(*(edition(period=period) for period in periods))

    assert standing.count("current") == 1
    newest = max(periods, key=lambda period: (period.end, period.start))
    assert periods[standing.index("current")] == newest


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["strategy", "report"]),
            st.sampled_from(["Northshire Trust", "Southmoor Trust"]),
            PERIODS,
        ),
        min_size=1,
        max_size=10,
    )
)
def test_each_kind_of_each_owner_has_a_current_edition(made):
    standing = ranked(*(edition(k, p, o) for k, o, p in made))

    groups = {(k, o) for k, o, _ in made}
    current = {(k, o) for (k, o, _), s in zip(made, standing, strict=True) if s == "current"}
    assert current == groups
