"""A form that was sent in: stored, or shown again with all that was typed."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.errors import as_told, told
from bot.slack.blocks.notices import notice
from bot.slack.blocks.open_form import OpenForm, Typed, draft_of, typed_in
from bot.slack.blocks.update_fields import FIELD_NAMES, shown
from bot.slack.blocks.update_form import fields_in, form_view, told_view
from bot.slack.blocks.update_words import moment_words
from bot.slack.blocks.updates import UpdateCard, headline
from bot.slack.outgoing import Outgoing
from bot.slack.receipt import FormAnswer
from bot.slack.reporting.desk import Desk
from bot.slack.requests import Place
from bot.slack.services import SlackServices
from bot.use_cases.goal_weeks import GoalWeek
from bot.use_cases.reporting import Recorded
from programme.errors import AssistantError, Fault, RuleBroken, Unavailable
from programme.guard.updates import look_at_update
from programme.people import Actor
from programme.update_faults import DraftNotWhole, FieldFault
from programme.update_rules import AlreadyChanged
from programme.updates import UpdateDraft, Via

log = logging.getLogger(__name__)

Body = dict[str, Any]

NOT_YET = (
    "Not stored yet: the database is slow to answer. Everything you typed is here. This window "
    "changes by itself when it is stored; you can also press Send again, and it is stored once."
)
KEPT_HERE = "Everything you typed is still here: press Send again."
STORED_BEFORE = (
    "What you sent first was stored after all, and this differs from it. Press Send again to "
    "put this in its place."
)
WARNED = "Change it, or press Send again to keep it as it is."


class UpdateForm:
    """What is done with an update form that is sent in.

    Args:
        stored: called when something was stored: posts wait to be sent.
    """

    def __init__(
        self, services: SlackServices, desk: Desk, outgoing: Outgoing, stored: Callable[[], None]
    ) -> None:
        self._services = services
        self._desk = desk
        self._outgoing = outgoing
        self._stored = stored

    def answer(self, body: Body) -> FormAnswer:
        """Store what was sent; or the form again, saying what stands in the way."""
        form, typed = OpenForm.of(body["view"]), typed_in(body["view"])
        try:
            return self._submit(body["user"]["id"], form, typed)
        except DraftNotWhole as error:
            return _faulty(body, form, typed, error.faults)
        except AlreadyChanged as error:
            return self._changed(body, form, typed, error)
        except RuleBroken as error:
            return _again(form, typed, [error.sentence])
        except (Unavailable, Fault) as error:
            return _not_stored(form, typed, error)

    def unanswered(self, body: Body) -> FormAnswer:
        """The form with all that was typed, and that it is not stored yet."""
        try:
            form = OpenForm.of(body["view"])
        except Fault as error:
            return self.failed(body, error)
        return _again(form, typed_in(body["view"]), [NOT_YET])

    def failed(self, body: Body, error: Exception) -> FormAnswer:
        """Say what went wrong at the form's first field, which leaves the form as it is."""
        sentence = told(as_told(error))
        first = next(iter(fields_in(body["view"])), None)
        return FormAnswer(told_view(sentence), errors={first: sentence} if first else None)

    def late(self, body: Body, answer: FormAnswer) -> None:
        """Show what became of it; in a direct message where the form is closed by now."""
        try:
            self._outgoing.update_view(body["view"]["id"], answer.view)
        except Unavailable:
            log.info("a form was closed before it was known what became of it")
            if not answer.stored:  # a receipt comes by itself
                user = body["user"]["id"]
                sentence = "Your weekly update was not stored. Please post it again."
                self._outgoing.reply(Place(user, user, direct=True), notice(sentence))

    def _submit(self, user: str, form: OpenForm, typed: Typed) -> FormAnswer:
        actor = self._desk.actor(user)
        draft = draft_of(form, typed)
        warnings = [] if form.warned else self._warnings(actor, draft)
        if warnings:
            return _again(replace(form, warned=True), typed, [*warnings, WARNED])
        recorded = self._services.reporting.submit(actor, draft)
        if recorded.repeated and _differs(recorded, draft):
            return self._stored_before(actor, form, typed)
        self._stored()
        if form.via is Via.LINE:
            self._put_line_aside(form.submission)
        return FormAnswer(self._desk.stored(actor, recorded), stored=True)

    def _put_line_aside(self, draft: str) -> None:
        """The line that the form began with is done with: its buttons say so from now on."""
        try:
            with self._services.works() as work:
                work.drafts.remove(draft)
                work.commit()
        except AssistantError as error:
            as_told(error)  # the update is stored: that is what counts

    def _warnings(self, actor: Actor, draft: UpdateDraft) -> list[str]:
        """What the author may want to say otherwise, of the words that are new."""
        texts = self._services.texts
        found = look_at_update(draft.report, draft.reason, texts)
        if found.faults or not found.warnings:
            return []  # faults come first
        seen = self._services.reporting.goal_week(actor, draft.goal, draft.week)
        found = look_at_update(draft.report, draft.reason, texts, said_before=seen.texts_before)
        return [f"{FIELD_NAMES[each.field]}: {each.sentence}" for each in found.warnings]

    def _changed(
        self, body: Body, form: OpenForm, typed: Typed, error: AlreadyChanged
    ) -> FormAnswer:
        """The form again, with what somebody else has said of the week meanwhile."""
        actor = self._desk.actor(body["user"]["id"])
        seen = self._services.reporting.goal_week(actor, form.goal, form.week)
        form = replace(form, based_on=seen.version)
        return _again(form, typed, [error.sentence, self._says_now(seen)])

    def _says_now(self, seen: GoalWeek) -> str:
        standing = seen.standing
        if standing is None:
            return ""
        said = headline(UpdateCard(standing, seen.goal, seen.team, seen.measure))
        name = self._desk.author(standing.author)
        by = f", by {name}" if name else ""
        words = standing.report.done if standing.report else standing.reason
        tail = f": “{words}”" if words else ""
        return f"It now says: {said}{by}, {moment_words(standing.submitted_at)}{tail}"

    def _stored_before(self, actor: Actor, form: OpenForm, typed: Typed) -> FormAnswer:
        """An earlier sending was stored, and something else is sent now: that is an amendment."""
        seen = self._services.reporting.goal_week(actor, form.goal, form.week)
        fresh = replace(form, submission=uuid4().hex, based_on=seen.version)
        return _again(fresh, typed, [STORED_BEFORE])


