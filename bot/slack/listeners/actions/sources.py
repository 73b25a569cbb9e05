"""The buttons that open a source or a passage in a modal."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.errors import as_told, told
from bot.slack.assembly import Assembly
from bot.slack.blocks.answer import SOURCE_OPEN
from bot.slack.blocks.parts import View
from bot.slack.blocks.passages import PASSAGE_OPEN
from bot.slack.blocks.places import Source, source_pressed
from bot.slack.blocks.sources import not_there, opening, passage_view, source_view
from bot.slack.services import SlackServices
from programme.errors import AssistantError


def register(app: App, assembly: Assembly) -> None:
    """Hear the buttons. The modal opens at once, before anything is read: a trigger lives 3 s."""

    def on_source(body: dict[str, Any]) -> None:
        question_id, number, indexes = source_pressed(body["actions"][0]["value"])
        title = f"Source {number}"
        _fill(
            assembly,
            body["trigger_id"],
            title,
            lambda: _source(assembly.services, question_id, number, indexes),
        )

    def on_passage(body: dict[str, Any]) -> None:
        passage_id = body["actions"][0]["value"]
        _fill(
            assembly,
            body["trigger_id"],
            "Passage",
            lambda: _passage(assembly.services, passage_id),
        )

    app.action(SOURCE_OPEN)(assembly.receipts.before(on_source))
    app.action(PASSAGE_OPEN)(assembly.receipts.before(on_passage))


def _fill(assembly: Assembly, trigger_id: str, title: str, read: Callable[[], View]) -> None:
    view_id = assembly.outgoing.open_view(trigger_id, opening(title))
    try:
        view = read()
    except AssistantError as error:
        view = not_there(title, told(as_told(error)))
    assembly.outgoing.update_view(view_id, view)


def _source(
    services: SlackServices, question_id: str, number: int, indexes: tuple[int, ...]
) -> View:
    with services.readings() as work:
        question = work.questions.get(question_id)
    if question is None or max(indexes) >= len(question.citations):
        return not_there(f"Source {number}", "This answer is no longer kept. Please ask again.")
    citations = tuple(question.citations[n] for n in indexes)
    source = Source(number, indexes, citations)
    wanted = tuple(dict.fromkeys(citation.passage_id for citation in citations))
    return source_view(source, services.answering.passages(wanted))


def _passage(services: SlackServices, passage_id: str) -> View:
    found = services.answering.passages((passage_id,))
    if not found:
        return not_there("Passage", "The document has changed since. Please ask again.")
    return passage_view(found[0])
