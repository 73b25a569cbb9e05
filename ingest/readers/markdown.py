"""Markdown: blocks from the parser's tokens, the words as they stand between the marks."""

import re
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import Block, BlockKind, ReadDocument
from ingest.readers.decoding import decode
from ingest.readers.marks import fold, without_tags
from ingest.readers.plain_text import pieces_of
from ingest.readers.run_together import Vocabulary
from ingest.readers.statements import settle, statement
from ingest.readers.tables import GridRow, cell_of, is_separator, rows_of
from ingest.readers.web_page import blocks_of_markup
from ingest.settings import IngestSettings

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
# Without one of these nothing in a line of words is a mark.
_MARKED = re.compile(r"[\\`*_\[\]<>&~!\n]")
_PROPERTY = re.compile(r"^(\w[\w -]*):[ \t]+(\S.*)$", re.MULTILINE)


def read(path: Path, _limits: IngestSettings) -> ReadDocument:
    """A Markdown file, with tables, and with front matter if it has any.

    Raises:
        RuleBroken: the file is not text.
    """
    text, warnings = decode(path.read_bytes())
    properties: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        properties = {k.lower(): v.strip("'\" ") for k, v in _PROPERTY.findall(front[1])}
        text = text[front.end() :]
    title = properties.pop("title", None)
    return ReadDocument("markdown", title, blocks_of(text), warnings, properties=properties)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    walker = _Walker(parser, Vocabulary.of(text.split("\n")))
    for token in parser.parse(text):
        walker.take(token)
    return settle(walker.blocks)


class _Walker:
    """Follows the parser's flat stream of opening, inline and closing tokens."""

    def __init__(self, parser: MarkdownIt, vocabulary: Vocabulary) -> None:
        self.blocks: list[Block] = []
        self._parser = parser
        self._vocabulary = vocabulary
        self._level: int | None = None
        self._quotes = 0
        self._markers: list[str] = []
        self._item_open = False
        self._table: list[list[str]] | None = None
        self._header_rows = 0
        self._tables = 0

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.type == "inline":
            if self._table is not None:
                self._table[-1].append(token.content)
            else:
                self._inline(token.content)
        elif token.type == "html_block":
            self.blocks += blocks_of_markup(token.content)
        elif token.type in ("fence", "code_block"):
            self._running(token.content)
        elif token.type.startswith(("heading", "blockquote")):
            self._level = int(token.tag[1]) if token.type == "heading_open" else None
            self._quotes += token.nesting if token.tag == "blockquote" else 0
        else:
            self._list_token(token)
            self._table_token(token.type)

    def _list_token(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._markers.append("")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._markers.pop()
        elif token.type == "list_item_open":
            self._markers[-1] = f"{token.info}{token.markup}"
            self._item_open = True
        elif token.type == "list_item_close":
            self._item_open = False

    def _table_token(self, kind: str) -> None:
        if kind == "table_open":
            self._table, self._header_rows = [], 0
        elif self._table is None:
            return
        elif kind == "tr_open":
            self._table.append([])
        elif kind == "thead_close":
            self._header_rows = len(self._table)
        elif kind == "table_close":
            grid = [None if is_separator(row) else self._row(row) for row in self._table]
            named = any(cell for row in self._table[: self._header_rows] for cell in row)
            self._tables += 1
            self.blocks += rows_of(
                grid, table=self._tables, header_rows=self._header_rows if named else None
            )
            self._table = None

    def _row(self, cells: list[str]) -> GridRow:
        return GridRow(tuple(cell_of(cell, vocabulary=self._vocabulary) for cell in cells))

    def _inline(self, content: str) -> None:
        if self._level is not None:
            block = replace(statement(without_tags(content)), level=self._level)
            self.blocks.append(self._worded(replace(block, kind=BlockKind.HEADING)))
        elif self._markers:
            self._item(fold(without_tags(content)))
        elif self._quotes:
            block = statement(without_tags(content))
            self.blocks.append(self._worded(replace(block, kind=BlockKind.QUOTATION)))
        else:
            self._running(content)

    def _item(self, source: str) -> None:
        if self._item_open or not self.blocks or self.blocks[-1].kind is not BlockKind.ITEM:
            self._item_open = False
            block = Block(
                kind=BlockKind.ITEM,
                source=source,
                text=source,
                depth=len(self._markers) - 1,
                marker=self._markers[-1],
            )
        else:
            # A second paragraph of the same item.
            last = self.blocks.pop()
            block = replace(last, source=f"{last.source} {source}", text="")
        self.blocks.append(self._worded(replace(block, text=block.source)))

    def _running(self, content: str) -> None:
        """Text that may hold what is not Markdown to the standard: tabs, `•`, quotations."""
        for block in pieces_of(content, self._vocabulary):
            if block.kind is BlockKind.ROW:
                self._tables += 1 if block.table == 1 else 0
                self.blocks.append(replace(block, table=self._tables))
            else:
                self.blocks.append(self._worded(block))

    def _worded(self, block: Block) -> Block:
        """The block with Markdown's own marks taken out of the words for people."""
        if not _MARKED.search(block.text):
            return replace(block, text=fold(block.text) or block.text)
        words: list[str] = []
        for token in self._parser.parseInline(block.text):
            for child in token.children or []:
                if child.type in ("text", "code_inline", "image"):
                    words.append(child.content)
                elif child.type in ("softbreak", "hardbreak"):
                    words.append(" ")
        return replace(block, text=fold("".join(words)) or block.text)
