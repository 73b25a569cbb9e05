"""Whether words hold the kind of thing that was asked for: a number, a date, a name, a place."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from knowledge.questions import Modality, Question, Wanted
from knowledge.wording import is_stop_word, stem, words
from knowledge.words import word_list

FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|halved|doubled?|"
    r"twice|thirds?|quarters?|all|every|none|zero|eliminate|nil)\b",
    re.IGNORECASE,
)
_NUMBER_WITH_UNIT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?|half an?)[\s-]+"
    r"(?:\w+\s+)?(?:hours?|days?|weeks?|months?|years?|minutes?|times|quarters?|in \d+|per cent)\b|"
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|annually|yearly|every (?:day|week|month|year|quarter))\b",
    re.IGNORECASE,
)
_LABEL_FIGURE = re.compile(
    r"\b(?:band|grade|level|year|phase|ward|objective|aim|goal|priority|step|stage|tier|section|"
    r"part|chapter|figure|table|page)s?\s+\d+(?:[.,]\d+)*",
    re.IGNORECASE,
)
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
_PROPER = re.compile(r"\b(?:[A-Z][a-z]+(?:['’]s)?|[A-Z]{2,}(?:&[A-Z])?\+?|[A-Z][a-z]*[A-Z]\w*)\b")
_PERSON_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\.?\s+[A-Z]\w+|"
    r"\b(?:[Cc]hief|[Dd]eputy|[Aa]ssociate|[Ee]xecutive|[Mm]edical|[Nn]ursing|[Cc]linical|[Ss]enior|"
    r"[Aa]ssistant|[Pp]rogramme|[Ss]ervice|[Tt]eam|[Ww]ard|[Ll]ocality)?\s*"
    r"(?:[Dd]irector|[Oo]fficer|[Cc]hair|[Hh]ead of|[Mm]anager|[Gg]uardian|[Mm]atron|[Ss]ecretary|"
    r"[Cc]oordinator|[Cc]o-ordinator|[Ss]ponsor|[Ee]xecutive lead|[Ll]ead for|[Oo]wner)\b"
)
_OWN_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\.?\s+[A-Z]\w+|"
    r"(?:\b(?:is|by|to|with|contact|from)|[:,(–-])\s+[A-Z][a-z]+\s+[A-Z][a-z]+(?!\s+[A-Z])"
)
_US = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_BODIES = re.compile(
    r"\b(?:board|committees?|teams?|nurses?|doctors?|gps?|staff|leaders?|managers?|partners?|"
    r"patients?|carers?|families|colleagues|people|trusts?|councils?|directorates?|regulators?|"
    r"reviewers?|providers?|governors?|volunteers?|users?|communities|everyone|services?|"
    r"organisations?|charities|schools|authorities|commissioners?|departments?|a&e|"
    r"director|manager|officer|lead|chair|line manager|employees?|drivers?|visitors?)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|https?:|www\.|\b0\d[\d ]{8,}\b|\b\d{3,}[ -]\d{3,}\b|\bextension \d+")
_TARGET_UNIT = re.compile(
    r"^(?:to\s+)?(?:achieve|reduce|increase|improve|decrease|eliminate|cut|drive|see|halve|raise|"
    r"lower|deliver|complete|introduce|reach|maintain|keep|ensure|have|become|continue|spend|"
    r"fulfil|prioritise|release|secure)\b|\bwill\b|\btargets?\b|\bgoals?\b|\bat least\b|\bto be\b",
    re.IGNORECASE,
)
_TARGET_HEADING = re.compile(
    r"\b(?:success|achieved this|targets?|goals?|will be different|will look like|aims?|"
    r"objectives?|measures?|ambitions?)\b",
    re.IGNORECASE,
)
_ACTUAL_UNIT = re.compile(
    r"\b(?:has|have|had)\s+(?:already\s+|now\s+|been\s+|more than\s+)*\w+(?:ed|en|t)\b|"
    r"\b(?:are|is) now\b|\b(?:was|were)\b|\bhalved\b|\bfell\b|\brose\b|\bcurrently\b|"
    r"\bfrom \d[\d.,%]* to \d",
    re.IGNORECASE,
)
_CHANGE_ONLY = re.compile(r"\bby\s+(?:a further\s+|at least\s+)?\d[\d.,]*\s?%", re.IGNORECASE)


Fits = Callable[[Question, str, str], float]


def fits(question: Question, text: str, heading: str) -> float:
    """How far a unit's words hold the kind of thing asked for: 0 no, 1 yes.

    `heading` is what the unit stands under: heading, lead-in and column heading.
    """
    if text.rstrip().endswith(":"):
        return 0.1  # what it leads up to is somewhere else
    measure = _FITS.get(question.wanted)
    return measure(question, text, heading) if measure else 1.0


def _fits_date(question: Question, text: str, _: str) -> float:
    rest = _without(question, text)
    if _A_DATE.search(rest):
        return 1.0
    if question.asks_how_soon and (_A_DURATION.search(rest) or _NUMBER_WITH_UNIT.search(rest)):
        return 1.0
    return 0.4 if _A_MOMENT.search(rest) else 0.0


def _fits_money(question: Question, text: str, _: str) -> float:
    pattern = _MONEY_ONLY if question.asks_pounds else _AN_AMOUNT
    return 1.0 if pattern.search(text) else 0.0


def _fits_individual(question: Question, text: str, _: str) -> float:
    pattern = _OWN_NAME if question.asks_name else _PERSON_NAME
    return 1.0 if pattern.search(_without_words(question, text)) else 0.0


def _fits_person(question: Question, text: str, _: str) -> float:
    if _BODIES.search(_without_words(question, text)) or new_names(question, text):
        return 1.0
    return 0.6 if _US.search(text) else 0.2


def _fits_place(question: Question, text: str, _: str) -> float:
    return 1.0 if _new_places(question, text) else 0.0


def _fits_reason(_: Question, text: str, heading: str) -> float:
    return 1.0 if _CAUSE.search(text) or _CAUSE_HEADING.search(heading) else 0.6


def _fits_name(question: Question, text: str, _: str) -> float:
    return 1.0 if new_names(question, text) else 0.15


def _fits_contact(_question: Question, text: str, _heading: str) -> float:
    return 1.0 if _CONTACT.search(text) else 0.0


_NO_NAMES = frozenset(word_list("no_names"))
_CAUSE = re.compile(
    r"\b(?:because|due to|so that|so|as a result|since|to better|in order|reasons?|lead(?:s|ing)? to|"
    r"means?|caus\w+|result\w*|need|when|but|means that|driven by|thanks to|this will|ensur\w+)\b",
    re.IGNORECASE,
)
_CAUSE_HEADING = re.compile(
    r"\b(?:why|reasons?|case for|challenge|reality|context)\b", re.IGNORECASE
)
_IN_A_PLACE = re.compile(r"\b(?:in|at|near|from|outside|between|across|to|on)\s+(?:the\s+)?$")


def _new_places(question: Question, text: str) -> bool:
    asked = {stem(w) for w in words(question.text)}
    for name in _PROPER.finditer(text):
        known = {stem(w) for w in words(name.group())} <= asked
        if known or name.group().casefold() in _NO_NAMES or not name.group()[1:2].islower():
            continue
        if _IN_A_PLACE.search(text[: name.start()]):
            return True
    return False


def _without(question: Question, text: str) -> str:
    """The text without the figures that the question itself gives."""
    for figure in FIGURE.findall(question.text):
        text = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", "", text)
    return text


def _without_words(question: Question, text: str) -> str:
    asked = {t.stem for t in question.terms}
    return " ".join(w for w in text.split() if not set(map(stem, words(w))) & asked)


def new_names(question: Question, text: str) -> list[str]:
    """Proper names in the text, beyond a sentence's first word, that the question does not give."""
    asked = {stem(w) for w in words(question.text)}
    found = []
    for name in _PROPER.finditer(text):
        before = text[: name.start()].rstrip()
        starts = not before or before[-1] in ".!?:•–"
        if starts and not name.group().isupper():
            continue
        plain = name.group().casefold().removesuffix("'s").removesuffix("’s")
        if plain not in _NO_NAMES and not {stem(w) for w in words(name.group())} <= asked:
            found.append(name.group())
    return found


