"""Weekly updates from a file: every row looked at first, then all of it stored or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.use_cases.reporting import Recorded, Reporting
from ingest.updates import UpdateRow, UpdateRows
from ingest.updates import form as f
from ingest.worksheets.columns import RowFault
from programme.errors import RuleBroken
from programme.goal_matching import GoalName, match_goals
from programme.naming import folded
from programme.people import Actor
from programme.permissions import check_can_backfill
from programme.plans import Goal, Team
from programme.update_faults import DraftNotWhole
from programme.update_rules import AlreadyChanged
from programme.updates import UpdateDraft, Via

REPORTED = (
    "This goal's week has an update already, and none is replaced by a file: take the row out, or "
    "amend with truenorth updates add --amend."
)


@dataclass(frozen=True, slots=True)
class UpdateImport:
    """What came of a file.

    Attributes:
        stored: False when a fault kept everything out.
        added: updates that are new; none when nothing was stored.
        unchanged: rows that had come in before.
        refused: every fault, in the order of the rows.
    """

    stored: bool
    added: tuple[Recorded, ...]
    unchanged: int
    refused: tuple[RowFault, ...]


class GoalFinder:
    """Goals by key, or by name and team."""

    def __init__(self, goals: Sequence[Goal], teams: Sequence[Team]) -> None:
        self._goals = goals
        self._teams = {team.key: team.name for team in teams}

    def goal(self, text: str, team: str | None = None) -> Goal:
        """The one goal that is meant.

        Raises:
            RuleBroken: none is, or more than one.
        """
        by_key = [goal for goal in self._goals if goal.key == text.strip()]
        named = by_key or [goal for goal in self._goals if folded(goal.name) == folded(text)]
        if team is not None:
            named = [goal for goal in named if self._is_of(goal, team)]
        if len(named) == 1:
            return named[0]
        if named:
            keys = ", ".join(goal.key for goal in named)
            raise RuleBroken(f"More than one goal has this name: give a key, one of {keys}.")
        raise RuleBroken(
            f"There is no such goal.{self._meant(text)} See keys and names with: "
            "truenorth plans list"
        )

    def _meant(self, text: str) -> str:
        likely = match_goals(text, [GoalName(goal.key, goal.name) for goal in self._goals])
        named = next((goal for goal in self._goals if likely and goal.key == likely[0].key), None)
        return f" Is “{named.name}” meant?" if named else ""

    def _is_of(self, goal: Goal, team: str) -> bool:
        return folded(team) in {goal.team, folded(self._teams[goal.team])}


def import_updates(
    reporting: Reporting,
    actor: Actor,
    file: UpdateRows,
    find: GoalFinder,
    *,
    accept_valid: bool,
) -> UpdateImport:
    """Store what a file holds, marked as filled in later.

    Rows are taken in the order of their weeks, so that each is held against the one before. The
    same row again stores nothing; a week that has another update is refused, never replaced.

    Raises:
        RuleBroken: the actor may not fill in past weeks.
        Unavailable: the database does not answer; nothing was kept.
    """
    check_can_backfill(actor)
    faults = [*file.faults, *_unknown_goals(file, find)]
    drafts: list[tuple[UpdateRow, UpdateDraft]] = []
    for row in sorted(file.rows, key=lambda row: row.week):
        try:
            goal = find.goal(row.goal, row.team)
        except RuleBroken as refused:
            faults.append(row.fault(f.GOAL, refused.sentence))
            continue
        drafts.append((row, _draft(row, goal.key)))
    outcomes = reporting.submit_all(
        actor,
        [draft for _, draft in drafts],
        accept_valid=accept_valid,
        only_look=bool(faults) and not accept_valid,
    )
    for (row, _), outcome in zip(drafts, outcomes, strict=True):
        if isinstance(outcome, RuleBroken):
            faults += _faults(row, outcome)
    recorded = [one for one in outcomes if isinstance(one, Recorded)]
    stored = accept_valid or not faults
    return UpdateImport(
        stored,
        tuple(one for one in recorded if not one.repeated) if stored else (),
        sum(one.repeated for one in recorded),
        tuple(sorted(faults, key=lambda fault: fault.row)),
    )


def _unknown_goals(file: UpdateRows, find: GoalFinder) -> list[RowFault]:
    """Faults of rows that are out already, so that a row is mended in one go."""
    told = {(fault.sheet, fault.row) for fault in file.faults if fault.column == f.GOAL.heading}
    faults = []
    for row in file.faulty:
        try:
            find.goal(row.goal, row.team)
        except RuleBroken as refused:
            if (row.sheet, row.row) not in told:
                faults.append(row.fault(refused.sentence))
    return faults


def _draft(row: UpdateRow, goal: str) -> UpdateDraft:
    said = repr((goal, row.week.key, row.kind.value, row.report, row.reason))
    return UpdateDraft(
        goal=goal,
        week=row.week,
        submission=f"file:{hashlib.sha256(said.encode()).hexdigest()}",
        via=Via.FILE,
        kind=row.kind,
        report=row.report,
        reason=row.reason,
        sure=row.sure,
        backfilled=True,
    )


def _faults(row: UpdateRow, refused: RuleBroken) -> list[RowFault]:
    if isinstance(refused, DraftNotWhole):
        return [row.fault(f.FIELDS.get(each.field), each.sentence) for each in refused.faults]
    if isinstance(refused, AlreadyChanged):
        return [row.fault(f.WEEK, REPORTED)]
    return [row.fault(f.WEEK, refused.sentence)]
