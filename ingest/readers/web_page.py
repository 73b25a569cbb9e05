"""HTML: the page's own words, without what is round them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

from ingest.blocks import Block, BlockKind, Cell, ReadDocument
from ingest.readers.decoding import decode
from ingest.readers.marks import fold, split_bullet
from ingest.readers.page_words import own_words, parsed
from ingest.readers.run_together import Vocabulary
from ingest.readers.statements import settle, statement
from ingest.readers.tables import GridRow, cell_of, rows_of
from ingest.readers.titles import given_title
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

_BLOCK_NAMES = (
    "address article blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read(path: Path, _limits: IngestSettings) -> ReadDocument:
    """An HTML page.

    Raises:
        RuleBroken: the file declares entities of its own, is nested too deeply, or is no text.
    """
    data = path.read_bytes()
    if b"<!entity" in data[:1_000_000].lower():
        raise RuleBroken("The page declares its own entities, which is not safe to read.")
    text, notes = _decoded(data)
    soup = parsed(text)
    title = given_title(soup.title.get_text()) if soup.title else None
    language = soup.html.get("lang") if soup.html else None
    blocks = settle(_blocks_of(soup, text))
    properties = {"language": str(language)} if language else {}
    return ReadDocument("html", title, blocks, notes, properties=properties)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Walker:
    """Walks the tree in reading order; inline text gathers until a block begins or ends."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tables = 0

    def walk(self, tag: Tag) -> Iterator[Block]:
        """The blocks under a tag."""
        inline: list[str] = []
        bold = _wholly_strong(tag)
        for child in tag.children:
            if isinstance(child, NavigableString):
                inline.append(_spaced(child))
            elif isinstance(child, Tag) and child.name == "br":
                inline.append("\n")
            elif isinstance(child, Tag) and (child.name in _BLOCKS or child.find(list(_BLOCKS))):
                yield from _paragraphs("".join(inline), bold=bold)
                inline = []
                yield from self._block(child)
            elif isinstance(child, Tag):
                inline.append(_words(child))
        yield from _paragraphs("".join(inline), bold=bold)

    def _block(self, tag: Tag) -> Iterator[Block]:
        name = tag.name
        if re.fullmatch(r"h[1-6]", name):
            words = fold(_words(tag))
            if words:
                yield replace(statement(words), kind=BlockKind.HEADING, level=int(name[1]))
        elif name in ("ul", "ol"):
            yield from self._list(tag, 0)
        elif name == "dl":
            yield from self._definitions(tag)
        elif name == "table":
            yield from self._table(tag)
        elif name == "blockquote":
            for block in self.walk(tag):
                plain = block.kind in (BlockKind.LINE, BlockKind.PARAGRAPH)
                yield replace(block, kind=BlockKind.QUOTATION) if plain else block
        else:
            yield from self.walk(tag)

    def _list(self, tag: Tag, depth: int) -> Iterator[Block]:
        number = int(str(tag.get("start"))) if str(tag.get("start")).isdigit() else 1
        for child in tag.find_all(True, recursive=False):
            if child.name in ("ul", "ol"):
                yield from self._list(child, depth + 1)
            elif child.name == "li":
                marker = f"{number}." if tag.name == "ol" else "•"
                yield from self._item(child, depth, marker)
                number += 1
            else:
                yield from self._block(child)

    def _item(self, tag: Tag, depth: int, marker: str) -> Iterator[Block]:
        # Only the outermost lists and tables of the item: each deals with what is within it.
        parts = tag.find_all(["ul", "ol", "table"])
        outer = [p for p in parts if p.find_parent(["ul", "ol", "table", "li"]) is tag]
        nested: list[Block] = []
        for part in outer:
            part.extract()
            nested += self._table(part) if part.name == "table" else self._list(part, depth + 1)
        source = fold(_words(tag))
        if source:
            text = split_bullet(source)[1]
            yield Block(kind=BlockKind.ITEM, source=source, text=text, depth=depth, marker=marker)
        yield from nested

    def _definitions(self, tag: Tag) -> Iterator[Block]:
        """Terms with what they mean, each an item; an answer with parts stays under its term."""
        terms: list[str] = []
        for part in tag.find_all(["dt", "dd"]):
            if part.find_parent("dl") is not tag:
                continue
            words = fold(_words(part))
            if part.name == "dt":
                terms += [words] if words else []
                continue
            if part.find(list(_BLOCKS)):
                yield from _paragraphs("\n\n".join(terms))
                yield from self.walk(part)
            elif words:
                term = ", ".join(terms)
                text = f"{term}: {words}" if term else words
                source = " ".join((*terms, words))
                yield Block(kind=BlockKind.ITEM, source=source, text=text, marker="•")
            terms = []
        yield from _paragraphs("\n\n".join(terms))

    def _table(self, tag: Tag) -> Iterator[Block]:
        rows = [r for r in tag.find_all("tr") if r.find_parent("table") is tag]
        if _is_layout(tag, rows):
            yield from self.walk(tag)
            return
        for caption in tag.find_all("caption", limit=1):
            yield statement(_words(caption))
        header_rows = 0
        grid: list[GridRow | None] = []
        above: dict[int, tuple[int, Cell]] = {}
        for row in rows:
            cells = [c for c in row.find_all(["td", "th"]) if c.find_parent("tr") is row]
            heads = bool(cells) and all(c.name == "th" for c in cells)
            if header_rows == len(grid) and (heads or row.find_parent("thead")):
                header_rows += 1
            grid.append(GridRow(self._row(cells, above)))
        self._tables += 1
        yield from rows_of(grid, table=self._tables, header_rows=header_rows or None)

    def _row(self, cells: list[Tag], above: dict[int, tuple[int, Cell]]) -> tuple[Cell, ...]:
        """A row's cells by column; a cell merged over several rows stands in each of them."""
        laid: dict[int, Cell] = {}
        for column in list(above):
            left, merged = above.pop(column)
            laid[column] = merged
            if left > 1:
                above[column] = (left - 1, merged)
        column = 0
        for tag in cells:
            while column in laid:
                column += 1
            cell = self._cell(tag)
            laid[column] = cell
            span = _span(tag, "rowspan")
            if span > 1:
                above[column] = (span - 1, cell)
            for extra in range(1, _span(tag, "colspan")):
                laid[column + extra] = Cell("", "")
        width = max(laid, default=-1) + 1
        return tuple(laid.get(column, Cell("", "")) for column in range(width))

    def _cell(self, tag: Tag) -> Cell:
        parts: list[str] = []
        for child in tag.descendants:
            if isinstance(child, NavigableString):
                parts.append(_spaced(child))
            elif isinstance(child, Tag) and (child.name in _BLOCKS or child.name == "br"):
                parts.append("\n")
        listed = tag.find(["ul", "ol", "li"]) is not None
        raw = "".join(parts)
        return cell_of(raw, vocabulary=self._vocabulary, breaks=True, listed=listed)


