"""Is a draft whole? Every fault of it, at its field, in a sentence that says what to do.

Source: the programme's weekly rhythm: three ratings in words, a recovery step on every fall,
"are you sure?" from red to green within one week, and a reason for changing what a digest has
already told.
"""

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from programme.dates import as_people_write
from programme.errors import RuleBroken
from programme.plans import Goal
from programme.updates import Rated, Rating, Report, UpdateDraft, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingRhythm, ReportingWeek

LONGEST_TEXT = 600
"""Characters in one field: an update is read by many, in a list of many."""

LARGEST_VALUE = 1e12

OLDEST_VALUE = timedelta(weeks=2 * 52)
"""How long before its week a value may be from: yearly surveys come late, and no later."""

LONG_PAST = timedelta(weeks=8)
"""How long before its week a day may lie by which something is needed, when it is first said."""


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong at one field of a draft, in a sentence that says what to do.

    `field` is a name of `Report` or `UpdateDraft`: `rating`, `value`, `blocker.by` …
    """

    field: str
    sentence: str


class DraftNotWhole(RuleBroken):
    """A draft with faults: `faults` says each at its field."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        super().__init__(" ".join(dict.fromkeys(fault.sentence for fault in faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class UpdateContext:
    """What the rules look at beside the draft.

    Attributes:
        standing: the latest version for the goal's week, or None.
        last: the last report of an earlier week, or None.
        closed_at: when the week's digest was sent, or None.
        plan_begins: the first day of the goal's annual plan, or None where it does not matter.
        today: the day on the wall in England.
    """

    goal: Goal
    standing: WeeklyUpdate | None
    last: Rated | None
    closed_at: datetime | None
    rhythm: ReportingRhythm
    now: datetime
    plan_begins: date | None = None

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.now.astimezone(self.rhythm.zone).date()


def asks_recovery(rating: Rating | None, last: Rating | None) -> bool:
    """A fall to amber or red asks for the step that brings the goal back.

    A goal's first rating falls from nothing: amber or red is then asked about too.
    """
    if rating in (None, Rating.GREEN):
        return False
    return last is None or rating.order > last.order


def asks_sure(rating: Rating | None, last: Rated | None, week: ReportingWeek) -> bool:
    """From red to green in one week: are you sure?"""
    return (
        rating is Rating.GREEN
        and last is not None
        and last.rating is Rating.RED
        and week.since(last.week) == 1
    )


def before_plan(
    week: ReportingWeek, plan_begins: date | None, standing: WeeklyUpdate | None
) -> str | None:
    """That a week ends before its goal's plan begins, as people are told: are you sure?

    None where it does not, or where something was said of the week before. Most often it is a
    slip. It need not be one: values of earlier weeks are what a chart's limits are made from.
    """
    said_before = standing is not None and standing.says_something
    if plan_begins is None or week.sunday >= plan_begins or said_before:
        return None
    return (
        f"The {week.label} lies before the goal's annual plan, which begins on "
        f"{as_people_write(plan_begins)}"
    )


def asks_reason(kind: UpdateKind, context: UpdateContext) -> bool:
    """Nothing to report needs a reason; so does any change after the digest was sent."""
    if kind is UpdateKind.NOTHING_TO_REPORT:
        return True
    return context.standing is not None and context.closed_at is not None


def faults_of(draft: UpdateDraft, context: UpdateContext) -> tuple[FieldFault, ...]:
    """Everything that keeps a draft from being whole, field by field; empty when it is whole."""
    if draft.kind is UpdateKind.WITHDRAWAL:
        return tuple(_reason_faults(draft, context))
    if draft.kind is UpdateKind.NOTHING_TO_REPORT:
        return (*_plan_faults(draft, context), *_reason_faults(draft, context))
    report = draft.report
    faults = [
        *_plan_faults(draft, context),
        *_rating_faults(draft, context),
        *_measure_faults(report, draft.week, context),
        *_text_faults(report),
        *_together_faults(report),
        *_past_faults(report, draft.week, context),
        *_reason_faults(draft, context),
    ]
    return tuple(faults)


def _plan_faults(draft: UpdateDraft, context: UpdateContext) -> list[FieldFault]:
    words = before_plan(draft.week, context.plan_begins, context.standing)
    if words is None or draft.sure:
        return []
    return [FieldFault("sure", f"{words}: choose a later week, or say that you are sure.")]


