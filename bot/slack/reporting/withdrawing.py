"""Withdrawing an update: asked first, then recorded as a version that says nothing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.errors import as_told, told
from bot.slack.blocks.notices import notice
from bot.slack.blocks.open_form import typed_in
from bot.slack.blocks.parts import View
from bot.slack.blocks.update_form import told_view
from bot.slack.blocks.updates import UpdateCard, headline
from bot.slack.blocks.withdrawing import (
    REASON,
    TITLE,
    OpenWithdrawal,
    withdraw_view,
    withdrawn_view,
)
from bot.slack.outgoing import Outgoing
from bot.slack.receipt import FormAnswer
from bot.slack.reporting.desk import Desk
from bot.slack.requests import Place
from bot.slack.services import SlackServices
from bot.use_cases.goal_weeks import GoalWeek
from bot.use_cases.reporting import Reporting
from programme.errors import AssistantError, RuleBroken, Unavailable
from programme.people import Actor
from programme.update_faults import DraftNotWhole
from programme.update_rules import AlreadyChanged
from programme.updates import UpdateDraft, UpdateKind, Via
from programme.weeks import ReportingWeek

Body = dict[str, Any]

NOT_YET = (
    "Not withdrawn yet: the database is slow to answer. This window changes by itself when it "
    "is; you can also press Withdraw again, and it is done once."
)

NOTHING_STANDS = "There is no update for this week to withdraw: it may have been withdrawn already."


def ask(reporting: Reporting, actor: Actor, goal: str, week: ReportingWeek) -> View:
    """The question about what stands for a goal's week.

    Raises:
        RuleBroken: they may not, or nothing stands.
    """
    seen = reporting.goal_week(actor, goal, week)
    card = _card(seen)
    if card is None:
        raise RuleBroken(NOTHING_STANDS)
    needed = seen.closed_at is not None
    return withdraw_view(OpenWithdrawal.about(card, uuid4().hex, reason_needed=needed))


class WithdrawForm:
    """The modal that asks, and what is done when it is sent in.

    Args:
        stored: called when something was stored: posts wait to be sent.
    """

    def __init__(
        self, services: SlackServices, desk: Desk, outgoing: Outgoing, stored: Callable[[], None]
    ) -> None:
        self._reporting = services.reporting
        self._desk = desk
        self._outgoing = outgoing
        self._stored = stored

    def answer(self, body: Body) -> FormAnswer:
        """Withdraw it; or the question again, saying what stands in the way."""
        opened = OpenWithdrawal.of(body["view"])
        reason = typed_in(body["view"]).get(REASON) or ""
        reason = reason if isinstance(reason, str) else ""
        draft = UpdateDraft(
            goal=opened.goal,
            week=opened.week,
            submission=opened.submission,
            via=Via.FORM,
            kind=UpdateKind.WITHDRAWAL,
            reason=reason or None,
            based_on=opened.based_on,
        )
        actor = self._desk.actor(body["user"]["id"])
        try:
            self._reporting.submit(actor, draft)
        except DraftNotWhole as error:
            shown = withdraw_view(
                replace(opened, reason_needed=True), reason, notices=[error.sentence]
            )
            errors = {REASON: error.sentence} if opened.reason_needed else None
            return FormAnswer(shown, errors)
        except AlreadyChanged as error:
            return self._changed(actor, opened, reason, error)
        self._stored()
        return FormAnswer(withdrawn_view(opened), stored=True)

    def unanswered(self, body: Body) -> FormAnswer:
        """The question again: it is not known yet whether it is done."""
        return self._again(body, NOT_YET)

    def failed(self, body: Body, error: Exception) -> FormAnswer:
        """The question again, with what went wrong."""
        return self._again(body, told(as_told(error)))

    def late(self, body: Body, answer: FormAnswer) -> None:
        """Show what became of it; in a direct message where the modal is closed by now."""
        try:
            self._outgoing.update_view(body["view"]["id"], answer.view)
        except Unavailable:
            if not answer.stored:
                user = body["user"]["id"]
                sentence = "Your weekly update was not withdrawn. Please try again."
                self._outgoing.reply(Place(user, user, direct=True), notice(sentence))

    def _again(self, body: Body, sentence: str) -> FormAnswer:
        try:
            opened = OpenWithdrawal.of(body["view"])
        except AssistantError as error:
            return FormAnswer(told_view(told(as_told(error)), TITLE))
        reason = typed_in(body["view"]).get(REASON) or ""
        words = reason if isinstance(reason, str) else ""
        return FormAnswer(withdraw_view(opened, words, notices=[sentence]))

    def _changed(
        self, actor: Actor, opened: OpenWithdrawal, reason: str, error: AlreadyChanged
    ) -> FormAnswer:
        """Something newer stands: the question is asked about that."""
        seen = self._reporting.goal_week(actor, opened.goal, opened.week)
        card = _card(seen)
        if card is None:
            return FormAnswer(told_view(NOTHING_STANDS, TITLE))
        now = replace(opened, based_on=seen.version, said=headline(card))
        return FormAnswer(withdraw_view(now, reason, notices=[error.sentence]))


def _card(seen: GoalWeek) -> UpdateCard | None:
    """What stands for the week, or None."""
    if seen.standing is None or not seen.standing.says_something:
        return None
    return UpdateCard(seen.standing, seen.goal, seen.team, seen.measure)
