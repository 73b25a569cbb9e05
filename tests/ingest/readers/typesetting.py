"""One and the same document set in every format, so that the readers can be compared.

A document is a list of pieces; each `set_*` function writes them the way an ordinary program
or an ordinary author would.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import docx
import pptx
from docx.enum.style import WD_STYLE_TYPE
from pptx.util import Inches, Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from ingest.blocks import Block, BlockKind, ReadDocument


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Running:
    text: str


@dataclass(frozen=True)
class Items:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Quoted:
    text: str


@dataclass(frozen=True)
class Table:
    """Cells are strings, or tuples of list items."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | tuple[str, ...], ...], ...]


Piece = Heading | Running | Items | Quoted | Table
Skeleton = list[tuple[str, object]]


def skeleton(document: ReadDocument) -> Skeleton:
    """What two settings of one document must have in common: kinds, words and order."""
    return [(_kind(block), _words(block)) for block in document.blocks]


def _kind(block: Block) -> str:
    return "line" if block.kind in (BlockKind.HEADING, BlockKind.LINE) else block.kind.value


def _words(block: Block) -> object:
    if block.kind is not BlockKind.ROW:
        return block.text
    return (block.header, tuple(cell.items or cell.text for cell in block.cells))


def expected(pieces: Sequence[Piece]) -> Skeleton:
    """The skeleton a right reading gives."""
    found: Skeleton = []
    for piece in pieces:
        match piece:
            case Heading(text=text):
                found.append(("line", text))
            case Running(text=text):
                found.append(("paragraph", text))
            case Quoted(text=text):
                found.append(("quotation", text))
            case Items(items=items):
                found += [("item", item) for item in items]
            case Table(header=header, rows=rows):
                found += [("row", (header, row)) for row in rows]
    return found


def pieces_of(document: ReadDocument) -> list[Piece]:
    """A document that was read, as pieces to set again."""
    pieces: list[Piece] = []
    tables: dict[int, int] = {}
    for block in document.blocks:
        match block.kind:
            case BlockKind.HEADING | BlockKind.LINE:
                pieces.append(Heading(2 if pieces else 1, block.text))
            case BlockKind.PARAGRAPH:
                pieces.append(Running(block.text))
            case BlockKind.QUOTATION:
                pieces.append(Quoted(block.text))
            case BlockKind.ITEM:
                last = pieces[-1]
                if isinstance(last, Items):
                    pieces[-1] = Items((*last.items, block.text))
                else:
                    pieces.append(Items((block.text,)))
            case BlockKind.ROW:
                row = tuple(cell.items or cell.text for cell in block.cells)
                assert block.table is not None
                if block.table in tables:
                    table = pieces[tables[block.table]]
                    assert isinstance(table, Table)
                    pieces[tables[block.table]] = Table(table.header, (*table.rows, row))
                else:
                    tables[block.table] = len(pieces)
                    pieces.append(Table(block.header, (row,)))
    return pieces


def set_text(pieces: Sequence[Piece], path: Path) -> None:
    """As a program draws text out of a PDF: bare headings, tabs, unclosed inline lists."""
    parts: list[str] = []
    for piece in pieces:
        match piece:
            case Heading(text=text) | Running(text=text):
                parts.append(text)
            case Quoted(text=text):
                parts.append(f"// **{text}** //")
            case Items(items=items):
                parts.append("\n".join(f"- {item}" for item in items))
            case Table(header=header, rows=rows):
                lines = ["\t".join(header)]
                lines += ["\t".join(_listed(cell, "• ") for cell in row) for row in rows]
                parts.append("\n".join(lines))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _listed(cell: str | tuple[str, ...], bullet: str) -> str:
    if isinstance(cell, str):
        return cell
    return '<ul style="list-style-type: none">' + "".join(f"{bullet}{item}" for item in cell)


def set_markdown(pieces: Sequence[Piece], path: Path) -> None:
    parts: list[str] = []
    for piece in pieces:
        match piece:
            case Heading(level=level, text=text):
                parts.append(f"{'#' * level} {text}")
            case Running(text=text):
                parts.append(text)
            case Quoted(text=text):
                parts.append(f"> {text}")
            case Items(items=items):
                parts.append("\n".join(f"- {item}" for item in items))
            case Table(header=header, rows=rows):
                lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
                for row in rows:
                    cells = (c if isinstance(c, str) else _listed(c, "• ") for c in row)
                    lines.append(f"| {' | '.join(cells)} |")
                parts.append("\n".join(lines))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def set_html(pieces: Sequence[Piece], path: Path) -> None:
    parts: list[str] = []
    for piece in pieces:
        match piece:
            case Heading(level=level, text=text):
                parts.append(f"<h{level}>{escape(text)}</h{level}>")
            case Running(text=text):
                parts.append(f"<p>{escape(text)}</p>")
            case Quoted(text=text):
                parts.append(f"<blockquote><p>{escape(text)}</p></blockquote>")
            case Items(items=items):
                parts.append(f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>")
            case Table(header=header, rows=rows):
                head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
                body = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in rows)
                head = f"<thead><tr>{head}</tr></thead>" if any(header) else ""
                parts.append(f"<table>{head}<tbody>{body}</tbody></table>")
    page = "<!doctype html><html lang='en-GB'><head><title>A page</title></head><body>{}</body>"
    path.write_text(page.format("\n".join(parts)), encoding="utf-8")


