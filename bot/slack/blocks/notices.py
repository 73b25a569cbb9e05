"""Short messages: busy, thanks, trouble."""

from bot.slack.blocks import parts
from bot.slack.blocks.parts import Message


def notice(sentence: str) -> Message:
    """One sentence."""
    return parts.message(sentence, [parts.section(sentence)])


def busy() -> Message:
    """More questions are waiting than can be worked on."""
    return notice("I have more questions than I can answer just now. Please ask again in a minute.")


def thanks(*, helpful: bool, contact: str) -> Message:
    """What a verdict led to."""
    if helpful:
        return notice("Thank you. Your verdict is kept with the answer.")
    return notice(
        "Thank you. Your verdict is kept with the answer, for those who look after the documents. "
        f"You can look at other passages under the answer, or ask {contact}."
    )
