"""Whether words speak of the very thing asked about, by its own name or another it goes by."""

from collections.abc import Collection, Iterable

from knowledge.question_parts import Question, Term
from knowledge.row_fields import asks_field

_TELLING = 0.15
AS_MUCH = 0.4
"""How much of what the first statement speaks of a further one must speak of too."""


def subject(question: Question) -> tuple[Term, ...]:
    """The terms that say what is asked about, not what of it."""
    return tuple(
        t
        for t in question.terms
        if t.weight >= _TELLING and not t.asks_role and not (question.fields and asks_field(t.stem))
    )


def told(terms: Iterable[Term], stems: Collection[str]) -> float:
    """The weight of the terms that words with these stems name; likeness does not count.

    What lies near in meaning is often another thing altogether (sickness at work, an illness).
    """
    here = frozenset(stems)
    return sum(
        t.weight
        for t in terms
        if t.stem in here or any(other and here.issuperset(other) for other in t.others)
    )


def speaks_as_much(
    question: Question, first: Collection[str], further: Collection[str], least: float = AS_MUCH
) -> bool:
    """True when further words name as much of the thing asked about as the first ones do.

    Only what the first ones name is looked for: where they answer in words of their own, so may
    what comes after them.
    """
    named = tuple(t for t in subject(question) if told((t,), first))
    return told(named, further) >= least * told(named, first)
