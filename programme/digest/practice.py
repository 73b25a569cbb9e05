"""Rules of programme practice: data that the programme office approves, off until it does.

The strategy names no such rules, so what they say is always shown as "programme practice".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from programme.digest.lines import GoalLine, MeasureReading
from programme.digest.values import PracticeNote
from programme.plans import MeasureValue
from programme.spc import ImprovementDirection, VariationIcon
from programme.updates import Rating


class PracticeTest(StrEnum):
    """What a rule looks at."""

    OFF_TARGET = "off_target"
    RED = "red"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class PracticeRule:
    """After so many periods in a row, something is asked for.

    Attributes:
        periods: values in a row off target, or weeks in a row red or silent.
        wording: what is asked for, as the office approved it.
        source: where the practice comes from.
        approved: a rule that is not approved never fires.
    """

    key: str
    test: PracticeTest
    periods: int
    wording: str
    source: str
    approved: bool = False


def practice_notes(
    rules: Sequence[PracticeRule], line: GoalLine, values: Sequence[MeasureValue]
) -> list[PracticeNote]:
    """The notes of the approved rules that fire on a goal."""
    notes = []
    for rule in rules:
        if not rule.approved:
            continue
        because = _because(rule, line, values)
        if because is None:
            continue
        variation = line.reading.variation if line.reading else None
        notes.append(
            PracticeNote(
                rule=rule.key,
                wording=rule.wording,
                source=rule.source,
                goal=line.goal,
                goal_name=line.name,
                team_name=line.team_name,
                because=because,
                on_common_cause=rule.test is PracticeTest.OFF_TARGET
                and variation is VariationIcon.COMMON_CAUSE,
            )
        )
    return notes


def off_target(values: Sequence[MeasureValue], reading: MeasureReading) -> int:
    """How many of the latest values in a row miss the target; 0 where there is none."""
    target, direction = reading.target, reading.direction
    if target is None or direction is ImprovementDirection.NEUTRAL:
        return 0
    found = 0
    for each in reversed(values):
        if (each.value - target) * direction.sign >= 0:
            break
        found += 1
    return found


def _because(rule: PracticeRule, line: GoalLine, values: Sequence[MeasureValue]) -> str | None:
    match rule.test:
        case PracticeTest.OFF_TARGET:
            periods = off_target(values, line.reading) if line.reading else 0
            said = f"{periods} values in a row off target"
        case PracticeTest.RED:
            periods = line.weeks_at_rating if line.rating is Rating.RED else 0
            said = f"red for {periods} weeks in a row"
        case PracticeTest.SILENT:
            periods = line.weeks_silent
            said = f"no update for {periods} weeks in a row"
    return said if periods >= rule.periods else None
