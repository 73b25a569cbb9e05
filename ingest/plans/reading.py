"""From the sheets of a plans workbook to its rows, every fault with its place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from ingest.plans import form as f
from ingest.plans.form import PlanForm
from ingest.plans.rows import GoalRow, MeasureRow, Place, PlanRows, PlanYear, TeamRow, in_order
from ingest.sheets import Sheet
from ingest.worksheets.columns import (
    Column,
    RowFault,
    SheetForm,
    SheetRow,
    likeness,
    read_whole,
    table_in,
)
from ingest.worksheets.values import read_date, read_list, read_number, read_text
from programme.configuration import Programme
from programme.errors import RuleBroken
from programme.guard import find_patient_data
from programme.naming import is_key
from programme.plans import MeasureSet, TeamKind
from programme.spc import ImprovementDirection

Value = TypeVar("Value")

LONGEST_UNIT = 40

_YEAR = re.compile(r"(\d{4})(?:\s*[-–—/]\s*(\d{4}|\d{2}))?", re.ASCII)
_CHANNEL = re.compile(r"(?:<#)?([CG][A-Z0-9]{2,20})(?:\|[^>]*)?>?", re.ASCII)
_DIRECTIONS = {
    "decrease": ImprovementDirection.DECREASE,
    "lower": ImprovementDirection.DECREASE,
    "down": ImprovementDirection.DECREASE,
    "increase": ImprovementDirection.INCREASE,
    "higher": ImprovementDirection.INCREASE,
    "up": ImprovementDirection.INCREASE,
    "neutral": ImprovementDirection.NEUTRAL,
}
_KINDS = {"corporate": TeamKind.CORPORATE_TEAM, "corporate_team": TeamKind.CORPORATE_TEAM}


def read_plans(sheets: Sequence[Sheet], form: PlanForm, programme: Programme) -> PlanRows:
    """The rows of every sheet that is one of the form's; other sheets are passed over.

    Raises:
        RuleBroken: no sheet is.
    """
    reader = _Reader(form, programme)
    for sheet in sheets:
        reader.take(sheet)
    return reader.rows()


class _Reader:
    def __init__(self, form: PlanForm, programme: Programme) -> None:
        self._form = form
        self._norths = _meanings((one.key, one.name) for one in programme.true_norths)
        self._breakthroughs = _meanings(
            (one.key, one.name) for one in programme.breakthrough_objectives
        )
        self._north_of = {one.key: one.true_north for one in programme.breakthrough_objectives}
        self._faults: list[RowFault] = []
        self._teams: list[TeamRow] = []
        self._goals: list[GoalRow] = []
        self._measures: list[MeasureRow] = []
        self._found: set[str] = set()

    def take(self, sheet: Sheet) -> None:
        """Read a sheet as the form that its name, or else its headings, agree with."""
        form = self._form_of(sheet)
        if form is None:
            return
        self._found.add(form.name)
        for row in table_in(sheet, form.columns, self._faults):
            if form is self._form.goals:
                _keep(self._goals, read_whole(row, self._goal))
            elif form is self._form.measures:
                _keep(self._measures, read_whole(row, self._measure))
            else:
                _keep(self._teams, read_whole(row, self._team))

    def _form_of(self, sheet: Sheet) -> SheetForm | None:
        forms = (self._form.goals, self._form.measures, self._form.teams)
        for form in forms:
            if form.name.casefold() == sheet.name.casefold():
                return form
        best = max(forms, key=lambda form: likeness(sheet, form.columns))
        return best if likeness(sheet, best.columns) > 1 else None

    def rows(self) -> PlanRows:
        """All that was read."""
        if not self._found:
            names = ", ".join(one.name for one in self._form.sheets)
            raise RuleBroken(
                f"No sheet of this file has the headings of a plan ({names}). Start from the "
                "workbook that truenorth plans template writes."
            )
        return PlanRows(
            tuple(self._teams),
            tuple(self._goals),
            tuple(self._measures),
            in_order(self._faults),
            self._form.teams.name in self._found,
        )

    def _team(self, row: SheetRow) -> TeamRow | None:
        name = _safe_text(row, f.TEAM)
        kind = row.choice(f.KIND, {**_by_spoken(f.KINDS), **_KINDS})
        channel = row.value(f.CHANNEL, _channel)
        leads = row.value(f.TEAM_LEADS, read_list) or ()
        key = row.value(f.KEY, _key)
        if name is None:
            return None
        return TeamRow(_place(row), name, kind, channel, leads, key)

    def _measure(self, row: SheetRow) -> MeasureRow | None:
        name = _safe_text(row, f.MEASURE)
        unit = row.value(f.MEASURE_UNIT, _unit)
        direction = row.choice(f.MEASURE_BETTER, _directions())
        baseline, target = (row.value(column, read_number) for column in (f.BASELINE, f.TARGET))
        kind = row.choice(f.SET, _by_spoken(f.SETS))
        team = row.value(f.MEASURE_TEAM, read_text)
        north = row.choice(self._north_column(self._form.measures), self._norths)
        key = row.value(f.KEY, _key)
        if name is None or unit is None or direction is None or kind is None:
            return None
        return MeasureRow(
            _place(row), name, unit, direction, baseline, target, kind, team, north, key
        )

    def _goal(self, row: SheetRow) -> GoalRow | None:
        team = row.value(f.TEAM, read_text)
        name = _safe_text(row, f.GOAL)
        north = row.choice(self._form.true_north, self._norths)
        goal = GoalRow(
            place=_place(row),
            team=team or "",
            name=name or "",
            true_north=north or "",
            breakthrough=self._breakthrough(row, north),
            measure=self._measure_of_goal(row, team, north),
            due=row.value(f.DUE, read_date),
            leads=row.value(f.LEADS, read_list) or (),
            year=row.value(f.YEAR, read_year),
            state=row.choice(f.STATE, _by_spoken(f.STATES)),
            key=row.value(f.KEY, _key),
        )
        return goal if team and name and north else None

    def _measure_of_goal(
        self, row: SheetRow, team: str | None, north: str | None
    ) -> MeasureRow | None:
        name = _safe_text(row, f.MEASURE_OF_GOAL)
        unit = row.value(f.UNIT, _unit)
        direction = row.choice(f.BETTER, _directions())
        baseline, target = (row.value(column, read_number) for column in (f.BASELINE, f.TARGET))
        if f.MEASURE_OF_GOAL.heading not in row.cells:
            for column in (f.UNIT, f.BETTER, f.BASELINE, f.TARGET):
                if column.heading in row.cells:
                    row.fault(f.MEASURE_OF_GOAL, f"Name the measure that “{column.heading}” is of.")
                    break
            return None
        for column in (f.UNIT, f.BETTER):
            if column.heading not in row.cells:
                row.fault(column, f"Fill this in for the measure. {column.note}")
        if name is None or unit is None or direction is None:
            return None
        return MeasureRow(
            _place(row), name, unit, direction, baseline, target, MeasureSet.GOAL, team, north, None
        )

    def _breakthrough(self, row: SheetRow, north: str | None) -> str | None:
        column = self._form.breakthrough
        if not column.choices:
            if row.text(column):
                row.fault(
                    column,
                    "No breakthrough objective is set up yet: leave this empty, or write the "
                    "objectives into the programme's own file first.",
                )
            return None
        found = row.choice(column, self._breakthroughs)
        if found and north and self._north_of[found] != north:
            row.fault(column, "This objective belongs to another True North than the goal.")
        return found

    def _north_column(self, form: SheetForm) -> Column:
        heading = self._form.true_north.heading
        return next(column for column in form.columns if column.heading == heading)


def read_year(text: str) -> PlanYear:
    """The days of a plan: `2026–27` from 1 April 2026 to 31 March 2027, `2026` a calendar year.

    Raises:
        RuleBroken: it is not written so.
    """
    found = _YEAR.fullmatch(text.strip())
    first = int(found[1]) if found else 0
    if found and 2000 <= first <= 2100:
        if found[2] is None:
            return PlanYear(date(first, 1, 1), date(first, 12, 31))
        if int(found[2]) % 100 == (first + 1) % 100:
            return PlanYear(date(first, 4, 1), date(first + 1, 3, 31))
    raise RuleBroken("Give a year like 2026–27, from April to March.")


def _keep(rows: list[Value], made: Value | None) -> None:
    if made is not None:
        rows.append(made)


def _place(row: SheetRow) -> Place:
    return Place(row.sheet, row.number, row.headings)


def _safe_text(row: SheetRow, column: Column) -> str | None:
    """A name that everybody will read: never one with patient data in it."""
    words = row.value(column, read_text)
    if words and find_patient_data(words):
        row.fault(
            column, "This looks like information about a patient. Say it without any, and again."
        )
        return None
    return words


def _unit(text: str) -> str:
    words = read_text(text)
    if len(words) > LONGEST_UNIT:
        raise RuleBroken(f"Keep the unit under {LONGEST_UNIT} characters, like % or weeks.")
    return words


def _channel(text: str) -> str:
    found = _CHANNEL.fullmatch(text)
    if not found:
        raise RuleBroken(
            "Give the channel's id, like C0123ABCD: in Slack it stands at the foot of the "
            "channel's details."
        )
    return found[1]


def _key(text: str) -> str:
    if not is_key(text):
        raise RuleBroken("A key is lower-case letters and figures with hyphens, like ward-waits.")
    return text


def _directions() -> Mapping[str, ImprovementDirection]:
    return {**_by_spoken(f.DIRECTIONS), **_DIRECTIONS}


def _by_spoken(spoken: Mapping[Value, str]) -> dict[str, Value]:
    return {words: meaning for meaning, words in spoken.items()}


def _meanings(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys by key and by name."""
    return {way: key for key, name in pairs for way in (key, name)}
