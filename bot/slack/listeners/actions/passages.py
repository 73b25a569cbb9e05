"""The button "Not what I meant: show other passages"."""

from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.answer import OTHER_PASSAGES
from bot.slack.blocks.notices import notice
from bot.slack.blocks.passages import MOST, passages_message
from programme.ports import Feedback, FeedbackVerdict


def register(app: App, assembly: Assembly) -> None:
    """Hear the button: the passages that came next, in a direct message's thread or to one."""

    def on_other_passages(body: dict[str, Any]) -> None:
        place = place_of(body)
        if place is None:
            return
        with assembly.services.works() as work:
            question = work.questions.get(body["actions"][0]["value"])
            if question:
                work.questions.add_feedback(
                    Feedback(
                        question_id=question.id,
                        person=place.user,
                        verdict=FeedbackVerdict.OTHER_PASSAGES,
                        given_at=assembly.services.now(),
                    )
                )
                work.commit()
        if question is None:
            gone = notice("This answer is no longer kept. Please ask again.")
            assembly.outgoing.whisper(place, gone)
            return
        found = assembly.services.answering.passages(question.alternatives[:MOST])
        others = passages_message(found, assembly.services.texts.office)
        if place.direct and place.thread_ts:
            assembly.outgoing.reply(replace(place, response_url=None), others)
        else:
            assembly.outgoing.whisper(place, others)

    app.action(OTHER_PASSAGES)(assembly.receipts.before(on_other_passages))
