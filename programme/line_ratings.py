"""Rating and confidence in a piece of a line: `RAG amber`, `on track`, `low confidence`."""

import re

from programme.updates import Confidence, Rating

_COLOUR = r"(?:green|amber|red)"
_LEAD = (
    r"(?:(?:rag|rating|rated|status|overall|currently|is|are|was|now|still|remains?|stays?|staying"
    r"|we|we're|we are|it|it's|at|an?|back|gone|going|turned|turning|moved|moving|changed|changing"
    r"|dropped|dropping|up|down|to|on|stay|remain|going to|this week|week)\s*[:=]?\s*){0,5}"
)
_CHANGE = rf"(?:from )?(?:{_COLOUR})(?: (?:to|->|→|into|becomes?)|,? (?:and |but )?now) "
_BECAUSE = (
    r"(?P<rest>[\s(]+(?:because|as|due to|since|after|until|again|still|this week|for now|overall"
    r"|rated|rag|rating|from|was|were|last|\().*)?"
)
_RATED = re.compile(
    rf"{_LEAD}(?:{_CHANGE})?(?P<colour>{_COLOUR}){_BECAUSE}\W*", re.IGNORECASE | re.DOTALL
)
_RATED_THEN_NUMBER = re.compile(
    rf"{_LEAD}(?P<colour>{_COLOUR})\W*?\s+(?P<rest>[£\d].*)", re.IGNORECASE | re.DOTALL
)
_LETTER = re.compile(r"(?:rag|rating|status)\s*[:=]?\s*(?P<letter>[gar])\W*", re.IGNORECASE)
_SIGNS = {
    "🟢": Rating.GREEN,
    "🟩": Rating.GREEN,
    ":large_green_square:": Rating.GREEN,
    ":large_green_circle:": Rating.GREEN,
    ":green_circle:": Rating.GREEN,
    "🟠": Rating.AMBER,
    "🟡": Rating.AMBER,
    "🔶": Rating.AMBER,
    "🟧": Rating.AMBER,
    "🟨": Rating.AMBER,
    ":large_orange_diamond:": Rating.AMBER,
    ":large_orange_square:": Rating.AMBER,
    ":large_yellow_square:": Rating.AMBER,
    ":large_orange_circle:": Rating.AMBER,
    ":large_yellow_circle:": Rating.AMBER,
    "🔴": Rating.RED,
    "🟥": Rating.RED,
    ":red_circle:": Rating.RED,
    ":large_red_square:": Rating.RED,
}
_ON_TRACK = re.compile(
    rf"{_LEAD}(?:on (?:track|plan|target)|track)(?:,? nothing needed)?\W*", re.IGNORECASE
)
_UNCLEAR = re.compile(
    rf"{_LEAD}(?:not (?:yet )?(?:{_COLOUR}|on (?:track|plan|target))|no longer {_COLOUR}"
    rf"|off (?:track|plan|target)|at risk|behind(?: plan)?|slipping|(?:between )?{_COLOUR}"
    rf"(?:\s?[/-]\s?|\s(?:or|and|maybe|verging on)\s){_COLOUR})\W*",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"(?:(?:my |our )?confidence(?: level)?(?: is| remains| now)?\s*[:=-]?\s*(?P<after>high|medium"
    r"|moderate|middling|low)|(?P<before>high|medium|moderate|low|good|little) confidence"
    r"|(?P<how>very|quite|fairly|reasonably|not(?: very| so)?|un)?[ -]?confident)\W*",
    re.IGNORECASE,
)
_HOW_SURE = {
    "high": Confidence.HIGH,
    "good": Confidence.HIGH,
    "very": Confidence.HIGH,
    "": Confidence.HIGH,
    "medium": Confidence.MEDIUM,
    "moderate": Confidence.MEDIUM,
    "middling": Confidence.MEDIUM,
    "quite": Confidence.MEDIUM,
    "fairly": Confidence.MEDIUM,
    "reasonably": Confidence.MEDIUM,
}


def read_rating(piece: str) -> tuple[Rating, str] | None:
    """The rating a piece gives, and what else it says (“because …”); None when it gives none.

    “From green to amber” is amber. A colour that is part of other words is none: “red tape”.
    """
    text = piece.strip()
    for sign, rating in _SIGNS.items():
        if text.startswith(sign):
            rest = text.removeprefix(sign).strip()
            named = _RATED.fullmatch(rest) if rest else None
            if not rest or (named and named["colour"].lower() == rating):
                return rating, ((named["rest"] if named else "") or "").strip()
    if found := _RATED.fullmatch(text):
        return Rating(found["colour"].lower()), (found["rest"] or "").strip()
    if found := _LETTER.fullmatch(text):
        letters = {"g": Rating.GREEN, "a": Rating.AMBER, "r": Rating.RED}
        return letters[found["letter"].lower()], ""
    if _ON_TRACK.fullmatch(text):
        return Rating.GREEN, ""
    return None


def read_sign_before_words(piece: str) -> tuple[Rating, str] | None:
    """“🟢 second clinic opened”: the rating, and the words behind its sign; None without a sign.

    A sign beside another colour's name (“🟢 amber”) gives none.
    """
    text = piece.strip()
    for sign, rating in _SIGNS.items():
        rest = text.removeprefix(sign).strip(" \t,;:.–—-")
        if text.startswith(sign) and rest and colours_in(rest) in ([], [rating]):
            return rating, rest
    return None


def read_rating_before_number(piece: str) -> tuple[Rating, str] | None:
    """“Green 11.4 weeks”: the rating, and what begins with the number; None for anything else."""
    found = _RATED_THEN_NUMBER.fullmatch(piece.strip())
    return (Rating(found["colour"].lower()), found["rest"]) if found else None


def is_unclear_rating(piece: str) -> bool:
    """Whether a piece speaks of the rating without giving one: “off track”, “amber or red”."""
    return bool(_UNCLEAR.fullmatch(piece.strip()))


def colours_in(piece: str) -> list[Rating]:
    """Every colour that a piece names."""
    return [Rating(found.lower()) for found in re.findall(rf"\b{_COLOUR}\b", piece, re.IGNORECASE)]


def read_confidence(piece: str) -> Confidence | None:
    """The confidence a piece gives; None when it gives none."""
    found = _CONFIDENCE.fullmatch(piece.strip())
    if not found:
        return None
    said = (found["after"] or found["before"] or found["how"] or "").lower()
    return _HOW_SURE.get(said, Confidence.LOW)
