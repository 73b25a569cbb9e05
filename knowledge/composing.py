"""The answer in the documents' own words: picked, bound to its source, or not given at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answer_kinds import fits
from knowledge.evidence import Evidence
from knowledge.questions import EditionWish, Question, Wanted
from knowledge.retrieval import Retrieved
from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import PassageKind, Unit

_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Pick:
    """What would be shown of one passage, and how strongly it answers."""

    evidence: Evidence
    first: int
    last: int
    strength: float


def compose(retrieved: Retrieved, *, contact: str, longest: int) -> Answer:
    """The answer to a question out of the passages found for it."""
    question = retrieved.question
    top = retrieved.evidence[:12]
    current = best_pick(question, [e for e in top if e.document.edition.is_current])
    old = best_pick(question, [e for e in top if not e.document.edition.is_current])
    alternatives = tuple(e.passage.id for e in retrieved.evidence[:8])
    picks: list[Pick] = []
    if question.wish is EditionWish.BOTH:
        picks = [p for p in (current, old) if p and p.strength >= _ENOUGH]
    elif question.wish is EditionWish.SUPERSEDED:
        picks = [p for p in (old,) if p and p.strength >= _ENOUGH]
    elif question.wish is EditionWish.CURRENT:
        picks = [p for p in (current,) if p and p.strength >= _ENOUGH]
    else:
        ranked = sorted(
            (p for p in (current, old) if p and p.strength >= _ENOUGH),
            key=lambda p: -(p.strength + 0.08 * p.evidence.document.edition.is_current),
        )
        picks = ranked[:1]
    if not picks:
        return Answer(
            question=question.text,
            status=AnswerStatus.NOT_FOUND,
            statements=(Statement(f"The documents do not say. {contact} may know."),),
            alternatives=alternatives,
        )
    statements: list[Statement] = []
    citations: list[Citation] = []
    for pick in picks:
        _say(pick, statements, citations, longest)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        statements=tuple(statements),
        citations=tuple(citations),
        alternatives=alternatives,
    )


def _say(
    pick: Pick, statements: list[Statement], citations: list[Citation], longest: int
) -> None:
    passage = pick.evidence.passage
    edition = pick.evidence.document.edition
    if not edition.is_current:
        statements.append(Statement("From the previous edition, now superseded:"))
    if passage.lead_in and passage.kind is PassageKind.LIST:
        statements.append(Statement(passage.lead_in))
    units = passage.units[pick.first : pick.last + 1]
    for unit in units:
        statements.append(Statement(unit.text, (len(citations),), item=len(units) > 1))
    citations.append(
        Citation(
            passage_id=passage.id,
            document_key=pick.evidence.document.key,
            title=edition.title,
            status=edition.status,
            period=edition.period,
            section=passage.section,
            page=passage.page,
            quote=passage.quote(pick.first, pick.last),
        )
    )


def best_pick(question: Question, evidence: Sequence[Evidence]) -> Pick | None:
    """The strongest thing to show out of some passages."""
    picks = [p for e in evidence if (p := pick_of(question, e))]
    return max(picks, key=lambda p: p.strength, default=None)


def pick_of(question: Question, evidence: Evidence) -> Pick | None:
    """What of a passage answers best."""
    if not evidence.units:
        return None
    units = evidence.passage.units
    scored = [(_unit_score(question, evidence, i, units[i]), i) for i in range(len(units))]
    best, at = max(scored)
    whole = question.wanted is Wanted.LIST or evidence.head >= 0.8
    if whole and question.wanted not in (Wanted.NUMBER, Wanted.DATE, Wanted.MONEY):
        return Pick(evidence, 0, len(units) - 1, best)
    return Pick(evidence, at, at, best)


def _unit_score(question: Question, evidence: Evidence, index: int, unit: Unit) -> float:
    one = evidence.units[index]
    fits = fits(question, unit.text, "")
    meaning = min(max((one.cosine - 0.15) / 0.5, 0.0), 1.0)
    return (0.45 * one.covered + 0.15 * one.own + 0.2 * meaning + 0.2 * evidence.score) * (
        0.4 + 0.6 * fits
    )
