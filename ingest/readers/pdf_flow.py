"""The flow of a PDF's lines: which go together, and as what."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block, BlockKind, Cell
from ingest.readers.hyphens import Hyphenation
from ingest.readers.marks import fold, split_bullet, split_number
from ingest.readers.pdf_lines import PdfLine
from ingest.readers.statements import ends_sentence, reads_as_line, statement
from ingest.readers.tables import GridRow, cell_of, rows_of

_LARGER = 1.12
"""A heading's size against the body's; less is the noise of fonts."""
_LOOSE = 1.3
"""A gap larger than this, against the spacing within paragraphs, begins a new one."""
_CAPITALS = 1.5
"""How much wider a capital is than the letters of running text are on average."""
_NEAR = 12
"""How many lines apart the numbers of one list may stand."""


class Flow:
    """Takes lines and tables in reading order, and gives blocks as they become whole.

    Args:
        body: the size of running text, in points.
        pages: all lines of the document, as evidence for spacing, lists and hyphens.
    """

    def __init__(self, *, body: float, pages: Sequence[Sequence[PdfLine]]) -> None:
        self._body = body
        self._hyphenation = Hyphenation(line.text for page in pages for line in page)
        self._leading = _leading(pages, body)
        self._numbered = {line for page in pages for line in _numbered(page, body)}
        self._edges: dict[int, float] = {}
        starts: dict[int, Counter[int]] = {}
        for page in pages:
            for line in page:
                self._edges[line.column] = max(line.x1, self._edges.get(line.column, 0.0))
                starts.setdefault(line.column, Counter())[round(line.x0)] += 1
        self._margins = {column: x.most_common(1)[0][0] for column, x in starts.items()}
        self._open: list[PdfLine] = []
        self._indents: list[float] = []
        self._grid: list[tuple[tuple[str, ...], int]] = []
        self._tables = 0

    def line(self, line: PdfLine) -> Iterator[Block]:
        """Take the next line."""
        yield from self._end_table()
        if self._open and self._marker(line) is None and self._goes_on(line):
            self._open.append(line)
            return
        yield from self._end_statement()
        self._open = [line]

    def table(self, rows: Sequence[tuple[str, ...]], page: int) -> Iterator[Block]:
        """Take the next table; one that goes on after a page break is the same table."""
        yield from self._end_statement()
        self._indents = []
        if self._grid:
            last, last_page = self._grid[-1]
            if last_page != page - 1 or len(last) != len(rows[0]):
                yield from self._end_table()
        begun = self._grid[0][0] if self._grid else None
        for row in rows:
            if begun is not None and row == begun:
                continue
            if begun is not None and self._grid[-1][1] != page and not fold(row[0]):
                # A row that the page break cut in two: its first cell was not said again.
                last, last_page = self._grid[-1]
                whole = tuple(f"{a}\n{b}".strip() for a, b in zip(last, row, strict=True))
                self._grid[-1] = (whole, last_page)
                begun = None
                continue
            self._grid.append((row, page))

    def end(self) -> Iterator[Block]:
        """Give what is still open at the document's end."""
        yield from self._end_statement()
        yield from self._end_table()

    def _end_table(self) -> Iterator[Block]:
        if self._grid:
            self._tables += 1
            grid = [GridRow(tuple(map(self._cell, row)), page) for row, page in self._grid]
            self._grid = []
            yield from rows_of(grid, table=self._tables)

    def _cell(self, raw: str) -> Cell:
        """A cell; its lines are where the column was full, save where a bullet stands."""
        pieces: list[list[str]] = [[]]
        for line in raw.split("\n"):
            if split_bullet(line.strip())[0] and pieces[-1]:
                pieces.append([])
            pieces[-1].append(line.strip())
        return cell_of("\n".join(self._hyphenation.joined(piece) for piece in pieces))

    def _marker(self, line: PdfLine) -> str | None:
        marker, _ = split_bullet(line.text)
        if marker is None and line in self._numbered:
            marker, _ = split_number(line.text)
        return marker

    def _goes_on(self, line: PdfLine) -> bool:
        """Whether a line goes on with the statement that is open."""
        last, lower = self._open[-1], line.text[0].islower()
        ended = ends_sentence(last.text)
        if abs(last.size - line.size) > 0.05 * self._body:
            return False
        if last.bold != line.bold and (ended or not lower):
            return False
        full = self._is_full(last, line)
        if (last.page, last.column) != (line.page, line.column):
            return not ended and (lower or full)
        spacing = self._leading * max(1.0, line.size / self._body)
        if not -1 < line.bottom - last.bottom <= _LOOSE * spacing:
            return False
        if self._marker(self._open[0]) is not None:
            return line.x0 > self._open[0].x0 + 1 or (lower and not ended)
        return full or (lower and not ended)

    def _stands_in(self) -> bool:
        """Whether the open statement's every line begins further in than running text does."""
        return all(
            line.x0 > self._margins.get(line.column, line.x0) + 1.5 * self._body
            for line in self._open
        )

    def _is_full(self, last: PdfLine, line: PdfLine) -> bool:
        """Whether the next line's first word had no room left on the last line."""
        room = self._edges[last.column] - last.x1
        letter = (last.x1 - last.x0) / max(1, len(last.text))
        word = line.text.split(maxsplit=1)[0]
        return room < letter * (_CAPITALS if word.isupper() else 1.0) * (len(word) + 1)

    def _end_statement(self) -> Iterator[Block]:
        if not self._open:
            return
        first = self._open[0]
        marker = self._marker(first)
        text = self._hyphenation.joined(line.text for line in self._open)
        bold = all(line.bold for line in self._open)
        apart = all(line.italic for line in self._open) or self._stands_in()
        self._open = []
        block = statement(text, page=first.page, size=first.size, bold=bold, set_apart=apart)
        if marker is not None:
            self._indents = [x for x in self._indents if x < first.x0 - 2]
            depth = len(self._indents)
            self._indents.append(first.x0)
            words = fold(block.source[len(marker) :])
            yield replace(block, kind=BlockKind.ITEM, text=words, marker=marker, depth=depth)
            return
        self._indents = []
        larger = first.size >= _LARGER * self._body
        if larger and block.kind is not BlockKind.QUOTATION and _is_short(text):
            block = replace(block, kind=BlockKind.HEADING)
        yield block


def _is_short(text: str) -> bool:
    return reads_as_line(text) or len(text) <= 100


def _leading(pages: Sequence[Sequence[PdfLine]], body: float) -> float:
    """The spacing of lines within a paragraph: the smallest that is common."""
    gaps: Counter[float] = Counter()
    for page in pages:
        for above, below in pairwise(page):
            gap = round(below.bottom - above.bottom, 1)
            if above.size == below.size == body and body <= gap < 2.5 * body:
                gaps[gap] += 1
    if not gaps:
        return 1.25 * body
    most = max(gaps.values())
    return min(gap for gap, count in gaps.items() if count >= most / 4)


def _numbered(page: Sequence[PdfLine], body: float) -> Iterator[PdfLine]:
    """The lines that begin the items of numbered lists: two or more numbers that follow on."""
    before: tuple[int, int, PdfLine] | None = None
    for place, line in enumerate(page):
        number = re.match(r"^\(?(\d{1,3})[.)]\s", line.text)
        if not number or line.bold or line.size > _LARGER * body:
            continue
        count = int(number[1])
        if before and count == before[0] + 1 and place - before[1] <= _NEAR:
            same_indent = abs(line.x0 - before[2].x0) < 6
            if same_indent:
                yield before[2]
                yield line
        before = (count, place, line)
