"""How an edition and a place in it are named: in words, never by colour alone."""

from collections.abc import Sequence

from programme.answers import Citation
from programme.documents import Document, EditionStatus, Period

SUPERSEDED_MARK = "⚠\u00a0superseded"


def edition_words(title: str, period: Period | None, status: EditionStatus) -> str:
    """`Title (2026–2031, current)`, or with the mark and the word for what is superseded."""
    state = "current" if status is EditionStatus.CURRENT else SUPERSEDED_MARK
    years = period.label if period and not _names_years(title, period) else None
    return f"{title} ({years}, {state})" if years else f"{title} ({state})"


def _names_years(title: str, period: Period) -> bool:
    """Whether a title says its years itself, however it joins them."""
    return str(period.start) in title and str(period.end) in title


def citation_words(citation: Citation) -> str:
    """Where the words of a citation stand, on one line."""
    named = edition_words(citation.title, citation.period, citation.status)
    return placed(named, citation.section, citation.page)


def document_words(document: Document) -> str:
    """A document with its years and whether it is in force."""
    edition = document.edition
    return edition_words(edition.title, edition.period, edition.status)


def placed(named: str, sections: Sequence[str], page: int | None) -> str:
    """A named edition with the section path and the page, where they are known."""
    return " · ".join(part for part in (named, place_words(sections, page)) if part)


def place_words(sections: Sequence[str], page: int | None) -> str:
    """The section path and the page, where they are known; empty where neither is."""
    parts = [" › ".join(sections)] if sections else []
    return " · ".join([*parts, *([f"page {page}"] if page is not None else [])])
