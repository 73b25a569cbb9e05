"""Puts the made-up programme into a database that holds no plans: all of it in one commit."""

from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.records import audit_of
from bot.use_cases.sample.making import Sample, make_sample
from programme.audit import AuditEntry
from programme.configuration import Programme
from programme.errors import RuleBroken
from programme.people import TERMINAL
from programme.plan_changes import PlanRecord, audit_facts, kind_of
from programme.ports import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class SampleLoaded:
    """How much came in."""

    teams: int
    goals: int
    updates: int
    people: int


def load_sample(works: UnitOfWorkFactory, programme: Programme, now: datetime) -> SampleLoaded:
    """Load the sample.

    Raises:
        RuleBroken: there are plans or people already, which a sample must not mix with.
        Unavailable: the database does not answer; nothing was kept.
    """
    sample = make_sample(programme, now)
    with works() as work:
        if work.plans.teams() or work.people.everybody():
            raise RuleBroken(
                "This data folder holds plans or people already, and the sample is never mixed "
                "with them. Set TRUENORTH_DATA to an empty folder to try it."
            )
        _store(work, sample, now)
        work.commit()
    return SampleLoaded(
        len(sample.teams), len(sample.goals), len(sample.updates), len(sample.people)
    )


def _store(work: UnitOfWork, sample: Sample, now: datetime) -> None:
    entries = []
    for person in sample.people:
        work.people.put(person)
        facts = {"linked": person.slack is not None, "active": True}
        entries.append(
            AuditEntry(now, TERMINAL.id, "person.added", f"person:{person.id}", None, facts)
        )
    for team in sample.teams:
        work.plans.put_team(team)
    for plan in sample.plans:
        work.plans.put_plan(plan)
    for measure in sample.measures:
        work.plans.put_measure(measure)
    for goal in sample.goals:
        work.plans.put_goal(goal)
    records: tuple[PlanRecord, ...] = (
        *sample.teams, *sample.plans, *sample.measures, *sample.goals
    )  # fmt: skip
    for record in records:
        _, facts_after = audit_facts(None, record)
        kind = kind_of(record)
        subject = f"{kind}:{record.key}"
        entries.append(AuditEntry(now, TERMINAL.id, f"{kind}.added", subject, None, facts_after))
    for update, before in sample.updates:
        work.updates.add(update)
        entries.append(audit_of(update, before))
    work.plans.put_values(sample.values)
    work.audit.add(*entries)
