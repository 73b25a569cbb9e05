"""A report as PDF: the same pages as in Word, with a filled table of contents and bookmarks.

It is tagged, so that it can be read aloud: headings, lists, tables, and pictures by their words.
"""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Spacer,
    TableStyle,
)

from bot.reports.charts import Picture
from bot.reports.charts.picture import QUIET, RATING_FILL
from bot.reports.pdf_pieces import ContentsLines, Drawing, Rows, Text
from bot.reports.pdf_styles import BOLD, FONT, register_fonts, style_of
from bot.reports.pdf_tags import Tag, TaggedCanvas
from bot.reports.plain import printable
from bot.reports.report import (
    SEE,
    Block,
    Bullets,
    Cell,
    Contents,
    Grid,
    Heading,
    Paragraph,
    Point,
    Report,
    web_link,
)

MARGIN = 2 * cm
BORDER = "#aeb7bd"
BLUE = "#005eb8"

Progress = Callable[[int, int], None]


def write_pdf(report: Report, path: Path, progress: Progress = lambda _done, _of: None) -> None:
    """Write a report as a PDF file.

    Raises:
        OSError: the file cannot be written.
    """
    register_fonts()
    root = Tag("Document")
    title = _text(_safe(report.title), "title", root.add("H1"))
    flow: list[Flowable] = [title, Spacer(1, 8)]
    for number, block in enumerate(report.blocks, start=1):
        flow += _flowables(block, root)
        progress(number, len(report.blocks))
    headings = (each for each in flow if hasattr(each, "heading_level"))
    for number, heading in enumerate(headings):
        heading.heading_number = number
    held = io.BytesIO()
    _Pages(held, report).multiBuild(flow, canvasmaker=partial(TaggedCanvas, root))
    path.write_bytes(held.getvalue())


class _Pages(BaseDocTemplate):  # type: ignore[misc]  # the library says nothing of its types
    """Pages with a foot; headings go into the table of contents and the bookmarks."""

    def __init__(self, to: io.BytesIO, report: Report) -> None:
        super().__init__(
            to,
            pagesize=A4,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN,
            title=printable(report.title),
            author="Programme office",
            subject=report.status,
            lang="en-GB",
        )
        size = (self.leftMargin, self.bottomMargin, self.width, self.height)
        frame = Frame(*size, 0, 0, 0, 0, id="body")
        self._foot = f"{printable(report.title)} · {report.status} · page"
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._write_foot))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the library's name
        """Note a heading for the table of contents."""
        level = getattr(flowable, "heading_level", None)
        if level is None:
            return
        text = flowable.getPlainText()
        key = f"heading-{flowable.heading_number}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level - 1, closed=False)
        self.notify("TOCEntry", (level - 1, escape(text), self.page, key))

    def _write_foot(self, canvas: Any, _document: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 8)
        canvas.setFillColor(HexColor(QUIET))
        with canvas.tagged(None):
            canvas.drawString(MARGIN, 1.1 * cm, f"{self._foot} {canvas.getPageNumber()}")
        canvas.restoreState()


def _flowables(block: Block, root: Tag) -> list[Flowable]:
    match block:
        case Heading():
            heading = _text(
                _safe(block.text), f"heading {block.level}", root.add(f"H{block.level}")
            )
            heading.heading_level = block.level
            return [PageBreak(), heading] if block.new_page else [heading]
        case Paragraph():
            label = f'<font name="{BOLD}">{_safe(block.label)}:</font> ' if block.label else ""
            words = f"{label}{_safe(block.text)}{_link(block.link)}"
            return [_text(words, "quiet" if block.quiet else "text", root.add("P"))]
        case Bullets():
            inside = root.add("L")
            return [_point(point, inside.add("LI").add("LBody")) for point in block.items]
        case Grid():
            return [_grid(block, root.add("Table", alt=printable(block.alt))), Spacer(1, 8)]
        case Picture():
            return [_picture(block, root)]
        case Contents():
            title = _text(_safe(block.title), "heading 1", root.add("P"))
            return [PageBreak(), title, _contents(root)]


def _text(words: str, style: str, tag: Tag, **more: Any) -> Text:
    made = Text(words, style_of(style), **more)
    made.tag = tag
    return made


def _point(point: Point, tag: Tag) -> Text:
    head = f"{_safe(point.head)}{': ' if point.text else ''}" if point.head else ""
    bold = f'<font name="{BOLD}">{head}</font>' if head else ""
    return _text(f"{bold}{_safe(point.text)}{_link(point.link)}", "point", tag, bulletText="•")


def _grid(grid: Grid, tag: Tag) -> Rows:
    width = A4[0] - 2 * MARGIN
    first = 1 if grid.headings else 0
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor(BORDER)),
        ("BACKGROUND", (0, 0), (-1, 0) if first else (0, -1), HexColor("#e8edee")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    data = []
    if grid.headings:
        row = tag.add("TR")
        data.append(
            [
                _text(_safe(each), "cell bold", row.add("TH", scope="Column"))
                for each in grid.headings
            ]
        )
    for line, cells in enumerate(grid.rows, start=first):
        row = tag.add("TR")
        data.append(
            [
                _cell(cell, row.add("TD") if first or column else row.add("TH", scope="Row"))
                for column, cell in enumerate(cells)
            ]
        )
        for column, cell in enumerate(cells):
            if cell.rating:
                fill = HexColor(RATING_FILL[cell.rating.value])
                look.append(("BACKGROUND", (column, line), (column, line), fill))
    table = Rows(data, colWidths=[width * share for share in grid.widths], repeatRows=first)
    table.setStyle(TableStyle(look))
    return table


def _cell(cell: Cell, tag: Tag) -> Text:
    name = f"cell {cell.rating.value}" if cell.rating else "cell bold" if cell.strong else "cell"
    lines = [_safe(line) for line in cell.text.split("\n")]
    if web_link(cell.link):
        lines.append(_link(cell.link).strip())
    return _text("<br/>".join(lines), name, tag)


def _picture(picture: Picture, root: Tag) -> Drawing:
    width = 11.5 * cm
    height = width * picture.height / picture.width
    drawing = Drawing(io.BytesIO(picture.png), width=width, height=height, hAlign="LEFT")
    drawing.tag = root.add("Figure", alt=printable(picture.alt))
    return drawing


def _contents(root: Tag) -> ContentsLines:
    contents = ContentsLines()
    contents.levelStyles = [style_of("contents 1"), style_of("contents 2")]
    contents.tag = root.add("TOC").add("TOCI")
    return contents


def _link(link: str | None) -> str:
    """Words behind a text that lead to where an update can be read, or nothing."""
    address = web_link(link)
    if not address:
        return ""
    quoted = escape(printable(address), {chr(34): "&quot;"})
    return f' <a href="{quoted}" color="{BLUE}"><u>{SEE}</u></a>'


def _safe(text: str) -> str:
    return escape(printable(text))
