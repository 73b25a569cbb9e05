"""The modal in which a question is asked from the Home tab."""

from typing import Any

from bot.slack.blocks import parts
from bot.slack.blocks.guide import CAUTION
from bot.slack.blocks.parts import View

ASK = "ask"
QUESTION = "question"
WORDS = "words"
LONGEST_QUESTION = 1000


def ask_view() -> View:
    """One field; the answer comes in a direct message."""
    field = {
        "type": "plain_text_input",
        "action_id": WORDS,
        "multiline": True,
        "min_length": 1,
        "max_length": LONGEST_QUESTION,
        "focus_on_load": True,
    }
    view = parts.modal(
        "Ask True North",
        [
            {
                "type": "input",
                "block_id": QUESTION,
                "label": parts.plain("Your question"),
                "element": field,
                "hint": parts.plain("The answer comes to you in a direct message."),
            },
            parts.small(CAUTION),
        ],
        close="Cancel",
    )
    return {**view, "callback_id": ASK, "submit": parts.plain("Ask", parts.TITLE)}


def question_in(view: dict[str, Any]) -> str:
    """The words in a submitted modal."""
    value = view["state"]["values"][QUESTION][WORDS]["value"]
    return value or ""
