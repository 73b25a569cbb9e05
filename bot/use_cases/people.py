"""People: who they are in Slack, what they may do, and which goals and teams they lead."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.use_cases.person_names import checked_name, find_person, slack_id_in
from programme.audit import AuditEntry, Facts
from programme.errors import RuleBroken
from programme.naming import same_name
from programme.people import Actor, Person, Role
from programme.permissions import check_can_change_people, check_can_change_plans
from programme.plans import Goal, Team
from programme.ports import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person with the keys of the goals and teams that name them as a lead."""

    person: Person
    goals: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is to be different about a person; what is left at its default stays as it is.

    Attributes:
        roles, no_roles: to be given, and to be taken away.
        goals, no_goals, teams, no_teams: keys of what they are to lead, and no longer to lead.
        returned: somebody who had left is back.
        unlinked: they are nobody in Slack any more.
    """

    name: str | None = None
    slack: str | None = None
    roles: frozenset[Role] = frozenset()
    no_roles: frozenset[Role] = frozenset()
    goals: frozenset[str] = frozenset()
    no_goals: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    no_teams: frozenset[str] = frozenset()
    returned: bool = False
    unlinked: bool = False

    @property
    def of_leads(self) -> bool:
        """It says who leads what, which is part of the plans."""
        return bool(self.goals or self.no_goals or self.teams or self.no_teams)

    @property
    def of_the_person(self) -> bool:
        """It says who somebody is or what they may do."""
        return bool(
            self.name or self.slack or self.roles or self.no_roles or self.returned or self.unlinked
        )


class People:
    """What administrators do with the people whom the programme knows.

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
    ) -> None:
        self._works = works
        self._readings = readings
        self._now = now
        self._new_id = new_id

    def everybody(self, actor: Actor) -> list[KnownPerson]:
        """Everybody by name, those who have left too.

        Raises:
            RuleBroken: this is not theirs to see.
        """
        check_can_change_people(actor)
        with self._readings() as work:
            teams, goals = work.plans.teams(), work.plans.goals()
            return [_known(person, goals, teams) for person in work.people.everybody()]

    def add(self, actor: Actor, change: PersonChange) -> KnownPerson:
        """Somebody new, with the name, Slack member id, roles and leads of a change.

        Raises:
            RuleBroken: the actor may not, the name or Slack id cannot be used or is taken, or
                there is no such goal or team.
        """
        check_can_change_people(actor)
        name = checked_name(change.name or "")
        with self._works() as work:
            if any(same_name(person.name, name) for person in work.people.everybody()):
                raise RuleBroken(
                    "Somebody of this name is known already: change them with "
                    "truenorth people change, or add what tells the two apart to the name."
                )
            person = Person(self._new_id(), name)
            return self._changed(work, actor, None, person, change)

    def change(self, actor: Actor, who: str, change: PersonChange) -> KnownPerson:
        """What is to be different about somebody named by id, Slack member id or name.

        Raises:
            RuleBroken: as `add`; or nobody, or more than one, is meant by `who`.
        """
        if change.of_the_person or not change.of_leads:
            check_can_change_people(actor)
        with self._works() as work:
            person = find_person(work.people.everybody(), who)
            return self._changed(work, actor, person, person, change)

    def leave(self, actor: Actor, who: str) -> tuple[KnownPerson, list[Goal]]:
        """Somebody has left: they may do nothing more, and nothing is asked of them.

        Gives back the active goals that nobody leads now.

        Raises:
            RuleBroken: the actor may not, or nobody, or more than one, is meant by `who`.
        """
        check_can_change_people(actor)
        with self._works() as work:
            people = work.people.everybody()
            person = find_person(people, who)
            gone = replace(person, active=False, roles=frozenset())
            if gone != person:
                work.people.put(gone)
                work.audit.add(self._entry(actor, "person.left", person, gone))
                work.commit()
            here = {one.id for one in people if one.active} - {person.id}
            known = _known(gone, work.plans.goals(), work.plans.teams())
            return known, without_lead(work, here, known.person.id)

    def _changed(
        self,
        work: UnitOfWork,
        actor: Actor,
        before: Person | None,
        person: Person,
        change: PersonChange,
    ) -> KnownPerson:
        after = _as_changed(person, change)
        if after != before:
            work.people.put(after)
            work.audit.add(
                self._entry(actor, "person.changed" if before else "person.added", before, after)
            )
        if change.of_leads:
            check_can_change_plans(actor)
            self._leads(work, actor, after.id, change)
        known = _known(after, work.plans.goals(), work.plans.teams())
        work.commit()
        return known

    def _leads(self, work: UnitOfWork, actor: Actor, person: str, change: PersonChange) -> None:
        goals = {goal.key: goal for goal in work.plans.goals()}
        teams = {team.key: team for team in work.plans.teams()}
        _check_there(change.goals | change.no_goals, goals, "goal")
        _check_there(change.teams | change.no_teams, teams, "team")
        entries = []
        for key, goal in goals.items():
            leads = _leads_after(goal.leads, person, key, change.goals, change.no_goals)
            if leads != goal.leads:
                work.plans.put_goal(replace(goal, leads=leads))
                entries.append(self._lead_entry(actor, f"goal:{key}", goal.leads, leads))
        for key, team in teams.items():
            leads = _leads_after(team.leads, person, key, change.teams, change.no_teams)
            if leads != team.leads:
                work.plans.put_team(replace(team, leads=leads))
                entries.append(self._lead_entry(actor, f"team:{key}", team.leads, leads))
        work.audit.add(*entries)

    def _lead_entry(
        self, actor: Actor, subject: str, before: Iterable[str], after: Iterable[str]
    ) -> AuditEntry:
        return AuditEntry(
            at=self._now(),
            actor=actor.id,
            action=f"{subject.partition(':')[0]}.leads_changed",
            subject=subject,
            before={"leads": " ".join(before)},
            after={"leads": " ".join(after)},
        )

    def _entry(self, actor: Actor, action: str, before: Person | None, after: Person) -> AuditEntry:
        return AuditEntry(
            at=self._now(),
            actor=actor.id,
            action=action,
            subject=f"person:{after.id}",
            before=_facts(before) if before else None,
            after={**_facts(after), "renamed": before is not None and before.name != after.name},
        )


