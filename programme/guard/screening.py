"""The one entrance of the guard: a text goes in, a reason to decline comes out, or None."""

from collections.abc import Callable
from dataclasses import dataclass

from programme.answers import DeclineReason
from programme.guard import clinical, instructions, off_topic, patient_data
from programme.guard.clinical import is_clinical
from programme.guard.distress import is_distress
from programme.guard.folding import fold, hidden_words
from programme.guard.instructions import is_instruction
from programme.guard.off_topic import is_off_topic
from programme.guard.patient_data import find_patient_data

LONGEST_QUESTION = 2_000
"""Characters; a question longer than this is a document pasted in, not a question."""

_EMPTY = (
    "I could not find a question in that. Please type it in words, for example: what is our vision?"
)
_TOO_LONG = (
    "That is more than I can take as one question (the most is about two thousand characters). "
    "Please ask in a sentence or two."
)


@dataclass(frozen=True, slots=True)
class HelpTexts:
    """The sentences people read when a text is declined; each can be set by the trust.

    `distress` is shown as it is, with the date it was last reviewed.
    """

    distress: str
    distress_reviewed: str
    office: str = "the programme office"


@dataclass(frozen=True, slots=True)
class Decline:
    """Why a text is not taken, and the polite sentence that says what to do instead.

    The sentence never holds any of the words that were found.
    """

    reason: DeclineReason
    sentence: str


def screen(text: str, texts: HelpTexts) -> Decline | None:
    """Look at a question before anything else does; None when it may go on.

    Distress comes first, because help must be seen whatever else a text holds; then patient
    data, because it must not be kept whatever else is asked. Time grows with the length of the
    text. Never raises.
    """
    reason = _reason(text, fold(text))
    return Decline(reason, _sentence(reason, text, texts)) if reason else None


def _reason(text: str, folded: str) -> DeclineReason | None:
    """The first reason that holds, most pressing first."""
    looked_for: tuple[tuple[DeclineReason, Callable[[], bool]], ...] = (
        (DeclineReason.DISTRESS, lambda: is_distress(text)),
        (DeclineReason.PATIENT_DATA, lambda: bool(find_patient_data(text))),
        (DeclineReason.UNREADABLE, lambda: _is_unreadable(text, folded)),
        (DeclineReason.INSTRUCTION, lambda: hidden_words(text) or is_instruction(folded)),
        (DeclineReason.CLINICAL, lambda: is_clinical(folded)),
        (DeclineReason.OFF_TOPIC, lambda: is_off_topic(folded)),
    )
    return next((reason for reason, holds in looked_for if holds()), None)


def _is_unreadable(text: str, folded: str) -> bool:
    return len(text) > LONGEST_QUESTION or not any(map(str.isalnum, folded))


def _sentence(reason: DeclineReason, text: str, texts: HelpTexts) -> str:
    match reason:
        case DeclineReason.DISTRESS:
            return help_text(texts)
        case DeclineReason.PATIENT_DATA:
            return patient_data.SENTENCE
        case DeclineReason.UNREADABLE:
            return _TOO_LONG if len(text) > LONGEST_QUESTION else _EMPTY
        case DeclineReason.INSTRUCTION:
            return instructions.SENTENCE
        case DeclineReason.CLINICAL:
            return clinical.SENTENCE
        case DeclineReason.OFF_TOPIC:
            return f"{off_topic.SENTENCE} For anything else, ask {texts.office}."


def help_text(texts: HelpTexts) -> str:
    """What is shown to somebody in distress, with the date it was last reviewed."""
    reviewed = texts.distress_reviewed.strip()
    return f"{texts.distress}\n\nLast reviewed: {reviewed}." if reviewed else texts.distress
