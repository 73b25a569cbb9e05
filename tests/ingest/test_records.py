"""Records as documents: cut like table rows, served beside files, and asked like any document."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.compose.house import House
from ingest.outline import outline
from ingest.passages import passages
from ingest.readers.delimited import sheet_blocks
from ingest.records import Record, RecordDocument, outline_of
from knowledge.indexing import indexed_text
from programme.documents import EditionStatus, PassageKind, Period
from tests.fakes.embedder import FakeEmbedder
from tests.ingest.office import OLD_STRATEGY, REPORT, STRATEGY, Office

RESTRAINT = Record(
    section=("Forensic and specialist", "Reduce restraint"),
    fields=(
        ("Improvement goal", "Reduce restraint"),
        ("True North", "Care that is safe"),
        (
            "What we will do",
            "Every ward holds a daily safety huddle and a debrief after restraint.",
        ),
        ("Measure", "Restraints per 1,000 bed days"),
        ("Baseline", "14.2"),
        ("Target", "9.0 by 31 March 2027"),
        ("Lead", ""),
    ),
)
LEAVE = Record(
    section=("Forensic and specialist", "More leave with family"),
    fields=(
        ("Improvement goal", "More leave with family"),
        ("Measure", "Patients with family leave each month"),
        ("Target", "60%"),
    ),
)
WAITS = Record(
    section=("Older adults", "Shorter waits for a dementia diagnosis"),
    fields=(
        ("Improvement goal", "Shorter waits for a dementia diagnosis"),
        ("What we will do", "A second memory clinic opens in spring."),
        ("Target", "6 weeks"),
    ),
)


def plan(owner: str, *rows: Record, start: int = 2026) -> RecordDocument:
    return RecordDocument(
        key=f"{owner}/{start}",
        title=f"{owner} annual plan {start}–{start + 1}",
        kind="annual plan",
        owner=owner,
        period=Period(start, start + 1),
        rows=rows,
    )


FORENSIC = plan("Forensic and specialist", RESTRAINT, LEAVE)
OLDER = plan("Older adults", WAITS)


def outcomes(report) -> dict[str, int]:
    return dict(Counter(str(row.outcome) for row in report.documents))


def words(office: Office) -> str:
    return " ".join(passage.source for passage in office.passages())


def status(office: Office) -> dict[str, EditionStatus]:
    return {d.edition.title: d.edition.status for d in office.documents().values()}


# --- what a record becomes -------------------------------------------------------------------


def test_a_record_is_a_passage_with_its_labels_under_its_section():
    cut = passages("made-up", outline_of(FORENSIC))

    row = next(p for p in cut if p.kind is PassageKind.ROW)
    assert row.section == ("Forensic and specialist", "Reduce restraint")
    assert row.source == (
        "Reduce restraint Care that is safe "
        "Every ward holds a daily safety huddle and a debrief after restraint. "
        "Restraints per 1,000 bed days 14.2 9.0 by 31 March 2027"
    )
    assert {unit.label: unit.text for unit in row.units}["Target"] == "9.0 by 31 March 2027"
    assert "Lead" not in {unit.label for unit in row.units}
    assert row.text.splitlines()[-2:] == ["Target:", "9.0 by 31 March 2027"]


def test_the_goals_of_a_plan_have_a_passage_that_names_them():
    cut = passages("made-up", outline_of(FORENSIC))

    named = next(p for p in cut if p.kind is PassageKind.OUTLINE and p.section)
    assert [u.text for u in named.units] == ["Reduce restraint", "More leave with family"]


def test_records_of_one_section_stand_together():
    measures = [
        Record(("Kitchens", "Warm meals"), (("Measure", f"Meals {n}"), ("Target", f"{n}%")))
        for n in (1, 2)
    ]
    cut = passages("made-up", outline_of(plan("Kitchens", *measures)))

    rows = [p for p in cut if p.kind is PassageKind.ROW]
    assert [p.source for p in rows] == ["Meals 1 1%", "Meals 2 2%"]
    assert {p.section for p in rows} == {("Kitchens", "Warm meals")}


def test_a_long_record_repeats_no_heading_in_its_path():
    actions = " ".join(f"Ward {n} tries the safety huddle for a month." for n in range(20))
    long = Record(
        RESTRAINT.section,
        (("Improvement goal", "Reduce restraint"), ("Do", actions), ("Learn", actions)),
    )

    rows = [
        p for p in passages("made-up", outline_of(plan("F", long))) if p.kind is PassageKind.ROW
    ]

    assert {p.section for p in rows} == {RESTRAINT.section}
    assert len(rows) == 2


CELL = st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){0,4}", fullmatch=True)


@given(names=st.lists(CELL, min_size=2, max_size=5, unique=True), data=st.data())
def test_a_record_is_cut_as_the_same_row_of_a_workbook_is(names, data):
    values = data.draw(st.lists(CELL, min_size=len(names), max_size=len(names)))
    sheet = outline(sheet_blocks([names, values], table=1))
    (row,) = [p for p in passages("one", sheet) if p.kind is PassageKind.ROW]

    record = Record((), tuple(zip(names, values, strict=True)))
    (same,) = [
        p for p in passages("two", outline_of(plan("Sheets", record))) if p.kind is PassageKind.ROW
    ]

    assert (same.source, same.units, same.text) == (row.source, row.units, row.text)
    assert indexed_text(same) == indexed_text(row)


@given(st.lists(st.tuples(CELL, st.text(max_size=60)), max_size=6))
def test_every_quotable_unit_stands_in_the_row(fields):
    document = plan("Forensic", Record(("Forensic", "A goal"), tuple(fields)))
    for passage in passages("made-up", outline_of(document)):
        assert all(passage.quote(i, i).strip() for i in range(len(passage.units)))


# --- what is served --------------------------------------------------------------------------


def test_plans_are_served_beside_files(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()

    report = office.index_plans(FORENSIC, OLDER)

    assert outcomes(report) == {"added": 2}
    assert set(status(office)) == {
        "Northshire Harbour Trust strategy 2026 to 2031", FORENSIC.title, OLDER.title,
    }  # fmt: skip
    found = office.library().search("debrief after restraint", 1)[0]
    assert found.passage.section == RESTRAINT.section
    assert found.document.edition.period == Period(2026, 2027)
    assert office.library().search("walk-in clinic", 1)[0].document.key == "strategy.md"


def test_the_same_plans_again_cost_nothing(office):
    office.index_plans(FORENSIC, OLDER)
    served = office.served()

    again = office.index_plans(OLDER, FORENSIC)

    assert (outcomes(again), again.embedded) == ({"unchanged": 2}, 0)
    assert office.served() == served


def test_a_changed_record_embeds_only_itself(office):
    office.index_plans(FORENSIC, OLDER)
    changed = replace(LEAVE, fields=(*LEAVE.fields[:-1], ("Target", "75%")))

    report = office.index_plans(replace(FORENSIC, rows=(RESTRAINT, changed)), OLDER)

    assert (outcomes(report), report.embedded) == ({"updated": 1, "unchanged": 1}, 1)
    assert "75%" in words(office)
    assert "60%" not in words(office)


def test_a_plan_that_is_no_longer_given_is_removed_and_no_file_with_it(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    office.index_plans(FORENSIC, OLDER)

    report = office.index_plans(OLDER)

    assert outcomes(report) == {"removed": 1, "unchanged": 1}
    assert "huddle" not in words(office)
    assert {"orchard", "memory"} <= set(words(office).split())


def test_a_plan_without_records_is_no_document(office):
    office.index_plans(OLDER)
    empty = Record(("Forensic", "A goal"), (("Target", " "), ("Lead", "")))

    assert outcomes(office.index_plans(plan("Forensic", empty), OLDER)) == {"unchanged": 1}
    assert outcomes(office.index_plans()) == {"removed": 1}
    assert office.documents() == {}


def test_pruning_files_spares_plans(office):
    gone = office.write("strategy.md", STRATEGY)
    office.write("report.md", REPORT)
    office.ingest()
    office.index_plans(FORENSIC)
    gone.unlink()

    report = office.ingest(prune=True)

    assert outcomes(report) == {"removed": 1, "unchanged": 2}
    assert "huddle" in words(office)
    assert outcomes(office.index_plans(FORENSIC)) == {"unchanged": 1}


def test_a_file_may_have_the_name_of_a_plan(office):
    office.index_plans(replace(FORENSIC, key="notes.md"))
    office.write("plans/notes.md", REPORT)

    report = office.ingest(prune=True)

    assert outcomes(report) == {"added": 1, "unchanged": 1}
    assert {"huddle", "bicycles"} <= set(words(office).split())


def test_the_latest_plan_of_a_directorate_is_in_force(office):
    before = plan("Forensic and specialist", LEAVE, start=2025)
    to_come = plan("Forensic and specialist", RESTRAINT, start=2027)
    # A name that says little of its owner: no other directorate's plan takes its place.
    alone = plan("Community mental health", WAITS, start=2024)
    alike = plan("Community mental health and wellbeing", WAITS, start=2025)

    office.index_plans(before, FORENSIC, to_come, alone, alike)

    superseded = {t for t, s in status(office).items() if s is EditionStatus.SUPERSEDED}
    assert superseded == {before.title}


def test_a_plan_may_say_itself_whether_it_is_in_force(office):
    to_come = replace(
        plan("Forensic and specialist", RESTRAINT, start=2027), status=EditionStatus.CURRENT
    )
    office.index_plans(replace(FORENSIC, status=EditionStatus.SUPERSEDED), to_come)

    assert status(office) == {
        FORENSIC.title: EditionStatus.SUPERSEDED,
        to_come.title: EditionStatus.CURRENT,
    }


def test_files_do_not_decide_which_plan_is_in_force_nor_plans_which_file(office):
    office.write("old.md", OLD_STRATEGY)
    office.ingest()
    strategy = replace(FORENSIC, kind="strategy", owner="Northshire Harbour Trust")
    office.index_plans(strategy)
    office.write("new.md", STRATEGY)

    office.ingest()

    assert status(office)[strategy.title] is EditionStatus.CURRENT
    in_force = {key for key, d in office.documents().items() if d.edition.is_current}
    assert in_force == {"new.md", f"plans//{strategy.key}"}


def test_two_plans_of_one_key_are_refused_before_anything_changes(office):
    with pytest.raises(ValueError, match="one key"):
        office.index_plans(FORENSIC, replace(OLDER, key=FORENSIC.key))

    assert office.served() is None


@pytest.mark.parametrize("first", ["files", "plans"])
def test_another_model_embeds_files_and_plans_whichever_comes_first(office, first):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    office.index_plans(FORENSIC)
    office.embedder = FakeEmbedder("other-words.1.64.p1")

    report = office.ingest() if first == "files" else office.index_plans(FORENSIC)

    assert report.embedded == len(office.passages())
    assert office.index_plans(FORENSIC).embedded == office.ingest().embedded == 0
    assert office.library().search("orchard", 1)[0].document.key == "strategy.md"
    assert office.library().search("huddle", 1)[0].passage.section == RESTRAINT.section


# --- what is answered ------------------------------------------------------------------------


@pytest.mark.model
def test_what_a_directorate_plans_is_answered_in_the_words_of_its_plan(tmp_path):
    (tmp_path / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    house = House(env_file=tmp_path / "none.env", data=tmp_path / "data")
    try:
        house.ingest([tmp_path / "strategy.md"], prune=False, progress=lambda _: None)
        house.index_records("plans", [FORENSIC, OLDER])
        doing = house.library.answer("What is Forensic doing about restraint?")
        waits = house.library.answer(
            "How will older adults shorten waits for a dementia diagnosis?"
        )
    finally:
        house.close()

    assert "daily safety huddle" in doing.text
    (citation, *_) = doing.citations
    assert citation.title == FORENSIC.title
    assert citation.section == RESTRAINT.section
    assert "Every ward holds a daily safety huddle" in citation.quote
    assert "second memory clinic" in waits.text
    assert waits.citations[0].title == OLDER.title