def _differs(recorded: Recorded, draft: UpdateDraft) -> bool:
    kept = recorded.update
    if kept.erased:
        return False
    reason = (draft.reason or "").strip() or None
    return (kept.kind, kept.report or draft.report, kept.reason) != (
        draft.kind,
        draft.report,
        reason,
    )


def _again(
    form: OpenForm, typed: Typed, notices: Sequence[str], revealed: Sequence[str] = ()
) -> FormAnswer:
    return FormAnswer(form_view(form, typed, notices=notices, revealed=revealed, again=True))


def _not_stored(form: OpenForm, typed: Typed, error: AssistantError) -> FormAnswer:
    return _again(form, typed, [f"Not stored. {told(as_told(error))} {KEPT_HERE}"])


def _faulty(body: Body, form: OpenForm, typed: Typed, faults: Sequence[FieldFault]) -> FormAnswer:
    """Faults at their fields; where one of these is not shown yet, the form that shows it."""
    wanted = [fault.field for fault in faults]
    sentences = [f"{FIELD_NAMES[each.field]}: {each.sentence}" for each in faults]
    revealed = [field for field in wanted if field not in shown(form, typed)]
    again = _again(form, typed, sentences, revealed)
    if set(wanted) <= set(fields_in(body["view"])):
        return replace(again, errors={fault.field: fault.sentence for fault in faults})
    return again
