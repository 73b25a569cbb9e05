"""A report as PDF: the same pages as in Word, with a filled table of contents and bookmarks."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Printed
from reportlab.platypus.tableofcontents import TableOfContents

from bot.reports.charts import Picture
from bot.reports.charts.picture import INK, QUIET, RATING_FILL, RATING_INK
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

FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"
MARGIN = 2 * cm
BORDER = "#aeb7bd"
BLUE = "#005eb8"

Progress = Callable[[int, int], None]


def write_pdf(report: Report, path: Path, progress: Progress = lambda _done, _of: None) -> None:
    """Write a report as a PDF file.

    Raises:
        OSError: the file cannot be written.
    """
    _register_fonts()
    flow: list[Flowable] = [Printed(_safe(report.title), _style("title")), Spacer(1, 8)]
    for number, block in enumerate(report.blocks, start=1):
        flow += _flowables(block)
        progress(number, len(report.blocks))
    headings = (each for each in flow if hasattr(each, "heading_level"))
    for number, heading in enumerate(headings):
        heading.heading_number = number
    held = io.BytesIO()
    _Pages(held, report).multiBuild(flow)
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
        canvas.drawString(MARGIN, 1.1 * cm, f"{self._foot} {canvas.getPageNumber()}")
        canvas.restoreState()


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            label = f'<font name="{BOLD}">{_safe(block.label)}:</font> ' if block.label else ""
            style = _style("quiet") if block.quiet else _style("text")
            return [Printed(f"{label}{_safe(block.text)}{_link(block.link)}", style)]
        case Bullets():
            return [_point(point) for point in block.items]
        case Grid():
            return [_grid(block), Spacer(1, 8)]
        case Picture():
            return [_picture(block)]
        case Contents():
            return [PageBreak(), Printed(_safe(block.title), _style("heading 1")), _contents()]


def _heading(block: Heading) -> list[Flowable]:
    heading = Printed(_safe(block.text), _style(f"heading {block.level}"))
    heading.heading_level = block.level
    return [PageBreak(), heading] if block.new_page else [heading]


def _point(point: Point) -> Printed:
    head = f"{_safe(point.head)}{': ' if point.text else ''}" if point.head else ""
    bold = f'<font name="{BOLD}">{head}</font>' if head else ""
    words = f"{bold}{_safe(point.text)}{_link(point.link)}"
    return Printed(words, _style("point"), bulletText="•")


def _grid(grid: Grid) -> Table:
    width = A4[0] - 2 * MARGIN
    first = 1 if grid.headings else 0
    data = [[Printed(_safe(each), _style("cell bold")) for each in grid.headings]][:first]
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, HexColor(BORDER)),
        ("BACKGROUND", (0, 0), (-1, 0) if first else (0, -1), HexColor("#e8edee")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    for line, row in enumerate(grid.rows, start=first):
        data.append([_cell(cell) for cell in row])
        for column, cell in enumerate(row):
            if cell.rating:
                fill = HexColor(RATING_FILL[cell.rating.value])
                look.append(("BACKGROUND", (column, line), (column, line), fill))
    table = Table(data, colWidths=[width * share for share in grid.widths], repeatRows=first)
    table.setStyle(TableStyle(look))
    return table


def _cell(cell: Cell) -> Printed:
    name = f"cell {cell.rating.value}" if cell.rating else "cell bold" if cell.strong else "cell"
    lines = [_safe(line) for line in cell.text.split("\n")]
    if web_link(cell.link):
        lines.append(_link(cell.link).strip())
    return Printed("<br/>".join(lines), _style(name))


def _picture(picture: Picture) -> KeepTogether:
    width = 11.5 * cm
    height = width * picture.height / picture.width
    # reportlab writes no alternative text: what the chart says stands below it
    return KeepTogether(
        [
            Image(io.BytesIO(picture.png), width=width, height=height, hAlign="LEFT"),
            Printed(_safe(picture.alt), _style("quiet")),
        ]
    )


def _contents() -> TableOfContents:
    contents = TableOfContents()
    contents.levelStyles = [_style("contents 1"), _style("contents 2")]
    return contents


@cache
def _style(name: str) -> ParagraphStyle:
    plain = {"fontName": FONT, "fontSize": 9.5, "leading": 13.5, "textColor": HexColor(INK)}
    changes: dict[str, dict[str, Any]] = {
        "title": {"fontName": BOLD, "fontSize": 20, "leading": 25, "spaceAfter": 6},
        "heading 1": {"fontName": BOLD, "fontSize": 15, "leading": 19, "spaceAfter": 6},
        "heading 2": {
            "fontName": BOLD,
            "fontSize": 12,
            "leading": 16,
            "spaceBefore": 8,
            "spaceAfter": 4,
        },
        "text": {"spaceAfter": 5},
        "point": {"leftIndent": 14, "bulletIndent": 3, "spaceAfter": 3},
        "quiet": {"textColor": HexColor(QUIET), "fontSize": 8.5, "leading": 12, "spaceAfter": 6},
        "cell": {"fontSize": 8.5, "leading": 11.5},
        "cell bold": {"fontName": BOLD, "fontSize": 8.5, "leading": 11.5},
        "contents 1": {"fontName": BOLD, "spaceBefore": 4},
        "contents 2": {"leftIndent": 14},
        **{
            f"cell {rating}": {
                "fontName": BOLD,
                "fontSize": 8.5,
                "leading": 11.5,
                "textColor": HexColor(ink),
            }
            for rating, ink in RATING_INK.items()
        },
    }
    return ParagraphStyle(name, **{**plain, **changes[name]})


@cache
def _register_fonts() -> None:
    """The letters of the charts, which come with the drawing library."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _link(link: str | None) -> str:
    """Words behind a text that lead to where an update can be read, or nothing."""
    address = web_link(link)
    if not address:
        return ""
    quoted = escape(printable(address), {chr(34): "&quot;"})
    return f' <a href="{quoted}" color="{BLUE}"><u>{SEE}</u></a>'


def _safe(text: str) -> str:
    return escape(printable(text))
