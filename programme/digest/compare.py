"""Two digests side by side: what moved since the earlier one."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from programme.digest.lines import DecisionLine, GoalLine, SharedBlocker, TargetStanding
from programme.digest.values import Counts, Digest
from programme.errors import RuleBroken
from programme.updates import Blocker, DecisionRequired, Rating
from programme.weeks import ReportingWeek

REMOVED = "(removed at the author's request)"


@dataclass(frozen=True, slots=True)
class Movement:
    """One goal then and now; a rating of None means that nothing was said."""

    goal: str
    goal_name: str
    team_name: str
    before: Rating | None
    now: Rating | None
    target_before: TargetStanding | None
    target_now: TargetStanding | None
    value_before: float | None
    value_now: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What moved between two digests of the same scope.

    Attributes:
        better, worse: by rating, where both weeks have one.
        other: goals that spoke in one of the weeks only.
        added, gone: names of goals that stand in one digest only.
        decided, asked: decisions no longer outstanding, and newly so; `still` in both.
    """

    earlier: ReportingWeek
    later: ReportingWeek
    before: Counts
    now: Counts
    better: tuple[Movement, ...]
    worse: tuple[Movement, ...]
    other: tuple[Movement, ...]
    unchanged: int
    targets_met: tuple[Movement, ...]
    targets_missed: tuple[Movement, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    decided: tuple[DecisionLine, ...]
    asked: tuple[DecisionLine, ...]
    still: tuple[DecisionLine, ...]


def compare_digests(earlier: Digest, later: Digest) -> Comparison:
    """What moved from one digest to a later one.

    Raises:
        RuleBroken: they are about different parts of the programme, or the wrong way round.
    """
    if earlier.scope != later.scope:
        raise RuleBroken("Compare two digests of the same part of the programme.")
    if later.week <= earlier.week:
        raise RuleBroken("Compare a digest with an earlier one.")
    old = {line.goal: line for line in earlier.lines}
    new = {line.goal: line for line in later.lines}
    both = [_movement(old[goal], line) for goal, line in new.items() if goal in old]
    rated = [each for each in both if each.before and each.now]
    waited = {line.id: line for line in earlier.decisions}
    waits = {line.id: line for line in later.decisions}
    return Comparison(
        earlier=earlier.week,
        later=later.week,
        before=earlier.counts,
        now=later.counts,
        better=tuple(each for each in rated if _order(each.now) < _order(each.before)),
        worse=tuple(each for each in rated if _order(each.now) > _order(each.before)),
        other=tuple(each for each in both if (each.before is None) != (each.now is None)),
        unchanged=sum(each.before is each.now for each in both),
        targets_met=tuple(each for each in both if _turned(each, TargetStanding.MET)),
        targets_missed=tuple(each for each in both if _turned(each, TargetStanding.MISSED)),
        added=tuple(line.name for goal, line in new.items() if goal not in old),
        gone=tuple(line.name for goal, line in old.items() if goal not in new),
        decided=tuple(line for key, line in waited.items() if key not in waits),
        asked=tuple(line for key, line in waits.items() if key not in waited),
        still=tuple(line for key, line in waits.items() if key in waited),
    )


def without_words(digest: Digest, updates: Collection[str]) -> Digest:
    """A digest from which the words of some updates are removed; figures and ratings stay."""
    return replace(
        digest,
        decisions=tuple(
            replace(line, what=REMOVED, from_whom=None) if line.update in updates else line
            for line in digest.decisions
        ),
        reds=tuple(_wordless(line, updates) for line in digest.reds),
        blockers=tuple(_wordless_blocker(each, updates) for each in digest.blockers),
        rest=tuple(
            replace(part, lines=tuple(_wordless(line, updates) for line in part.lines))
            for part in digest.rest
        ),
    )


def _wordless(line: GoalLine, updates: Collection[str]) -> GoalLine:
    if line.update not in updates:
        return line
    return replace(
        line,
        done=REMOVED if line.done else None,
        next=None,
        recovery=None,
        blocker=Blocker(REMOVED) if line.blocker else None,
        decision=DecisionRequired(REMOVED) if line.decision else None,
        risk=None,
        reason=None,
    )


def _wordless_blocker(shared: SharedBlocker, updates: Collection[str]) -> SharedBlocker:
    touched = any(each.update in updates for each in shared.mentions)
    return SharedBlocker(
        REMOVED if touched else shared.about,
        tuple(
            replace(each, what=REMOVED) if each.update in updates else each
            for each in shared.mentions
        ),
    )


def _movement(old: GoalLine, new: GoalLine) -> Movement:
    return Movement(
        goal=new.goal,
        goal_name=new.name,
        team_name=new.team_name,
        before=old.rating,
        now=new.rating,
        target_before=old.reading.target_standing if old.reading else None,
        target_now=new.reading.target_standing if new.reading else None,
        value_before=old.reading.value if old.reading else None,
        value_now=new.reading.value if new.reading else None,
        unit=new.reading.unit if new.reading else "",
    )


def _order(rating: Rating | None) -> int:
    return rating.order if rating else -1


def _turned(movement: Movement, into: TargetStanding) -> bool:
    judged = (TargetStanding.MET, TargetStanding.MISSED)
    return (
        movement.target_now is into
        and movement.target_before in judged
        and movement.target_before is not into
    )
