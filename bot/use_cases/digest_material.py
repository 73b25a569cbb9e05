"""Everything a week's digest is made from, read in one unit of work.

The number of statements does not grow with the goals, nor what is read with the history.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.use_cases.goal_weeks import under_way
from bot.use_cases.scopes import in_scope
from programme.digest import (
    LOOK_BACK,
    DigestMaterial,
    MeasureReading,
    PracticeRule,
    Scope,
    ScopeKind,
    Trace,
)
from programme.digest.asked import grouped
from programme.digest.readings import chart_of, read_measure
from programme.plans import (
    BreakthroughObjective,
    Goal,
    Measure,
    MeasureSet,
    MeasureValue,
    TrueNorth,
)
from programme.ports import RebaseKind, UnitOfWork
from programme.spc import XmrChart
from programme.updates import UpdateKind, WeeklyUpdate
from programme.weeks import ReportingRhythm, ReportingWeek

CHART_WEEKS = 52
"""A chart, and what is read off it, covers the values of so many weeks."""

LinksOf = Callable[[UnitOfWork, Sequence[WeeklyUpdate | Trace]], Mapping[str, str]]
"""Where updates can be read, by update id."""


@dataclass(frozen=True, slots=True)
class DigestRules:
    """What the programme's configuration says about digests."""

    true_norths: Sequence[TrueNorth]
    breakthroughs: Sequence[BreakthroughObjective]
    rhythm: ReportingRhythm
    practice: Sequence[PracticeRule] = ()
    screen_outliers: bool = True
    chart_weeks: int = CHART_WEEKS


@dataclass(frozen=True, slots=True)
class Span:
    """Which values a digest speaks of: so many weeks up to the end of its own.

    Attributes:
        reported: ids of the week's updates. What they report belongs to the week, whatever day
            it is from: a late one often brings a value of the Monday after.
    """

    week: ReportingWeek
    weeks: int
    reported: frozenset[str] = frozenset()

    @property
    def first(self) -> date:
        """The first day it covers."""
        return self.week.sunday - timedelta(weeks=self.weeks)

    def takes(self, value: MeasureValue) -> bool:
        """Whether a value belongs to it."""
        return value.as_at <= self.week.sunday or value.update in self.reported


def no_links(_work: UnitOfWork, updates: Sequence[WeeklyUpdate | Trace]) -> Mapping[str, str]:
    """Only the links that updates carry themselves."""
    return {
        each.id: each.report.source
        for each in updates
        if isinstance(each, WeeklyUpdate) and each.report and each.report.source
    }


def load_material(
    work: UnitOfWork,
    rules: DigestRules,
    week: ReportingWeek,
    scope: Scope,
    *,
    now: datetime,
    links_of: LinksOf = no_links,
) -> DigestMaterial:
    """Read what the digest of a week and scope is made from."""
    in_it = [goal for goal in work.plans.goals() if in_scope(goal, scope)]
    goals = under_way(work, in_it, week)
    keys = [goal.key for goal in goals]
    measures = work.plans.measures()
    wider = [each for each in measures if each.set is not MeasureSet.GOAL and _wide(each, scope)]
    used = {goal.measure for goal in goals if goal.measure} | {each.key for each in wider}
    this_week = work.updates.in_week(week, keys)
    traces = work.updates.traces(keys, week.plus(-LOOK_BACK), week.plus(-1))
    reported = {each.id for each in this_week.values()}
    unheard = [key for key in keys if key not in traces]
    rebases, baselines = _rebased(work, used)
    span = _span(rules.rhythm, week)
    return DigestMaterial(
        week=week,
        scope=scope,
        now=now,
        true_norths=rules.true_norths,
        teams={team.key: team for team in work.plans.teams()},
        goals=goals,
        measures={each.key: each for each in measures if each.key in used},
        this_week=this_week,
        traces=traces,
        last_reports=_brief(work.updates.last_reports(unheard, week)),
        values=_values(work, Span(week, rules.chart_weeks, frozenset(reported)), used, baselines),
        rebases=rebases,
        baselines=baselines,
        wider=wider,
        closed=frozenset(made.update for made in work.digests.decided(keys)),
        links=links_of(work, [*this_week.values(), *_asking(this_week, traces)]),
        names=_names(work, goals),
        rules=rules.practice,
        unanswered=grouped(work.questions.unanswered(*span)),
        marked_wrong=grouped(work.questions.marked_wrong(*span)),
        screen_outliers=rules.screen_outliers,
    )


