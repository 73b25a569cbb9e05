"""Binding: every statement of an answer to the words it stands on, and no figure without them."""

from collections.abc import Sequence

from knowledge.answer_kinds import figures
from knowledge.evidence import Evidence, is_short_row
from programme.answers import Citation, Statement
from programme.documents import Document, Passage, PassageKind


def cite(evidence: Evidence, quote: str) -> Citation:
    """A citation of words of a passage."""
    return citation(evidence.passage, evidence.document, quote)


def citation(passage: Passage, document: Document, quote: str) -> Citation:
    """A citation of words of a passage of a document."""
    edition = document.edition
    return Citation(
        passage_id=passage.id,
        document_key=document.key,
        title=edition.title,
        status=edition.status,
        period=edition.period,
        section=passage.section,
        page=passage.page,
        quote=quote,
    )


def quoted_runs(passage: Passage, units: Sequence[int]) -> list[tuple[int, ...]]:
    """The units in runs that can each be quoted in one piece.

    Words of two cells, or two headings, are not next to each other on the page; neither are
    sentences with another one left out between them.
    """
    if is_short_row(passage):
        return [tuple(units)]
    runs: list[list[int]] = []
    for unit in units:
        before = runs[-1][-1] if runs else None
        together = (
            before is not None
            and unit == before + 1
            and passage.kind is not PassageKind.OUTLINE
            and passage.units[before].label == passage.units[unit].label
        )
        if together:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return [tuple(run) for run in runs]


def unbound(statements: Sequence[Statement], citations: Sequence[Citation]) -> list[int]:
    """The statements with a figure that stands in none of the answer's quotes."""
    quoted = set(figures(" ".join(c.quote for c in citations)))
    return [
        i for i, statement in enumerate(statements) if not set(figures(statement.text)) <= quoted
    ]
