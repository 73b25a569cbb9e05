"""A stage with made-up goals on a Thursday of week 46, and what a lead does there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from playground.workspace import OpenView, Post
from programme.people import Actor, Person, Role
from programme.plans import AnnualPlan, Goal, Measure, Team
from programme.ports import UnitOfWorkFactory
from programme.spc import ImprovementDirection
from programme.updates import Rating, Report, UpdateDraft, Via, WeeklyUpdate
from programme.weeks import ReportingWeek
from tests.flows.stage import ANN, BEN, CHANNEL, Stage, a_stage, seen

THURSDAY = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
WEEK = ReportingWeek(2026, 46)
TEAM = Team("older", "Sample: Older adults", channel=CHANNEL)
PLAN = AnnualPlan("older-2026", "older", "Sample plan", date(2026, 4, 1), date(2027, 3, 31))
WAIT = Measure("wait", "Memory clinic wait", "weeks", ImprovementDirection.DECREASE, 20, 12)
DEMENTIA = Goal(
    "dementia", "older-2026", "older", "Dementia waits", "timely-access", None, "wait",
    leads=("ann",),
)  # fmt: skip
FALLS = Goal("falls", "older-2026", "older", "Fewer falls", "safe-care", leads=("ann",))
RESPITE = Goal("respite", "older-2026", "older", "Respite beds", "staying-well")
LEAD = Person("ann", "Sample Ann", ANN)
OFFICE = Person("ben", "Sample Ben", BEN, roles=frozenset({Role.OFFICE}))


def fill(works: UnitOfWorkFactory, *goals: Goal) -> None:
    """One team, its goals, its lead and somebody of the office."""
    with works() as work:
        work.people.put(LEAD)
        work.people.put(OFFICE)
        work.plans.put_team(TEAM)
        work.plans.put_plan(PLAN)
        work.plans.put_measure(WAIT)
        for goal in goals:
            work.plans.put_goal(goal)
        work.commit()


@dataclass
class Lead:
    """A lead at the stage."""

    stage: Stage
    user: str = ANN

    @property
    def form(self) -> OpenView:
        """The modal that is open."""
        return self.stage.modal()

    @property
    def form_now(self) -> OpenView:
        """The modal that is open, whatever is still being worked on."""
        return list(self.stage.slack.workspace.modals.values())[-1]

    @property
    def words(self) -> str:
        """All words of the modal that is open."""
        return seen(self.form.view["blocks"])

    @property
    def fields(self) -> list[str]:
        return [b["block_id"] for b in self.form.view["blocks"] if b["type"] == "input"]

    def value(self, field: str) -> Any:
        """What stands in a field, as a person sees it."""
        self.stage.settle()
        return self.value_now(field)

    def value_now(self, field: str) -> Any:
        """The same, whatever is still being worked on."""
        [held] = self.form_now.state[field].values()
        if held.get("selected_option"):
            return held["selected_option"]["value"]
        if "selected_options" in held:
            return [each["value"] for each in held["selected_options"] or []]
        return held.get("value") or held.get("selected_date")

    def open(self, typed: str = "/truenorth update") -> OpenView:
        self.stage.acting.command(self.user, CHANNEL, typed)
        return self.form

    def fill(self, **fields: Any) -> None:
        """Fill fields of the open form; a double underscore stands for a dot in a name."""
        for name, value in fields.items():
            self.stage.acting.fill(self.user, self.form, {name.replace("__", "."): value})
            self.stage.settle()

    def send(self) -> dict[str, str]:
        """Send the form; what is said at its fields."""
        form = self.form
        self.stage.acting.send_form(self.user, form)
        self.stage.settle()
        return form.errors

    def press(self, label: str) -> None:
        self.stage.acting.press_in_view(self.user, self.form, label)
        self.stage.settle()

    def press_in(self, post: Post, label: str) -> None:
        self.stage.acting.press(self.user, post, label)
        self.stage.settle()

    def report(self, rating: str = "green", **fields: Any) -> None:
        """Open the form of the first goal, fill it and send it."""
        self.open("/truenorth update dementia")
        self.fill(**{"rating": rating, "done": "Opened a second clinic.", **fields})
        assert self.send() == {}

    def posts(self) -> list[Post]:
        """What the assistant has posted to them, once the outbox is empty."""
        self.stage.app.posting.turn()
        return self.stage.dm(self.user)


def stored(stage: Stage, goal: Goal = DEMENTIA) -> list[WeeklyUpdate]:
    """Every version of a goal's week, oldest first."""
    with stage.services.readings() as work:
        return list(work.updates.versions(goal.key, WEEK))


def record(
    stage: Stage, report: Report, week: ReportingWeek = WEEK, goal: Goal = DEMENTIA
) -> WeeklyUpdate:
    """An update that was posted before, by the office."""
    ben = Actor("ben", "Sample Ben", frozenset({Role.OFFICE}))
    before = stage.services.reporting.goal_week(ben, goal.key, week).version
    draft = UpdateDraft(
        goal.key, week, f"{goal.key}{week}{before}", Via.FORM, report=report, based_on=before
    )
    return stage.services.reporting.submit(ben, replace(draft, sure=True)).update


@contextmanager
def a_lead(*goals: Goal, now: datetime = THURSDAY, **changes: Any) -> Iterator[Lead]:
    """A lead of these goals; of one with a measure by default."""
    with a_stage(start=False, **changes) as stage:
        stage.clock.ahead = now - datetime.now(UTC) - timedelta(seconds=1)
        fill(stage.works, *(goals or (DEMENTIA,)))
        yield Lead(stage)


GREEN = Report(Rating.GREEN, value=12.0, as_at=date(2026, 11, 5), done="Begun.", next="Go on.")
RED = replace(GREEN, rating=Rating.RED, recovery="More nurses.")
