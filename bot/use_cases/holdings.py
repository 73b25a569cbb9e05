"""All that is held on a person or a goal, table by table, for those who ask for it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from bot.use_cases.person_names import find_person, slack_id_in
from programme.errors import RuleBroken
from programme.exchange import encode
from programme.outbox import Post
from programme.people import Actor, Person
from programme.permissions import check_can_erase
from programme.plans import Goal
from programme.ports import KeptDraft, UnitOfWork, UnitOfWorkFactory
from programme.updates import WeeklyUpdate

Row = Mapping[str, Any]
WHOLE_HISTORY = 10_000


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held on one person or goal.

    Attributes:
        kind: `person` or `goal`.
        id: the person's id, their Slack member id where the programme does not know them, or the
            goal's key.
        name: as people know it.
        at: as at when.
        tables: rows of plain JSON values, by what they are; a table without rows is left out.
    """

    kind: str
    id: str
    name: str
    at: datetime
    tables: Mapping[str, Sequence[Row]]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: len(rows) for table, rows in self.tables.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """A person by all the names that records know them by.

    Attributes:
        ids: what updates, audit entries and posts name them by.
        slack: what questions and received events name them by; None when not linked.
        person: None for a Slack member whom the programme does not know.
    """

    ids: tuple[str, ...]
    slack: str | None
    person: Person | None

    @property
    def id(self) -> str:
        """The one by which they are spoken of."""
        return self.person.id if self.person else self.ids[0]

    @property
    def name(self) -> str:
        """As people know them."""
        return self.person.name if self.person else f"the Slack member {self.slack}"


class HoldingsOf:
    """Collects what is held.

    Raises:
        RuleBroken: from both methods: the actor may not, or nothing has this name.
        Unavailable: from both methods: the database does not answer.
    """

    def __init__(self, readings: UnitOfWorkFactory, *, now: Callable[[], datetime]) -> None:
        self._readings = readings
        self._now = now

    def person(self, actor: Actor, who: str) -> Holdings:
        """What is held on a person, named by id, Slack member id or name."""
        check_can_erase(actor)
        with self._readings() as work:
            return held_on_person(work, named(work, who), self._now())

    def goal(self, actor: Actor, key: str) -> Holdings:
        """What is held on a goal."""
        check_can_erase(actor)
        with self._readings() as work:
            return held_on_goal(work, the_goal(work, key), self._now())


def named(work: UnitOfWork, who: str) -> Named:
    """A person the programme knows, or a Slack member who only asked questions.

    Raises:
        RuleBroken: nobody is meant, or more than one.
    """
    slack = slack_id_in(who)
    try:
        person = find_person(work.people.everybody(), who)
    except RuleBroken:
        if slack is None:
            raise
        return Named((f"slack:{slack}",), slack, None)
    ids = (person.id, f"slack:{person.slack}") if person.slack else (person.id,)
    return Named(ids, person.slack, person)


def the_goal(work: UnitOfWork, key: str) -> Goal:
    """A goal by its key.

    Raises:
        RuleBroken: there is none.
    """
    found = work.plans.goals([key])
    if not found:
        raise RuleBroken(
            f"There is no goal with the key “{key}”. See the keys with: truenorth plans list"
        )
    return found[0]