def without_lead(work: UnitOfWork, here: Collection[str], gone: str) -> list[Goal]:
    """The active goals of somebody that none of the people `here` leads."""
    teams = {team.key: team for team in work.plans.teams()}
    return [
        goal
        for goal in work.plans.goals_of(gone)
        if not {*goal.leads, *teams[goal.team].leads} & set(here)
    ]


def _as_changed(person: Person, change: PersonChange) -> Person:
    slack = None if change.unlinked else person.slack
    if change.slack is not None:
        slack = slack_id_in(change.slack)
        if slack is None:
            raise RuleBroken(
                "A Slack member id looks like U0123ABCD: in Slack, open the person's profile, "
                "then More, then Copy member ID."
            )
    return replace(
        person,
        name=person.name if change.name is None else checked_name(change.name),
        slack=slack,
        roles=(person.roles | change.roles) - change.no_roles,
        active=person.active or change.returned,
    )


def _leads_after(
    leads: tuple[str, ...], person: str, key: str, gained: Collection[str], lost: Collection[str]
) -> tuple[str, ...]:
    if key in lost:
        return tuple(lead for lead in leads if lead != person)
    if key in gained and person not in leads:
        return (*leads, person)
    return leads


def _check_there(keys: Iterable[str], known: Collection[str], what: str) -> None:
    if missing := sorted(set(keys) - set(known)):
        raise RuleBroken(
            f"There is no {what} with the key “{missing[0]}”. "
            "See the keys with: truenorth plans list"
        )


def _known(person: Person, goals: Iterable[Goal], teams: Iterable[Team]) -> KnownPerson:
    return KnownPerson(
        person,
        tuple(goal.key for goal in goals if person.id in goal.leads),
        tuple(team.key for team in teams if person.id in team.leads),
    )


def _facts(person: Person) -> Facts:
    """What the audit keeps: no name and no Slack id, which an erasure could not reach there."""
    return {
        "linked": person.slack is not None,
        "roles": " ".join(sorted(person.roles)),
        "active": person.active,
    }
