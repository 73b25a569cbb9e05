"""Plans: what a workbook brings in, all of it or nothing, and what is planned now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.use_cases.plan_matching import Matched, match_rows
from bot.use_cases.plan_people import NamedPeople
from bot.use_cases.plan_register import PlanRecords
from ingest.plans import PlanRows
from ingest.plans.rows import in_order
from ingest.worksheets.columns import RowFault
from programme.audit import AuditEntry
from programme.errors import RuleBroken
from programme.people import Actor, Person
from programme.permissions import check_can_change_plans
from programme.plan_changes import PlanRecord, RecordChange, audit_facts, change_of
from programme.plans import AnnualPlan, Goal, Measure, Team
from programme.ports import UnitOfWork, UnitOfWorkFactory
from programme.weeks import LONDON


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What came of a file.

    Attributes:
        stored: False when a fault kept everything out.
        changes: records added or changed, in the order teams, plans, measures, goals; with
            `stored` False, what would have been.
        unchanged: how many records of the file are as they were, by kind.
        refused: every fault, as somebody goes through the file.
        warnings: what is taken as it stands and may be a slip, in rows that are new or changed.
        new_people: named for the first time.
        not_linked: named as leads, and not known in Slack yet.
        left: named as leads, and known to have left.
        names: of everybody who leads, or led, what a change speaks of, by id.
    """

    stored: bool
    changes: tuple[RecordChange, ...]
    unchanged: dict[str, int]
    refused: tuple[RowFault, ...]
    warnings: tuple[RowFault, ...] = ()
    new_people: tuple[Person, ...] = ()
    not_linked: tuple[Person, ...] = ()
    left: tuple[Person, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal with all it refers to."""

    goal: Goal
    team: Team
    plan: AnnualPlan
    measure: Measure | None
    leads: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """All that is planned.

    Attributes:
        goals: by team and name.
        measures: those beside the goals.
    """

    teams: tuple[Team, ...]
    goals: tuple[PlannedGoal, ...]
    measures: tuple[Measure, ...]
    people: dict[str, Person] = field(default_factory=dict)


class Planning:
    """What the programme office does with plans.

    Raises:
        Unavailable: from every method: the database does not answer; nothing was kept.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        readings: UnitOfWorkFactory,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        zone: ZoneInfo = LONDON,
    ) -> None:
        self._works = works
        self._readings = readings
        self._now = now
        self._new_id = new_id
        self._zone = zone

    def planned(self) -> Planned:
        """Everything that is planned now."""
        with self._readings() as work:
            teams = {team.key: team for team in work.plans.teams()}
            plans = {plan.key: plan for plan in work.plans.plans()}
            measures = {measure.key: measure for measure in work.plans.measures()}
            people = {person.id: person for person in work.people.everybody()}
            goals = work.plans.goals()
        of_goals = {goal.measure for goal in goals}
        return Planned(
            tuple(teams.values()),
            tuple(
                PlannedGoal(
                    goal,
                    teams[goal.team],
                    plans[goal.plan],
                    measures.get(goal.measure or ""),
                    tuple(people[lead] for lead in goal.leads),
                )
                for goal in sorted(goals, key=lambda goal: (teams[goal.team].name, goal.name))
            ),
            tuple(one for one in measures.values() if one.key not in of_goals),
            people,
        )

    def take_in(self, actor: Actor, rows: PlanRows, *, accept_valid: bool) -> PlanImport:
        """Bring in what a file holds: every row, or with `accept_valid` those without a fault.

        Raises:
            RuleBroken: the actor may not, or the file holds no row.
        """
        check_can_change_plans(actor)
        if rows.is_empty:
            raise RuleBroken("The file holds no row of a plan besides its example.")
        with self._works() as work:
            known = _records(work)
            people = NamedPeople(work.people.everybody(), actor, self._new_id)
            today = self._now().astimezone(self._zone).date()
            matched = match_rows(rows, known, people, actor=actor, today=today)
            refused = in_order([*rows.faults, *matched.faults])
            pairs = list(_pairs(known, matched.records))
            changes = tuple(change for _, _, change in pairs)
            unchanged = _unchanged(matched, changes)
            stored = not refused or accept_valid
            if not stored:
                return PlanImport(False, changes, unchanged, refused, matched.warnings)
            leads = _leads(matched)
            brought = tuple(one for key, one in people.changed.items() if key in leads)
            self._store(work, actor, brought, pairs)
            work.commit()
        named = [people[lead] for lead in sorted(leads, key=lambda lead: people[lead].name)]
        return PlanImport(
            True,
            changes,
            unchanged,
            refused,
            matched.warnings,
            new_people=brought,
            not_linked=tuple(one for one in named if one.slack is None and one.active),
            left=tuple(one for one in named if not one.active),
            names={lead: people[lead].name for lead in _leads_of_changes(pairs)},
        )

    def _store(
        self,
        work: UnitOfWork,
        actor: Actor,
        brought: tuple[Person, ...],
        pairs: list[tuple[PlanRecord | None, PlanRecord, RecordChange]],
    ) -> None:
        at = self._now()
        for person in brought:
            added = work.people.get(person.id) is None
            work.people.put(person)
            action = "person.added" if added else "person.changed"
            facts = {"linked": person.slack is not None, "active": person.active}
            work.audit.add(AuditEntry(at, actor.id, action, f"person:{person.id}", None, facts))
        for before, after, change in pairs:
            _put(work, after)
            was, values = audit_facts(before, after)
            work.audit.add(AuditEntry(at, actor.id, change.action, change.subject, was, values))


def _records(work: UnitOfWork) -> PlanRecords:
    plans = work.plans
    return PlanRecords.of(plans.teams(), plans.plans(), plans.measures(), plans.goals())


def _pairs(
    known: PlanRecords, after: PlanRecords
) -> Iterator[tuple[PlanRecord | None, PlanRecord, RecordChange]]:
    """What changes, each record before those that refer to it."""
    for was, now in (
        (known.teams, after.teams),
        (known.plans, after.plans),
        (known.measures, after.measures),
        (known.goals, after.goals),
    ):
        before: dict[str, PlanRecord] = dict(was)
        for key, record in now.items():
            change = change_of(before.get(key), record)
            if change:
                yield before.get(key), record, change


def _unchanged(matched: Matched, changes: tuple[RecordChange, ...]) -> dict[str, int]:
    changed = {(change.kind, change.key) for change in changes}
    kinds = ("team", "measure", "goal")
    return {
        kind: sum(one == kind and (one, key) not in changed for one, key in matched.meant)
        for kind in kinds
    }


def _leads(matched: Matched) -> set[str]:
    """Ids of the leads of every team and goal that the file speaks of."""
    records = matched.records
    return {
        lead
        for kind, key in matched.meant
        for one in (records.teams.get(key) if kind == "team" else records.goals.get(key),)
        if one is not None and kind != "measure"
        for lead in one.leads
    }


def _leads_of_changes(
    pairs: list[tuple[PlanRecord | None, PlanRecord, RecordChange]],
) -> set[str]:
    return {
        lead
        for before, after, _ in pairs
        for record in (before, after)
        if isinstance(record, Team | Goal)
        for lead in record.leads
    }


def _put(work: UnitOfWork, record: PlanRecord) -> None:
    match record:
        case Team():
            work.plans.put_team(record)
        case AnnualPlan():
            work.plans.put_plan(record)
        case Measure():
            work.plans.put_measure(record)
        case Goal():
            work.plans.put_goal(record)
