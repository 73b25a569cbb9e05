"""A question sent in by the form of the Home tab."""

from typing import Any

from slack_bolt import App

from bot.slack.admission import asked_in_form
from bot.slack.assembly import Assembly
from bot.slack.blocks.asking import ASK, question_in


def register(app: App, assembly: Assembly) -> None:
    """Hear the form; every form that is opened has an id of its own."""

    def on_asked(body: dict[str, Any]) -> None:
        view = body["view"]
        request = asked_in_form(body["user"]["id"], question_in(view))
        assembly.inbox.receive(f"form-{view['id']}", "form", request)

    app.view(ASK)(assembly.receipts.after(on_asked))
