"""The shortcuts "Post a weekly update" and, on a message, "Log as weekly update"."""

from typing import Any

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.begun import LONGEST_WORDS, Begun
from bot.slack.blocks.parts import View
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.opening import Opening
from bot.slack.text import as_asked
from programme.errors import RuleBroken
from programme.guard.updates import look_at_words
from programme.people import Actor
from programme.updates import Report, Via

POST_UPDATE = "post_update"
LOG_UPDATE = "log_update"


def register(app: App, assembly: Assembly) -> None:
    """Hear the shortcuts; both open the form at once."""
    desk = Desk(assembly.services)
    opening = Opening(desk, assembly.outgoing, assembly.people)

    def on_post(body: dict[str, Any]) -> None:
        opening.open(body["user"]["id"], body["trigger_id"], desk.start)

    def on_log(body: dict[str, Any]) -> None:
        def draw(actor: Actor) -> View:
            return desk.start(actor, begun=_begun(assembly, body))

        opening.open(body["user"]["id"], body["trigger_id"], draw)

    app.shortcut(POST_UPDATE)(assembly.receipts.before(on_post))
    app.shortcut(LOG_UPDATE)(assembly.receipts.before(on_log))


def _begun(assembly: Assembly, body: dict[str, Any]) -> Begun:
    """A message as the start of an update.

    Raises:
        RuleBroken: the guard does not let its words in, or there are none.
    """
    words = as_asked(body["message"].get("text") or "")
    if not words:
        raise RuleBroken("This message has no words that an update could begin with.")
    if declined := look_at_words(words, assembly.services.texts):
        raise RuleBroken(declined)
    source = assembly.outgoing.permalink(body["channel"]["id"], body["message"]["ts"])
    return Begun(Via.MESSAGE, Report(done=words[:LONGEST_WORDS], source=source))
