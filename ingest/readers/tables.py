"""Tables: cells that hold lists, the header in force, and rows as blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, Cell
from ingest.readers.marks import fold, has_tags, split_bullet, without_emphasis, without_tags
from ingest.readers.run_together import Vocabulary, split_run_together
from ingest.readers.statements import statement

LONGEST_HEADING = 100
_LIST = re.compile(r"<(?:ul|ol|li)\b", re.IGNORECASE)
_LISTED = re.compile(r"</?(?:ul|ol|li|br|p|div)\b[^<>]*>", re.IGNORECASE)
_INLINE_BULLET = re.compile(r"\s*[•▪●○◦■✦➢✓]\s*")
_SEPARATOR = re.compile(r"^:?-{2,}:?$|^:?—+:?$|^[=_]{2,}$")
# A year may well be a column heading; any other number is a value.
_NUMERIC = re.compile(r"^(?!(?:19|20)\d\d$)[£$€]?[-–]?[\d.,]+\s*%?$")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A table row before its headings are known."""

    cells: tuple[Cell, ...]
    page: int | None = None
    gap_before: int = 0


def cell_of(
    raw: str,
    *,
    vocabulary: Vocabulary | None = None,
    breaks: bool = False,
    listed: bool = False,
) -> Cell:
    """A cell from its text, with a list inside it told apart.

    Args:
        raw: the cell as it stands, perhaps with HTML lists, bullets or line breaks.
        vocabulary: evidence for lists that lost their bullets; without it they stay whole.
        breaks: line breaks are the author's own, so each begins a new item; otherwise a line
            break is where the column was full.
        listed: the format says that a list stands in the cell.
    """
    listed = listed or bool(_LIST.search(raw))
    pieces: list[str] = []
    marked = False
    for line in _LISTED.sub("\n\x1f", raw).split("\n"):
        hard = breaks or line.startswith("\x1f")
        marker, words = split_bullet(fold(without_tags(line)))
        parts = [part for part in _INLINE_BULLET.split(words) if part]
        marked = marked or marker is not None or len(parts) > 1 or bool(_INLINE_BULLET.match(words))
        if not parts:
            continue
        if pieces and not hard and marker is None and not _INLINE_BULLET.match(words):
            pieces[-1] = f"{pieces[-1]} {parts.pop(0)}"
        pieces += parts
    if listed and not marked and len(pieces) == 1 and vocabulary:
        pieces = list(split_run_together(pieces[0], vocabulary))
    items = tuple(without_emphasis(piece) for piece in pieces)
    return Cell(
        text=" ".join(items),
        source=fold(without_tags(raw)),
        items=items if marked or listed or len(items) > 1 else (),
    )


def is_separator(cells: Sequence[str]) -> bool:
    """True for a row of dashes, as Markdown draws under a header."""
    filled = [c.strip() for c in cells if c.strip()]
    return bool(filled) and all(_SEPARATOR.match(c) for c in filled)


def reads_as_header(row: GridRow) -> bool:
    """True when a row's cells could all be column headings."""
    filled = [c for c in row.cells if c.text]
    if len(row.cells) < 2 or len(filled) < 2 or len(filled) < len(row.cells) - 1:
        return False
    return all(_is_heading(cell) for cell in filled)


def rows_of(
    grid: Sequence[GridRow | None], *, table: int, header_rows: int | None = None
) -> list[Block]:
    """A table's rows as blocks, each with the column headings in force.

    Args:
        grid: the rows; None where a separator row stood. A row before a separator begins new
            headings when it reads as such; a repeat of the headings in force is dropped.
        table: which table of the document this is, from 1.
        header_rows: how many rows at the top are headings, where the format says so.
    """
    rows = [row for row in grid if row is not None]
    if not rows:
        return []
    width = max(len(row.cells) for row in rows)
    if width == 1:
        return [block for row in rows for block in _unboxed(row)]
    top = _header_rows(rows) if header_rows is None else min(header_rows, len(rows))
    if top < 2 and _has_second_header(rows):
        top = 2
    header = _header_of(rows[:top], width)
    blocks: list[Block] = []
    body = [row for row in grid if row is None or not any(row is h for h in rows[:top])]
    for place, row in enumerate(body):
        if row is None or not any(c.text for c in row.cells):
            continue
        texts = _padded(row.cells, width)
        if header and tuple(c.text for c in texts) == header:
            continue
        separated = place + 1 < len(body) and body[place + 1] is None
        if blocks and separated and reads_as_header(row) and _begins_again(body, place, header):
            header = tuple(c.text for c in texts)
            continue
        blocks.append(_row_block(row, texts, header, table))
    if not blocks:
        return [_row_block(row, _padded(row.cells, width), (), table) for row in rows]
    return blocks


