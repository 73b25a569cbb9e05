"""Which edition a document is: title, kind, owner, period, and whether it is in force.

A catalogue file beside the documents says so where there is one (`ingest.catalogue`); otherwise
the document itself is read for it. The newest period of the same kind and owner is current.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ingest.blocks import Block, BlockKind, ReadDocument
from ingest.drafts import clean
from programme.documents import Edition, EditionStatus, Period

_YEAR = r"(20[0-4]\d)"
_SPAN = re.compile(rf"\b{_YEAR}\s*(?:to|until|[-–—/])\s*(?:20)?(\d\d)\b(?!\d|,\d|%)")
_SINGLE = re.compile(rf"(?<![\d£,.]){_YEAR}(?![\w%]|,\d)")
_KIND_WORDS = (
    "strategy policy procedure protocol charter framework guideline guidance handbook report "
    "review update plan brief statement measures scorecard programme agreement standard workbook"
)
_KINDS = {kind: kind for kind in _KIND_WORDS.split()}
_KINDS |= {(k[:-1] + "ies" if k.endswith("y") else f"{k}s"): k for k in list(_KINDS)}
_KIND = re.compile(rf"\b({'|'.join(_KINDS)})\b", re.IGNORECASE)
# These qualify any strategy or plan without making it another kind of document.
_GENERAL_WORDS = (
    "a an and annual our the this of for in to with trust trust's nhs year years one two three "
    "five ten new draft final version v1 v2 organisational organisation corporate strategic long "
    "term mid sample made up foundation"
)
_GENERAL = frozenset(_GENERAL_WORDS.split())
_OWNER = re.compile(
    r"\b((?:[A-Z][\w'&-]+|and|of|the)(?:\s+(?:[A-Z][\w'&-]+|and|of|for|the)){0,8}?\s+"
    r"(?:NHS\s+)?(?:Foundation\s+|Partnership\s+)*(?:Trust|Board|Council|Hospital|Charity))\b"
)
_OWNER_COMMON_WORDS = (
    "nhs trust foundation partnership and of the for social care mental health community "
    "healthcare hospital hospitals board council services service"
)
_OWNER_COMMON = frozenset(_OWNER_COMMON_WORDS.split())
_OPENING_BLOCKS = 14


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What a catalogue says of one file; what it leaves out is read from the document."""

    title: str | None = None
    kind: str | None = None
    owner: str | None = None
    period: Period | None = None
    status: EditionStatus | None = None


def read_edition(document: ReadDocument, name: str, entry: CatalogueEntry | None) -> Edition:
    """A document's edition, taken as current until it is ranked among its like.

    `name` is the file's name, a last resort for title and period.
    """
    entry = entry or CatalogueEntry()
    opening = [b for b in document.blocks[:_OPENING_BLOCKS] if b.text.strip()]
    stem = re.sub(r"[-_.]+", " ", Path(name).stem)
    title = entry.title or _title(document, opening) or stem.capitalize()
    owner = entry.owner or _owner(document.blocks)
    words = " ".join(b.text for b in opening[:8])
    period = entry.period or period_in(title) or period_in(stem) or _opening_period(words)
    return Edition(
        title=title,
        kind=(entry.kind or _kind(title, owner) or _kind(stem, owner) or "document").casefold(),
        owner=owner,
        period=period,
        status=entry.status or EditionStatus.CURRENT,
    )


def period_in(text: str) -> Period | None:
    """The first period a text names: `2026 to 2031`, `2023-26`, `2026`; None without one."""
    span = _SPAN.search(text)
    if span:
        start = int(span.group(1))
        end = start // 100 * 100 + int(span.group(2))
        if start <= end <= start + 30:
            return Period(start, end)
    single = _SINGLE.search(text)
    return Period(int(single.group(1)), int(single.group(1))) if single else None


def _opening_period(words: str) -> Period | None:
    # Only a span of years speaks for the whole document: a single year in running text is
    # usually something that happened then.
    span = _SPAN.search(words)
    return period_in(span.group()) if span else None


def _title(document: ReadDocument, opening: Sequence[Block]) -> str | None:
    lines = [
        b
        for b in opening
        if b.kind in (BlockKind.HEADING, BlockKind.LINE, BlockKind.PARAGRAPH)
        and len(b.text.split()) <= 16
        and (b.kind is BlockKind.HEADING or not b.text.rstrip().endswith((".", ",", ";")))
    ]
    ranked = sorted(
        enumerate(lines),
        key=lambda pair: (
            -(bool(_KIND.search(pair[1].text)) * 2 + bool(period_in(pair[1].text)) * 2)
            - (pair[1].kind is BlockKind.HEADING and pair[1].level in (None, 1))
            - pair[1].bold,
            pair[0],
        ),
    )
    if ranked:
        _, block = ranked[0]
        named = _KIND.search(block.text) or period_in(block.text)
        if named or block.kind is BlockKind.HEADING or not document.title:
            return clean(block.text)
    return document.title


def _kind(title: str, owner: str | None) -> str | None:
    """The kind of document a title names, with what sets it apart ("workforce strategy")."""
    found = list(_KIND.finditer(title))
    if not found:
        return None
    noun = _KINDS[found[-1].group(1).casefold()]
    before = re.findall(r"[A-Za-z']+", title[: found[-1].start()].rpartition(":")[2])
    general = _GENERAL | set(re.findall(r"[a-z']+", (owner or "").casefold()))
    kept = [w.casefold() for w in before if w.casefold() not in general and not w.isupper()]
    return " ".join((*kept[-2:], noun))


def _owner(blocks: Sequence[Block]) -> str | None:
    for block in blocks[:60]:
        found = _OWNER.search(block.text)
        if found:
            return re.sub(r"^(?:The|We are|At)\s+", "", found.group(1)).strip()
    return None


def same_owner(one: str | None, other: str | None) -> bool:
    """True when two owners' names may be one body's: unknown, or the telling words are shared.

    A trust that changes its name keeps its place in it.
    """
    a, b = _telling(one), _telling(other)
    return not a or not b or len(a & b) * 2 >= min(len(a), len(b))


def _telling(owner: str | None) -> set[str]:
    return set(re.findall(r"[a-z]+", (owner or "").casefold())) - _OWNER_COMMON


def is_superseded_by(edition: Edition, other: Edition, today: date) -> bool:
    """True when `other` is a later edition of the same kind and owner, and has begun."""
    return (
        other.kind == edition.kind
        and same_owner(other.owner, edition.owner)
        and is_later_and_begun(other.period, edition.period, today)
    )


def is_later_and_begun(period: Period | None, than: Period | None, today: date) -> bool:
    """True when a period ends after another, or as late but starts after it, and has begun."""
    return (
        period is not None
        and than is not None
        and period.start <= today.year
        and (period.end, period.start) > (than.end, than.start)
    )


def rank_editions(
    editions: Mapping[str, Edition], stated: Mapping[str, EditionStatus], today: date
) -> dict[str, Edition]:
    """Editions by document key, with the newest of each kind and owner current.

    Args:
        editions: all documents that are held, old and new.
        stated: the status that a catalogue gives, which is never changed.
        today: an edition whose period has not begun does not supersede the one in force.
    """
    ranked: dict[str, Edition] = {}
    for key, edition in editions.items():
        newer = any(is_superseded_by(edition, other, today) for other in editions.values())
        computed = EditionStatus.SUPERSEDED if newer else EditionStatus.CURRENT
        ranked[key] = replace(edition, status=stated.get(key, computed))
    return ranked
