"""A table of contents in Word: a field, in which each heading stands as a link until it is filled.

Word fills it with page numbers when the document is opened; nothing that writes a file knows on
which page a heading will stand, so none is made up before.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from bot.reports.plain import printable
from bot.reports.report import Heading

DEEPEST = 2
INDENT = 0.6
"""Centimetres of one level."""


def add_styles(document: Document, font: str, width: float) -> None:
    """The styles of the lines; `width` is where page numbers end, in centimetres."""
    for level in range(1, DEEPEST + 1):
        style: Any = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.name = font
        style.font.bold = level == 1
        shape = style.paragraph_format
        shape.left_indent = Cm(INDENT * (level - 1))
        shape.space_before, shape.space_after = Pt(4 if level == 1 else 0), Pt(2)
        shape.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def mark_heading(heading: WordParagraph, number: int) -> None:
    """Make a heading something that the contents can point at."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(number))
    inside = heading._p  # noqa: SLF001 - the library has no name for bookmarks
    inside.insert(1 if inside.pPr is not None else 0, start)
    inside.append(end)


def write_contents(document: Document, headings: Sequence[Heading]) -> None:
    """A line for each heading, numbered as `mark_heading` was told."""
    line = document.add_paragraph(style="toc 1")
    add_field_mark(line._p, "begin")  # noqa: SLF001 - as above
    add_field_text(line._p, rf'TOC \o "1-{DEEPEST}" \h \z \u')  # noqa: SLF001 - as above
    add_field_mark(line._p, "separate")  # noqa: SLF001 - as above
    for number, heading in enumerate(headings):
        if number:
            line = document.add_paragraph(style=f"toc {heading.level}")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _name(number))
        link.set(qn("w:history"), "1")
        _add_run(link, "w:t", printable(heading.text))
        line._p.append(link)  # noqa: SLF001 - as above
    add_field_mark(line._p, "end")  # noqa: SLF001 - as above


def add_field_mark(to: Any, kind: str) -> None:
    """Where a field begins, where its text begins, and where it ends."""
    _add_run(to, "w:fldChar").set(qn("w:fldCharType"), kind)


def add_field_text(to: Any, text: str) -> None:
    """What a field is to be filled with."""
    _add_run(to, "w:instrText", f" {text} ")


def _add_run(to: Any, tag: str, text: str = "") -> Any:
    run, inside = OxmlElement("w:r"), OxmlElement(tag)
    if text:
        inside.set(qn("xml:space"), "preserve")
        inside.text = text
    run.append(inside)
    to.append(run)
    return inside


def _name(number: int) -> str:
    return f"_Toc{number:06}"
