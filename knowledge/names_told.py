"""Whether words tell who, where or which: names and what tells things apart."""

import re
from itertools import pairwise

from knowledge.question_parts import Question
from knowledge.wording import is_stop_word, stem, words
from knowledge.words import word_list

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


def fits_individual(question: Question, text: str, _: str) -> float:
    """How far a text names one person: 0 no, 1 yes."""
    pattern = _OWN_NAME if question.asks_name else _PERSON_NAME
    return 1.0 if pattern.search(_without_words(question, text)) else 0.0


def fits_person(question: Question, text: str, _: str) -> float:
    """How far a text tells who: a body or a name 1, no more than "we" less."""
    if _BODIES.search(_without_words(question, text)) or new_names(question, text):
        return 1.0
    return 0.6 if _US.search(text) else 0.2


def fits_place(question: Question, text: str, _: str) -> float:
    """1 when a text names a place that the question does not."""
    return 1.0 if _new_places(question, text) else 0.0


def fits_name(question: Question, text: str, _: str) -> float:
    """How far a text names something that the question does not."""
    return 1.0 if new_names(question, text) else 0.15


_NO_NAMES = frozenset(word_list("no_names"))
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


def fits_which(question: Question, text: str, _: str) -> float:
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