_SUCH_AS = re.compile(r"\b(?:such as|including|for example|namely|like|as well as)\b|:|,.*,|, and ")


def _fits_which(question: Question, text: str, _: str) -> float:
    """1 when the text tells the thing asked for apart: by name, in a list, or by what it is."""
    if new_names(question, text) or _SUCH_AS.search(text):
        return 1.0
    if not question.kind_named:
        return 0.6
    asked = {t.stem for t in question.terms} | set(question.kind_named)
    tokens = words(text)
    for before, word in pairwise(tokens):
        told_apart = stem(word) == question.kind_named[-1] and stem(before) not in asked
        if told_apart and not is_stop_word(before) and before not in _DETERMINERS:
            return 0.9
    return 0.3


_DETERMINERS = frozenset(("other", "different", "many", "new", "all", "local", "various"))


def _fits_number(question: Question, text: str, heading: str) -> float:
    asked = set(FIGURE.findall(question.text))
    here = FIGURE.findall(_LABEL_FIGURE.sub("", text))
    if not set(here) - asked:
        return _fits_number_in_words(question, text)
    if question.counted and not counts(text, question.counted):
        return 0.2
    if clashes(question, text, heading):
        return 0.4
    is_change = question.asks_level and _CHANGE_ONLY.search(text) and len(here) == 1
    return 0.35 if is_change else 1.0


