"""A goal's week in the words of forms and lists: how it stands, and what was said last."""

from collections.abc import Sequence

from bot.slack.blocks.update_form import GoalChoice
from bot.slack.blocks.update_words import as_at_words, rating_name
from bot.use_cases.goal_weeks import GoalWeek
from bot.use_cases.reporting import GoalHistory
from programme.goal_matching import GoalName, match_goals, sure_of
from programme.plans import Measure
from programme.updates import WeekState

STATES = {
    WeekState.MISSING: "not reported yet",
    WeekState.NOTHING_TO_REPORT: "reported: nothing to report",
    WeekState.WITHDRAWN: "withdrawn, so not reported",
}


def likely_goals(seen: Sequence[GoalWeek], wanted: str) -> list[GoalWeek]:
    """The goals that these words may mean: the one, where that is sure."""
    likely = match_goals(wanted, [GoalName(each.goal.key, each.goal.name) for each in seen])
    keys = {sure_of(likely) or ""} - {""} or {each.key for each in likely}
    return [each for each in seen if each.goal.key in keys]


def choice_of(seen: GoalWeek) -> GoalChoice:
    """A goal as it is chosen from a list."""
    said = [standing_words(seen)]
    if seen.outstanding and (last := last_rating(seen)):
        said.append(f"last time {last}")
    return GoalChoice(
        seen.goal.key, seen.goal.name, seen.team.name, " · ".join(said), seen.outstanding
    )


def standing_words(seen: GoalWeek) -> str:
    """How a goal's week stands."""
    if seen.state is WeekState.REPORTED and seen.standing:
        return f"reported: {rating_name(seen.standing.rating)}"
    return STATES[seen.state]


def last_rating(seen: GoalWeek) -> str:
    """What was said last time, and when; empty before the first."""
    if seen.last is None or seen.last.rating is None:
        return ""
    return f"{rating_name(seen.last.rating)}, {seen.last.week.label}"


def last_value(seen: GoalWeek, history: GoalHistory) -> str:
    """The measure's last value that does not come from this week's own update."""
    own = seen.standing.id if seen.standing else None
    values = [value for value in history.values if value.update is None or value.update != own]
    if not values:
        return ""
    return as_at_words(values[-1].value, values[-1].as_at, seen.measure)


def measure_label(measure: Measure) -> str:
    """A measure with its unit, as a field is called."""
    return f"{measure.name} ({measure.unit})" if measure.unit else measure.name
