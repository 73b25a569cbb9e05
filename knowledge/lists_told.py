"""Whether words name the things that a list is asked for, or only say that there are such."""

import re

from knowledge.question_parts import Question, Wanted
from knowledge.wording import stem, words

_A_SET_OF = re.compile(
    r"\b(?:an?|the|our|this|these|those) (?:[\w'-]+ ){0,2}?"
    r"(?:set|series|number|range|list|suite|collection)s? of ((?:[\w'&-]+ ?){1,6})",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r":|\b(?:such as|includ\w+|namely|for example|these are|they are)\b", re.IGNORECASE
)
_TELLING = 0.15


def only_announces(question: Question, text: str) -> bool:
    """True where a list is asked for and the text says no more than that there is one.

    "We measure ourselves by a set of harbour goals" does not say what the harbour goals are.
    """
    found = _A_SET_OF.search(text) if question.wanted is Wanted.LIST else None
    if found is None or _TOLD.search(text):
        return False
    announced = {stem(word) for word in words(found.group(1))}
    asked = [term.stem for term in question.terms if term.weight >= _TELLING]
    return bool(asked) and announced.issuperset(asked)
