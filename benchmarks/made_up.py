"""Made-up documents of any size, the same for the same seed. No organisation here exists."""

import random
from collections.abc import Iterator
from pathlib import Path

_TEAMS = "library, parks, harbour, museum, allotment, ferry, lighthouse, market, orchard, archive"
_GROUPS = "visitors, residents, volunteers, students, growers, anglers, traders, cyclists, carers"
_VERBS = "repair, extend, open, review, replace, map, restore, publish, combine, simplify, measure"
_KINDS = "quiet, shared, seasonal, accessible, covered, local, affordable, lasting, simple, early"
_THINGS = (
    "reading rooms, footpaths, greenhouses, moorings, exhibitions, timetables, catalogues, "
    "workshops, benches, seed banks, playgrounds, cycle stands, noticeboards, walking routes, "
    "opening hours, booking forms, water points, signposts, story hours, repair days"
)
_MONTHS = (
    "January, February, March, April, May, June, July, August, September, October, November, "
    "December"
)
_OUTCOMES = (
    "find what they came for, wait less than a week, come back within a year, know whom to ask, "
    "say it was worth the journey, need no second visit, feel at ease, tell a friend about it"
)
_SHAPES = (
    "The {team} team will {verb} {kind} {thing} for {group} at {place} by {month} {year}.",
    "At {place}, {n}% of {group} {outcome}, up from {m}% before the {thing} were changed.",
    "We heard from {group} that {kind} {thing} at {place} matter more than {other}.",
    "Every {month} the {team} team counts how many {group} use the {thing} at {place}.",
    "It costs £{n},{m}00 a year to {verb} the {thing} at {place}, which {group} share.",
    "Where {kind} {thing} are missing, {group} go to {place} and {outcome}.",
)
_STARTS = "Bar, Cal, Den, Elm, Fen, Gar, Hol, Ing, Kel, Lan, Mor, Nor, Os, Pen, Quar, Ros, Sel, Tam"
_MIDDLES = "a, be, dra, fi, go, li, mo, ne, pri, ru, sta, ti, va, we"
_ENDS = "by, combe, dale, field, ford, ham, hurst, ley, mere, mouth, ness, sey, ton, wick, worth"


def _one(chance: random.Random, words: str) -> str:
    return chance.choice(words.split(", "))


def place(chance: random.Random) -> str:
    """The name of a place that does not exist; some thousands are possible."""
    return "".join(_one(chance, part) for part in (_STARTS, _MIDDLES, _ENDS))


def sentence(chance: random.Random, at: str | None = None) -> str:
    """A sentence that means nothing, in words that mean something."""
    return chance.choice(_SHAPES).format(
        team=_one(chance, _TEAMS),
        verb=_one(chance, _VERBS),
        kind=_one(chance, _KINDS),
        thing=_one(chance, _THINGS),
        other=_one(chance, _THINGS),
        group=_one(chance, _GROUPS),
        outcome=_one(chance, _OUTCOMES),
        month=_one(chance, _MONTHS),
        year=chance.randint(2026, 2036),
        place=at or place(chance),
        n=chance.randint(50, 99),
        m=chance.randint(10, 49),
    )


def question(chance: random.Random) -> str:
    """A question that such a sentence might answer."""
    shape = chance.choice(
        (
            "What will the {team} team do about {thing}?",
            "How many {group} use the {thing} at {place}?",
            "Why do {group} need {kind} {thing}?",
            "When will {place} have {kind} {thing}?",
        )
    )
    return shape.format(
        team=_one(chance, _TEAMS),
        thing=_one(chance, _THINGS),
        group=_one(chance, _GROUPS),
        kind=_one(chance, _KINDS),
        place=place(chance),
    )


def write_documents(folder: Path, *, documents: int, sections: int, seed: int) -> None:
    """Write Markdown documents; each section makes three or four passages."""
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    for number in range(1, documents + 1):
        lines = [f"# Plan {number} of {place(chance)}, {2020 + number} to {2025 + number}"]
        for _ in range(sections):
            lines += _section(chance)
        (folder / f"plan-{number:02d}.md").write_text("\n\n".join(lines), encoding="utf-8")


def _section(chance: random.Random) -> Iterator[str]:
    yield f"## {_one(chance, _KINDS).capitalize()} {_one(chance, _THINGS)} at {place(chance)}"
    for length in (3, chance.randint(2, 5)):
        yield " ".join(sentence(chance) for _ in range(length))
    yield f"For {_one(chance, _GROUPS)} we will:"
    yield "\n".join(f"- {sentence(chance)}" for _ in range(chance.randint(3, 6)))
