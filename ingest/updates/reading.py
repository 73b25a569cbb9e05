"""From a sheet of weekly updates to its rows, every fault with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.sheets import Sheet
from ingest.updates import form as f
from ingest.worksheets.columns import (
    Column,
    RowFault,
    SheetRow,
    likeness,
    read_whole,
    table_in,
)
from ingest.worksheets.values import read_date, read_number, read_text
from programme.errors import RuleBroken
from programme.updates import Blocker, DecisionRequired, Rating, Report, UpdateKind
from programme.weeks import ReportingWeek


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What a row says of a goal's week.

    Attributes:
        sheet, row: where it stands.
        goal: key or name, as it was written.
        team: name or key of the goal's team, where it is said.
        reason: why there is nothing to report.
    """

    sheet: str
    row: int
    goal: str
    team: str | None
    week: ReportingWeek
    kind: UpdateKind
    report: Report
    reason: str | None
    sure: bool

    def fault(self, column: Column | None, reason: str) -> RowFault:
        """What is wrong in one column of it, or with the row."""
        return RowFault(self.sheet, self.row, column.heading if column else "", reason)


@dataclass(frozen=True, slots=True)
class NamedGoal:
    """The goal that a row names, though something else in the row is a fault."""

    sheet: str
    row: int
    goal: str
    team: str | None

    def fault(self, reason: str) -> RowFault:
        """What is wrong with the goal."""
        return RowFault(self.sheet, self.row, f.GOAL.heading, reason)


@dataclass(frozen=True, slots=True)
class UpdateRows:
    """All that a file holds; rows with faults are left out of `rows`, and their goals kept."""

    rows: tuple[UpdateRow, ...]
    faults: tuple[RowFault, ...]
    faulty: tuple[NamedGoal, ...] = ()


def read_updates(sheets: Sequence[Sheet]) -> UpdateRows:
    """The rows of every sheet of updates; other sheets are passed over.

    Raises:
        RuleBroken: no sheet is one, or none has a row.
    """
    form = f.update_form()
    faults: list[RowFault] = []
    rows: list[UpdateRow] = []
    faulty: list[NamedGoal] = []
    for sheet in sheets:
        named = sheet.name.casefold() == form.name.casefold()
        if not named and likeness(sheet, form.columns) < 2:
            continue
        for row in table_in(sheet, form.columns, faults):
            read = read_whole(row, _update)
            if read is not None:
                rows.append(read)
            elif goal := row.cells.get(f.GOAL.heading):
                team = row.cells.get(f.TEAM.heading)
                faulty.append(NamedGoal(row.sheet, row.number, goal, team))
    if not rows and not faults:
        raise RuleBroken(
            "The file holds no row of updates. Start from the workbook that "
            "truenorth updates template writes."
        )
    return UpdateRows(tuple(rows), tuple(faults), tuple(faulty))


def _update(row: SheetRow) -> UpdateRow | None:
    goal = row.value(f.GOAL, read_text)
    week = row.value(f.WEEK, read_week)
    report = _report(row)
    nothing = _words(row, f.NOTHING)
    if nothing and report != Report():
        row.fault(f.NOTHING, "Either there is nothing to report, or leave this empty.")
    sure = row.choice(f.SURE, {"yes": True, "no": False})
    team = row.value(f.TEAM, read_text)
    if goal is None or week is None:
        return None
    return UpdateRow(
        row.sheet,
        row.number,
        goal,
        team,
        week,
        UpdateKind.NOTHING_TO_REPORT if nothing else UpdateKind.REPORT,
        report,
        nothing,
        bool(sure),
    )


def read_week(text: str) -> ReportingWeek:
    """A week: `2026-W46`, or the one that a day is in.

    Raises:
        RuleBroken: it is neither.
    """
    try:
        return ReportingWeek.parse(text)
    except RuleBroken:
        pass
    try:
        return ReportingWeek.of(read_date(text.removeprefix("week of ").strip()))
    except RuleBroken:
        raise RuleBroken(
            "Give a week like 2026-W46, or a day of it like 9 November 2026."
        ) from None


def _report(row: SheetRow) -> Report:
    ratings = {way: each for each in Rating for way in (each.value, f.RATINGS[each], each.words)}
    return Report(
        rating=row.choice(f.RATING, ratings),
        confidence=row.choice(f.CONFIDENCE, {way: each for each, way in f.CONFIDENCES.items()}),
        value=row.value(f.VALUE, read_number),
        as_at=row.value(f.AS_AT, read_date),
        done=_words(row, f.DONE),
        next=_words(row, f.NEXT),
        recovery=_words(row, f.RECOVERY),
        blocker=_blocker(_words(row, f.BLOCKER), _words(row, f.HELP_FROM), _day(row, f.HELP_BY)),
        decision=_decision(
            _words(row, f.DECISION), _words(row, f.DECISION_FROM), _day(row, f.DECISION_BY)
        ),
        risk=_words(row, f.RISK),
    )


def _blocker(what: str | None, who: str | None, by: date | None) -> Blocker | None:
    return Blocker(what or "", who, by) if what or who or by else None


def _decision(what: str | None, from_whom: str | None, by: date | None) -> DecisionRequired | None:
    return DecisionRequired(what or "", from_whom, by) if what or from_whom or by else None


def _words(row: SheetRow, column: Column) -> str | None:
    # How long they may be is a rule of the update, not of the file.
    return row.value(column, str)


def _day(row: SheetRow, column: Column) -> date | None:
    return row.value(column, read_date)
