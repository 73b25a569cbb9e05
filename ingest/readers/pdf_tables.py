"""Tables on a PDF page: those with a full grid of rules, and those with rules across only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.readers.marks import fold
from ingest.readers.pdf_lines import cell_text

_MOST_EDGES = 4_000
"""A drawing with more lines than this is no table; looking for one in it takes minutes."""
_NARROWEST = 8.0
_TABLES = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 3}

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the page's top left corner."""
Word = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table: its cells' text, lines kept apart, and where it stands."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    top: float
    bottom: float


@dataclass(slots=True)
class PageTables:
    """The tables of a page, the words outside them, and whether a drawing hid any."""

    tables: list[PdfTable]
    words: list[Word]
    drawing: bool = False


def tables_of(page: Any, number: int, words: list[Word]) -> PageTables:
    """Take a page's tables out of its words."""
    if len(page.edges) > _MOST_EDGES:
        return PageTables([], words, drawing=True)
    found: list[PdfTable] = []
    for table in page.find_tables(table_settings={**_TABLES, **_closing_rules(page)}):
        boxes = [list(row.cells) for row in table.rows]
        taken = _table(boxes, table.bbox, words, number)
        if taken:
            found.append(taken)
            words = _outside(words, table.bbox)
    for boxes, box in _open_tables(page, words):
        taken = _table(boxes, box, words, number)
        if taken:
            found.append(taken)
            words = _outside(words, box)
    return PageTables(sorted(found, key=lambda table: table.top), words)


def _closing_rules(page: Any) -> dict[str, list[float]]:
    """Rules across the page where a table runs over its end and has no edge of its own there."""
    down = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > 8]
    # The ends of upright borders are drawn as rules too, a point wide.
    across = [e["top"] for e in page.edges if e["orientation"] == "h" and e["width"] > 8]
    if not down or not across:
        return {}
    ends = (min(edge["top"] for edge in down), max(edge["bottom"] for edge in down))
    missing = [end for end in ends if not any(abs(end - y) < 3 for y in across)]
    return {"explicit_horizontal_lines": missing} if missing else {}


def _table(
    boxes: Sequence[Sequence[Box | None]], whole: Box, words: Sequence[Word], number: int
) -> PdfTable | None:
    """A table from its cells' places, or None for a frame round text."""
    words = [word for word in words if _is_inside(word, whole)]
    rows = [tuple(_text(words, box) if box else "" for box in row) for row in boxes]
    # Ruling lines drawn double make columns too narrow to hold anything.
    wide = {
        place
        for row in boxes
        for place, box in enumerate(row)
        if box and box[2] - box[0] > _NARROWEST
    }
    wide |= {place for row in rows for place, cell in enumerate(row) if fold(cell)}
    if len(wide) < 2 or not words:
        return None
    kept = tuple(tuple(row[place] for place in sorted(wide)) for row in rows)
    return PdfTable(kept, number, float(whole[1]), float(whole[3]))


def _open_tables(page: Any, words: Sequence[Word]) -> Iterator[tuple[list[list[Box]], Box]]:
    """Tables with rules across and none down: three rules or more, equally long, and columns."""
    rules = [e for e in page.edges if e["orientation"] == "h" and e["width"] > page.width / 4]
    groups: dict[tuple[int, int], set[float]] = {}
    for rule in rules:
        ends = (round(rule["x0"] / 4), round(rule["x1"] / 4))
        groups.setdefault(ends, set()).add(round(float(rule["top"]), 1))
    for (left, right), heights in groups.items():
        ordered = sorted(heights)
        levels = ordered[:1] + [y for x, y in pairwise(ordered) if y - x > 4]
        if len(levels) < 3:
            continue
        whole = (left * 4.0 - 4, levels[0], right * 4.0 + 4, levels[-1])
        columns = _columns([w for w in words if _is_inside(w, whole)], whole)
        if len(columns) > 1:
            yield (
                [[(x0, top, x1, below) for x0, x1 in columns] for top, below in pairwise(levels)],
                whole,
            )


def _columns(words: Sequence[Word], box: Box) -> list[tuple[float, float]]:
    """The columns of words that have clear space between them from top to bottom."""
    spans: list[list[float]] = []
    for word in sorted(words, key=lambda w: float(w["x0"])):
        if spans and word["x0"] - spans[-1][1] < 1.2 * word["size"]:
            spans[-1][1] = max(spans[-1][1], float(word["x1"]))
        else:
            spans.append([float(word["x0"]), float(word["x1"])])
    starts = [box[0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), box[2]]
    return list(pairwise(starts))


def _text(words: Sequence[Word], box: Box) -> str:
    return cell_text([word for word in words if _is_inside(word, box)])


def _outside(words: Sequence[Word], box: Box) -> list[Word]:
    return [word for word in words if not _is_inside(word, box)]


def _is_inside(word: Word, box: Box) -> bool:
    left, top, right, bottom = box
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(left <= across <= right and top <= down <= bottom)
