"""How a digest is put into words: the same words in Slack, on a terminal, in Word and in Excel."""

from collections.abc import Sequence
from datetime import date

from programme.dates import as_people_write
from programme.digest import (
    LOOK_BACK,
    ChangeKind,
    Counts,
    DecisionLine,
    GoalLine,
    MeasureReading,
    TargetStanding,
)
from programme.digest.figures import with_unit
from programme.spc import Assurance, ImprovementDirection, PointType, VariationIcon
from programme.updates import Blocker, Rating, WeekState

MARKS = {Rating.GREEN: "🟢", Rating.AMBER: "🔶", Rating.RED: "🟥"}
"""Each colour has a shape of its own too, and never stands without its name."""

NOT_RATED = "⚪"

VARIATIONS = {
    VariationIcon.COMMON_CAUSE: "common cause: no significant change",
    VariationIcon.IMPROVEMENT_HIGH: "special cause: improving, higher",
    VariationIcon.IMPROVEMENT_LOW: "special cause: improving, lower",
    VariationIcon.CONCERN_HIGH: "special cause: of concern, higher",
    VariationIcon.CONCERN_LOW: "special cause: of concern, lower",
    VariationIcon.NEUTRAL_HIGH: "special cause: higher, neither better nor worse",
    VariationIcon.NEUTRAL_LOW: "special cause: lower, neither better nor worse",
}
ASSURANCES = {
    Assurance.CONSISTENT_PASS: "can be relied on to meet the target",
    Assurance.CONSISTENT_FAIL: "will not meet the target without a change",
    Assurance.INCONSISTENT: "may or may not meet the target",
    Assurance.NOT_ENOUGH_DATA: "too few values to say whether it will meet the target",
}
POINT_TYPES = {
    PointType.COMMON_CAUSE: "common cause",
    PointType.IMPROVEMENT: "improvement",
    PointType.CONCERN: "concern",
    PointType.NEUTRAL_HIGH: "special cause, high",
    PointType.NEUTRAL_LOW: "special cause, low",
}
CHANGES = {
    ChangeKind.WORSE: "worse",
    ChangeKind.NEWLY_LATE: "past its due date",
    ChangeKind.FELL_SILENT: "no update this week",
    ChangeKind.BETTER: "better",
    ChangeKind.SPOKE_AGAIN: "reporting again",
    ChangeKind.FIRST_REPORT: "first report",
}


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 goal`, `3 goals`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence_case(words: str) -> str:
    """Words as a sentence begins; names and dates within stay as they are."""
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def ended(text: str) -> str:
    """Somebody's words as a sentence: with a full stop where they left it out."""
    words = text.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def rating_name(rating: Rating | None) -> str:
    """`Red`, or that there is none."""
    return rating.value.capitalize() if rating else "Not rated"


def standing_name(line: GoalLine) -> str:
    """How a goal stands this week, in a word or two."""
    if line.rating:
        return rating_name(line.rating)
    return {
        WeekState.NOTHING_TO_REPORT: "Nothing to report",
        WeekState.WITHDRAWN: "Withdrawn",
    }.get(line.state, "No update")


def counts_words(counts: Counts, before: Counts) -> str:
    """`24 goals: 14 green (1 more), 5 amber, 3 red (1 fewer), 2 with no update`."""
    pieces = [
        _moved(counts.green, before.green, "green"),
        _moved(counts.amber, before.amber, "amber"),
        _moved(counts.red, before.red, "red"),
    ]
    if counts.nothing_to_report or before.nothing_to_report:
        pieces.append(
            _moved(counts.nothing_to_report, before.nothing_to_report, "with nothing to report")
        )
    pieces.append(_moved(counts.missing, before.missing, "with no update"))
    return f"{plural(counts.total, 'goal')}: {', '.join(pieces)}"


def weeks_at_least(weeks: int, most: int) -> str:
    """`1 week`, `6 weeks`; `26 weeks or more` where it was counted up to so many and no further."""
    return f"{plural(weeks, 'week')}{' or more' if weeks >= most else ''}"


def decision_words(line: DecisionLine) -> str:
    """What is to be decided, from whom, by when, and how long it has been outstanding."""
    since = ""
    if line.weeks:
        before = " or before" if line.weeks >= LOOK_BACK else ""
        since = f", since the {line.raised.label}{before}"
    return f"{ended(line.what)} {waiting_words(line)}{since}."


def waiting_words(line: DecisionLine) -> str:
    """From whom, by when, and how long a decision has been outstanding; without a full stop."""
    whom = f"From {line.from_whom}." if line.from_whom else "It is not said who decides."
    when = ""
    if line.by:
        when = f" By {as_people_write(line.by)}{', which has passed' if line.overdue else ''}."
    spell = "Asked for this week"
    if line.weeks:
        spell = f"Outstanding for {weeks_at_least(line.weeks, LOOK_BACK)}"
    return f"{whom}{when} {spell}"


def red_spell(line: GoalLine) -> str:
    """For how long a goal is red."""
    weeks = line.weeks_at_rating
    if weeks == 1:
        return "Red for the first week"
    return f"Red for {weeks_at_least(weeks, LOOK_BACK + 1)} in a row"


def help_words(blocker: Blocker) -> str:
    """Who can help with a blocker, and by when it matters; empty where that is not said."""
    who = f" {blocker.who} can help." if blocker.who else ""
    return f"{who}{by_words(blocker.by)}"


def by_words(day: date | None) -> str:
    """` By 4 December 2026.`, or nothing."""
    return f" By {as_people_write(day)}." if day else ""


def red_words(line: GoalLine) -> str:
    """For how long a goal is red, and its recovery step."""
    recovery = (
        f"Recovery: {ended(line.recovery)}" if line.recovery else "No recovery step was given."
    )
    return f"{red_spell(line)}. {recovery}"


def silent_words(weeks: int, last: Rating | None, *, never: bool) -> str:
    """For how long nothing was said, and what was said last."""
    if never:
        return "never reported"
    spell = "no update this week" if weeks == 1 else f"no update for {plural(weeks, 'week')}"
    return f"{spell}; last rated {last.value}" if last else spell


def value_words(reading: MeasureReading) -> str:
    """`11.4 weeks as at 12 November 2026`, or that there is no value."""
    if reading.value is None or reading.as_at is None:
        return "no value yet"
    return f"{with_unit(reading.value, reading.unit)} as at {as_people_write(reading.as_at)}"


def target_words(reading: MeasureReading) -> str:
    """The latest value against the target, and nothing of variation."""
    match reading.target_standing:
        case TargetStanding.NO_TARGET:
            return "no target is set"
        case TargetStanding.NO_VALUE:
            return f"target {_target(reading)}, no value yet"
        case standing:
            return f"target {_target(reading)}: {standing.value}"


def variation_words(reading: MeasureReading) -> str:
    """What the chart says, apart from rating and target."""
    if reading.variation is None:
        return "too few values to say"
    return VARIATIONS[reading.variation]


def assurance_words(reading: MeasureReading) -> str:
    """Whether the process, left as it is, will meet the target."""
    return ASSURANCES[reading.assurance] if reading.assurance else ""


def assurance_sentence(assurance: Assurance | None) -> str:
    """The same as a sentence; empty without a target."""
    if assurance is None:
        return ""
    if assurance is Assurance.NOT_ENOUGH_DATA:
        return f"{sentence_case(ASSURANCES[assurance])}."
    return f"The process {ASSURANCES[assurance]}."


def measure_words(reading: MeasureReading) -> str:
    """A measure by name, with its three facts."""
    return f"{reading.name}: {facts_words(reading)}"


def facts_words(reading: MeasureReading) -> str:
    """A measure's three facts in a line: value, target, variation."""
    if reading.value is None:
        return target_words(reading)
    return f"{value_words(reading)}; {target_words(reading)}; {variation_words(reading)}"


def direction_words(direction: ImprovementDirection) -> str:
    """Which way is better."""
    return {
        ImprovementDirection.INCREASE: "higher is better",
        ImprovementDirection.DECREASE: "lower is better",
        ImprovementDirection.NEUTRAL: "neither way is better",
    }[direction]


def _target(reading: MeasureReading) -> str:
    bound = {
        ImprovementDirection.INCREASE: "at least ",
        ImprovementDirection.DECREASE: "at most ",
        ImprovementDirection.NEUTRAL: "",
    }[reading.direction]
    return f"{bound}{with_unit(reading.target or 0.0, reading.unit)}"


def _moved(now: int, before: int, what: str) -> str:
    if now == before:
        return f"{now} {what}"
    way = "more" if now > before else "fewer"
    return f"{now} {what} ({abs(now - before)} {way})"
