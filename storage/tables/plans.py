"""Teams and who leads them, annual plans, goals and who leads them, measures and their values."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from programme.plans import GoalState, MeasureSet, TeamKind
from programme.spc import ImprovementDirection
from storage.tables.columns import KEY, Words, one_of
from storage.tables.declaration import Table


class TeamRow(Table):
    """A directorate or corporate team."""

    __tablename__ = "teams"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[TeamKind] = mapped_column(one_of(TeamKind))
    channel: Mapped[str | None] = mapped_column(KEY)


class TeamLeadRow(Table):
    """That a person leads a team; `ordinal` keeps the order they were named in."""

    __tablename__ = "team_leads"

    team: Mapped[str] = mapped_column(
        KEY, ForeignKey("teams.key", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[str] = mapped_column(
        KEY, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    ordinal: Mapped[int]


class AnnualPlanRow(Table):
    """A team's plan for a year."""

    __tablename__ = "annual_plans"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    team: Mapped[str] = mapped_column(KEY, ForeignKey("teams.key"))
    title: Mapped[str] = mapped_column(Words)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class MeasureRow(Table):
    """What is measured."""

    __tablename__ = "measures"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    unit: Mapped[str] = mapped_column(Words)
    direction: Mapped[ImprovementDirection] = mapped_column(one_of(ImprovementDirection))
    baseline: Mapped[float | None]
    target: Mapped[float | None]
    belongs_to: Mapped[MeasureSet] = mapped_column(one_of(MeasureSet))
    team: Mapped[str | None] = mapped_column(KEY, ForeignKey("teams.key"))
    true_north: Mapped[str | None] = mapped_column(KEY)


class MeasureValueRow(Table):
    """A measure's value as at a day; `update_id` is of the update that brought it.

    No foreign key on it: the value is the programme's and outlives the update's words.
    """

    __tablename__ = "measure_values"

    measure: Mapped[str] = mapped_column(
        KEY, ForeignKey("measures.key", ondelete="CASCADE"), primary_key=True
    )
    as_at: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[float]
    update_id: Mapped[str | None] = mapped_column(KEY, index=True)


class GoalRow(Table):
    """A goal of an annual plan; its True North is named in the configuration, not in a table."""

    __tablename__ = "goals"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    plan: Mapped[str] = mapped_column(KEY, ForeignKey("annual_plans.key"))
    team: Mapped[str] = mapped_column(KEY, ForeignKey("teams.key"), index=True)
    name: Mapped[str] = mapped_column(Words)
    true_north: Mapped[str] = mapped_column(KEY)
    breakthrough: Mapped[str | None] = mapped_column(KEY)
    measure: Mapped[str | None] = mapped_column(KEY, ForeignKey("measures.key"))
    due: Mapped[date | None]
    state: Mapped[GoalState] = mapped_column(one_of(GoalState))


class GoalLeadRow(Table):
    """That a person leads a goal; `ordinal` keeps the order they were named in."""

    __tablename__ = "goal_leads"

    goal: Mapped[str] = mapped_column(
        KEY, ForeignKey("goals.key", ondelete="CASCADE"), primary_key=True
    )
    person: Mapped[str] = mapped_column(
        KEY, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    ordinal: Mapped[int]
