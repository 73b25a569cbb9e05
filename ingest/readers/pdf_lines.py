"""Lines of a PDF page in reading order, and the headers and footers among them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.readers.marks import fold, is_bullet

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_SYMBOL = re.compile(r"^(?:\(cid:\d+\)|[\ue000-\uf8ff])\s*(?=\S)")
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_NUMBER_ONLY = re.compile(
    r"^(?:page\s+)?[-–|]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_EDGE = 0.12
"""How much of a page's height, at the top and at the bottom, headers and footers stand in."""
_SAME_LINE = 0.5
_WIDE_GAP = 1.6
_WITHIN_WORD = 0.12


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text, or a stretch of one between wide gaps.

    Attributes:
        x0, x1, top, bottom: in points from the page's top left corner.
        column: 0, or which column of a page set in columns, from 1.
    """

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool = False
    column: int = 0


def stretches_of(number: int, words: Sequence[dict[str, Any]]) -> list[PdfLine]:
    """A page's words as stretches of line between wide gaps, top to bottom."""
    stretches: list[PdfLine] = []
    for row in _rows(words):
        start = 0
        for place in range(1, len(row) + 1):
            if place < len(row):
                gap = row[place]["x0"] - row[place - 1]["x1"]
                if gap <= _WIDE_GAP * row[place]["size"] or _is_marker(row[start:place]):
                    continue
            stretches.append(_line(row[start:place], number))
            start = place
    return stretches


def with_drawn_bullets(page: Any, words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The words with a bullet where one is drawn as a shape: browsers do not print them as text."""
    bullets: list[dict[str, Any]] = []
    shapes = [s for s in [*page.curves, *page.rects] if _is_dot(s)]
    by_height: dict[int, list[dict[str, Any]]] = {}
    for word in words if shapes else ():
        for height in range(int(word["top"]) - 1, int(word["bottom"]) + 2):
            by_height.setdefault(height, []).append(word)
    for shape in shapes:
        middle = (shape["top"] + shape["bottom"]) / 2
        right = [w for w in by_height.get(int(middle), []) if w["x0"] >= shape["x1"]]
        for word in sorted(right, key=lambda w: float(w["x0"]))[:1]:
            small = shape["height"] < 0.6 * word["size"]
            near = word["x0"] - shape["x1"] < 2 * word["size"]
            if small and near and word["top"] < middle < word["bottom"]:
                place = {"x0": shape["x0"], "x1": shape["x1"], "text": "•"}
                bullets.append({**word, **place})
    return [*words, *bullets]


def _is_dot(shape: dict[str, Any]) -> bool:
    width, height = float(shape["width"]), float(shape["height"])
    return 1.5 <= width <= 9 and 0.8 <= width / max(height, 0.1) <= 1.25


def cell_text(words: Sequence[dict[str, Any]]) -> str:
    """The words of a table's cell, its lines kept apart."""
    return "\n".join(_spelt(row) for row in _rows(words))


def _rows(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words that stand on one base line, left to right."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        row = rows[-1] if rows else None
        if row and abs(word["bottom"] - row[0]["bottom"]) < _SAME_LINE * word["size"]:
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: float(w["x0"])) for row in rows]


def _is_marker(words: Sequence[dict[str, Any]]) -> bool:
    """A bullet or number, which stands off from the item it belongs to."""
    text = "".join(word["text"] for word in words)
    return len(words) == 1 and (
        len(text) == 1 or bool(re.fullmatch(r"\(?\w{1,3}[.)]|\(cid:\d+\)", text))
    )


def _line(words: Sequence[dict[str, Any]], number: int) -> PdfLine:
    # A bullet has a font of its own, which says nothing of the words.
    fonts = [word["fontname"] for word in words if not is_bullet(word["text"])]
    return PdfLine(
        text=_spelt(words),
        page=number,
        x0=float(words[0]["x0"]),
        x1=float(words[-1]["x1"]),
        top=float(min(word["top"] for word in words)),
        bottom=float(max(word["bottom"] for word in words)),
        size=round(float(median(word["size"] for word in words)), 1),
        bold=bool(fonts) and all(_BOLD.search(font) for font in fonts),
        italic=bool(fonts) and all(_ITALIC.search(font) for font in fonts),
    )


