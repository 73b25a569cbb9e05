"""A stage with a made-up goal whose updates are posted, turn by turn."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from bot.slack.posting import Posting, build_posting
from bot.use_cases.reporting import Recorded, Reporting
from bot.use_cases.who import Directory
from playground.workspace import BOT_USER
from playground.workspace import Post as Seen
from programme.outbox import Post
from programme.people import Person, Role
from programme.plans import AnnualPlan, Goal, Team
from programme.ports import UnitOfWorkFactory
from programme.updates import Rating, Report, UpdateDraft, Via
from programme.weeks import ReportingRhythm
from tests.flows.stage import ANN, BEN, CHANNEL, Stage, a_stage

TEAM = Team("harbour", "Sample: Harbour", channel=CHANNEL)
PLAN = AnnualPlan("harbour-2026", "harbour", "Sample plan", date(2026, 4, 1), date(2027, 3, 31))
GOAL = Goal("waits", "harbour-2026", "harbour", "Shorter waits", "timely-access", leads=("ann",))
LEAD = Person("ann", "Sample Ann", ANN)
OFFICE = Person("ben", "Sample Ben", BEN, roles=frozenset({Role.OFFICE}))


def fill(works: UnitOfWorkFactory, team: Team = TEAM) -> None:
    """One team with one goal, its lead, and somebody of the office."""
    with works() as work:
        work.people.put(LEAD)
        work.people.put(OFFICE)
        work.plans.put_team(team)
        work.plans.put_plan(PLAN)
        work.plans.put_goal(GOAL)
        work.commit()


@dataclass
class PostingStage:
    """A stage whose sender takes a turn when it is told to."""

    stage: Stage
    reporting: Reporting
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def posting(self) -> Posting:
        return self.stage.app.posting

    def report(self, words: str = "Opened a clinic.", **report: Any) -> Recorded:
        """The lead posts an update, or amends the one that stands."""
        actor = Directory(self.stage.services.readings).actor(ANN)
        seen = self.reporting.goal_week(actor, GOAL.key)
        said = Report(rating=Rating.GREEN, done=words)
        draft = UpdateDraft(
            goal=GOAL.key,
            week=seen.week,
            submission=f"s{next(self.numbers)}",
            via=Via.FORM,
            report=replace(said, **report),
            based_on=seen.version,
        )
        return self.reporting.submit(actor, draft)

    def withdraw(self) -> Recorded:
        actor = Directory(self.stage.services.readings).actor(ANN)
        standing = self.reporting.goal_week(actor, GOAL.key).standing
        assert standing
        return self.reporting.withdraw(actor, standing, f"s{next(self.numbers)}")

    def turn(self, *, later: timedelta = timedelta()) -> None:
        """Let the sender take a turn, some time later."""
        self.stage.clock.ahead += later
        self.posting.turn()

    def kept(self, kind: str) -> list[Post]:
        """The posts of a kind in the outbox, oldest first."""
        with self.stage.services.readings() as work:
            posts = work.outbox.about(f"goal:{GOAL.key}")
        return [post for post in posts if post.kind == kind]

    def channel(self) -> list[Seen]:
        return self.stage.posts(CHANNEL)

    def dm(self, user: str = ANN) -> list[Seen]:
        return self.stage.dm(user)

    def another_worker(self) -> Posting:
        """The sender of a second process on the same database."""
        return build_posting(self.stage.services, self.stage.settings)


@contextmanager
def a_posting_stage(team: Team = TEAM, **changes: Any) -> Iterator[PostingStage]:
    with a_stage(start=False, **changes) as stage:
        fill(stage.works, team)
        ids = itertools.count(1)
        reporting = Reporting(
            stage.works,
            stage.services.readings,
            rhythm=ReportingRhythm(),
            look_at_words=lambda _: (),
            now=stage.clock,
            new_id=lambda: f"u{next(ids)}",
        )
        assert BOT_USER in stage.slack.workspace.channels[CHANNEL].members
        yield PostingStage(stage, reporting)