def load_charts(
    work: UnitOfWork,
    rules: DigestRules,
    week: ReportingWeek,
    measures: Collection[str],
    reported: Collection[str] = (),
) -> dict[str, tuple[Measure, XmrChart]]:
    """Charts of measures up to a week's end; a measure without any value is left out.

    Args:
        work: where values are read.
        rules: how far back charts reach, and how limits are taken.
        week: up to the end of which.
        measures: their keys.
        reported: ids of the week's updates, whose values belong to it.
    """
    rebases, baselines = _rebased(work, measures)
    span = Span(week, rules.chart_weeks, frozenset(reported))
    values = _values(work, span, measures, baselines)
    found = {}
    for measure in work.plans.measures(measures):
        chart = chart_of(
            measure,
            values.get(measure.key, ()),
            rebases=rebases.get(measure.key, ()),
            baseline=baselines.get(measure.key),
            screen_outliers=rules.screen_outliers,
        )
        if chart:
            found[measure.key] = (measure, chart)
    return found


def load_readings(
    work: UnitOfWork, rules: DigestRules, week: ReportingWeek
) -> list[MeasureReading]:
    """Every measure's reading at a week's end, by name."""
    measures = work.plans.measures()
    keys = [each.key for each in measures]
    rebases, baselines = _rebased(work, keys)
    values = _values(work, Span(week, rules.chart_weeks), keys, baselines)
    return [
        read_measure(
            each,
            values.get(each.key, ()),
            rebases=rebases.get(each.key, ()),
            baseline=baselines.get(each.key),
            screen_outliers=rules.screen_outliers,
        )
        for each in measures
    ]


def _rebased(
    work: UnitOfWork, measures: Collection[str]
) -> tuple[dict[str, list[date]], dict[str, date]]:
    """Days of rebases, and the last day of the baseline, by measure."""
    rebases: dict[str, list[date]] = {}
    baselines: dict[str, date] = {}
    for measure, found in work.digests.rebases(measures).items():
        for each in found:
            if each.kind is RebaseKind.BASELINE:
                baselines[measure] = each.day
            else:
                rebases.setdefault(measure, []).append(each.day)
    return rebases, baselines


def _values(
    work: UnitOfWork, span: Span, measures: Collection[str], baselines: Mapping[str, date]
) -> dict[str, list[MeasureValue]]:
    """The values that a digest speaks of; all of them where a baseline of long ago is held to."""
    recent = [each for each in measures if each not in baselines]
    found = {
        **work.plans.values(recent, span.first),
        **work.plans.values([each for each in measures if each in baselines]),
    }
    return {
        measure: [each for each in values if span.takes(each)] for measure, values in found.items()
    }


def _span(rhythm: ReportingRhythm, week: ReportingWeek) -> tuple[datetime, datetime]:
    start = datetime.combine(week.monday, time(), tzinfo=rhythm.zone)
    end = datetime.combine(week.plus(1).monday, time(), tzinfo=rhythm.zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def _asking(
    this_week: Mapping[str, WeeklyUpdate], traces: Mapping[str, Sequence[Trace]]
) -> list[Trace]:
    """Earlier reports whose decision may still be outstanding: the latest of goals now silent."""
    return [
        latest
        for goal, found in traces.items()
        if goal not in this_week
        and (latest := next((t for t in found if t.kind is UpdateKind.REPORT), None))
        and latest.decision
    ]


def _brief(reports: Mapping[str, WeeklyUpdate]) -> dict[str, Trace]:
    return {
        goal: Trace(
            update.id,
            goal,
            update.week,
            UpdateKind.REPORT,
            update.rating,
            update.report.decision if update.report else None,
        )
        for goal, update in reports.items()
    }


def _names(work: UnitOfWork, goals: Sequence[Goal]) -> dict[str, str]:
    leads = {lead for goal in goals for lead in goal.leads}
    return {person.id: person.name for person in work.people.everybody() if person.id in leads}


def _wide(measure: Measure, scope: Scope) -> bool:
    """Whether a measure outside goals belongs to a part of the programme."""
    return scope.kind is ScopeKind.PROGRAMME or scope.key in (measure.team, measure.true_north)
