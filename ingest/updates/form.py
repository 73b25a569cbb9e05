"""The sheet of weekly updates as people meet it: its columns, notes and choices."""

from datetime import date

from ingest.worksheets.columns import Column, SheetForm
from programme.updates import Confidence, Rating

RATINGS = {rating: f"{rating.value}: {rating.words}" for rating in Rating}
CONFIDENCES = {confidence: confidence.value for confidence in Confidence}
YES_NO = {True: "yes", False: "no"}

GOAL = Column(
    "Goal", "The goal's key or its name, as truenorth plans list shows them.", needed=True,
    other_headings=("Goal key", "Improvement goal"),
)  # fmt: skip
TEAM = Column(
    "Team", "Only where two teams have a goal of this name.", other_headings=("Directorate",)
)
WEEK = Column(
    "Week", "Like 2026-W46, or any day of that week.", needed=True,
    other_headings=("Reporting week", "Week of", "Week commencing"),
)  # fmt: skip
RATING = Column(
    "Rating", "What the team says of the goal; empty only when there is nothing to report.",
    choices=tuple(RATINGS.values()), other_headings=("RAG",),
)  # fmt: skip
CONFIDENCE = Column(
    "Confidence", "How sure the lead is that the goal is met by its date.",
    choices=tuple(CONFIDENCES.values()),
)  # fmt: skip
VALUE = Column("Value", "The headline measure, a number in its own unit.")
AS_AT = Column("As at", "The day that the value is from.", other_headings=("Value as at", "As of"))
DONE = Column("Done", "What was done, in a sentence.", other_headings=("Done this week",))
NEXT = Column("Next", "What comes next, in a sentence.", other_headings=("Next steps",))
RECOVERY = Column(
    "Recovery step", "Needed when the rating falls: what brings the goal back on plan.",
    other_headings=("Recovery",),
)  # fmt: skip
BLOCKER = Column("Blocker", "What stands in the way.")
HELP_FROM = Column("Who can help", "With the blocker.")
HELP_BY = Column("Help needed by", "A day.")
DECISION = Column("Decision required", "What is to be decided.", other_headings=("Decision",))
DECISION_FROM = Column("Decision from", "Who is to decide.")
DECISION_BY = Column("Decision by", "A day.")
RISK = Column("Risk", "What may go wrong.")
NOTHING = Column(
    "Nothing to report", "The reason, in a week with nothing to report; then nothing else."
)
SURE = Column(
    "Sure",
    "“yes” where a goal goes from red to green in one week, or its plan begins after it.",
    choices=tuple(YES_NO.values()),
)

FIELDS = {
    "rating": RATING,
    "confidence": CONFIDENCE,
    "value": VALUE,
    "as_at": AS_AT,
    "done": DONE,
    "next": NEXT,
    "recovery": RECOVERY,
    "blocker.what": BLOCKER,
    "blocker.who": HELP_FROM,
    "blocker.by": HELP_BY,
    "decision.what": DECISION,
    "decision.from_whom": DECISION_FROM,
    "decision.by": DECISION_BY,
    "risk": RISK,
    "reason": NOTHING,
    "sure": SURE,
}
"""The column of each field of a draft, for faults that the rules of an update find."""

ABOUT = (
    "For weeks that were reported elsewhere: a row for each goal and week.",
    "The row that begins with “Example:” shows how it is done; it is never taken in.",
    "Then: truenorth updates import FILE. All rows are looked at before anything is stored.",
    "Whatever is wrong is named by row and column; nothing is stored until it is mended.",
    "What comes in this way is marked as filled in later.",
    "Importing the same file again changes nothing; what is there already is never replaced.",
)


def update_form() -> SheetForm:
    """The one sheet of the workbook."""
    return SheetForm(
        "Updates",
        "What was said of each goal in each week, in the order of the weeks.",
        (
            GOAL,
            WEEK,
            RATING,
            CONFIDENCE,
            VALUE,
            AS_AT,
            DONE,
            NEXT,
            RECOVERY,
            BLOCKER,
            HELP_FROM,
            HELP_BY,
            DECISION,
            DECISION_FROM,
            DECISION_BY,
            RISK,
            NOTHING,
            SURE,
            TEAM,
        ),
        {
            GOAL.heading: "Example: shorter-waits",
            WEEK.heading: "2026-W46",
            RATING.heading: RATINGS[Rating.AMBER],
            CONFIDENCE.heading: CONFIDENCES[Confidence.MEDIUM],
            VALUE.heading: 14.5,
            AS_AT.heading: date(2026, 11, 12),
            DONE.heading: "A second clinic opened on Tuesday.",
            NEXT.heading: "Letters go to everybody who has waited longest.",
            RECOVERY.heading: "Evening clinics until the end of January.",
        },
    )
