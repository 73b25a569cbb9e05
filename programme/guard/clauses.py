"""The clauses of a text in which somebody is told to do something.

"Post this in the channel" and "could you post this" are orders; "how do I post" and "what will
the trust post" are questions. The difference is where the verb stands: an order begins with it,
after greetings and courtesies.
"""

import re
from collections.abc import Iterator

from programme.guard.phrases import any_of

_SENTENCE = re.compile(r"[^.!?;\n]+|[^.!?;\n]*[.!?;\n]")
_QUESTION = any_of(
    r"^\W*(?:(?:so|and|but|ok|okay|well|hi|hello|hey|sorry|quick question|also)[, ]+){0,3}"
    r"(?:what|whats|what's|how|hows|how's|which|who|whos|who's|whose|when|whens|when's|where|wheres"
    r"|where's|why|whys|does|do|did|is|are|was|were|has|have|had|will|should|shall|may|can (?:i"
    r"|we|they"
    r"|staff|patients|people|anyone|someone)|could (?:i|we|they)|would (?:i|we|they|it)|am|if|for"
    r"|in"
    r"|under|according)\b",
)
_COURTESY = any_of(
    r"^\W*(?:(?:please|pls|plz|plse|kindly|just|now|then|next|also|and|so|ok|okay|hi|hello|hey"
    r"|hiya|dear"
    r"|bot|assistant|true ?north|@\w+|<@\w+>|quick(?:ly)?|great|right|thanks|thank you|sorry|first"
    r"|instead|go ahead and|can (?:you|u)|could (?:you|u)|would (?:you|u)|will (?:you|u)|are you"
    r" able to"
    r"|you (?:must|should|will|need to|have to|are to|can)|your (?:task|job) is(?: now)? to"
    r"|i(?:'d| would)? (?:want|need|like|order|command|urge|ask) you to|i need to get you to"
    r"|i(?:'d| would) (?:like|love) (?:it if )?you (?:to|would|could)|is it possible for you to"
    r"|would you mind|do me a favour and|let's|lets|let us|help me(?: to)?|i (?:want|need) to"
    r"|i(?:'d| would) like to|try to|be sure to|make sure (?:to|you)|for me|actually|again|finally"
    r"|after that|afterwards|once done|feel free to|it's time to|time to|do)\b[ ,:!-]*){1,6}"
)
_NEXT = re.compile(r",| and then | then | but ", re.IGNORECASE)
_JOINED = re.compile(r" and | or | & ", re.IGNORECASE)
_FIRST_ORDER = any_of(
    r"^(?:find|take|get|write|give|summari[sz]e|look|check|read|copy|tell|list|show|draft|ignore"
    r"|go|open|make"
    r"|create|use|put|pull|work|prepare|send|post|delete|add|update|print|forget|disregard"
    r"|collect|save|compare"
    r"|search|fetch|download|log|explain|answer|say|let)\b"
)


def orders(folded: str) -> Iterator[str]:
    """The clauses that could be orders, in small letters, without courtesies around them.

    A clause joined to a question ("what will we do to help people and send them letters") is
    part of the question, one joined to a statement is part of that; one joined to an order is an
    order too. Words with a colon and a question after them are what the question is about.
    """
    for found in _SENTENCE.finditer(folded):
        sentence = found.group()
        before, colon, last = sentence.rpartition(":")
        if _QUESTION.match(sentence) or (colon and _QUESTION.match(last)):
            continue
        for clause in _NEXT.split(sentence):
            first, *joined = _JOINED.split(clause)
            bare = _bare(first)
            yield _bare(clause)
            if joined and (_FIRST_ORDER.match(bare) or _COURTESY.match(first)):
                yield from map(_bare, joined)
        if colon and before:
            yield _bare(last)


def _bare(clause: str) -> str:
    return _COURTESY.sub("", clause, count=1).strip(" \t\"'([{*_-–,:").lower()