def _fits_number_in_words(question: Question, text: str) -> float:
    if question.counted:
        return 0.9 if counts(text, question.counted, spelled=True) else 0.0
    if _NUMBER_WITH_UNIT.search(text):
        return 1.0
    return 0.5 if _NUMBER_WORD.search(text) else 0.0


def clashes(question: Question, text: str, heading: str) -> bool:
    """True when a target is asked for and something achieved is told, or the other way round.

    What was achieved is not what was targeted.
    """
    if question.modality is Modality.ACTUAL:
        is_target = _TARGET_UNIT.search(text) or _TARGET_HEADING.search(heading)
        return bool(is_target) and not _ACTUAL_UNIT.search(text)
    if question.modality is Modality.TARGET:
        return bool(_ACTUAL_UNIT.search(text)) and not (
            _TARGET_UNIT.search(text) or _TARGET_HEADING.search(heading)
        )
    return False


def aims_at_target(question: Question, heading: str) -> bool:
    """True when a target is asked for and the heading is one that targets stand under."""
    return question.modality is Modality.TARGET and bool(_TARGET_HEADING.search(heading))


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
        if heads & set(stems[max(0, place - 4) : place]):
            return True
    return False


_SPELLED = {str(n) for n in range(2, 13)}
_PEOPLE = frozenset(stem(w) for w in word_list("people"))


@lru_cache(maxsize=1024)
def _same_as(counted: str) -> frozenset[str]:
    return _PEOPLE if counted in _PEOPLE else frozenset({counted})


def figures(text: str) -> list[str]:
    """The figures a text holds, as written."""
    return FIGURE.findall(text)


_FITS: dict[Wanted, Fits] = {
    Wanted.NUMBER: _fits_number,
    Wanted.DATE: _fits_date,
    Wanted.MONEY: _fits_money,
    Wanted.INDIVIDUAL: _fits_individual,
    Wanted.PERSON: _fits_person,
    Wanted.WHICH: _fits_which,
    Wanted.PLACE: _fits_place,
    Wanted.REASON: _fits_reason,
    Wanted.NAME: _fits_name,
    Wanted.CONTACT: _fits_contact,
}
