"""Whether words hold the kind of thing that was asked for: a number, a date, a name, a place."""

import re
from collections.abc import Callable

from knowledge.names_told import (
    fits_individual,
    fits_name,
    fits_person,
    fits_place,
    fits_which,
    new_names,
)
from knowledge.numbers_told import FIGURE, NUMBER_WITH_UNIT, counts, figures, fits_number
from knowledge.question_parts import Question, Wanted
from knowledge.targets_told import aims_at_target, clashes, tells_what_was
from knowledge.wording import stem, words

__all__ = [
    "FIGURE",
    "Fits",
    "aims_at_target",
    "clashes",
    "counts",
    "defines",
    "figures",
    "fits",
    "new_names",
]

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_A_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b(?!\s+(?:be|have|also|not))|"
    r"\b\d{1,2}(?:st|nd|rd|th)\b|\bby the end of\b|"
    r"\bat the end of\b|\bin (?:spring|summer|autumn|winter)\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]m\b",
    re.IGNORECASE,
)
_A_MOMENT = re.compile(
    r"\b(?:day one|from the (?:start|outset)|as soon as|immediately|straight away|on (?:arrival|"
    r"admission|discharge|referral)|at (?:admission|discharge|referral|once)|within \w+)\b",
    re.IGNORECASE,
)
_A_DURATION = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:\w+\s+)?"
    r"(?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_AN_AMOUNT = re.compile(
    r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:p|pence|pounds?|million|billion|bn|m|k)\b|\bfree\b|\d\s?%",
    re.IGNORECASE,
)
_MONEY_ONLY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:p|pence|pounds?)\b", re.IGNORECASE)
_CONTACT = re.compile(r"@|https?:|www\.|\b0\d[\d ]{8,}\b|\b\d{3,}[ -]\d{3,}\b|\bextension \d+")
_DEFINING = frozenset(("is", "are", "means", "mean", "brings", "gives", "provides", "describes"))
_TOLD_BEFORE = 0.3
_TELLING = 0.15
Fits = Callable[[Question, str, str], float]


def fits(question: Question, text: str, heading: str) -> float:
    """How far a unit's words hold the kind of thing asked for: 0 no, 1 yes.

    `heading` is what the unit stands under: heading, lead-in and column heading.
    """
    if text.rstrip().endswith(":"):
        return 0.1  # what it leads up to is somewhere else
    measure = _FITS.get(question.wanted)
    return measure(question, text, heading) if measure else 1.0


def defines(question: Question, text: str) -> float:
    """1 when a meaning is asked for and the text says what the thing asked about is."""
    if not question.asks_meaning or not question.terms:
        return 0.0
    tokens = words(text)
    verb = next((i for i, w in enumerate(tokens) if w in _DEFINING), None)
    if verb is None:
        return 0.0
    before = {stem(w) for w in tokens[:verb]}
    subject = [t for t in question.terms if t.weight >= _TELLING]
    return float(bool(subject) and all(t.stem in before for t in subject))


def _fits_date(question: Question, text: str, _: str) -> float:
    rest = _without(question, text)
    if _A_DATE.search(rest):
        # "When will it open?" is not answered by what happened then.
        told = question.asks_ahead and tells_what_was(text)
        return _TOLD_BEFORE if told else 1.0
    if question.asks_how_soon and (_A_DURATION.search(rest) or NUMBER_WITH_UNIT.search(rest)):
        return 1.0
    return 0.8 if _A_MOMENT.search(rest) else 0.0


def _fits_money(question: Question, text: str, _: str) -> float:
    pattern = _MONEY_ONLY if question.asks_pounds else _AN_AMOUNT
    return 1.0 if pattern.search(text) else 0.0


def _fits_reason(_: Question, text: str, heading: str) -> float:
    return 1.0 if _CAUSE.search(text) or _CAUSE_HEADING.search(heading) else 0.6


def _fits_contact(_question: Question, text: str, _heading: str) -> float:
    return 1.0 if _CONTACT.search(text) else 0.0


_CAUSE = re.compile(
    r"\b(?:because|due to|so that|so|as a result|since|to better|in order|reasons?|lead(?:s|ing)? to|"
    r"means?|caus\w+|result\w*|need|when|but|means that|driven by|thanks to|this will|ensur\w+)\b",
    re.IGNORECASE,
)
_CAUSE_HEADING = re.compile(
    r"\b(?:why|reasons?|case for|challenge|reality|context)\b", re.IGNORECASE
)


def _without(question: Question, text: str) -> str:
    """The text without the figures that the question itself gives."""
    for figure in FIGURE.findall(question.text):
        text = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", "", text)
    return text


_FITS: dict[Wanted, Fits] = {
    Wanted.NUMBER: fits_number,
    Wanted.DATE: _fits_date,
    Wanted.MONEY: _fits_money,
    Wanted.INDIVIDUAL: fits_individual,
    Wanted.PERSON: fits_person,
    Wanted.WHICH: fits_which,
    Wanted.PLACE: fits_place,
    Wanted.REASON: _fits_reason,
    Wanted.NAME: fits_name,
    Wanted.CONTACT: _fits_contact,
}
