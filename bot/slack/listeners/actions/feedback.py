"""The feedback buttons under an answer."""

from typing import Any

from slack_bolt import App

from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.answer import FEEDBACK
from bot.slack.blocks.notices import thanks
from programme.ports import Feedback, FeedbackVerdict


def register(app: App, assembly: Assembly) -> None:
    """Hear the buttons: the verdict is kept, a later one of the same person replaces it."""

    def on_feedback(body: dict[str, Any]) -> None:
        verdict, _, question_id = body["actions"][0]["value"].partition(":")
        feedback = Feedback(
            question_id=question_id,
            person=body["user"]["id"],
            verdict=FeedbackVerdict(verdict),
            given_at=assembly.services.now(),
        )
        with assembly.services.works() as work:
            work.questions.add_feedback(feedback)
            work.commit()
        place = place_of(body)
        if place:
            helpful = feedback.verdict is FeedbackVerdict.HELPFUL
            office = assembly.services.texts.office
            assembly.outgoing.whisper(place, thanks(helpful=helpful, contact=office))

    app.action(FEEDBACK)(assembly.receipts.before(on_feedback))
