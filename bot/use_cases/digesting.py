"""Digests: read what a week holds, build it, keep it as a record, and follow it up."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.use_cases.digest_material import (
    DigestRules,
    LinksOf,
    load_charts,
    load_material,
    load_readings,
    no_links,
)
from bot.use_cases.digest_records import since_sent
from bot.use_cases.scopes import find_by_name, find_scope
from programme.audit import AuditEntry
from programme.digest import (
    NOTHING_SINCE,
    Comparison,
    Digest,
    MeasureReading,
    Scope,
    Since,
    build_digest,
    compare_digests,
)
from programme.errors import RuleBroken
from programme.people import Actor
from programme.permissions import check_can_see_programme, check_can_send_digest
from programme.plans import Measure
from programme.ports import DigestRecord, UnitOfWork, UnitOfWorkFactory
from programme.spc import XmrChart
from programme.weeks import ReportingWeek

PROGRAMME = Scope()
"""The whole programme."""


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest as somebody asked for it.

    Attributes:
        record: the record it comes from, or None while the week's digest was not sent.
        since: what happened since the record was made.
    """

    digest: Digest
    record: DigestRecord | None = None
    since: Since = NOTHING_SINCE


class Digests:
    """What the programme office does with digests.

    Raises:
        Unavailable: from every method: the database does not answer.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        readings: UnitOfWorkFactory,
        *,
        rules: DigestRules,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        links_of: LinksOf = no_links,
    ) -> None:
        self._works = works
        self._readings = readings
        self._now = now
        self._new_id = new_id
        self._links_of = links_of
        self.rules = rules

    def scope(
        self,
        *,
        true_north: str | None = None,
        team: str | None = None,
        breakthrough: str | None = None,
    ) -> Scope:
        """The part of the programme that somebody names, by key or by name.

        Raises:
            RuleBroken: there is no such part; the nearest names are offered.
        """
        with self._readings() as work:
            return find_scope(
                work.plans.teams(),
                self.rules.true_norths,
                self.rules.breakthroughs,
                true_north=true_north,
                team=team,
                breakthrough=breakthrough,
            )

    def has_begun(self, work: UnitOfWork, week: ReportingWeek) -> bool:
        """Whether anything was ever said of any goal, up to a week."""
        goals = [goal.key for goal in work.plans.goals()]
        return bool(work.updates.in_week(week, goals) or work.updates.last_reports(goals, week))

    def named(self, name: str) -> Scope:
        """The part of the programme of this name, of whichever kind it is.

        Raises:
            RuleBroken: there is none; the nearest names are offered.
        """
        with self._readings() as work:
            teams = work.plans.teams()
        return find_by_name(name, teams, self.rules.true_norths, self.rules.breakthroughs)

    def current_week(self) -> ReportingWeek:
        """The week that is reported on now."""
        return self.rules.rhythm.current(self._now())

    def check_week(self, week: ReportingWeek) -> None:
        """A digest tells of a week that has begun.

        Raises:
            RuleBroken: the week lies ahead.
        """
        today = self._now().astimezone(self.rules.rhythm.zone).date()
        if week.monday > today:
            raise RuleBroken(
                f"The {week.label} lies ahead, so there is nothing to tell of it yet. "
                f"The week that is reported on now is {self.current_week().key}."
            )

    def look(self, actor: Actor, week: ReportingWeek, scope: Scope = PROGRAMME) -> DigestView:
        """The digest of a week: the record where one was sent, otherwise as things stand.

        Raises:
            RuleBroken: they may not see it, or the week lies ahead.
        """
        check_can_see_programme(actor)
        self.check_week(week)
        with self._readings() as work:
            record = work.digests.sent(week, scope)
            if record is None:
                return DigestView(self._build(work, week, scope))
            return DigestView(record.digest, record, since_sent(work, record))

    def again(self, actor: Actor, record: str, seen_in: str = "") -> DigestView:
        """A digest that was sent, for the office and for those who see where it was sent.

        Args:
            actor: who asks.
            record: its id.
            seen_in: the channel or direct message in which they ask, as Slack names it.

        Raises:
            RuleBroken: they may not see it, or it is no longer kept.
        """
        with self._readings() as work:
            found = work.digests.get(record)
            if found is None or found.sent_to != seen_in:
                check_can_see_programme(actor)
            if found is None:
                raise RuleBroken("This digest is no longer kept.")
            return DigestView(found.digest, found, since_sent(work, found))

    def fresh(self, actor: Actor, week: ReportingWeek, scope: Scope = PROGRAMME) -> DigestView:
        """The digest of a week as things stand now, whatever was sent.

        Raises:
            RuleBroken: they may not see it, or the week lies ahead.
        """
        check_can_see_programme(actor)
        self.check_week(week)
        with self._readings() as work:
            return DigestView(self._build(work, week, scope))

    def send(
        self, work: UnitOfWork, actor: Actor, week: ReportingWeek, scope: Scope, to: str
    ) -> DigestRecord:
        """Build a digest, keep it as a record and close its week, in somebody's unit of work.

        The caller puts the post into the same unit of work, and commits both.

        Raises:
            RuleBroken: they may not send it, or the week lies ahead.
        """
        check_can_send_digest(actor)
        self.check_week(week)
        now = self._now()
        record = DigestRecord(self._new_id(), self._build(work, week, scope), now, actor.id, to)
        work.digests.add(record)
        if scope == PROGRAMME:
            work.updates.close_week(week, now)
        work.audit.add(
            AuditEntry(
                at=now,
                actor=actor.id,
                action="digest.sent",
                subject=f"digest:{record.id}",
                after={"week": week.key, "scope": scope.kind.value, "key": scope.key, "to": to},
            )
        )
        return record

    def keep(self, actor: Actor, week: ReportingWeek, scope: Scope = PROGRAMME) -> DigestRecord:
        """Keep a week's digest as sent on the machine itself.

        Raises:
            RuleBroken: they may not send it, or the week lies ahead.
        """
        with self._works() as work:
            record = self.send(work, actor, week, scope, "terminal")
            work.commit()
        return record

    def compare(
        self, actor: Actor, earlier: ReportingWeek, later: ReportingWeek, scope: Scope = PROGRAMME
    ) -> Comparison:
        """What moved between two weeks; a decision made after the later was sent waits no more.

        Raises:
            RuleBroken: they may not see it, or the weeks are the wrong way round.
        """
        before, now = self.look(actor, earlier, scope), self.look(actor, later, scope)
        made = {each.asked.id for each in now.since.decided}
        waiting = tuple(each for each in now.digest.decisions if each.id not in made)
        return compare_digests(before.digest, replace(now.digest, decisions=waiting))

    def charts(
        self, actor: Actor, digest: Digest, measures: Collection[str] | None = None
    ) -> dict[str, tuple[Measure, XmrChart]]:
        """The charts behind a digest, up to the end of its week.

        Args:
            actor: who asks.
            digest: whose measures they are.
            measures: only these; all that the digest reads by default.

        Raises:
            RuleBroken: they may not see it.
        """
        check_can_see_programme(actor)
        readings = [line.reading for line in digest.lines if line.reading] + list(digest.wider)
        wanted = [each.measure for each in readings if measures is None or each.measure in measures]
        reported = [line.update for line in digest.lines if line.update]
        with self._readings() as work:
            return load_charts(work, self.rules, digest.week, wanted, reported)

    def chart(self, actor: Actor, measure: str) -> tuple[Measure, XmrChart]:
        """The chart of one measure as things stand.

        Raises:
            RuleBroken: they may not see it, there is no such measure, or it has no value yet.
        """
        check_can_see_programme(actor)
        week = ReportingWeek.of(self._now().astimezone(self.rules.rhythm.zone).date())
        with self._readings() as work:
            if not work.plans.measures([measure]):
                raise RuleBroken("There is no such measure. truenorth measures list shows them.")
            found = load_charts(work, self.rules, week, [measure])
        if measure not in found:
            raise RuleBroken("The measure has no value yet, so there is nothing to draw.")
        return found[measure]

    def measures(self, actor: Actor) -> list[MeasureReading]:
        """Every measure with its latest value and what its chart says.

        Raises:
            RuleBroken: they may not see it.
        """
        check_can_see_programme(actor)
        week = ReportingWeek.of(self._now().astimezone(self.rules.rhythm.zone).date())
        with self._readings() as work:
            return load_readings(work, self.rules, week)

    def _build(self, work: UnitOfWork, week: ReportingWeek, scope: Scope) -> Digest:
        return build_digest(
            load_material(work, self.rules, week, scope, now=self._now(), links_of=self._links_of)
        )
