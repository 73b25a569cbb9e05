"""A made-up week with something in every part of a digest, and text that means harm."""

from datetime import date

from programme.digest import AskedAbout, Digest, PracticeRule, PracticeTest
from programme.digest.readings import chart_of
from programme.plans import Measure, MeasureSet
from programme.spc import ImprovementDirection, XmrChart
from programme.updates import Blocker, DecisionRequired, Rating
from tests.programme.digest.made_up import (
    digest_of,
    goal,
    measure,
    trace,
    update,
    values,
)

FORMULA = '=HYPERLINK("http://example.invalid","here")'
MARKUP = "<b>not bold</b> & <!channel> $5 \x07"
SHIFTED = [13.0, 11.2, 12.9, 11.8, 13.1, 11.9, 12.8, 10.4, 11.3, 10.2, 11.4, 10.6, 11.2, 10.5]
STAFF = Measure(
    "sickness",
    "Sickness absence",
    "%",
    ImprovementDirection.DECREASE,
    target=4.5,
    set=MeasureSet.WORKFORCE,
)
MEASURES = {"waits": measure("waits", target=10), "calls": measure("calls"), "sickness": STAFF}
VALUES = {
    "waits": values("waits", SHIFTED),
    "calls": values("calls", [1204.5, 1190.0, 1210.25]),
    "sickness": values("sickness", [5.1, 5.0, 4.9]),
}


def full_digest() -> Digest:
    """Two teams, five goals: red, amber, green, silent, nothing to report."""
    rooms = Blocker("Rooms are not free", "Estates", date(2026, 12, 4))
    return digest_of(
        [
            goal("red", measure="waits", leads=("person-1",)),
            goal("amber", "hill", measure="calls", true_north="safe"),
            goal("green", due=date(2026, 11, 12)),
            goal("silent", "hill", leads=("person-1",)),
            goal("harm", name=FORMULA, true_north="safe"),
        ],
        [
            update(
                "red",
                Rating.RED,
                recovery="Borrow two nurses",
                blocker=rooms,
                decision=DecisionRequired("Agree a locum", "Finance", date(2026, 11, 2)),
            ),
            update("amber", Rating.AMBER, blocker=rooms, done=MARKUP),
            update("green"),
            update("harm", done=FORMULA),
        ],
        [
            trace("red", 1, Rating.RED, decision=DecisionRequired("Agree a locum", "Finance")),
            trace("amber", 1),
            trace("silent", 3, Rating.AMBER),
        ],
        measures=MEASURES,
        values=VALUES,
        wider=[STAFF],
        names={"person-1": "Sample Person"},
        rules=[PracticeRule("p", PracticeTest.RED, 2, "A summary is asked for.", "Made up", True)],
        unanswered=[AskedAbout("who leads forensic?", 3)],
        marked_wrong=[AskedAbout("what is our vision?", 1)],
    )


def charts() -> dict[str, tuple[Measure, XmrChart]]:
    """The charts behind it, by measure."""
    found = {}
    for key, each in MEASURES.items():
        chart = chart_of(each, VALUES[key])
        assert chart is not None
        found[key] = (each, chart)
    return found
