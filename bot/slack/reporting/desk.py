"""What a lead is shown: their goals, the form of one, what became of it."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.slack.blocks.begun import Begun
from bot.slack.blocks.open_form import OpenForm, typed_of
from bot.slack.blocks.parts import Block, View
from bot.slack.blocks.update_form import form_view, goals_view, stored_view
from bot.slack.blocks.update_home import due_blocks
from bot.slack.blocks.updates import UpdateCard
from bot.slack.reporting.standing import (
    choice_of,
    last_rating,
    last_value,
    likely_goals,
    measure_label,
    standing_words,
)
from bot.slack.services import SlackServices
from bot.use_cases.goal_weeks import GoalWeek, prefilled
from bot.use_cases.reporting import GoalHistory, Recorded
from programme.errors import AssistantError, RuleBroken
from programme.naming import folded
from programme.people import Actor
from programme.update_faults import (
    UpdateContext,
    asks_reason,
    asks_recovery,
    asks_sure,
    before_plan,
)
from programme.update_rules import check_goal_reported, check_week_open
from programme.updates import Rating, UpdateDraft, UpdateKind, WeekState
from programme.weeks import ReportingWeek


class Desk:
    """Reads what a lead has to report, and draws it.

    Raises:
        Unavailable: from every method: the database does not answer.
    """

    def __init__(self, services: SlackServices) -> None:
        self._services = services
        self._reporting = services.reporting

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self._services.now().astimezone(self._reporting.rhythm.zone).date()

    def actor(self, user: str) -> Actor:
        """Who a Slack member is."""
        return self._services.directory.actor(user)

    def author(self, person: str) -> str:
        """The name of somebody who posted; empty for one who is known no more."""
        try:
            return self._services.directory.person(person).name
        except RuleBroken:
            return ""

    def to_report(self, actor: Actor, week: ReportingWeek | None = None) -> Sequence[GoalWeek]:
        """Their goals for a week, those not reported first.

        Raises:
            RuleBroken: they lead no goal; whom to ask.
        """
        seen = self._reporting.to_report(actor, week)
        if seen:
            return seen
        if actor.is_office:
            raise RuleBroken(
                "You lead no goal yourself. For others: Amend under the post of an update, or on "
                "the machine truenorth updates add, and truenorth updates import for past weeks."
            )
        office = self._services.texts.office
        raise RuleBroken(
            "There is no goal that you lead, so there is nothing for you to report. If there "
            f"should be one, ask {office}: they keep the list of who leads what."
        )

    def start(
        self,
        actor: Actor,
        *,
        wanted: str = "",
        week: ReportingWeek | None = None,
        begun: Begun | None = None,
    ) -> View:
        """Their goals to choose from, or the form at once where there is one only.

        Args:
            actor: who asks.
            wanted: part of a goal's name; empty for all.
            week: the present one by default.
            begun: what the form is to begin with.

        Raises:
            RuleBroken: they lead no goal, or none by that name.
        """
        week = week or self._reporting.current_week()
        seen = self.to_report(actor, week)
        found = [each for each in seen if folded(wanted) in folded(each.goal.name)]
        found = found or likely_goals(seen, wanted)
        if not found:
            raise RuleBroken(
                "None of your goals is called that. Type /truenorth update to see them all."
            )
        if len(found) == 1:
            return self._form(actor, found[0], begun or Begun())
        weeks = self._weeks_of_list(actor, week, seen)
        return goals_view([choice_of(each) for each in found], week, weeks, begun)

    def due(self, user: str) -> list[Block]:
        """What the Home tab shows somebody; nothing for one who leads no goal."""
        week = self._reporting.current_week()
        seen = self._reporting.to_report(self.actor(user), week)
        if not seen:
            return []
        due = self._reporting.rhythm.due_at(week)
        late = self._services.now() > due
        return due_blocks([choice_of(each) for each in seen], week, due, late=late)

    def form(
        self,
        actor: Actor,
        goal: str,
        week: ReportingWeek | None = None,
        begun: Begun | None = None,
    ) -> View:
        """The form of a goal's week: prefilled, or with what the week says already.

        Raises:
            RuleBroken: they may not report on it, or not on this week.
        """
        return self._form(actor, self._reporting.goal_week(actor, goal, week), begun or Begun())

    def stored(self, actor: Actor, recorded: Recorded, warnings: Sequence[str] = ()) -> View:
        """What became of a submission, and the next goal that is left."""
        try:
            seen = self._reporting.to_report(actor, recorded.update.week)
        except AssistantError:
            seen = []  # it is stored: that the next goal cannot be named is no trouble
        left = [each for each in seen if each.outstanding and each.goal.key != recorded.goal.key]
        return stored_view(
            self.card(actor, recorded),
            following=choice_of(left[0]) if left else None,
            left=len(left),
            warnings=warnings,
        )

    def card(self, actor: Actor, recorded: Recorded) -> UpdateCard:
        """What was stored, as messages show it."""
        north = self._services.programme.true_north(recorded.goal.true_north)
        return UpdateCard(
            recorded.update,
            recorded.goal,
            recorded.team,
            recorded.measure,
            north.name if north else "",
            actor.name,
            actor.slack,
        )

    def context(self, seen: GoalWeek) -> UpdateContext:
        """What the rules look at beside a draft for this week."""
        return UpdateContext(
            seen.goal,
            seen.standing,
            seen.last,
            seen.closed_at,
            self._reporting.rhythm,
            self._services.now(),
            seen.plan_begins,
        )

    def _form(self, actor: Actor, seen: GoalWeek, begun: Begun) -> View:
        check_goal_reported(seen.goal)
        check_week_open(actor, seen.week, self._reporting.rhythm, self._services.now())
        history = self._reporting.history(actor, seen.goal.key)
        draft = UpdateDraft(
            seen.goal.key, seen.week, begun.submission or uuid.uuid4().hex, begun.via
        )
        draft = prefilled(seen, draft)
        if begun.report is None and seen.state is WeekState.NOTHING_TO_REPORT and seen.standing:
            nothing = UpdateKind.NOTHING_TO_REPORT
            draft = replace(draft, kind=nothing, reason=seen.standing.reason)
        draft = replace(draft, report=begun.over(draft.report))
        if begun.kind is UpdateKind.NOTHING_TO_REPORT:
            draft = replace(draft, kind=begun.kind, reason=begun.reason)
        open_form = self._open_form(seen, history, draft)
        return form_view(open_form, typed_of(draft, self.today))

    def _open_form(self, seen: GoalWeek, history: GoalHistory, draft: UpdateDraft) -> OpenForm:
        last = seen.last.rating if seen.last else None
        return OpenForm(
            goal=seen.goal.key,
            week=seen.week,
            submission=draft.submission,
            today=self.today,
            based_on=draft.based_on,
            via=draft.via,
            name=seen.goal.name,
            measure=measure_label(seen.measure) if seen.measure else None,
            last=last_rating(seen),
            last_value=last_value(seen, history),
            standing=standing_words(seen),
            recovery_if=tuple(rating for rating in Rating if asks_recovery(rating, last)),
            sure_if_green=asks_sure(Rating.GREEN, seen.last, seen.week),
            before_plan=before_plan(seen.week, seen.plan_begins, seen.standing) or "",
            reason_needed=asks_reason(UpdateKind.REPORT, self.context(seen)),
            weeks=self._weeks_of(history, seen.week),
            source=draft.report.source,
        )

    def _weeks_of(self, history: GoalHistory, chosen: ReportingWeek) -> tuple[ReportingWeek, ...]:
        """The weeks of a goal that may sensibly be reported on.

        These are the present one, late ones that are missing since its first update, and the
        next one once the present one is reported.
        """
        current, *others = self._reporting.open_weeks()
        reported = {each.week for each in history.updates if each.says_something}
        weeks = {current, chosen}
        for week in others:
            late = bool(reported) and min(reported) < week < current
            early = week == current.plus(1) and current in reported
            if week not in reported and (late or early):
                weeks.add(week)
        return tuple(sorted(weeks))

    def _weeks_of_list(
        self, actor: Actor, week: ReportingWeek, seen: Sequence[GoalWeek]
    ) -> tuple[ReportingWeek, ...]:
        """The weeks of a list of goals that may sensibly be reported on.

        These are the present one, the last where any goal is missing, and the next once nothing
        is left.
        """
        current = self._reporting.current_week()
        weeks = {current, week}
        before = self._reporting.to_report(actor, current.plus(-1))
        if any(each.outstanding and each.last for each in before):
            weeks.add(current.plus(-1))
        if week == current and not any(each.outstanding for each in seen):
            weeks.add(current.plus(1))
        return tuple(sorted(weeks.intersection([*self._reporting.open_weeks(), week])))
