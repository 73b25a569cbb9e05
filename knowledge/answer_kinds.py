"""Whether words hold the kind of thing that was asked for: a number, a date, a name, a place."""

import re

from knowledge.questions import Question, Wanted
from knowledge.wording import fold, is_stop_word, stem, words

_FIGURE = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|halved|double|"
    r"doubled|twice|third|quarter|all|every|none|zero|eliminate|daily|weekly|monthly|annual|"
    r"annually|yearly)\b",
    re.IGNORECASE,
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_A_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b(?!\s+be)|\b\d{{1,2}}(?:st|nd|rd|th)\b|"
    r"\bwithin \d+ |\bby the end of\b|\bat the end of\b|\bin (?:spring|summer|autumn|winter)\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]m\b|"
    r"\bevery (?:day|week|month|quarter|year|\w+ (?:weeks|months|years))\b|"
    r"\b(?:weekly|monthly|quarterly|annually|yearly)\b|\bnext \w+ years\b|\bover the (?:next|past)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:p|pence|pounds|million|billion|bn|m|k)\b|%")
_NAME = re.compile(r"(?<![.!?•:]\s)(?<!^)\b(?:[A-Z][a-z]+|[A-Z]{2,}(?:&[A-Z])?)\b")
_ROLE = re.compile(
    r"\b(?:director|officer|manager|lead|leads|chair|chief|executive|head|board|committee|team|"
    r"teams|nurse|doctor|gp|gps|staff|leaders?|managers?|partners?|patients?|carers?|families|"
    r"colleagues|people|trust|council|directorates?|regulators?|reviewers?|provider|secretary|"
    r"coordinator|governors?|volunteers?|users?|communities|everyone|service|services|"
    r"organisations?|charities|schools|authorities|commissioners?|department|a&e)\b",
    re.IGNORECASE,
)


def holds(question: Question, text: str) -> float:
    """How far a unit's words hold the kind of thing asked for: 0 no, 1 yes."""
    wanted = question.wanted
    if wanted is Wanted.NUMBER:
        return _holds_number(question, text)
    if wanted is Wanted.DATE:
        return 1.0 if _A_DATE.search(text) else 0.0
    if wanted is Wanted.MONEY:
        return 1.0 if _MONEY.search(text) else 0.0
    if wanted is Wanted.PERSON:
        return 1.0 if _ROLE.search(text) or _NAME.search(text) else 0.0
    if wanted is Wanted.PLACE:
        return 1.0 if _NAME.search(text) else 0.3
    return 1.0


def _holds_number(question: Question, text: str) -> float:
    asked_figures = set(re.findall(r"\d+(?:[.,]\d+)*", question.text))
    figures = [f for f in re.findall(r"\d+(?:[.,]\d+)*", text) if f not in asked_figures]
    if not figures and not asked_figures & set(re.findall(r"\d+(?:[.,]\d+)*", text)):
        return 0.6 if _NUMBER_WORD.search(text) and not question.counted else 0.0
    if question.counted and not counts(text, question.counted):
        return 0.25
    return 1.0


def counts(text: str, counted: tuple[str, ...], reach: int = 6) -> bool:
    """True when a figure in the text counts the thing named ("4,700 colleagues").

    The head noun, or a word for the same people, must follow the figure within a few words, or
    stand before it ("staff in post: 412").
    """
    tokens = words(text)
    heads = {counted[-1], *_SAME.get(counted[-1], ())}
    stems = [stem(t) for t in tokens]
    for place, token in enumerate(tokens):
        if not token[0].isdigit() and stems[place] not in _COUNT_STEMS:
            continue
        after = [s for s, t in zip(stems[place + 1 :], tokens[place + 1 :], strict=True)]
        if heads & set(after[:reach]) or heads & set(stems[max(0, place - 4) : place]):
            return True
    return False


_COUNT_STEMS = {str(n) for n in range(2, 13)}
_PEOPLE = {
    stem(w)
    for w in "people staff colleagues employees workers workforce patients users residents "
    "population individuals adults children clients persons members headcount".split()
}
_SAME = {s: _PEOPLE for s in _PEOPLE}


def figures(text: str) -> list[str]:
    """The figures a text holds, as written."""
    return re.findall(r"\d+(?:[.,:]\d+)*", text)


def is_telling(word: str) -> bool:
    """True for a word that names something."""
    return not is_stop_word(fold(word))
