"""Whose plan a question names, and whether it asks for all of it ("what does Skerry plan?")."""

from collections import Counter
from collections.abc import Collection, Sequence

from knowledge.evidence import Evidence
from knowledge.question_parts import EditionWish, Question, Wanted
from knowledge.wording import content_stems, stem
from knowledge.words import word_list
from programme.documents import PassageKind

_PLANNING = frozenset(stem(word) for word in word_list("plans"))
_TELLING = 0.1
_KINDS = (Wanted.LIST, Wanted.STATEMENT, Wanted.WHICH)


def named_owners(question: Question, owners: Collection[str]) -> frozenset[str]:
    """The owners of plans whose own name a question says.

    That is the words written large that no other owner's name has: "team" goes with any name.
    """
    names = {owner: _proper_stems(owner) for owner in owners}
    shared = Counter(name for held in names.values() for name in held)
    telling = {o: {name for name in held if shared[name] == 1} for o, held in names.items()}
    return frozenset(o for o, held in telling.items() if held and held <= question.stems)


def asks_whole_plan(question: Question, owner: str) -> bool:
    """True where a question names nothing but an owner and that something is planned."""
    known = {*content_stems(owner), *_PLANNING}
    beyond = [t for t in question.terms if t.weight >= _TELLING and t.stem not in known]
    planning = question.stems & _PLANNING
    return bool(planning) and not beyond and not question.fields and question.wanted in _KINDS


def whole_plan(
    question: Question, owners: Collection[str], evidence: Sequence[Evidence]
) -> list[Evidence]:
    """The names of all goals in the plan of the one named, where all of it is asked for.

    `owners` are those whom the question names. In the plan's own order, where the names are too
    many for one passage; nothing where less is asked for, or a plan that is superseded.
    """
    if question.wish in (EditionWish.SUPERSEDED, EditionWish.BOTH):
        return []
    outlines = [e for e in evidence if _is_outline(e) and e.document.edition.is_current]
    asked = [owner for owner in owners if asks_whole_plan(question, owner)]
    if len(asked) != 1:
        return []
    found = [e for e in outlines if e.document.edition.owner == asked[0]]
    return sorted(found, key=lambda e: (e.document.id, e.passage.ordinal))


def _is_outline(evidence: Evidence) -> bool:
    """True for the names of what stands under the heading that is the owner's name."""
    passage, owner = evidence.passage, evidence.document.edition.owner
    return passage.kind is PassageKind.OUTLINE and passage.section[-1:] == (owner,)


def _proper_stems(name: str) -> frozenset[str]:
    return frozenset(
        root for word in name.split() if word[:1].isupper() for root in content_stems(word)
    )