def blocks_of_markup(markup: str) -> Iterator[Block]:
    """The blocks of a page, or of a piece of one, before broken sentences are joined."""
    return _blocks_of(parsed(markup), markup)


def _blocks_of(soup: BeautifulSoup, markup: str) -> Iterator[Block]:
    return _Walker(Vocabulary.of(markup.split("\n"))).walk(own_words(soup))


def _is_layout(tag: Tag, rows: list[Tag]) -> bool:
    if tag.get("role") == "presentation":
        return True
    cells = [c for r in rows for c in r.find_all(["td", "th"]) if c.find_parent("tr") is r]
    blocks = ["p", "h1", "h2", "h3", "h4", "table"]
    return len(cells) < 2 or (
        not tag.find("th") and any(len(c.find_all(blocks)) > 3 for c in cells)
    )


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name) or "1")
    return min(int(value), 1000) if value.isdigit() else 1


def _words(tag: Tag) -> str:
    parts: list[str] = []
    for child in tag.descendants:
        if isinstance(child, NavigableString):
            parts.append(_spaced(child))
        elif isinstance(child, Tag) and (child.name in _BLOCKS or child.name == "br"):
            parts.append(" ")
    return "".join(parts)


def _spaced(text: NavigableString) -> str:
    """A line break in the markup is only a space on the page."""
    return re.sub(r"\s+", " ", str(text))


def _wholly_strong(tag: Tag) -> bool:
    filled = [c for c in tag.children if fold(c.get_text() if isinstance(c, Tag) else str(c))]
    return len(filled) == 1 and isinstance(filled[0], Tag) and filled[0].name in ("b", "strong")


def _paragraphs(text: str, *, bold: bool = False) -> Iterator[Block]:
    for piece in re.split(r"\n\s*\n", text):
        words = fold(piece)
        if not words:
            continue
        marker, rest = split_bullet(words)
        if marker and marker not in "-–—+*":
            yield Block(kind=BlockKind.ITEM, source=words, text=rest, marker=marker)
        else:
            yield statement(words, bold=bold)
