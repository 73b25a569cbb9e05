"""Numbers that are, or stand for, somebody's NHS or hospital number.

A checksum alone proves little: one random ten-digit number in eleven passes it, and the best
known example number fails it. So the checksum is weighed together with how the digits are
grouped and with the words around them.

Source: NHS Data Dictionary, "NHS number": ten digits, modulus 11, shown as 3-3-4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from programme.guard.phrases import any_of

_RUN = re.compile(r"\d+(?:[ .,\-_/|:•·()\n]{1,3}\d+)*")
_SHAPES = {
    (10,),
    (3, 3, 4),
    (4, 3, 3),
    (3, 4, 3),
    (3, 3, 3, 1),
    (3, 7),
    (6, 4),
    (5, 5),
    (2, 2, 2, 2, 2),
    (1,) * 10,
}
"""How people group the ten digits, besides 3-3-4."""

_UNLIKE_A_TELEPHONE = {(10,), (3, 4, 3), (4, 3, 3), (3, 3, 3, 1), (5, 5), (1,) * 10}

_DIGIT_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SPOKEN = "|".join((*_DIGIT_WORDS, "oh", "nought"))
_SPOKEN_RUN = re.compile(
    rf"\b(?:(?:(?:double|triple) )?(?:{_SPOKEN})(?:[ ,.\-]{{1,3}}|$|\b)){{3,}}", re.IGNORECASE
)
_SPOKEN_DIGIT = re.compile(rf"(?:(double|triple) )?({_SPOKEN})", re.IGNORECASE)
_TIMES = {"": 1, "double": 2, "triple": 3}

_ISSUED_FIRST_DIGITS = "4679"
"""First digits in use in England, with the 9 of the numbers set apart for testing."""

_NUMBER_WORD = r"(?:no|nos|num|number|nr|id|ref|reference|\#)"
_NAMED_BEFORE = any_of(
    rf"\bnhs[ -]?{_NUMBER_WORD}\b[^?!\n]{{0,30}}$",
    rf"\b{_NUMBER_WORD}[^?!\n]{{0,15}}\bnhs\W*$",
    rf"\b(?:patient|pt|service user|client)(?:'s)?(?: (?:{_NUMBER_WORD}|nhs|record|is|with))*\W*$",
    r"\b(?:look(?:ing)?[ -]?up|pull(?:ing)? up|bring up|search for)\b[^.?!\n]{0,25}$",
    r"\b(?:find|open|check|get|show|access|read|see)\b[^.?!\n]{0,15}"
    r"\b(?:records?|notes|patient|history|details|file)\b[^.?!\n]{0,12}$",
)
_NAMED_AFTER = any_of(rf"^\W{{0,3}}(?:(?:is|was|as) )?(?:\w+ ){{0,3}}nhs {_NUMBER_WORD}\b")
_HOSPITAL_BEFORE = any_of(
    r"\b(?:rio|mrn|epr|pas|systmone|cris)(?: (?:is|patient|hospital))*"
    rf"(?:[ -]?{_NUMBER_WORD})?\b\W*(?:is\W+)?[a-z]{{0,3}}-?$",
    rf"\b(?:hospital|medical record|unit|case|patient|pt|client)[ -]?{_NUMBER_WORD}\b"
    r"\W*(?:is\W+)?[a-z]{0,3}-?$",
)
_ABOUT_A_PERSON = any_of(
    r"\b(?:patients?|pts?|nhs|service users?|clients?|records?|notes|look(?:ing)? ?up|rio)\b",
    r"\b(?:admi(?:tted|ssion)|discharged?|ward|referr(?:al|ed)|mrs?|miss|ms|dob|appointment)\b",
    r"\b(?:case(?:load)?|her|his|she|he|person|whose|details|born)\b",
)
_ANOTHER_KIND_BEFORE = any_of(
    r"[£$€+]\W*$",
    r"\+\d{1,3}\W*$",
    r"\b(?:tel(?:ephone)?|(?:tele)?phone|mobile|mob|call|ring|fax|ext(?:ension)?|bleep|invoice|po"
    r"|purchase order|order|cost|costs|costing|budget|account|grant|contract|ticket|job|charity"
    r"|company|isbn|bid|line|helpline|code|reference|ref)\b[^.?!\n]{0,15}$",
)
_LETTER = re.compile(r"[A-Za-z]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits that stand together: where, how they are grouped, and the words on both sides."""

    groups: tuple[str, ...]
    separators: str
    before: str
    after: str

    @property
    def digits(self) -> str:
        """The digits without what separates them."""
        return "".join(self.groups)


