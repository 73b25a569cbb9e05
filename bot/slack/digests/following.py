"""What the office does about a line of a digest: acknowledge it, or note what was decided."""

from collections.abc import Callable
from typing import Any

from bot.errors import as_told, told
from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks import parts
from bot.slack.blocks.digest_pages import OpenPage
from bot.slack.blocks.following import (
    DECIDED,
    TITLE,
    OpenDecision,
    decision_view,
    noted_view,
    read_words,
)
from bot.slack.blocks.notices import notice
from bot.slack.blocks.open_form import typed_in
from bot.slack.blocks.parts import View
from bot.slack.blocks.update_form import loading, told_view
from bot.slack.boundary import guarded
from bot.slack.digests.desk import DigestDesk
from bot.slack.digests.showing import ShowingDigests
from bot.slack.receipt import FormAnswer
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.looking_back import LookingBack
from bot.slack.requests import Place
from bot.slack.text import fit
from bot.use_cases.digest_refs import DigestRef
from bot.use_cases.following_posts import Thread
from bot.use_cases.posts import latest_try
from programme.errors import AssistantError, RuleBroken, Unavailable
from programme.guard.updates import look_at_words
from programme.people import Actor
from programme.permissions import check_can_follow_up

Body = dict[str, Any]

NOT_YET = (
    "Not noted yet: the database is slow to answer. This window changes by itself when it is; you "
    "can also press the button again, and it is noted once."
)
LONGEST_ASKED = 600
LOOK = "Weekly updates"


class FollowingLines:
    """Hears the buttons of a digest's lines.

    Raises:
        RuleBroken: from every method: it is not for them, or it is done already.
        Unavailable: from every method: Slack or the database does not answer.
    """

    def __init__(self, assembly: Assembly, showing: ShowingDigests) -> None:
        self._services = assembly.services
        self._desk = DigestDesk(assembly.services)
        self._showing = showing
        self._outgoing = assembly.outgoing
        self._wake = assembly.posting.wake
        self._looking_back = LookingBack(assembly.services, Desk(assembly.services))

    def on_acknowledge(self, body: Body) -> None:
        """Note that the presser has read an update, and say who is told."""
        place = place_of(body)
        if place is None:
            return
        actor = self._desk.actor(place.user)
        done = self._services.digesting.following.acknowledge(actor, body["actions"][0]["value"])
        self._wake()
        names = [person.name for person in done.people]
        words = read_words(done.followed.goal.name, names, news=done.followed.news)
        view = body.get("view") or {}
        if view.get("type") == "modal":
            page = self._showing.page(actor, OpenPage.of(view), words)
            self._outgoing.update_view(view["id"], page)
        else:
            self._outgoing.whisper(place, notice(words))

    def on_decide(self, body: Body) -> None:
        """Ask what was decided, in a window."""
        self._open(body, "Loading the decision…", TITLE, lambda actor: self._asking(actor, body))

    def on_see(self, body: Body) -> None:
        """Show the update of a line, and those before it, to whoever may see them."""
        action = body["actions"][0]
        goal = str(action.get("value") or action["selected_option"]["value"])

        def look(actor: Actor) -> View:
            title = parts.plain(LOOK, parts.TITLE)
            return {**self._looking_back.view(actor, goal), "title": title}

        self._open(body, "Loading the update…", LOOK, look)

    def _open(self, body: Body, words: str, title: str, draw: Callable[[Actor], View]) -> None:
        """Open a window, over the digest's own where the button stands in that, and fill it."""
        view = body.get("view") or {}
        opened = (
            self._outgoing.push_view if view.get("type") == "modal" else self._outgoing.open_view
        )(body["trigger_id"], loading(words))

        def fill() -> None:
            actor = self._desk.actor(body["user"]["id"])
            self._outgoing.update_view(opened, draw(actor))

        guarded(
            fill,
            lambda error: self._outgoing.update_view(
                opened, told_view(told(as_told(error)), title)
            ),
        )

    def _asking(self, actor: Actor, body: Body) -> View:
        check_can_follow_up(actor)
        update = body["actions"][0]["value"]
        with self._services.readings() as work:
            found = work.updates.get(update)
            goals = work.plans.goals([found.goal]) if found else []
        decision = found.report.decision if found and found.report else None
        if decision is None or not goals:
            raise RuleBroken("This update asks for no decision, or it is no longer kept.")
        thread = self._thread_of(body)
        return decision_view(
            OpenDecision(
                update=update,
                goal=fit(goals[0].name, 200),
                asked=fit(decision.what, LONGEST_ASKED),
                channel=thread.channel if thread else "",
                thread_ts=thread.thread_ts if thread else "",
            )
        )

    def _thread_of(self, body: Body) -> Thread | None:
        """The thread of the digest that the button stands in, where it stands in one."""
        container = body.get("container") or {}
        channel, ts = container.get("channel_id"), container.get("thread_ts")
        if channel and ts:
            return Thread(channel, ts)
        view = body.get("view") or {}
        if view.get("type") != "modal":
            return None
        record = DigestRef.parse(OpenPage.of(view).ref).record
        with self._services.readings() as work:
            post = latest_try(work, f"digest:{record}") if record else None
        if post is None or not post.sent_in or not post.sent_ts:
            return None
        return Thread(post.sent_in, post.sent_ts)


class DecisionForm:
    """The window that asks what was decided, sent in."""

    def __init__(self, assembly: Assembly, noted: Callable[[], None]) -> None:
        self._services = assembly.services
        self._outgoing = assembly.outgoing
        self._noted = noted

    def answer(self, body: Body) -> FormAnswer:
        """Note it; or the window again, saying what stands in the way."""
        opened, words = OpenDecision.of(body["view"]), _typed(body)
        if declined := look_at_words(words, self._services.texts):
            return FormAnswer(decision_view(opened, words), {DECIDED: declined})
        actor = self._services.directory.actor(body["user"]["id"])
        thread = Thread(opened.channel, opened.thread_ts) if opened.thread_ts else None
        done = self._services.digesting.following.decide(actor, opened.update, words, thread)
        self._noted()
        names = [person.name for person in done.people]
        return FormAnswer(noted_view(opened, names), stored=True)

    def unanswered(self, body: Body) -> FormAnswer:
        """The window again: it is not known yet whether it is noted."""
        return _again(body, NOT_YET)

    def failed(self, body: Body, error: Exception) -> FormAnswer:
        """The window again, with what went wrong."""
        return _again(body, told(as_told(error)))

    def late(self, body: Body, answer: FormAnswer) -> None:
        """Show what became of it; in a direct message where the window is closed by now."""
        try:
            self._outgoing.update_view(body["view"]["id"], answer.view)
        except Unavailable:
            if not answer.stored:
                user = body["user"]["id"]
                sentence = "The decision was not noted. Please try again."
                self._outgoing.reply(Place(user, user, direct=True), notice(sentence))


def _typed(body: Body) -> str:
    words = typed_in(body["view"]).get(DECIDED) or ""
    return words if isinstance(words, str) else ""


def _again(body: Body, sentence: str) -> FormAnswer:
    try:
        opened = OpenDecision.of(body["view"])
    except AssistantError as error:
        return FormAnswer(told_view(told(as_told(error)), TITLE))
    return FormAnswer(decision_view(opened, _typed(body), notices=[sentence]))