def _rating_faults(draft: UpdateDraft, context: UpdateContext) -> list[FieldFault]:
    rating = draft.report.rating
    last = context.last.rating if context.last else None
    if rating is None:
        return [FieldFault("rating", "Choose a rating: green, amber or red.")]
    if asks_recovery(rating, last) and not _kept(draft.report.recovery):
        return [
            FieldFault(
                "recovery", f"The goal is now {rating}: say the step that brings it back on plan."
            )
        ]
    if asks_sure(rating, context.last, draft.week) and not draft.sure:
        return [
            FieldFault(
                "sure", "From red to green in one week: tick that you are sure, or choose amber."
            )
        ]
    return []


def _measure_faults(
    report: Report, week: ReportingWeek, context: UpdateContext
) -> list[FieldFault]:
    faults = []
    if report.value is not None:
        if context.goal.measure is None:
            faults.append(
                FieldFault("value", "This goal has no measure, so leave the value empty.")
            )
        if not math.isfinite(report.value) or abs(report.value) > LARGEST_VALUE:
            faults.append(FieldFault("value", "Give the value as an ordinary number, like 11.4."))
        if report.as_at is None:
            faults.append(FieldFault("as_at", "Say which day the value is from."))
    elif report.as_at is not None:
        faults.append(FieldFault("value", "There is a date but no value: give both or neither."))
    if report.as_at is not None and report.as_at > context.today:
        faults.append(FieldFault("as_at", "The value's date lies ahead: give the day it is from."))
    if report.as_at is not None and report.as_at < week.monday - OLDEST_VALUE:
        faults.append(
            FieldFault("as_at", "The value's date lies years before the week: check its year.")
        )
    return faults


def _text_faults(report: Report) -> list[FieldFault]:
    faults = []
    if not _kept(report.done) and not _kept(report.next):
        faults.append(FieldFault("done", "Say in a sentence what was done, or what comes next."))
    lengths = (length_fault(field, text) for field, text in texts_of(report).items())
    return [*faults, *(fault for fault in lengths if fault)]


def _together_faults(report: Report) -> list[FieldFault]:
    faults = []
    if report.blocker and not _kept(report.blocker.what):
        faults.append(
            FieldFault("blocker.what", "Say what the blocker is, or empty its other fields.")
        )
    if report.decision:
        if not _kept(report.decision.what):
            faults.append(
                FieldFault("decision.what", "Say what is to be decided, or empty its other fields.")
            )
        elif not _kept(report.decision.from_whom):
            faults.append(FieldFault("decision.from_whom", "Say who is to decide."))
    return faults


def _past_faults(report: Report, week: ReportingWeek, context: UpdateContext) -> list[FieldFault]:
    """Days by which something is needed that lie long before the week: a slip in the year.

    One that passed lately is worth knowing, and so is one that was said before.
    """
    told = {day for each in (context.standing, context.last) if each for day in each.days_by}
    return [
        FieldFault(field, "This day passed long ago: check its year, or leave it empty.")
        for field, day in report.days_by.items()
        if day < week.monday - LONG_PAST and day not in told
    ]


def _reason_faults(draft: UpdateDraft, context: UpdateContext) -> list[FieldFault]:
    if draft.reason and (too_long := length_fault("reason", draft.reason)):
        return [too_long]
    if not asks_reason(draft.kind, context) or _kept(draft.reason):
        return []
    if draft.kind is UpdateKind.NOTHING_TO_REPORT:
        return [FieldFault("reason", "Say why there is nothing to report.")]
    return [FieldFault("reason", "The week's digest has been sent: say why this changes now.")]


def length_fault(field: str, text: str) -> FieldFault | None:
    """The fault of a text that is too long; None for one that is not."""
    if len(text) <= LONGEST_TEXT:
        return None
    return FieldFault(
        field,
        f"Keep this to {LONGEST_TEXT} characters; it has {len(text)}. Link to anything longer.",
    )


def texts_of(report: Report) -> dict[str, str]:
    """The free words of a report by field, those that are there: what the guard must look at."""
    texts = {
        "done": report.done,
        "next": report.next,
        "recovery": report.recovery,
        "blocker.what": report.blocker.what if report.blocker else None,
        "blocker.who": report.blocker.who if report.blocker else None,
        "decision.what": report.decision.what if report.decision else None,
        "decision.from_whom": report.decision.from_whom if report.decision else None,
        "risk": report.risk,
    }
    return {field: text for field, text in texts.items() if text}


def _kept(text: str | None) -> str | None:
    """The words without the space around them; None when nothing is left."""
    return (text or "").strip() or None
