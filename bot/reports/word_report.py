"""A report as a Word document: real headings, a table of contents, alternative text, no macros."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.reports.charts import Picture
from bot.reports.charts.picture import INK
from bot.reports.plain import printable
from bot.reports.report import (
    SEE,
    Block,
    Bullets,
    Contents,
    Grid,
    Heading,
    Paragraph,
    Point,
    Report,
    web_link,
)
from bot.reports.word_contents import (
    add_field_mark,
    add_field_text,
    add_styles,
    mark_heading,
    write_contents,
)
from bot.reports.word_links import add_link
from bot.reports.word_tables import write_grid

FONT = "Arial"
LETTERS = 11
PAGE_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""

PICTURE_WIDTH = 12.5

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
    numbers = {id(heading): number for number, heading in enumerate(headings)}
    for number, block in enumerate(report.blocks, start=1):
        _write(document, block, headings, numbers.get(id(block), 0))
        progress(number, len(report.blocks))
    document.save(str(path))


def _set_up(document: Document, report: Report) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (
        ("Normal", LETTERS),
        ("Title", 22),
        ("Heading 1", 18),
        ("Heading 2", 14),
        ("List Bullet", LETTERS),
    ):
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK.lstrip("#").upper())
        # headings take their font from the theme unless each script is told
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    for name, before, after in (("Normal", 0, 6), ("Heading 1", 12, 6), ("Heading 2", 12, 4)):
        shape = document.styles[name].paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "en-GB")
    add_styles(document, FONT, PAGE_WIDTH)
    properties = document.core_properties
    properties.title = printable(report.title)
    properties.author = "Programme office"
    properties.comments = report.status
    properties.language = "en-GB"
    _ask_to_fill_fields(document)
    _write_foot(document, report)


def _write(document: Document, block: Block, headings: Sequence[Heading], number: int) -> None:
    match block:
        case Heading():
            heading = document.add_heading(printable(block.text), level=block.level)
            heading.paragraph_format.page_break_before = block.new_page
            mark_heading(heading, number)
        case Paragraph():
            _write_paragraph(document, block)
        case Bullets():
            for point in block.items:
                _write_point(document, point)
        case Grid():
            write_grid(document, block, PAGE_WIDTH)
        case Picture():
            _write_picture(document, block)
        case Contents():
            title = document.add_paragraph()
            title.paragraph_format.page_break_before = True
            run = title.add_run(block.title)
            run.bold, run.font.size = True, Pt(18)
            write_contents(document, headings)


def _write_paragraph(document: Document, block: Paragraph) -> None:
    paragraph = document.add_paragraph()
    if block.label:
        paragraph.add_run(f"{block.label}: ").bold = True
    run = paragraph.add_run(printable(block.text))
    run.italic = block.quiet
    if link := web_link(block.link):
        paragraph.add_run(" ")
        add_link(paragraph, link, SEE, points=LETTERS)


def _write_point(document: Document, point: Point) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    if point.head:
        paragraph.add_run(f"{printable(point.head)}{': ' if point.text else ''}").bold = True
    paragraph.add_run(printable(point.text))
    if link := web_link(point.link):
        paragraph.add_run(" ")
        add_link(paragraph, link, SEE, points=LETTERS)


def _write_picture(document: Document, picture: Picture) -> None:
    shape = document.add_picture(io.BytesIO(picture.png), width=Cm(PICTURE_WIDTH))
    properties = shape._inline.docPr  # noqa: SLF001 - the library has no name for alt text
    properties.set("descr", printable(picture.alt))
    properties.set("title", printable(picture.title))


def _write_foot(document: Document, report: Report) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{printable(report.title)} · {report.status} · page ")
    foot = paragraph._p  # noqa: SLF001 - the library has no name for fields
    add_field_mark(foot, "begin")
    add_field_text(foot, "PAGE")
    add_field_mark(foot, "end")
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _ask_to_fill_fields(document: Document) -> None:
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)
