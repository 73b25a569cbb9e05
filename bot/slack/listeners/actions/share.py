"""The button "Share in channel" under an answer that only the asker sees."""

import threading
from typing import Any

from slack_bolt import App

from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.answer import SHARE, card_of_question, shared_message
from bot.slack.blocks.notices import notice


def register(app: App, assembly: Assembly) -> None:
    """Hear the button. A second press while the first is under way does nothing."""
    under_way: set[str] = set()
    lock = threading.Lock()

    def on_share(body: dict[str, Any]) -> None:
        question_id = body["actions"][0]["value"]
        with lock:
            if question_id in under_way:
                return
            under_way.add(question_id)
        try:
            _share(assembly, body, question_id)
        finally:
            with lock:
                under_way.discard(question_id)

    app.action(SHARE)(assembly.receipts.before(on_share))


def _share(assembly: Assembly, body: dict[str, Any], question_id: str) -> None:
    place = place_of(body)
    if place is None or not place.response_url:
        return
    with assembly.services.readings() as work:
        question = work.questions.get(question_id)
    if question is None or question.asker != place.user:
        gone = notice("This answer is no longer kept, so it cannot be shared. Please ask again.")
        assembly.outgoing.whisper(place, gone)
        return
    card = card_of_question(question)
    if assembly.outgoing.share(place.response_url, shared_message(card, place.user)):
        assembly.outgoing.replace(place.response_url, notice("Shared in the channel."))
    else:
        late = notice("It is too late to share this answer. Please ask again and share it then.")
        assembly.outgoing.whisper(place, late)