def _html_cell(cell: str | tuple[str, ...]) -> str:
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    return f"<td><ul>{''.join(f'<li>{escape(item)}</li>' for item in cell)}</ul></td>"


def set_docx(pieces: Sequence[Piece], path: Path) -> None:
    document = docx.Document()
    assert document.styles["Quote"].type is WD_STYLE_TYPE.PARAGRAPH
    for piece in pieces:
        match piece:
            case Heading(level=level, text=text):
                document.add_heading(text, level)
            case Running(text=text):
                document.add_paragraph(text)
            case Quoted(text=text):
                document.add_paragraph(text, style="Quote")
            case Items(items=items):
                for item in items:
                    document.add_paragraph(item, style="List Bullet")
            case Table(header=header, rows=rows):
                table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
                for row in ([header] if any(header) else []) + list(rows):
                    for cell, words in zip(table.add_row().cells, row, strict=True):
                        _fill_word_cell(cell, words)
    document.save(str(path))


def _fill_word_cell(cell: object, words: str | tuple[str, ...]) -> None:
    if isinstance(words, str):
        cell.text = words  # type: ignore[attr-defined]
        return
    for place, item in enumerate(words):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()  # type: ignore[attr-defined]
        paragraph.style = "List Bullet"
        paragraph.add_run(item)


def set_pdf(pieces: Sequence[Piece], path: Path) -> None:
    """Headings larger and bold, ruled tables, bullets; a long one with headers and numbers."""
    furniture = len(pieces) > 20
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=7)
    head = ParagraphStyle(
        "head", fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=5
    )
    title = ParagraphStyle("title", parent=head, fontSize=18, leading=22)
    bullet = ParagraphStyle("bullet", parent=body, leftIndent=14, bulletIndent=4, spaceAfter=3)
    small = ParagraphStyle("small", parent=body, fontSize=8, leading=10, spaceAfter=0)
    story: list[object] = []
    for piece in pieces:
        match piece:
            case Heading(level=level, text=text):
                story.append(Paragraph(escape(text), title if level == 1 else head))
            case Running(text=text):
                story.append(Paragraph(escape(text), body))
            case Quoted(text=text):
                story.append(Paragraph(escape(f"“{text}”"), body))
            case Items(items=items):
                story += [Paragraph(escape(i), bullet, bulletText="•") for i in items]
            case Table(header=header, rows=rows):
                lines = [[Paragraph(escape(c), small) for c in header]] if any(header) else []
                lines += [
                    [[Paragraph(escape(w), small) for w in _pdf_cell(c)] for c in row]
                    for row in rows
                ]
                width = (A4[0] - 144) / len(rows[0])
                table = LongTable(lines, colWidths=[width] * len(rows[0]), repeatRows=1)
                table.setStyle(
                    TableStyle(
                        [
                            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                            ("VALIGN", (0, 0), (-1, -1), "TOP"),
                        ]
                    )
                )
                story += [Spacer(1, 6), table, Spacer(1, 6)]

    def edges(canvas: object, template: object) -> None:
        if furniture:
            canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
            canvas.drawString(72, A4[1] - 40, "Made-up Trust strategy")  # type: ignore[attr-defined]
            canvas.drawString(72, 36, f"Page {canvas.getPageNumber()}")  # type: ignore[attr-defined]

    assert "Helvetica" in pdfmetrics.standardFonts
    template = SimpleDocTemplate(str(path), pagesize=A4, title="A document")
    template.build(story, onFirstPage=edges, onLaterPages=edges)


def _pdf_cell(cell: str | tuple[str, ...]) -> list[str]:
    return [cell] if isinstance(cell, str) else [f"• {item}" for item in cell]


def set_pptx(pieces: Sequence[Piece], path: Path) -> None:
    """A slide for each heading, what stands under it in its body."""
    show = pptx.Presentation()
    slide = None
    top = 2.0
    for piece in pieces:
        if isinstance(piece, Heading):
            slide = show.slides.add_slide(show.slide_layouts[5])
            slide.shapes.title.text = piece.text
            top = 2.0
            continue
        assert slide is not None
        if isinstance(piece, Table):
            rows = ([piece.header] if any(piece.header) else []) + list(piece.rows)
            frame = slide.shapes.add_table(
                len(rows), len(piece.rows[0]), Inches(1), Inches(top), Inches(8), Inches(1)
            )
            frame.table.first_row = any(piece.header)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    words = cell if isinstance(cell, str) else "\n".join(f"• {i}" for i in cell)
                    frame.table.cell(line, column).text = words
        else:
            box = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(8), Inches(1))
            lines = piece.items if isinstance(piece, Items) else (piece.text,)
            for place, line in enumerate(lines):
                frame_text = box.text_frame
                paragraph = frame_text.paragraphs[0] if place == 0 else frame_text.add_paragraph()
                run = paragraph.add_run()
                run.text = f"“{line}”" if isinstance(piece, Quoted) else line
                run.font.size = Pt(12)
                if isinstance(piece, Items):
                    bullet = paragraph._p.get_or_add_pPr()
                    bullet.insert(0, bullet.makeelement(_BULLET, {"char": "•"}))
        top += 1.0
    show.save(str(path))


_BULLET = "{http://schemas.openxmlformats.org/drawingml/2006/main}buChar"

SETTERS: dict[str, Callable[[Sequence[Piece], Path], None]] = {
    "txt": set_text,
    "md": set_markdown,
    "html": set_html,
    "docx": set_docx,
    "pdf": set_pdf,
    "pptx": set_pptx,
}
