"""Made-up teams, goals and updates for what is shown of them."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from programme.plans import Goal, Measure, Team
from programme.spc import ImprovementDirection
from programme.updates import (
    Blocker,
    Confidence,
    DecisionRequired,
    Rating,
    Report,
    UpdateKind,
    Via,
    WeeklyUpdate,
)
from programme.weeks import ReportingWeek, Timing

WEEK = ReportingWeek(2026, 46)
TEAM = Team("older-adults", "Older adults (sample)", channel="C0OLDER")
MEASURE = Measure(
    "dementia-wait", "Wait for a memory clinic", "weeks", ImprovementDirection.DECREASE
)
GOAL = Goal(
    "dementia-waits", "older-adults-26", TEAM.key, "Dementia waits", "timely-access",
    measure=MEASURE.key,
)  # fmt: skip

PIECES = ["word ", "<!channel> ", "<https://a.example|b> ", "*", "&", "\u202e", "\n", "x" * 90]
SHORT = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
WORDS = SHORT | st.builds(lambda piece, n: piece * n, SHORT, st.integers(0, 200))
MAYBE = st.none() | WORDS
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))

REPORTS = st.builds(
    Report,
    rating=st.none() | st.sampled_from(Rating),
    confidence=st.none() | st.sampled_from(Confidence),
    value=st.none() | st.floats(-1e12, 1e12),
    as_at=DAYS,
    done=MAYBE,
    next=MAYBE,
    recovery=MAYBE,
    blocker=st.none() | st.builds(Blocker, WORDS, MAYBE, DAYS),
    decision=st.none() | st.builds(DecisionRequired, WORDS, MAYBE, DAYS),
    risk=MAYBE,
    source=st.sampled_from([None, "https://playground.example/archives/C1/p1"]),
)


def an_update(report: Report | None = None, **fields: object) -> WeeklyUpdate:
    """A whole update, as it is kept."""
    given: dict[str, object] = {
        "id": "u" * 32,
        "goal": GOAL.key,
        "week": WEEK,
        "version": 1,
        "kind": UpdateKind.REPORT,
        "author": "p" * 32,
        "submitted_at": datetime(2026, 11, 12, 9, 30, tzinfo=UTC),
        "timing": Timing.ON_TIME,
        "via": Via.FORM,
        "submission": "s" * 32,
        "report": report or Report(Rating.GREEN, value=11.4, as_at=date(2026, 11, 12), done="Yes"),
    }
    return WeeklyUpdate(**(given | fields))  # type: ignore[arg-type] - fields by name


UPDATES = st.builds(
    lambda report, kind, version, timing, late, reason: an_update(
        report if kind is UpdateKind.REPORT else None,
        kind=kind,
        version=version,
        timing=timing,
        after_digest=late,
        reason=reason,
    ),
    REPORTS,
    st.sampled_from(UpdateKind),
    st.integers(1, 20),
    st.sampled_from(Timing),
    st.booleans(),
    MAYBE,
)
