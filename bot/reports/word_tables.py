"""A table in Word: a heading row that repeats, or a first column of headings; rows stay whole."""

from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from bot.reports.charts.picture import RATING_FILL, RATING_INK
from bot.reports.plain import printable
from bot.reports.report import SEE, Cell, Grid, web_link
from bot.reports.word_links import add_link

HEADING_FILL = "#e8edee"
BORDER = "#aeb7bd"
LETTERS = 9.5
"""Points."""


def write_grid(document: Document, grid: Grid, width: float) -> None:
    """Write a table as wide as the text, `width` in centimetres."""
    across = len(grid.widths)
    rows = [[Cell(each, strong=True) for each in grid.headings]] if grid.headings else []
    rows += [list(row) for row in grid.rows]
    table = document.add_table(rows=len(rows), cols=across)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _describe(table._tbl, grid)  # noqa: SLF001 - the library has no name for it
    # asked for once: the library counts them anew for every row and column it is asked for
    cells = table._cells  # noqa: SLF001 - as above
    for line, row in enumerate(rows):
        _keep_whole(table.rows[line]._tr, repeat=bool(grid.headings) and not line)  # noqa: SLF001
        for column, content in enumerate(row):
            cell = cells[line * across + column]
            cell.width = Cm(width * grid.widths[column])
            is_heading = not (line if grid.headings else column)
            _fill(cell, content, heading=is_heading)
    for number, share in enumerate(grid.widths):
        table.columns[number].width = Cm(width * share)
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, content: Cell, *, heading: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    lines = content.text.split("\n")
    for number, line in enumerate(lines):
        run = paragraph.add_run(printable(line))
        run.font.size = Pt(LETTERS)
        run.bold = content.strong or bool(content.rating)
        if number < len(lines) - 1:
            run.add_break(WD_BREAK.LINE)
        if content.rating:
            ink = RATING_INK[content.rating.value]
            run.font.color.rgb = RGBColor.from_string(ink.lstrip("#").upper())
    if link := web_link(content.link):
        paragraph.add_run().add_break(WD_BREAK.LINE)
        add_link(paragraph, link, SEE, points=LETTERS)
    fill = RATING_FILL[content.rating.value] if content.rating else HEADING_FILL
    if content.rating or heading:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), fill.lstrip("#"))
        cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - as above


def _describe(table: Any, grid: Grid) -> None:
    properties = table.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", BORDER.lstrip("#"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, twentieths in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twentieths))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1" if grid.headings else "0")
        look.set(qn("w:firstColumn"), "0" if grid.headings else "1")
        # the order of these is the schema's: borders, margins, look, description
        look.addprevious(borders)
        look.addprevious(margins)
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), printable(grid.alt))
    properties.append(description)


def _keep_whole(row: Any, *, repeat: bool) -> None:
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeat:
        properties.append(OxmlElement("w:tblHeader"))
