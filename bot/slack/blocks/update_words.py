"""How a weekly update is put into words: ratings, values, days, who is to help."""

from datetime import date, datetime

from bot.reports.words import MARKS, NOT_RATED
from programme.dates import as_people_write
from programme.digest.figures import GIVEN, figure, with_unit
from programme.plans import Measure
from programme.updates import Blocker, Confidence, DecisionRequired, Rating, WeeklyUpdate
from programme.weeks import LONDON, Timing

TIMINGS = {Timing.EARLY: "early", Timing.ON_TIME: "on time", Timing.LATE: "late"}

CONFIDENCES = {
    Confidence.HIGH: "High: it will be met by its date",
    Confidence.MEDIUM: "Medium: it may be met",
    Confidence.LOW: "Low: it will probably not be met",
}


def rating_name(rating: Rating | None) -> str:
    """`🟢 Green`, or that there is none."""
    return f"{MARKS[rating]} {rating.capitalize()}" if rating else f"{NOT_RATED} Not rated"


def rating_words(rating: Rating) -> str:
    """`🟢 Green: on track, nothing needed`."""
    return f"{rating_name(rating)}: {rating.words}"


def number_words(value: float) -> str:
    """A number as people write it: `11.4`, `1,250`; at most four places."""
    return figure(value, GIVEN)


def value_words(value: float, measure: Measure | None) -> str:
    """A value with its unit: `11.4 weeks`, `85%`."""
    return with_unit(value, measure.unit if measure else "")


def as_at_words(value: float, as_at: date | None, measure: Measure | None) -> str:
    """`11.4 weeks, as at 3 August 2026`."""
    day = f", as at {as_people_write(as_at)}" if as_at else ""
    return f"{value_words(value, measure)}{day}"


def blocker_words(blocker: Blocker) -> str:
    """What is in the way, who can help, by when."""
    who = f"who can help: {blocker.who}" if blocker.who else ""
    by = f"by {as_people_write(blocker.by)}" if blocker.by else ""
    return _joined(blocker.what, who, by)


def decision_words(decision: DecisionRequired) -> str:
    """What is to be decided, by whom, by when."""
    whom = f"from: {decision.from_whom}" if decision.from_whom else ""
    by = f"by {as_people_write(decision.by)}" if decision.by else ""
    return _joined(decision.what, whom, by)


def moment_words(moment: datetime) -> str:
    """`3 August 2026, 5:30pm`, by the clock in England."""
    there = moment.astimezone(LONDON)
    hour = there.hour % 12 or 12
    half = "am" if there.hour < 12 else "pm"
    return f"{as_people_write(there.date())}, {hour}:{there:%M}{half}"


def version_words(update: WeeklyUpdate) -> str:
    """What kind of version it is, where that is to be said: amended, withdrawn, filled in later."""
    if not update.says_something:
        return "Withdrawn"
    if update.version > 1:
        return "Amended after the digest" if update.after_digest else "Amended"
    return "Filled in later" if update.backfilled else ""


def _joined(what: str, *rest: str) -> str:
    tail = ", ".join(part for part in rest if part)
    return f"{what} ({tail})" if tail else what
