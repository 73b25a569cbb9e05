"""Updates are found by index alone, however many there are."""

import sqlite3
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, text

from storage.engine import open_engine, reading
from storage.work import SqlUnitOfWork, sql_works
from tests.contracts.made_up_programme import WEEK, put_goals, update


def ask(work: SqlUnitOfWork) -> None:
    """One of each question that a click, an update or a digest asks."""
    work.updates.in_week(WEEK)
    work.updates.in_week(WEEK, ["g1", "g2"])
    work.updates.last_reports(["g1", "g2"], WEEK)
    work.updates.history("g1")
    work.updates.standing("g1", WEEK)
    work.plans.goals_of("p1")
    work.plans.values(["m1"], date(2026, 1, 1))
    work.people.by_slack("U1")
    work.outbox.about("update:u1")
    work.audit.about("update:u1")


def test_sqlite_scans_no_table(sqlite_url: str) -> None:
    plans = plans_of(sqlite_url, "EXPLAIN QUERY PLAN")
    assert len(plans) > 10
    # A subquery that is scanned holds what a search has found.
    scans = [plan for plan in plans if "SCAN" in plan and "subquery" not in plan.lower()]
    assert scans == [], "\n".join(plans)


@pytest.mark.postgresql
def test_postgresql_scans_no_updates(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with sql_works(engine)() as work:
        put_goals(work, *(f"g{n}" for n in range(40)))
        for n in range(40):
            for back in range(50):
                work.updates.add(update(f"g{n}", WEEK.plus(-back)))
        work.commit()
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()
    plans = "\n".join(plans_of(postgresql_url, "EXPLAIN"))
    assert plans.count("on updates") >= 5
    assert "Seq Scan on updates" not in plans


def plans_of(url: str, explain: str) -> list[str]:
    """How the database goes about the questions, line by line."""
    engine = open_engine(url)
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _note(*call: Any) -> None:
        _connection, _cursor, statement, parameters, _context, _many = call
        asked.append((statement, parameters))

    with SqlUnitOfWork(reading(engine)) as work:
        ask(work)
        questions = [each for each in asked if "SELECT" in each[0]]
        assert len(questions) == 10
        connection = work._open()
        told = [
            connection.exec_driver_sql(f"{explain} {statement}", parameters).all()
            for statement, parameters in questions
        ]
    engine.dispose()
    return [str(row[-1]) for rows in told for row in rows]


def test_of_many_goals_the_last_report_is_one_look_up_each(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    steps: list[int] = []
    with sql_works(engine)() as work:
        put_goals(work, "g1", "g2")
        for back in range(1, 300):
            for goal in ("g1", "g2"):
                work.updates.add(
                    update(goal, WEEK.plus(-back), at=datetime(2026, 1, 1, tzinfo=UTC))
                )
        work.commit()
    with SqlUnitOfWork(reading(engine)) as work:
        assert work.updates.closed_at(WEEK) is None
        driver = work._open().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for before in (WEEK, WEEK.plus(-290)):
            counted = [0]

            def count(counted: list[int] = counted) -> int:
                counted[0] += 1
                return 0

            driver.set_progress_handler(count, 1)
            assert len(work.updates.last_reports(["g1", "g2"], before)) == 2
            driver.set_progress_handler(None, 1)
            steps.append(counted[0])
    engine.dispose()
    # As many steps of SQLite's machine after three hundred weeks as after nine.
    assert steps[0] <= steps[1] * 1.1