def held_on_person(work: UnitOfWork, who: Named, at: datetime) -> Holdings:
    """All that is held on a person."""
    updates = updates_of(work, who)
    asked = work.questions.asked_by(who.slack) if who.slack else []
    verdicts = work.questions.feedback_of(who.slack) if who.slack else []
    tables: dict[str, Iterable[object]] = {
        "person": [who.person] if who.person else [],
        "goals_led": [
            {"goal": goal.key, "name": goal.name}
            for goal in (work.plans.goals() if who.person else [])
            if who.id in goal.leads
        ],
        "teams_led": [
            {"team": team.key, "name": team.name}
            for team in (work.plans.teams() if who.person else [])
            if who.id in team.leads
        ],
        "snoozes": [
            {"until": until.isoformat()} for until in work.people.snoozed(who.ids).values()
        ],
        "updates": updates,
        "drafts": drafts_of(work, lambda draft: draft.person in (*who.ids, who.slack)),
        "posts": posts_of(work, who, updates),
        "questions": asked,
        "verdicts": verdicts,
        "decisions": [each for each in work.digests.decided() if each.by in who.ids],
        "rebases": [
            each
            for rebases in work.digests.rebases().values()
            for each in rebases
            if each.by in who.ids
        ],
        "acknowledgements": _acknowledged_by(work, who),
        "audit": [
            *(entry for one in who.ids for entry in work.audit.by(one)),
            *(
                entry
                for entry in work.audit.about(f"person:{who.id}")
                if entry.actor not in who.ids
            ),
        ],
    }
    return Holdings("person", who.id, who.name, at, _rows(tables))


def held_on_goal(work: UnitOfWork, goal: Goal, at: datetime) -> Holdings:
    """All that is held on a goal."""
    measures = work.plans.measures([goal.measure]) if goal.measure else []
    values = work.plans.values([measure.key for measure in measures])
    updates = versions_of(work, goal.key)
    ids = [update.id for update in updates]
    tables: dict[str, Iterable[object]] = {
        "goal": [goal],
        "measures": measures,
        "values": [value for of_one in values.values() for value in of_one],
        "updates": updates,
        "drafts": drafts_of(work, lambda draft: f'"{goal.key}"' in draft.body),
        "posts": work.outbox.about(f"goal:{goal.key}"),
        "decisions": work.digests.decided([goal.key]),
        "acknowledgements": [
            each for of_one in work.digests.acknowledged(ids).values() for each in of_one
        ],
        "audit": work.audit.about(f"goal:{goal.key}"),
    }
    return Holdings("goal", goal.key, goal.name, at, _rows(tables))


def updates_of(work: UnitOfWork, who: Named) -> list[WeeklyUpdate]:
    """Every version a person posted."""
    return [update for one in who.ids for update in work.updates.by_author(one)]


def versions_of(work: UnitOfWork, goal: str) -> list[WeeklyUpdate]:
    """Every version of a goal's weeks, oldest week first."""
    weeks = [update.week for update in work.updates.history(goal, WHOLE_HISTORY)]
    return [version for week in sorted(weeks) for version in work.updates.versions(goal, week)]


def posts_of(work: UnitOfWork, who: Named, updates: Collection[WeeklyUpdate]) -> list[Post]:
    """Posts that went to a person or carried their words."""
    subjects = sorted({f"goal:{update.goal}" for update in updates})
    subjects += [f"person:{one}" for one in who.ids]
    found = {post.id: post for subject in subjects for post in work.outbox.about(subject)}
    return [post for post in found.values() if post.person in who.ids]


def drafts_of(work: UnitOfWork, which: Callable[[KeptDraft], bool]) -> list[KeptDraft]:
    """Drafts that wait, of one person or on one goal."""
    return [draft for draft in work.drafts.waiting() if which(draft)]


def _acknowledged_by(work: UnitOfWork, who: Named) -> list[object]:
    if who.person is None:
        return []
    found: list[object] = []
    for goal in work.plans.goals():
        ids = [update.id for update in versions_of(work, goal.key)]
        for of_one in work.digests.acknowledged(ids).values():
            found += [each for each in of_one if each.person in who.ids]
    return found


def _rows(tables: Mapping[str, Iterable[object]]) -> dict[str, Sequence[Row]]:
    rows = {name: [_row(value) for value in values] for name, values in tables.items()}
    return {name: found for name, found in rows.items() if found}


def _row(value: object) -> Row:
    if isinstance(value, Mapping):
        return value
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    return dict(value) if isinstance(value, Mapping) else encode(value)
