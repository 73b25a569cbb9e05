"""Buttons and choices about weekly updates, in messages, on the Home tab and in modals."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.begun import Begun
from bot.slack.blocks.open_form import OpenForm, typed_in
from bot.slack.blocks.parts import View
from bot.slack.blocks.update_fields import CHANGED
from bot.slack.blocks.update_form import (
    GOAL_CHOSEN,
    WEEK_CHOSEN,
    WEEK_OF_LIST,
    form_view,
    labels_in,
)
from bot.slack.blocks.updates import (
    ANY,
    MY_UPDATES,
    UPDATE_AMEND,
    UPDATE_OPEN,
    UPDATE_WITHDRAW,
    read_week_ref,
)
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.looking_back import LookingBack
from bot.slack.reporting.opening import Draw, Opening
from bot.slack.reporting.withdrawing import ask
from programme.people import Actor

Body = dict[str, Any]


def register(app: App, assembly: Assembly) -> None:
    """Hear them. A modal opens at once; in a modal that is open, the next view takes its place."""
    buttons = Buttons(assembly)
    heard: dict[str | re.Pattern[str], Callable[[Body], None]] = {
        UPDATE_OPEN: buttons.on_open,
        GOAL_CHOSEN: buttons.on_goal,
        WEEK_CHOSEN: buttons.on_week,
        WEEK_OF_LIST: buttons.on_week_of_list,
        UPDATE_AMEND: buttons.on_amend,
        UPDATE_WITHDRAW: buttons.on_withdraw,
        MY_UPDATES: buttons.on_mine,
        re.compile(f"^{CHANGED}:"): buttons.on_changed,
    }
    for action, handler in heard.items():
        app.action(action)(assembly.receipts.before(handler))


class Buttons:
    """What each button and choice does, given the request's body."""

    def __init__(self, assembly: Assembly) -> None:
        self._desk = Desk(assembly.services)
        self._opening = Opening(self._desk, assembly.outgoing, assembly.people)
        self._looking_back = LookingBack(assembly.services, self._desk)
        self._reporting = assembly.services.reporting
        self._outgoing = assembly.outgoing

    def on_open(self, body: Body) -> None:
        """Post an update, on one goal or on any."""
        goal = _value(body)
        desk = self._desk
        self._show(body, desk.start if goal == ANY else lambda actor: desk.form(actor, goal))

    def on_goal(self, body: Body) -> None:
        """A goal was chosen from the list, or the next one."""
        goal, week = read_week_ref(_value(body))
        begun = Begun.of((body.get("view") or {}).get("private_metadata") or "")
        self._show(body, lambda actor: self._desk.form(actor, goal, week, begun))

    def on_week(self, body: Body) -> None:
        """Another week was chosen in the form."""
        self._show(body, lambda actor: _other_week(self._desk, actor, body))

    def on_week_of_list(self, body: Body) -> None:
        """Another week was chosen in the list of goals."""
        _, week = read_week_ref(_value(body))
        begun = Begun.of(body["view"].get("private_metadata") or "")
        self._show(body, lambda actor: self._desk.start(actor, week=week, begun=begun))

    def on_changed(self, body: Body) -> None:
        """Something was chosen that other fields depend on."""
        view = form_view(OpenForm.of(body["view"]), typed_in(body["view"]))
        if labels_in(view) != labels_in(body["view"]):
            self._outgoing.update_view(body["view"]["id"], view)

    def on_amend(self, body: Body) -> None:
        """Amend what stands for a goal's week."""
        goal, week = read_week_ref(_value(body))
        words = "Loading your update…"
        self._show(body, lambda actor: self._desk.form(actor, goal, week), words)

    def on_withdraw(self, body: Body) -> None:
        """Withdraw what stands for a goal's week; asked first."""
        goal, week = read_week_ref(_value(body))
        words = "Loading your update…"
        self._show(body, lambda actor: ask(self._reporting, actor, goal, week), words)

    def on_mine(self, body: Body) -> None:
        """Look back on all goals or one."""
        goal = _value(body)
        words = "Loading your updates…"
        self._show(body, lambda actor: self._looking_back.view(actor, goal), words)

    def _show(self, body: Body, draw: Draw, words: str | None = None) -> None:
        user = body["user"]["id"]
        view = body.get("view") or {}
        if view.get("type") == "modal":
            self._opening.fill(user, view["id"], draw)
        else:
            self._opening.open(user, body["trigger_id"], draw, words)


def _value(body: Body) -> str:
    """What the button or the chosen option carries."""
    action = body["actions"][0]
    return str(action.get("value") or action["selected_option"]["value"])


def _other_week(desk: Desk, actor: Actor, body: Body) -> View:
    """The form of another week of the same goal.

    A week of which something is said already shows that; any other keeps what was typed.
    """
    form, typed = OpenForm.of(body["view"]), typed_in(body["view"])
    _, week = read_week_ref(_value(body))
    begun = Begun.of_source(form.via, form.source)
    view = desk.form(actor, form.goal, week, begun)
    fresh = OpenForm.of(view)
    return view if fresh.based_on else form_view(fresh, typed)
