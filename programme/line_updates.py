"""A weekly update in one line: “Dementia waits: green, 11.4 weeks, second clinic opened”.

What is understood is shown to the person and stored only when they confirm it; what is missing
or can be read two ways is asked. No word of the line is lost: what is not a rating, a value or
another field is what was done.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from programme.line_parts import Part, blocker_of, decision_of, head_of, parts_of
from programme.line_ratings import (
    colours_in,
    is_unclear_rating,
    read_confidence,
    read_rating,
    read_rating_before_number,
    read_sign_before_words,
)
from programme.line_values import cut_as_at, is_range, is_unclear_number, read_value
from programme.update_faults import FieldFault
from programme.updates import Rating, Report, UpdateKind

LONGEST_LINE = 3_000
"""Characters that are read; a longer text is a document, not a line."""

WHICH_RATING = FieldFault("rating", "Say which rating it is: green, amber or red.")
WHICH_VALUE = FieldFault(
    "value", "Write the value as one number, with a point for decimals, like 11.4 or 1204."
)
WHICH_UNIT = FieldFault("value", "The unit is not the measure's own: check the value.")

_READ_WHOLE = {"", "rating", "confidence", "value"}
_EDGES = " \t\n,;:.-–—"
_BECAUSE = re.compile(r"^[\s,:;(–—-]*(?:(?:because|as|since|due to)\b)?\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?P<inner>[^()]*)\)\s*(?P<after>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LineUpdate:
    """What was understood of a line.

    Attributes:
        goal_words: the words that name the goal; empty when none do.
        kind: a report, or nothing to report.
        unit: the unit that was typed after the value, or None.
        reason: why there is nothing to report.
        as_at_assumed: no day was said, so the value is taken to be from the day it was sent.
        questions: what could be read two ways, each at its field of `Report`.
        missing: names of what a whole update still needs: `goal`, `rating`, `done`, `reason`.
    """

    goal_words: str = ""
    kind: UpdateKind = UpdateKind.REPORT
    report: Report = field(default_factory=Report)
    unit: str | None = None
    reason: str | None = None
    as_at_assumed: bool = False
    questions: tuple[FieldFault, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def understood(self) -> tuple[str, ...]:
        """Names of the fields of the report that the line gave, in their order."""
        return tuple(
            name for name in self.report.__slots__ if getattr(self.report, name) is not None
        )


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    today: date
    asked_unit: str | None
    report: Report = field(default_factory=Report)
    unit: str | None = None
    questions: list[FieldFault] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)


def parse_line(text: str, today: date, unit: str | None = None) -> LineUpdate:
    """Read a line into what it says; never raises.

    Args:
        text: the line as it was typed.
        today: the day it was sent, on the wall in England.
        unit: the unit of the goal's measure, once the goal is known. Read the line again with
            it: “3 wards” is a value where wards are counted, and £1.2m is 1.2 where £m are.
    """
    goal_words, rest = head_of(text[:LONGEST_LINE])
    parts = parts_of(rest)
    nothing = next((part for part in parts if part.label == "nothing"), None)
    if nothing and not any(read_rating(piece) for part in parts for piece, _ in part.pieces()):
        return _nothing_to_report(goal_words, parts, nothing)
    reading = _Reading(today, unit)
    for part in parts:
        _read_part(reading, part)
    return _whole(goal_words, reading)


def _nothing_to_report(goal_words: str, parts: list[Part], nothing: Part) -> LineUpdate:
    said = (part.text for part in sorted(parts, key=lambda part: part is not nothing))
    reason = _BECAUSE.sub("", ", ".join(text.strip(" ,;") for text in said)).strip(_EDGES) or None
    missing = ("goal",) * (not goal_words) + ("reason",) * (not reason)
    return LineUpdate(goal_words, UpdateKind.NOTHING_TO_REPORT, reason=reason, missing=missing)


def _read_part(reading: _Reading, part: Part) -> None:
    """Pieces that are a rating or a confidence count wherever they stand; the rest is words."""
    kept: list[tuple[str, str]] = []
    for place, (piece, ending) in enumerate(part.pieces()):
        if part.label in _READ_WHOLE:
            taken = _read_piece(reading, piece, part.label)
        else:
            taken = "" if place and _read_sure_piece(reading, piece) else piece
        if taken:
            kept.append((taken, ending))
    words = "".join(piece + ending for piece, ending in kept).strip(_EDGES)
    if part.label == "nothing":
        words = f"{part.said}, {words}".strip(_EDGES)
    if words:
        _place_words(reading, part.label, words)


def _read_sure_piece(reading: _Reading, piece: str) -> bool:
    """Take a rating alone or a confidence out of the words of another field."""
    rating = read_rating(piece)
    if rating and not rating[1]:
        reading.ratings.append(rating[0])
        return True
    if confidence := read_confidence(piece):
        reading.report = replace(reading.report, confidence=confidence)
        return True
    return False


def _read_piece(reading: _Reading, piece: str, label: str) -> str:
    """What is left of a piece as words, once what it gives is taken."""
    if rating := read_rating(f"rag {piece}" if label == "rating" else piece):
        reading.ratings.append(rating[0])
        return _read_behind_rating(reading, rating[1])
    if before := read_rating_before_number(piece):
        reading.ratings.append(before[0])
        return _read_value(reading, before[1])
    if signed := read_sign_before_words(piece):
        reading.ratings.append(signed[0])
        return _read_value(reading, signed[1])
    if is_unclear_rating(piece):
        colours = colours_in(piece)
        reading.ratings.extend(colours if len(colours) > 1 else ())
        reading.questions.append(WHICH_RATING)
        return piece
    if confidence := read_confidence(f"confidence {piece}" if label == "confidence" else piece):
        reading.report = replace(reading.report, confidence=confidence)
        return ""
    return _read_value(reading, piece)


def _read_behind_rating(reading: _Reading, words: str) -> str:
    """What is left of the words behind a rating, once a value in brackets is taken: `(11.4)`."""
    found = _BRACKETED.fullmatch(words)
    if not found:
        return words
    inner, after = found["inner"].strip(), found["after"]
    left = _read_value(reading, inner) if inner[:1].isdigit() or inner[:1] == "£" else inner
    if left == inner:
        return words if after else inner
    return f"{left} {after}".strip()


def _read_value(reading: _Reading, piece: str) -> str:
    if reading.report.value is None:
        if is_unclear_number(piece) or is_range(piece):
            reading.questions.append(WHICH_VALUE)
            return piece
        if value := read_value(piece, reading.today, reading.asked_unit):
            reading.report = replace(
                reading.report, value=value.value, as_at=value.as_at or reading.report.as_at
            )
            reading.unit = value.unit
            if value.other_unit:
                reading.questions.append(WHICH_UNIT)
            return piece if value.compared else ""
    if reading.report.as_at is None:
        words, day = cut_as_at(piece, reading.today)
        if day and not words.strip():
            reading.report = replace(reading.report, as_at=day)
            return ""
    return piece


def _place_words(reading: _Reading, label: str, words: str) -> None:
    report = reading.report
    match label:
        case "next":
            reading.report = replace(report, next=_joined(report.next, words))
        case "recovery":
            reading.report = replace(report, recovery=_joined(report.recovery, words))
        case "risk":
            reading.report = replace(report, risk=_joined(report.risk, words))
        case "blocker" if report.blocker is None:
            reading.report = replace(report, blocker=blocker_of(words, reading.today))
        case "decision" if report.decision is None:
            reading.report = replace(report, decision=decision_of(words, reading.today))
        case _:
            reading.words.append(words)


def _whole(goal_words: str, reading: _Reading) -> LineUpdate:
    report, questions = reading.report, reading.questions
    ratings = set(reading.ratings)
    if len(ratings) == 1:
        report = replace(report, rating=reading.ratings[0])
        questions = [one for one in questions if one is not WHICH_RATING]
    elif ratings:
        questions.append(WHICH_RATING)
    assumed = report.value is not None and report.as_at is None
    if assumed:
        report = replace(report, as_at=reading.today)
    elif report.value is None and report.as_at is not None:
        report = replace(report, as_at=None)
    done = re.sub(r"\s+", " ", ". ".join(reading.words)).strip() or None
    report = replace(report, done=done)
    needed = {
        "goal": bool(goal_words),
        "rating": report.rating is not None,
        "done": bool(report.done or report.next),
    }
    return LineUpdate(
        goal_words=goal_words,
        report=report,
        unit=reading.unit,
        as_at_assumed=assumed,
        questions=tuple(dict.fromkeys(questions)),
        missing=tuple(name for name, there in needed.items() if not there),
    )


def _joined(before: str | None, words: str) -> str:
    return f"{before}. {words}" if before else words
