"""Plain text: blocks out of nothing but lines, blanks and a few conventions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.blocks import Block, BlockKind, ReadDocument
from ingest.readers.decoding import decode
from ingest.readers.marks import (
    fold,
    is_bullet,
    split_bullet,
    split_number,
    without_emphasis,
    without_tags,
)
from ingest.readers.run_together import Vocabulary
from ingest.readers.statements import settle, statement
from ingest.readers.tables import GridRow, cell_of, is_separator, rows_of
from ingest.readers.text_lines import UNDERLINE, Line, runs_of, with_bold
from ingest.readers.wrapping import page_width, unwrap
from ingest.settings import IngestSettings

_RULE = re.compile(r"^[\s\-=_*~#.·|+]+$")
_HEADING = re.compile(r"^(#{1,6})\s+(\S.*?)(?:\s+#+)?$")
_INLINE_BULLET = re.compile(r"\s+(?=[•▪●✦]\s*\S)")


def read(path: Path, _limits: IngestSettings) -> ReadDocument:
    """A plain-text file; form feeds, where there are any, part its pages.

    Raises:
        RuleBroken: the file is not text.
    """
    text, warnings = decode(path.read_bytes())
    pages = text.count("\f") + 1 if "\f" in text.strip("\f \n") else None
    return ReadDocument("text", None, blocks_of(text), warnings, pages)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text."""
    return settle(pieces_of(text, Vocabulary.of(text.split("\n"))))


def pieces_of(text: str, vocabulary: Vocabulary) -> Iterator[Block]:
    """The blocks of a stretch of plain text, before broken sentences are joined."""
    return _Writer(vocabulary, page_width(text.split("\n"))).blocks(runs_of(text))


class _Writer:
    """Turns runs of lines into blocks; rows are held back until their table has ended."""

    def __init__(self, vocabulary: Vocabulary, width: int) -> None:
        self._vocabulary = vocabulary
        self._width = width
        self._grid: list[GridRow | None] = []
        self._tables = 0
        self._indents: list[int] = []

    def blocks(self, runs: Iterator[list[Line]]) -> Iterator[Block]:
        for run in runs:
            yield from self._run(with_bold(run))
        yield from self._end_table()

    def _run(self, run: list[Line]) -> Iterator[Block]:
        place = 0
        while place < len(run):
            cells = _cells(run[place].raw)
            if cells is not None:
                place = self._row(run, place, cells)
                continue
            if self._grid and _RULE.match(run[place].raw):
                place += 1
                continue
            yield from self._end_table()
            end = place + 1
            while end < len(run) and _cells(run[end].raw) is None:
                end += 1
            yield from self._lines(run[place:end])
            place = end

    def _row(self, run: Sequence[Line], place: int, cells: list[str]) -> int:
        """Take a table row and what its last cell ran over into; the place after it."""
        if is_separator(cells):
            self._grid.append(None)
            return place + 1
        end = place + 1
        while end < len(run) and _cells(run[end].raw) is None and _runs_on(run[end].words):
            cells[-1] += f"\n{run[end].words}"
            end += 1
        line = run[place]
        parsed = tuple(cell_of(cell, vocabulary=self._vocabulary) for cell in cells)
        self._grid.append(GridRow(parsed, line.page, line.gap_before))
        return end

    def _end_table(self) -> Iterator[Block]:
        if any(self._grid):
            self._tables += 1
            yield from rows_of(self._grid, table=self._tables)
        self._grid = []

    def _lines(self, lines: Sequence[Line]) -> Iterator[Block]:
        numbered = sum(split_number(line.words)[0] is not None for line in lines) >= 2
        place = 0
        while place < len(lines):
            line = lines[place]
            end = place + 1
            heading = _HEADING.match(line.words)
            if heading:
                yield _heading(line, heading[2], len(heading[1]))
            elif end < len(lines) and UNDERLINE.match(lines[end].words):
                yield _heading(line, line.words, None)
                end += 1
            elif _RULE.match(line.words):
                pass
            elif line.words.startswith(">"):
                while end < len(lines) and lines[end].words.startswith(">"):
                    end += 1
                yield _blockquote(lines[place:end])
            elif _marker(line, numbered=numbered):
                while end < len(lines) and _continues_item(lines[place], lines[end], numbered):
                    end += 1
                yield from self._items(lines[place:end], numbered=numbered)
                place = end
                continue
            else:
                while end < len(lines) and _is_plain(lines, end, numbered=numbered):
                    end += 1
                yield from _statements(lines[place:end], self._width)
            self._indents = []
            place = end

    def _items(self, lines: Sequence[Line], *, numbered: bool) -> Iterator[Block]:
        first = lines[0]
        self._indents = [i for i in self._indents if i < first.indent]
        depth = len(self._indents)
        self._indents.append(first.indent)
        whole = fold(without_tags(" ".join(line.words for line in lines)))
        marker, words = _split_marker(whole, numbered=numbered)
        lead = whole[: len(whole) - len(words)]
        for place, part in enumerate(_INLINE_BULLET.split(words)):
            if place:
                marker, words = split_bullet(part)
            else:
                words = part
            yield Block(
                kind=BlockKind.ITEM,
                source=part if place else f"{lead}{part}",
                text=without_emphasis(words),
                page=first.page,
                depth=depth,
                marker=marker,
                gap_before=0 if place else first.gap_before,
            )


