"""Which edition of a document a question is about."""

import re
from collections.abc import Iterable, Mapping

from knowledge import question_patterns as patterns
from knowledge.question_parts import EditionWish
from knowledge.wording import words
from programme.documents import Edition, EditionStatus

_SHORTEST = 3


def edition_wish(
    folded: str, editions: Mapping[str, Edition]
) -> tuple[EditionWish, frozenset[str]]:
    """The edition a folded question is about, and the documents whose period it names."""
    named = frozenset(_named(folded, editions))
    # What was done since the last strategy is told by the one in force.
    since = patterns.SINCE_OLD.search(folded)
    rest = patterns.SINCE_OLD.sub(" ", folded)
    statuses = {editions[key].status for key in named}
    old_edition = EditionStatus.SUPERSEDED in statuses or bool(patterns.OLD_EDITION.search(rest))
    old_thing = bool(patterns.OLD_THING.search(rest))
    new = EditionStatus.CURRENT in statuses or bool(patterns.NEW.search(rest))
    compares = bool(patterns.COMPARES.search(rest))
    if (
        len(statuses) > 1
        or _speaks_of_both(rest, was_old=old_thing or old_edition)
        or ((old_edition or old_thing) and (new or compares))
        or (since and compares)
    ):
        return EditionWish.BOTH, named
    if old_edition:
        return EditionWish.SUPERSEDED, named
    if old_thing:
        return EditionWish.RATHER_SUPERSEDED, named
    if statuses or since or patterns.NEW_THING.search(rest):
        return EditionWish.CURRENT, named
    return EditionWish.EITHER, named


def _speaks_of_both(folded: str, *, was_old: bool) -> bool:
    beside = was_old and re.search(
        r"(?:\b(?:is|are|do|have|has)\b|'s\b).*\band\b.*\b(?:was|were|did|used|before)\b", folded
    )
    plural = re.search(r"\b(?:the|both|our|these) (?:strategies|plans|editions)\b", folded)
    return bool(beside or plural or patterns.THEN_AND_NOW.search(folded))


def _named(folded: str, editions: Mapping[str, Edition]) -> Iterable[str]:
    """The editions whose period, or the year it begins, a question writes out."""
    spans = [(2000 + int(a), 2000 + int(b)) for a, b in patterns.YEARS.findall(folded)]
    rest = patterns.YEARS.sub(" ", folded)
    years = {int(a or b) for a, b in patterns.YEAR_OF.findall(rest)}
    for key, edition in editions.items():
        period = edition.period
        if period and ((period.start, period.end) in spans or period.start in years):
            yield key


def without_edition(text: str) -> str:
    """The question without the phrase that says in which edition to look ("in the old plan")."""
    rest, found = patterns.IN_EDITION.subn(" ", text)
    rest = " ".join(rest.split())
    return rest if found and len(words(rest)) >= _SHORTEST else text
