"""Whether words hold a number of the thing that is asked for."""

import re
from functools import lru_cache

from knowledge.question_parts import Question
from knowledge.targets_told import clashes
from knowledge.wording import is_stop_word, stem, words
from knowledge.words import word_list

FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|halved|doubled?|"
    r"twice|thirds?|quarters?|all|every|none|zero|eliminate|nil)\b",
    re.IGNORECASE,
)
NUMBER_WITH_UNIT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|half an?)[\s-]+"
    r"(?:\w+\s+)?(?:hours?|days?|weeks?|months?|years?|minutes?|times|quarters?|in \d+|per cent)\b|"
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly|"
    r"every (?:day|week|month|year|quarter))\b",
    re.IGNORECASE,
)
_LABEL_FIGURE = re.compile(
    r"\b(?:band|grade|level|year|phase|ward|objective|aim|goal|priority|step|stage|tier|section|"
    r"part|chapter|figure|table|page)s?\s+\d+(?:[.,]\d+)*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,])")
_CHANGE_ONLY = re.compile(r"\bby\s+(?:a further\s+|at least\s+)?\d[\d.,]*\s?%", re.IGNORECASE)


def fits_number(question: Question, text: str, heading: str) -> float:
    """How far a text holds a number of what is asked for: 0 no, 1 yes."""
    asked = set(FIGURE.findall(question.text))
    here = FIGURE.findall(_LABEL_FIGURE.sub("", text))
    if not set(here) - asked:
        return _fits_number_in_words(question, text)
    if question.counted and not counts(text, question.counted):
        return 0.2
    if _of_another_year(question, f"{heading} {text}"):
        return 0.2
    if clashes(question, text, heading):
        return 0.4
    is_change = question.asks_level and _CHANGE_ONLY.search(text) and len(here) == 1
    return 0.35 if is_change else 1.0


def _fits_number_in_words(question: Question, text: str) -> float:
    if question.counted:
        return 0.9 if counts(text, question.counted, spelled=True) else 0.0
    if NUMBER_WITH_UNIT.search(text):
        return 1.0
    return 0.5 if _NUMBER_WORD.search(text) else 0.0


def _of_another_year(question: Question, text: str) -> bool:
    """True when a figure is asked for by its year and the text gives it for other years only."""
    asked = {t.word for t in question.terms if _YEAR.fullmatch(t.word)}
    told = set(_YEAR.findall(text))
    return bool(asked and told) and asked.isdisjoint(told)


def counts(text: str, counted: tuple[str, ...], *, spelled: bool = False, reach: int = 6) -> bool:
    """True when a figure in the text counts the thing named ("4,700 colleagues").

    The head noun, or a word for the same people, must follow the figure within a few words, or
    stand just before it ("staff in post: 412").
    """
    tokens = words(_LABEL_FIGURE.sub("", text))
    stems = [stem(t) for t in tokens]
    heads = _same_as(counted[-1])
    # "two staff banks" counts banks: a noun before a plural is no head.
    stems = [
        ""
        if not t.endswith("s")
        and t != "people"
        and tokens[i + 1].endswith("s")
        and not is_stop_word(tokens[i + 1])
        else s
        for i, (t, s) in enumerate(zip(tokens[:-1], stems[:-1], strict=True))
    ] + stems[-1:]
    for place, token in enumerate(tokens):
        figure = token[0].isdigit() or (spelled and stem(token) in _SPELLED)
        if not figure:
            continue
        if heads & set(stems[place + 1 : place + 1 + reach]):
            return True
        if heads & set(stems[max(0, place - 4) : place]) and not _counts_others(tokens, place):
            return True
    return False


def _counts_others(tokens: list[str], place: int) -> bool:
    """True when a plural follows a figure closely, which is then what it counts."""
    following = tokens[place + 1 : place + 3]
    return any(t.endswith("s") and not is_stop_word(t) and t not in _SPANS for t in following)


_SPANS = frozenset(("hours", "days", "weeks", "months", "years"))
_SPELLED = {str(n) for n in range(2, 13)}
_PEOPLE = frozenset(stem(w) for w in word_list("people"))


@lru_cache(maxsize=1024)
def _same_as(counted: str) -> frozenset[str]:
    return _PEOPLE if counted in _PEOPLE else frozenset({counted})


def figures(text: str) -> list[str]:
    """The figures a text holds, as written."""
    return FIGURE.findall(text)
