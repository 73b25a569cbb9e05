from datetime import date

import pytest

from ingest.sheets import Sheet
from ingest.updates import UpdateRows, read_updates, update_form
from ingest.updates.form import FIELDS
from ingest.updates.reading import read_week
from programme.errors import RuleBroken
from programme.updates import Blocker, Confidence, DecisionRequired, Rating, UpdateKind
from programme.weeks import ReportingWeek

HEADINGS = tuple(column.heading for column in update_form().columns)
ROW = {
    "Goal": "waits",
    "Week": "2026-W46",
    "Rating": "Amber",
    "Confidence": "low",
    "Value": "14.5",
    "As at": "12 November 2026",
    "Done": "A second clinic opened.\nTwo rooms.",
    "Recovery step": "Evening clinics",
    "Blocker": "No room",
    "Who can help": "Sample estates",
    "Help needed by": "1/12/2026",
    "Decision required": "Which site",
    "Decision from": "Sample board",
}


def read(*rows: dict[str, str]) -> UpdateRows:
    cells = [tuple(row.get(heading, "") for heading in HEADINGS) for row in rows]
    return read_updates([Sheet("Updates", tuple(enumerate([HEADINGS, *cells], start=1)))])


def test_a_row_is_read_whole() -> None:
    (row,) = read(ROW).rows
    assert (row.row, row.goal, row.week) == (2, "waits", ReportingWeek(2026, 46))
    report = row.report
    assert (report.rating, report.confidence, report.value, report.as_at) == (
        Rating.AMBER,
        Confidence.LOW,
        14.5,
        date(2026, 11, 12),
    )
    assert report.done == "A second clinic opened.\nTwo rooms."
    assert report.blocker == Blocker("No room", "Sample estates", date(2026, 12, 1))
    assert report.decision == DecisionRequired("Which site", "Sample board")


@pytest.mark.parametrize("text", ["red", "RED", "red: off plan, we need help or a decision"])
def test_a_rating_is_its_colour_or_its_words(text: str) -> None:
    assert read({**ROW, "Rating": text}).rows[0].report.rating is Rating.RED


def test_nothing_to_report_stands_alone() -> None:
    bare = {"Goal": "waits", "Week": "2026-W46", "Nothing to report": "Annual leave"}
    (row,) = read(bare).rows
    assert (row.kind, row.reason) == (UpdateKind.NOTHING_TO_REPORT, "Annual leave")
    (fault,) = read({**bare, "Rating": "green"}).faults
    assert fault.column == "Nothing to report"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Goal", ""),
        ("Week", ""),
        ("Week", "46"),
        ("Week", "2026-W60"),
        ("Rating", "blue"),
        ("Confidence", "some"),
        ("Value", "14.5 weeks"),
        ("As at", "yesterday"),
        ("Help needed by", "soon"),
        ("Sure", "perhaps"),
    ],
)
def test_a_fault_has_its_place(heading: str, text: str) -> None:
    read_ = read(ROW, {**ROW, heading: text})
    assert [(fault.row, fault.column) for fault in read_.faults] == [(3, heading)]
    assert len(read_.rows) == 1


@pytest.mark.parametrize("text", ["2026-W46", "2026w46", "9 November 2026", "15/11/2026"])
def test_a_week_is_named_by_its_number_or_a_day(text: str) -> None:
    assert read_week(text) == ReportingWeek(2026, 46)


def test_a_file_without_updates_is_refused() -> None:
    with pytest.raises(RuleBroken, match="updates template"):
        read()
    with pytest.raises(RuleBroken, match="updates template"):
        read_updates([Sheet("Other", ((1, ("a", "b")), (2, ("1", "2"))))])


def test_every_field_that_the_rules_name_has_a_column() -> None:
    assert set(FIELDS.values()) <= set(update_form().columns)
