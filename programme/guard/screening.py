"""The one entrance of the guard: a text goes in, a reason to decline comes out, or None."""

from dataclasses import dataclass

from programme.answers import DeclineReason


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
    """Look at a question before anything else does; None when it may go on."""
    raise NotImplementedError