def is_valid(digits: str) -> bool:
    """True for ten digits whose check digit fits; a check digit of 10 never does.

    Ten times the same digit is refused: it is a placeholder, though `0000000000` adds up.
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def with_spoken_digits(folded: str) -> str:
    """The text with a number that is spelt out, digit by digit, written in figures."""

    def written(run: re.Match[str]) -> str:
        figures = "".join(
            _figure(spoken[2].lower()) * _TIMES[(spoken[1] or "").lower()]
            for spoken in _SPOKEN_DIGIT.finditer(run.group())
        )
        return f"{figures} "

    return _SPOKEN_RUN.sub(written, folded)


def _figure(word: str) -> str:
    return str(_DIGIT_WORDS.index(word)) if word in _DIGIT_WORDS else "0"


def digit_runs(folded: str) -> Iterator[DigitRun]:
    """The runs of digits in a folded text, and each stretch of ten digits within a longer run."""
    for found in _RUN.finditer(folded):
        spans = [m.span() for m in re.finditer(r"\d+", found.group())]
        whole = (0, len(spans))
        for first, last in {whole, *_tens(spans)}:
            start = found.start() + spans[first][0]
            end = found.start() + spans[last - 1][1]
            if end - start > 60:
                continue
            piece = folded[start:end]
            yield DigitRun(
                groups=tuple(re.findall(r"\d+", piece)),
                separators=re.sub(r"\d", "", piece),
                before=folded[max(0, start - 60) : start],
                after=folded[end : end + 60],
            )


def _tens(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of whole groups that hold ten digits, as first and last-plus-one."""
    first, held = 0, 0
    for last, (start, end) in enumerate(spans, start=1):
        held += end - start
        while held > 10:
            held -= spans[first][1] - spans[first][0]
            first += 1
        if held == 10:
            yield first, last


def is_nhs_number(run: DigitRun) -> bool:
    """True when digits are somebody's NHS number, or were typed as one with a slip."""
    shape = tuple(len(group) for group in run.groups)
    if _is_named(run) and (shape in _SHAPES or is_valid(run.digits)):
        return True
    if not is_valid(run.digits) or _ANOTHER_KIND_BEFORE.search(run.before):
        return False
    if shape == (3, 3, 4) and ", " not in run.separators:
        return True
    if shape in _SHAPES and _ABOUT_A_PERSON.search(f"{run.before} {run.after}"):
        return True
    return shape in _UNLIKE_A_TELEPHONE and run.digits[0] in _ISSUED_FIRST_DIGITS


def is_person_number(run: DigitRun) -> bool:
    """True when the words beside digits call them a hospital number or a patient's number."""
    if not 6 <= len(run.digits) <= 14 or _is_date_or_amount(run):
        return False
    return bool(_HOSPITAL_BEFORE.search(run.before)) or _is_named(run)


def _is_named(run: DigitRun) -> bool:
    if not _LETTER.search(run.before + run.after):
        return False
    return bool(_NAMED_BEFORE.search(run.before) or _NAMED_AFTER.search(run.after))


def _is_date_or_amount(run: DigitRun) -> bool:
    if any(_YEAR.fullmatch(group) for group in run.groups):
        return True
    return "," in run.separators or "£" in run.before[-2:]
