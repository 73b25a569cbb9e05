"""Looking back: what a lead said of their goals, week by week."""

from bot.slack.blocks.parts import View
from bot.slack.blocks.update_history import MOST_GOALS, goal_history_view, goals_history_view
from bot.slack.blocks.updates import ANY
from bot.slack.reporting.desk import Desk
from bot.slack.services import SlackServices
from programme.people import Actor

WEEKS = 52


class LookingBack:
    """Draws the history of goals for those who may report on them.

    Raises:
        Unavailable: the database does not answer.
    """

    def __init__(self, services: SlackServices, desk: Desk) -> None:
        self._reporting = services.reporting
        self._desk = desk

    def view(self, actor: Actor, goal: str = ANY) -> View:
        """One goal's history, or all of a lead's goals to choose from.

        Raises:
            RuleBroken: they lead no goal, or may not see this one.
        """
        if goal != ANY:
            return self._goal(actor, goal)
        goals = [each.goal.key for each in self._desk.to_report(actor)]
        if len(goals) == 1:
            return self._goal(actor, goals[0])
        shown = sorted(goals[: MOST_GOALS + 1])
        return goals_history_view([self._reporting.history(actor, each, WEEKS) for each in shown])

    def _goal(self, actor: Actor, goal: str) -> View:
        history = self._reporting.history(actor, goal, WEEKS)
        weeks = set(self._reporting.open_weeks())
        if actor.is_office:
            weeks |= {update.week for update in history.updates}
        return goal_history_view(history, weeks)
