"""Errors whose sentence a person may read.

Three kinds, told apart by who must act: the person (`RuleBroken`), nobody but time
(`Unavailable`), or those who run the service (`Fault`). Adapters translate a library's errors
into these at their edge; no other exception text ever reaches a person.
"""

import secrets


class AssistantError(Exception):
    """An error with one clear sentence for the person who asked.

    Args:
        sentence: what the person reads; plain English, no exception text, none of their own words.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleBroken(AssistantError):
    """A rule says no, or the input is bad: the sentence says what to do instead."""


class Unavailable(AssistantError):
    """A part is not answering just now; trying again later may work.

    `reference` ties what the person was told to the line in the log.
    """

    def __init__(self, sentence: str, *, reference: str | None = None) -> None:
        super().__init__(sentence)
        self.reference = reference or new_reference()


class Fault(AssistantError):
    """A defect of this software: an apology and a reference; the details go to the log."""

    def __init__(self, sentence: str, *, reference: str | None = None) -> None:
        super().__init__(sentence)
        self.reference = reference or new_reference()


def new_reference() -> str:
    """A short reference that can be read out on the telephone: eight letters and digits.

    Leaves out 0, 1, I, L, O and U, which are misheard or misread.
    """
    alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(secrets.choice(alphabet) for _ in range(8))
