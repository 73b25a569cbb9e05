"""A report as a Word document: real headings, a table of contents, alternative text, no macros."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from bot.reports.charts import Picture
from bot.reports.charts.picture import INK, RATING_FILL, RATING_INK
from bot.reports.plain import printable
from bot.reports.report import (
    Block,
    Bullets,
    Cell,
    Contents,
    Grid,
    Heading,
    Paragraph,
    Report,
)

FONT = "Arial"
PAGE_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""

Progress = Callable[[int, int], None]
"""Told how many blocks are written, and of how many."""


def write_word(report: Report, path: Path, progress: Progress = lambda _done, _of: None) -> None:
    """Write a report as a .docx file.

    Raises:
        OSError: the file cannot be written.
    """
    document = docx.Document()
    _set_up(document, report)
    title = document.add_heading(printable(report.title), level=0)
    title.style.font.bold = True
    headings = [block for block in report.blocks if isinstance(block, Heading)]
    for number, block in enumerate(report.blocks, start=1):
        _write(document, block, headings)
        progress(number, len(report.blocks))
    document.save(str(path))


def _set_up(document: Document, report: Report) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (
        ("Normal", 11),
        ("Title", 22),
        ("Heading 1", 18),
        ("Heading 2", 14),
        ("List Bullet", 11),
    ):
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.font.color.rgb = _colour(INK)
        # headings take their font from the theme unless each script is told
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    properties = document.core_properties
    properties.title = printable(report.title)
    properties.author = "Programme office"
    properties.comments = report.status
    properties.language = "en-GB"
    _ask_to_fill_fields(document)
    _write_foot(document, report)


def _write(document: Document, block: Block, headings: Sequence[Heading]) -> None:
    match block:
        case Heading():
            heading = document.add_heading(printable(block.text), level=block.level)
            heading.paragraph_format.page_break_before = block.new_page
        case Paragraph():
            _write_paragraph(document.add_paragraph(), block)
        case Bullets():
            for item in block.items:
                document.add_paragraph(printable(item), style="List Bullet")
        case Grid():
            _write_grid(document, block)
        case Picture():
            _write_picture(document, block)
        case Contents():
            _write_contents(document, headings)


def _write_paragraph(paragraph: WordParagraph, block: Paragraph) -> None:
    if block.label:
        paragraph.add_run(f"{block.label}: ").bold = True
    run = paragraph.add_run(printable(block.text))
    run.italic = block.quiet


def _write_grid(document: Document, grid: Grid) -> None:
    across = len(grid.headings)
    table = document.add_table(rows=len(grid.rows) + 1, cols=across)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _describe_table(table._tbl, grid.alt)  # noqa: SLF001 - the library has no name for it
    _repeat_on_each_page(table.rows[0]._tr)  # noqa: SLF001 - the library has no name for it
    # asked for once: the library counts them anew for every row and column it is asked for
    cells = table._cells  # noqa: SLF001 - as above
    headings = [Cell(heading) for heading in grid.headings]
    for line, row in enumerate((headings, *grid.rows)):
        for column, content in enumerate(row):
            cell = cells[line * across + column]
            cell.width = Cm(PAGE_WIDTH * grid.widths[column])
            _fill(cell, content, bold=line == 0)
    for number, share in enumerate(grid.widths):
        table.columns[number].width = Cm(PAGE_WIDTH * share)
    document.add_paragraph()


def _fill(cell: _Cell, content: Cell, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    for number, line in enumerate(content.text.split("\n")):
        run = paragraph.add_run(printable(line))
        run.font.size = Pt(9.5)
        run.bold = bold or bool(content.rating)
        if number < content.text.count("\n"):
            run.add_break(WD_BREAK.LINE)
        if content.rating:
            run.font.color.rgb = _colour(RATING_INK[content.rating.value])
    fill = RATING_FILL[content.rating.value] if content.rating else "#e8edee" if bold else None
    if fill:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), fill.lstrip("#"))
        cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - as above


def _write_picture(document: Document, picture: Picture) -> None:
    width = 13.0
    shape = document.add_picture(io.BytesIO(picture.png), width=Cm(width))
    properties = shape._inline.docPr  # noqa: SLF001 - the library has no name for alt text
    properties.set("descr", printable(picture.alt))
    properties.set("title", printable(picture.title))


def _write_contents(document: Document, headings: Sequence[Heading]) -> None:
    """A field that Word fills with page numbers; until then it shows the headings."""
    first = document.add_paragraph()
    _field_mark(first, "begin")
    _field_text(first, r'TOC \o "1-2" \h \z \u')
    _field_mark(first, "separate")
    paragraph = first
    for number, heading in enumerate(headings):
        paragraph = document.add_paragraph() if number else first
        paragraph.paragraph_format.left_indent = Cm(0.6 * (heading.level - 1))
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(printable(heading.text))
    _field_mark(paragraph, "end")


def _field_mark(paragraph: WordParagraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001 - the library has no name for fields


def _field_text(paragraph: WordParagraph, text: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001 - as above


def _write_foot(document: Document, report: Report) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{printable(report.title)} · {report.status} · page ")
    _field_mark(paragraph, "begin")
    _field_text(paragraph, "PAGE")
    _field_mark(paragraph, "end")
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _ask_to_fill_fields(document: Document) -> None:
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)


def _repeat_on_each_page(row: object) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]  # an element of the library


def _describe_table(table: object, alt: str) -> None:
    mark = OxmlElement("w:tblCaption")
    mark.set(qn("w:val"), printable(alt))
    table.tblPr.append(mark)  # type: ignore[attr-defined]  # an element of the library


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.lstrip("#").upper())
