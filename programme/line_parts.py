"""Taking a line apart: the words that name the goal, then its parts by label, then their pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from programme.day_words import match_day
from programme.line_ratings import read_confidence, read_rating, read_sign_before_words
from programme.line_values import ANY_DAY, is_unclear_number, read_value
from programme.updates import Blocker, DecisionRequired

_LABELS = {
    "words": r"done|did|this week|progress|achieved|update",
    "next": r"next(?: steps?| week| up)?|to do|plan(?:ned)?",
    "blocker": r"block(?:ers?|ed)|blocking",
    "risk": r"risks?",
    "recovery": r"recovery(?: step| plan)?|fix|mitigation|back on track",
    "decision": r"decisions?(?: (?:needed|required|wanted))?",
    "rating": r"rag|rating|status",
    "confidence": r"confidence",
    "value": r"value|measure|figure",
}
_PHRASES = {
    "blocker": r"(?:we are |we're |still )?(?:blocked|held up) by",
    "decision": r"(?:we )?(?:need|want)s? (?:an? |the )?(?:\w+ )?decision"
    r"|decisions? (?:is |are )?(?:needed|required)",
    "nothing": r"(?:nothing|none|nil) (?:much )?(?:new )?to report|ntr|nothing new"
    r"|no (?:update|change)s?(?: this week)?(?=\s*(?:$|[,;:.(–-]|because\b|as\b|since\b|due\b))",
}
_BEFORE = r"(?:^|(?<=[.,;\n])|(?<=\s[-–—]))[ \t]*"
_LABEL = re.compile(
    "|".join(
        [
            rf"{_BEFORE}(?P<{name}>(?:{listed})\s*(?::(?!//)|=|\s[-–—]\s))"
            for name, listed in _LABELS.items()
        ]
        + [rf"{_BEFORE}(?P<{name}_>(?:{said})\b\s*:?)" for name, said in _PHRASES.items()]
    ),
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile("|".join(_LABELS.values()), re.IGNORECASE)
_PIECE = re.compile(
    r"(?P<piece>.*?)(?P<end>(?<!\d),\s*|,(?!\d)\s*|;\s*|\n\s*|\.(?=\s|$)\s*|\s[-–—]\s|$)", re.DOTALL
)
_COMMAND = re.compile(
    r"\s*(?:/\w+\s+)?(?:(?:my |our )?(?:weekly )?update(?: (?:on|for)\b)?\s*[:–—-]?\s+)?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?::(?![\d/])|\s[-–—]\s|;|\n|(?<!\d),|,(?!\d))\s*")
_COLON = re.compile(r"\s*:(?![\d/])\s*")
_ENDS_RATED = re.compile(
    r"(?P<head>\S.{0,118}?)\s+(?P<said>(?:(?:is|are|was|now|still|rag|rated|currently|back|remains?"
    r"|gone|turned|at|to) ){0,4}(?:green|amber|red|on track|nothing to report))\W*",
    re.IGNORECASE,
)
_ENDS_WITH_VALUE = re.compile(r"(?P<head>[^\d£\n]{2,100}?)\s+(?P<said>[£\d].{0,60})")
_AT = re.compile(r"[\s,]+(?:at|with|and|on)$", re.IGNORECASE)
_ENDS_NAME = re.compile(r"\s*(?::(?![\d/])|\s[-–—]\s)\s*")
_NOTHING_ON = re.compile(
    r"(?:nothing(?: new)? to report|no update) (?:on|for|about) ", re.IGNORECASE
)
_BY = re.compile(r"(?:^|[\s,;(]+)(?:until|till|by|before|due)\s+", re.IGNORECASE)
_WHO_HELPS = re.compile(
    r"[,;]?\s+(?:(?P<who>[A-Za-z][\w&' ]{1,60}?) (?:can|could|to|will) help"
    r"|help (?:needed )?from (?P<from>[\w&' ]{2,60}))\s*$",
    re.IGNORECASE,
)
_FROM_FIRST = re.compile(
    r"\s*(?:is |are )?(?:needed |required )?(?:from|by)\s+(?P<who>[^:]{2,100}?)\s*:\s*",
    re.IGNORECASE,
)
_FROM_LAST = re.compile(r"\s+from\s+(?P<who>[A-Za-z](?:(?! to )[\w&'’() -]){1,80})$", re.IGNORECASE)
_EDGES = " \t\n,;:.-–—"
_DASHES = " \t-–—"
_LONGEST_HEAD = 12


@dataclass(frozen=True, slots=True)
class Part:
    """Words under one label; label "" for those under none.

    Attributes:
        said: the label as it was typed.
    """

    label: str
    text: str
    said: str = ""

    def pieces(self) -> Iterator[tuple[str, str]]:
        """What stands between commas, full stops and dashes, each with what ends it."""
        for found in _PIECE.finditer(self.text):
            if found["piece"].strip():
                yield found["piece"].strip(), found["end"]


def head_of(text: str) -> tuple[str, str]:
    """The words that name the goal, empty when none do, and the rest of the line."""
    line = text.replace("\u00a0", " ").strip()
    if command := _COMMAND.match(line):
        line = line[command.end() :]
    if about := _NOTHING_ON.match(line):
        head, rest = _cut(line[about.end() :], _SEPARATOR)
        return head, f"nothing to report: {rest}"
    if signed := read_sign_before_words(line):
        head, rest = _cut(signed[1], _ENDS_NAME)
        if rest and _names_goal(head):
            return head, f"{line[: line.index(signed[1])].strip()}, {rest}"
    for separator in (_COLON, _SEPARATOR) if _COLON.search(line) else (_SEPARATOR,):
        head, rest = _cut(line, separator)
        rates_later = any(read_rating(piece) for piece, _ in Part("", rest).pieces())
        ended = _said_at_end(head, rates_later=rates_later)
        if ended and _names_goal(ended[0]):
            return ended[0], f"{ended[1]}, {rest}"
        if rest and _names_goal(head):
            return head, rest
    return "", line


def _said_at_end(head: str, *, rates_later: bool) -> tuple[str, str] | None:
    """The head without the rating and the value at its end, and these; None where it has none."""
    if not rates_later and (rated := _ENDS_RATED.fullmatch(head)):
        return rated["head"], rated["said"]
    valued = _ENDS_WITH_VALUE.fullmatch(head)
    if not valued or not read_value(valued["said"], ANY_DAY):
        return None
    rated = None if rates_later else _ENDS_RATED.fullmatch(_AT.sub("", valued["head"]))
    if rated:
        return rated["head"], f"{rated['said']}, {valued['said']}"
    return valued["head"], valued["said"]


def parts_of(text: str) -> list[Part]:
    """The words of a line, label by label, in their order; those before any label first."""
    parts, label, said, start = [], "", "", 0
    for found in _LABEL.finditer(text):
        parts.append(Part(label, text[start : found.start()].rstrip(_DASHES), said))
        label = (found.lastgroup or "").rstrip("_")
        label = "" if label == "words" else label
        said, start = found.group().strip(_EDGES), found.end()
    parts.append(Part(label, text[start:], said))
    return [part for part in parts if part.text.strip(_EDGES) or part.label == "nothing"]


def blocker_of(words: str, today: date) -> Blocker:
    """A blocker from “estates until 3 December”, “no room, estates can help by Friday”."""
    what, by = _cut_by(words, today)
    found = _WHO_HELPS.search(what)
    if not found:
        return Blocker(what.strip(_EDGES), by=by)
    who = (found["who"] or found["from"]).strip()
    return Blocker(what[: found.start()].strip(_EDGES), who, by)


def decision_of(words: str, today: date) -> DecisionRequired:
    """A decision from “fund it from the board by 3 December”, “from the board: fund it”."""
    what, by = _cut_by(words, today)
    if first := _FROM_FIRST.match(what):
        return DecisionRequired(what[first.end() :].strip(_EDGES), first["who"].strip(), by)
    if last := _FROM_LAST.search(what):
        return DecisionRequired(what[: last.start()].strip(_EDGES), last["who"].strip(), by)
    return DecisionRequired(what.strip(_EDGES), by=by)


def _cut(line: str, separator: re.Pattern[str]) -> tuple[str, str]:
    """What stands before the first separator, and after it; all of the line where none is."""
    found = separator.search(line)
    return (line[: found.start()], line[found.end() :]) if found else (line, "")


def _names_goal(head: str) -> bool:
    """Whether words before a separator can be a goal's name: no field, and not a long sentence."""
    if len(head.split()) > _LONGEST_HEAD or not any(map(str.isalpha, head)):
        return False
    if _LABEL.search(head) or is_unclear_number(head) or read_value(head, ANY_DAY):
        return False
    if read_sign_before_words(head):
        return False
    pieces = [piece for piece, _ in Part("", head).pieces()]
    return not any(
        read_rating(piece) or read_confidence(piece) or _LABEL_ALONE.fullmatch(piece)
        for piece in pieces
    )


def _cut_by(words: str, today: date) -> tuple[str, date | None]:
    """The words without “by 3 December”, and that day; (the words, None) without one."""
    for found in _BY.finditer(words):
        if day := match_day(words, found.end(), today, ahead=True):
            return words[: found.start()] + words[day[1] :], day[0]
    return words, None
