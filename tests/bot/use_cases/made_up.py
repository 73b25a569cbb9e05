"""A small made-up programme: two teams, two goals, two people."""

from datetime import date

from programme.people import Person
from programme.plans import AnnualPlan, Goal, Measure, Team, TeamKind
from programme.spc import ImprovementDirection
from tests.fakes import FakeDatabase

HARBOUR = Team("harbour", "Sample: Harbour", channel="C0HARBOUR")
GARDEN = Team("garden", "Sample: Garden", TeamKind.CORPORATE_TEAM)
PLANS = tuple(
    AnnualPlan(
        f"{team.key}-2026-27",
        team.key,
        f"{team.name} annual plan 2026–27",
        date(2026, 4, 1),
        date(2027, 3, 31),
    )
    for team in (HARBOUR, GARDEN)
)
WAIT = Measure(
    "waits",
    "Longest wait",
    "weeks",
    ImprovementDirection.DECREASE,
    20.0,
    12.0,
    team="harbour",
    true_north="timely-access",
)
WAITS = Goal(
    "waits",
    "harbour-2026-27",
    "harbour",
    "Shorter waits",
    "timely-access",
    measure="waits",
    due=date(2027, 3, 31),
    leads=("ann",),
)
BLOOMS = Goal("blooms", "garden-2026-27", "garden", "More blooms", "staying-well")
ANN = Person("ann", "Sample Ann", "U0ANN")
BEN = Person("ben", "Sample Ben", "U0BEN")


def database_with_plans() -> FakeDatabase:
    """Everything above, kept."""
    database = FakeDatabase()
    with database.works() as work:
        work.people.put(ANN)
        work.people.put(BEN)
        for team in (HARBOUR, GARDEN):
            work.plans.put_team(team)
        for plan in PLANS:
            work.plans.put_plan(plan)
        work.plans.put_measure(WAIT)
        work.plans.put_goal(WAITS)
        work.plans.put_goal(BLOOMS)
        work.commit()
    return database