def _cells(raw: str) -> list[str] | None:
    """A table row's cells, or None for a line that is no row."""
    words = raw.strip(" \n")
    if words.startswith("|") and words.endswith("|") and words.count("|") > 2:
        return [c.strip() for c in re.split(r"(?<!\\)\|", words[1:-1])]
    if "\t" not in words.strip("\t"):
        return None
    cells = words.split("\t")
    if not fold(cells[0]) and sum(bool(fold(c)) for c in cells) < 2:
        return None
    if len(cells) == 2 and (is_bullet(cells[0]) or split_number(f"{cells[0].strip()} x")[1] == "x"):
        return None
    return cells


def _runs_on(words: str) -> bool:
    return bool(split_bullet(words)[0]) or words[0].islower() or words.startswith("</")


def _split_marker(words: str, *, numbered: bool) -> tuple[str | None, str]:
    marker, rest = split_bullet(words)
    if marker is None and numbered:
        marker, rest = split_number(words)
    return marker, rest


def _marker(line: Line, *, numbered: bool) -> bool:
    return _split_marker(line.words, numbered=numbered)[0] is not None


def _is_plain(lines: Sequence[Line], place: int, *, numbered: bool) -> bool:
    words = lines[place].words
    underlined = place + 1 < len(lines) and UNDERLINE.match(lines[place + 1].words)
    return not (
        underlined
        or _HEADING.match(words)
        or _RULE.match(words)
        or words.startswith(">")
        or _marker(lines[place], numbered=numbered)
    )


def _continues_item(item: Line, line: Line, numbered: bool) -> bool:
    if _marker(line, numbered=numbered) or _RULE.match(line.words) or line.words.startswith(">"):
        return False
    return line.indent > item.indent or line.words[0].islower()


def _statements(lines: Sequence[Line], width: int) -> Iterator[Block]:
    for start, words in unwrap([without_tags(line.words) for line in lines], width):
        line = lines[start]
        yield statement(words, page=line.page, gap_before=line.gap_before)


def _heading(line: Line, words: str, level: int | None) -> Block:
    block = statement(without_tags(words), page=line.page, gap_before=line.gap_before)
    return replace(block, kind=BlockKind.HEADING, level=level)


def _blockquote(lines: Sequence[Line]) -> Block:
    words = " ".join(line.words.lstrip("> ") for line in lines)
    block = statement(without_tags(words), page=lines[0].page, gap_before=lines[0].gap_before)
    return replace(block, kind=BlockKind.QUOTATION)
