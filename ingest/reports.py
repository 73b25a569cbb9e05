"""What is told of an ingest: how far it has come, and what it did."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.versions import Held, Outcome
from programme.documents import Edition


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage has come, in files or passages."""

    stage: str
    done: int
    total: int


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IngestedDocument:
    """A document's row in the report."""

    document: str
    edition: Edition
    sections: int
    passages: int
    warnings: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: every document it holds or removed, and every file it did not take.

    Attributes:
        failed: path (safe to print) and reason.
        notes: sentences on what was said of the documents in vain, as in their catalogue.
        embedded: how many passages had to be embedded.
    """

    documents: tuple[IngestedDocument, ...]
    failed: tuple[tuple[str, str], ...]
    embedded: int
    seconds: float
    notes: tuple[str, ...] = ()


def row_of(held: Held) -> IngestedDocument:
    """A document as the report shows it."""
    document = held.document
    return IngestedDocument(
        document=document.edition.title,
        edition=document.edition,
        sections=document.sections,
        passages=held.count,
        warnings=document.warnings,
        outcome=held.outcome,
    )
