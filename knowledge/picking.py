"""Which passages to show for a question, by edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.judging import ANSWERING, ENOUGH, Judged, judge, rank_of
from knowledge.picks import Pick, every_name, is_its_record, pick_of
from knowledge.questions import EditionWish, Question, Wanted
from knowledge.record_rows import without_silent_rows
from knowledge.retrieval import Retrieved
from knowledge.subject_told import AS_MUCH, speaks_as_much
from knowledge.whole_plans import whole_plan
from knowledge.wording import content_stems, stems
from programme.documents import PassageKind

_SHOWN_AT_MOST = 3
_OF_EACH = 2
_CLOSE = 4.5
"""How far, in logits, a second passage may rank behind the first and still be shown with it."""
_SECOND_ENOUGH = 0.20
_LIST_SPEAKS = 0.6
_OTHER_ENOUGH = 0.20
_RIVAL_ENOUGH = 0.40
_RIVAL_MISFIT = 0.5
_LIKENESS_COUNTS = 4.0
_FIELD_COUNTS = 2.0
_NEARLY = 0.85


@dataclass(frozen=True, slots=True)
class Picked:
    """What answers, by edition; and the nearest thing when nothing does.

    Attributes:
        rival: what the current edition may say of it all the same, where only a superseded one
            answers surely.
    """

    current: tuple[Pick, ...] = ()
    superseded: tuple[Pick, ...] = ()
    nearest: Pick | None = None
    rival: Pick | None = None

    @property
    def shown(self) -> tuple[Pick, ...]:
        """Everything shown of an answer, in order."""
        return (*self.current, *self.superseded, *((self.rival,) if self.rival else ()))

    @property
    def answers(self) -> bool:
        """True when something is sure enough to be shown as the answer."""
        return bool(self.current or self.superseded)


def pick(retrieved: Retrieved, considered: int) -> Picked:
    """Choose what to show for a question, or nothing but the nearest thing."""
    question = retrieved.question
    if plan := whole_plan(question, retrieved.owners, retrieved.evidence):
        return Picked(current=tuple(map(every_name, plan)))
    evidence = without_silent_rows(question, retrieved.evidence[:considered])
    ranked = sorted(judge(question, evidence), key=lambda j: -_place(question, j))
    if not ranked:
        return Picked()
    if question.wish is EditionWish.BOTH:
        current, superseded = _beside_each_other(question, ranked)
    else:
        asked = [j for j in ranked if _is_asked(question, j)]
        shown = _shown(question, _preferred_first(question, asked))
        first_is_current = bool(shown) and shown[0].evidence.document.edition.is_current
        current, superseded = (shown, ()) if first_is_current else ((), shown)
        if superseded and question.wish is EditionWish.EITHER:
            return Picked(superseded=superseded, rival=_rival(question, shown[0], asked))
    if current or superseded:
        return Picked(current=current, superseded=superseded)
    return Picked(nearest=pick_of(question, ranked[0]))


def _rival(question: Question, shown: Pick, ranked: Sequence[Judged]) -> Pick | None:
    """The best of the current edition, where it may well tell of the same thing."""
    best = next((j for j in ranked if _is_current(j) and not j.features["quotation"]), None)
    if best is None or best.sureness(ANSWERING) < _RIVAL_ENOUGH:
        return None
    if best.features["hard_misfit"] > _RIVAL_MISFIT:
        return None
    found = pick_of(question, best)
    return found if speaks_as_much(question, _stems_of(shown), _stems_of(found)) else None


def _beside_each_other(
    question: Question, ranked: Sequence[Judged]
) -> tuple[tuple[Pick, ...], tuple[Pick, ...]]:
    """Each edition its best: where one of them answers surely, the other has less to prove.

    Of the other edition that is looked for which is most like what the surer one says.
    """
    current = [j for j in ranked if _is_current(j)]
    superseded = [j for j in ranked if not _is_current(j)]
    shown = _shown(question, current)[:_OF_EACH], _shown(question, superseded)[:_OF_EACH]
    if all(shown) or not any(shown):
        return shown
    known, others = (shown[0][0], superseded) if shown[0] else (shown[1][0], current)
    like = sorted(others, key=lambda j: -rank_of(j) - _LIKENESS_COUNTS * _likeness(known, j))
    found = _shown(question, like, enough=_OTHER_ENOUGH)[:_OF_EACH]
    return (shown[0], found) if shown[0] else (found, shown[1])


def _likeness(known: Pick, other: Judged) -> float:
    one, two = known.evidence.prepared, other.evidence.prepared
    if not len(one.unit_vectors) or other.unit >= len(two.unit_vectors):
        return 0.0
    first = min(known.units[0], len(one.unit_vectors) - 1)
    return float(one.unit_vectors[first] @ two.unit_vectors[other.unit])


def _preferred_first(question: Question, ranked: list[Judged]) -> list[Judged]:
    """The edition that is meant leads where it answers nearly as surely as the other.

    That is the current one, unless the question asks how something was before.
    """
    if question.wish not in (EditionWish.EITHER, EditionWish.RATHER_SUPERSEDED) or not ranked:
        return ranked
    wants_current = question.wish is EditionWish.EITHER
    if _is_current(ranked[0]) is wants_current:
        return ranked
    needed = max(ENOUGH, _NEARLY * ranked[0].sureness(ANSWERING))
    rival = next((j for j in ranked if _is_current(j) is wants_current), None)
    if rival is None or rival.sureness(ANSWERING) < needed:
        return ranked
    if rival.features["covered"] < _NEARLY * ranked[0].features["covered"]:
        return ranked
    return [rival, *(j for j in ranked if j is not rival)]


def _is_current(judged: Judged) -> bool:
    return judged.evidence.document.edition.is_current


def _is_asked(question: Question, judged: Judged) -> bool:
    if question.wish is EditionWish.SUPERSEDED:
        return not _is_current(judged)
    if question.wish is EditionWish.CURRENT:
        return _is_current(judged)
    return True


def _shown(
    question: Question, ranked: Sequence[Judged], enough: float | None = None
) -> tuple[Pick, ...]:
    """The first of these if it answers, with what comes close behind it in the same edition."""
    if not ranked:
        return ()
    ranked = _list_first(question, ranked)
    first = pick_of(question, ranked[0])
    if first.sureness < (ENOUGH if enough is None else enough):
        return ()
    picks = [first]
    if _is_list(first) and ranked[0].is_its_list:
        return (first,)
    lead = rank_of(ranked[0])
    for other in ranked[1:]:
        if len(picks) == _SHOWN_AT_MOST or lead - rank_of(other) > _CLOSE:
            break
        quoted = other.features["quotation"] > 0 and not _is_quoted(first)
        if quoted or _is_current(other) != _is_current(ranked[0]):
            continue
        candidate = pick_of(question, other)
        # A whole list takes much room: it must be as sure, and as much to the point, as a first.
        needed, share = (ENOUGH, _LIST_SPEAKS) if _is_list(candidate) else (_SECOND_ENOUGH, AS_MUCH)
        if candidate.sureness < needed or any(_repeats(candidate, known) for known in picks):
            continue
        if speaks_as_much(question, _stems_of(first), _stems_of(candidate), share):
            picks.append(candidate)
    return tuple(picks)


def _is_list(chosen: Pick) -> bool:
    return chosen.whole and len(chosen.units) > 1


def _is_quoted(chosen: Pick) -> bool:
    return chosen.evidence.passage.kind is PassageKind.QUOTATION


def _list_first(question: Question, ranked: Sequence[Judged]) -> Sequence[Judged]:
    """Where a list is asked for, running text gives way to the list under the same heading."""
    lead = ranked[0].evidence.passage
    if question.wanted is not Wanted.LIST or lead.kind is not PassageKind.PROSE:
        return ranked
    for other in ranked[1:]:
        passage = other.evidence.passage
        beside = passage.document_id == lead.document_id and passage.section == lead.section
        if beside and passage.kind in (PassageKind.LIST, PassageKind.OUTLINE):
            return [other, *(j for j in ranked if j is not other)]
    return ranked


def _repeats(one: Pick, other: Pick) -> bool:
    a, b = (set(content_stems(" ".join(_texts(p)))) for p in (one, other))
    return len(a & b) >= 0.7 * min(len(a), len(b))


def _stems_of(chosen: Pick) -> set[str]:
    """The stems of what would be shown, and of what it stands under."""
    own = stems(" ".join(_texts(chosen)))
    return {*own, *chosen.evidence.prepared.head.stems}


def _texts(chosen: Pick) -> list[str]:
    return [chosen.evidence.passage.units[i].text for i in chosen.units]


def _place(question: Question, judged: Judged) -> float:
    return rank_of(judged) + _FIELD_COUNTS * is_its_record(question, judged)