def _begins_again(body: Sequence[GridRow | None], place: int, header: tuple[str, ...]) -> bool:
    """A new header: none is in force, or what follows has another number of columns."""
    row = body[place]
    following = next((r for r in body[place + 1 :] if r is not None), None)
    if row is None or following is None:
        return False
    return not header or (
        len(row.cells) == len(following.cells) and len(row.cells) != len([h for h in header if h])
    )


def _header_rows(rows: Sequence[GridRow]) -> int:
    """How many rows at the top read as headings: one, or two where the first has merged cells."""
    if len(rows) > 1 and _has_second_header(rows):
        return 2
    return 1 if len(rows) > 1 and reads_as_header(rows[0]) else 0


def _has_second_header(rows: Sequence[GridRow]) -> bool:
    """True when a heading is merged over columns, and the second row names each of them.

    Which cells are merged is lost in most formats: the gap beside a heading tells it, when the
    row below has words there, and no other heading under the first one.
    """
    if len(rows) < 3:
        return False
    first, second, third = ([c.text for c in row.cells] for row in rows[:3])
    width = max(len(first), len(second))
    first, second = ([*row, *[""] * (width - len(row))] for row in (first, second))
    gaps = [n for n in range(2, width) if not first[n]]
    return (
        bool(gaps)
        and bool(first[1])
        and (not first[0] or second[0] in ("", first[0]))
        and bool(third and third[0] and third[0] not in (first[0], ""))
        and all(second[n] for n in gaps)
        and all(second[n] or first[n] for n in range(1, width))
        and all(_is_heading(c) for row in rows[:2] for c in row.cells if c.text)
    )


def is_figure(text: str) -> bool:
    """True for a number, an amount of money or a percentage; a year may be a heading."""
    return bool(_NUMERIC.match(text))


def _is_heading(cell: Cell) -> bool:
    return not (
        cell.items
        or len(cell.text) > LONGEST_HEADING
        or cell.text.endswith((".", ";", ","))
        or is_figure(cell.text)
    )


def _header_of(rows: Sequence[GridRow], width: int) -> tuple[str, ...]:
    if not rows:
        return ()
    texts = [[c.text for c in _padded(row.cells, width)] for row in rows]
    for row in texts[:-1]:
        for place in range(1, width):
            # A heading merged over columns stands over each of them.
            row[place] = row[place] or row[place - 1]
    columns = zip(*texts, strict=True)
    # A heading merged over two header rows stands in both; it is said once.
    return tuple(" ".join(dict.fromkeys(text for text in column if text)) for column in columns)


def _padded(cells: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*cells, *(Cell("", "") for _ in range(width - len(cells))))


def _row_block(row: GridRow, cells: tuple[Cell, ...], header: tuple[str, ...], table: int) -> Block:
    return Block(
        kind=BlockKind.ROW,
        source=" ".join(c.source for c in cells if c.source),
        text=" ".join(c.text for c in cells if c.text),
        page=row.page,
        gap_before=row.gap_before,
        cells=cells,
        header=header,
        table=table,
    )


def _unboxed(row: GridRow) -> list[Block]:
    """A table of one column is a frame round text, not a table."""
    blocks: list[Block] = []
    for cell in row.cells:
        if cell.items:
            blocks += [
                Block(kind=BlockKind.ITEM, source=item, text=item, page=row.page)
                for item in cell.items
            ]
        elif cell.text:
            block = statement(cell.source, page=row.page, gap_before=row.gap_before)
            blocks.append(replace(block, text=cell.text) if has_tags(cell.source) else block)
    return blocks