def _spelt(words: Sequence[dict[str, Any]]) -> str:
    """The words with spaces, but none where only the font changed within a word."""
    text = str(words[0]["text"])
    for before, word in pairwise(words):
        apart = word["x0"] - before["x1"] > _WITHIN_WORD * word["size"]
        text += f" {word['text']}" if apart else word["text"]
    # Bullets out of symbol fonts have no letter that a person could read.
    return _UNREADABLE.sub("", _SYMBOL.sub("• ", text))


def in_reading_order(lines: list[PdfLine], width: float) -> list[PdfLine]:
    """Lines from stretches, top to bottom; where the page has two columns, the left one first."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return _merged(lines)
    ordered: list[PdfLine] = []
    left: list[PdfLine] = []
    right: list[PdfLine] = []
    for line in sorted(lines, key=lambda one: (one.bottom, one.x0)):
        if line.x1 <= gutter:
            left.append(replace(line, column=1))
        elif line.x0 >= gutter:
            right.append(replace(line, column=2))
        else:
            ordered += [*left, *right, line]
            left, right = [], []
    return [*ordered, *left, *right]


def _gutter(lines: Sequence[PdfLine], width: float) -> float | None:
    """Where two columns part: hardly a line crosses it, and many stand on either side."""
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        x = width * step / 100
        crossing = sum(line.x0 < x < line.x1 for line in lines)
        left = sum(line.x1 <= x for line in lines)
        right = sum(line.x0 >= x for line in lines)
        side_by_side = _side_by_side(lines, x)
        fair = min(left, right) >= 4 and side_by_side >= 4
        if fair and crossing <= 0.15 * len(lines) and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None


def _side_by_side(lines: Sequence[PdfLine], x: float) -> int:
    """How many lines left of x have one at their height to the right that begins alike."""
    starts = Counter(round(line.x0 / 4) for line in lines if line.x0 >= x)
    if not starts:
        return 0
    edge, count = starts.most_common(1)[0]
    if count < 4:
        return 0
    heights = [line.bottom for line in lines if line.x0 >= x and round(line.x0 / 4) == edge]
    left = [line for line in lines if line.x1 <= x]
    return sum(any(abs(line.bottom - height) < line.size for height in heights) for line in left)


def _merged(lines: Iterable[PdfLine]) -> list[PdfLine]:
    """Without columns, stretches at one height are one line after all."""
    merged: list[PdfLine] = []
    for line in sorted(lines, key=lambda one: (one.bottom, one.x0)):
        last = merged[-1] if merged else None
        if last and abs(last.bottom - line.bottom) < _SAME_LINE * line.size and last.x1 <= line.x0:
            merged[-1] = replace(
                last,
                text=f"{last.text} {line.text}",
                x1=line.x1,
                top=min(last.top, line.top),
                bold=last.bold and line.bold,
            )
        else:
            merged.append(line)
    return sorted(merged, key=lambda one: one.bottom)


def without_furniture(
    pages: Sequence[list[PdfLine]], heights: Sequence[float]
) -> list[list[PdfLine]]:
    """The stretches without page numbers and without what recurs at the edge of the pages.

    They are looked at before they are put together as lines: what stands beside a page number is
    one line with it on one page, and in a column of its own on the next.
    """
    seen: Counter[tuple[str, bool, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({key for line in lines if (key := _edge_key(line, height))})
    needed = max(2, len(pages) // 3)
    kept: list[list[PdfLine]] = []
    for lines, height in zip(pages, heights, strict=True):
        keys = [_edge_key(line, height) for line in lines]
        furniture = [
            key is not None and (seen[key] >= needed or _is_number(line))
            for key, line in zip(keys, lines, strict=True)
        ]
        body = [line for line, is_so in zip(lines, furniture, strict=True) if not is_so]
        # A number beside other words is a figure of theirs, as in a row set without rules.
        kept.append(
            [
                line
                for line, is_so in zip(lines, furniture, strict=True)
                if not is_so
                or (_is_number(line) and any(_at_one_height(line, other) for other in body))
            ]
        )
    return kept


def _is_number(line: PdfLine) -> bool:
    return bool(_NUMBER_ONLY.match(line.text))


def _at_one_height(one: PdfLine, other: PdfLine) -> bool:
    return abs(one.bottom - other.bottom) < _SAME_LINE * one.size


def _edge_key(line: PdfLine, height: float) -> tuple[str, bool, int] | None:
    """What makes a line the same on every page: its words without numbers, and its height."""
    at_top = line.bottom < height * _EDGE
    if not at_top and line.top < height * (1 - _EDGE):
        return None
    return re.sub(r"\d+", "#", fold(line.text)), at_top, round(line.bottom / 4)
