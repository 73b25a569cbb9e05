"""PowerPoint presentations: a slide's title, its text with bullets, tables and notes."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn

from ingest.blocks import Block, BlockKind, Cell, ReadDocument
from ingest.readers.marks import fold, split_bullet
from ingest.readers.statements import settle, statement
from ingest.readers.tables import GridRow, cell_of, rows_of
from ingest.readers.titles import given_title
from ingest.readers.wrapping import unwrap
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
_FURNITURE = (
    PP_PLACEHOLDER.SLIDE_NUMBER,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.HEADER,
    PP_PLACEHOLDER.DATE,
)
_BULLETED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_LONGEST_TITLE = 12
_NO_TITLE = (".", ";", ",", ":", "!")
_EMU_PER_POINT = 12_700
_SAME_ROW = 20 * _EMU_PER_POINT


def read(path: Path, limits: IngestSettings) -> ReadDocument:
    """A presentation; hidden slides are left out, notes are read with the style `notes`.

    Raises:
        RuleBroken: the file is damaged, holds macros, or has too many slides.
    """
    try:
        show = pptx.Presentation(str(path))
    except ValueError:
        raise RuleBroken("The presentation is a template or holds macros: save it as .pptx.") from (
            None
        )
    except (PackageNotFoundError, KeyError, zipfile.BadZipFile, SyntaxError):
        raise RuleBroken("The presentation is damaged and cannot be opened.") from None
    slides = list(show.slides)
    if len(slides) > limits.ingest_pages:
        raise RuleBroken(f"The presentation has more than {limits.ingest_pages:,} slides.")
    blocks: list[Block] = []
    warnings: list[str] = []
    reading = _Reading()
    for number, slide in enumerate(slides, start=1):
        if slide.element.get("show") == "0":
            warnings.append(f"Slide {number} is hidden and was left out.")
            continue
        found = list(settle(reading.slide(slide, number)))
        if not found:
            warnings.append(f"Slide {number} has no text: a picture?")
        elif any(_is_drawing(shape) for shape in slide.shapes):
            warnings.append(f"Slide {number} has a chart or diagram whose words were not read.")
        blocks += found
    about = show.core_properties
    properties = {"author": about.author, "language": about.language}
    return ReadDocument(
        "pptx",
        given_title(about.title),
        tuple(blocks),
        tuple(warnings),
        len(slides),
        {key: value for key, value in properties.items() if value},
    )


class _Reading:
    """Goes through the slides; tables are numbered over the whole presentation."""

    def __init__(self) -> None:
        self._tables = 0

    def slide(self, slide: Any, number: int) -> Iterator[Block]:
        """The blocks of one slide: title first, then the rest as it lies on the slide."""
        shapes = list(_flat(slide.shapes))
        titles = [s for s in shapes if _placeholder(s) in _TITLES and fold(s.text_frame.text)]
        titles = titles or _stand_in(shapes)
        for title in titles:
            words = fold(title.text_frame.text)
            block = replace(statement(words, page=number), kind=BlockKind.HEADING, level=1)
            yield replace(block, style="title")
        for shape in sorted((s for s in shapes if s not in titles), key=_place):
            if _placeholder(shape) in _FURNITURE:
                continue
            if getattr(shape, "has_table", False):
                yield from self._table(shape, number)
            elif shape.has_text_frame:
                yield from _text(shape, number)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                words = fold(paragraph.text)
                if words:
                    yield statement(words, page=number, style="notes")

    def _table(self, shape: Any, number: int) -> Iterator[Block]:
        grid: list[GridRow | None] = []
        above: dict[int, Cell] = {}
        for row in shape.element.iter(qn("a:tr")):
            cells: list[Cell] = []
            for column, element in enumerate(row.findall(qn("a:tc"))):
                if element.get("hMerge") == "1":
                    cells.append(Cell("", ""))
                    continue
                if element.get("vMerge") == "1":
                    cells.append(above.get(column, Cell("", "")))
                    continue
                lines = "\n".join(_words(p) for p in element.iter(qn("a:p")))
                cells.append(cell_of(lines, breaks=True))
                above[column] = cells[-1]
            grid.append(GridRow(tuple(cells), number))
        self._tables += 1
        header_rows = 1 if shape.table.first_row and len(grid) > 1 else None
        yield from rows_of(grid, table=self._tables, header_rows=header_rows)


def _stand_in(shapes: Sequence[Any]) -> list[Any]:
    """The text box that serves as title on a slide without one: the topmost, if it is a line.

    Without it, the words of the slide would count to the slide before.
    """
    boxes = [
        s
        for s in shapes
        if s.has_text_frame and fold(s.text_frame.text) and _placeholder(s) not in _FURNITURE
    ]
    for box in sorted(boxes, key=_place)[:1]:
        lines = [fold(p.text) for p in box.text_frame.paragraphs if fold(p.text)]
        short = len(lines) == 1 and len(lines[0].split()) <= _LONGEST_TITLE
        if short and not lines[0].endswith(_NO_TITLE) and not split_bullet(lines[0])[0]:
            return [box]
    return []


def _flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _place(shape: Any) -> tuple[int, int]:
    """Top to bottom, and left to right for those at about the same height."""
    return (shape.top or 0) // _SAME_ROW, shape.left or 0


def _is_drawing(shape: Any) -> bool:
    return bool(getattr(shape, "has_chart", False)) or (
        shape.element.tag == qn("p:graphicFrame") and not getattr(shape, "has_table", False)
    )


def _words(paragraph: Any) -> str:
    """A paragraph's words, its line breaks kept."""
    parts = {qn("a:t"): None, qn("a:br"): "\n"}
    found = (e for e in paragraph.iter() if e.tag in parts)
    return "".join(parts[e.tag] or e.text or "" for e in found)


def _text(shape: Any, number: int) -> Iterator[Block]:
    frame = shape.element.find(qn("p:txBody"))
    inherits = _placeholder(shape) in _BULLETED
    for element in frame.findall(qn("a:p")):
        raw = _words(element)
        if not fold(raw):
            continue
        level = _level(element)
        if _has_bullet(element, frame, inherits=inherits) or split_bullet(fold(raw))[0]:
            block = statement(raw, page=number)
            if block.kind is not BlockKind.QUOTATION:
                marker, text = split_bullet(block.source)
                block = replace(block, kind=BlockKind.ITEM, text=text)
                block = replace(block, depth=level, marker=marker or "•")
            yield block
        else:
            for _, words in unwrap([line for line in raw.split("\n") if fold(line)]):
                yield statement(words, page=number, bold=_is_bold(element))


def _level(paragraph: Any) -> int:
    properties = paragraph.find(qn("a:pPr"))
    return 0 if properties is None else int(properties.get("lvl") or 0)


def _has_bullet(paragraph: Any, frame: Any, *, inherits: bool) -> bool:
    """Whether a bullet or number is shown; body placeholders have one unless told otherwise."""
    listed = frame.find(f"{qn('a:lstStyle')}/{qn(f'a:lvl{_level(paragraph) + 1}pPr')}")
    for properties in (paragraph.find(qn("a:pPr")), listed):
        if properties is None:
            continue
        if properties.find(qn("a:buNone")) is not None:
            return False
        if any(properties.find(qn(n)) is not None for n in ("a:buChar", "a:buAutoNum", "a:buBlip")):
            return True
    return inherits


def _is_bold(paragraph: Any) -> bool:
    """True when every run with words in it is set bold."""
    runs = [r for r in paragraph.findall(qn("a:r")) if fold(_words(r))]
    marked = [r.find(qn("a:rPr")) for r in runs]
    return bool(runs) and all(m is not None and m.get("b") in ("1", "true") for m in marked)
