"""Word, PowerPoint and Excel files, made by the libraries that offices' programs agree with."""

from datetime import date, datetime, time
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.util import Inches

from ingest.blocks import BlockKind
from ingest.readers import slides, word, workbook
from ingest.readers.merged_cells import filled_down
from ingest.readers.workbook import shown
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

LIMITS = IngestSettings()


@pytest.fixture
def document():
    return docx.Document()


def read_word(document, tmp_path: Path):
    path = tmp_path / "document.docx"
    document.save(str(path))
    return word.read(path, LIMITS)


def test_heading_styles_give_levels(document, tmp_path):
    document.add_heading("The plan", 0)
    document.add_heading("Aims", 1)
    document.add_heading("First aim", 2)
    blocks = read_word(document, tmp_path).blocks
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (BlockKind.HEADING, 1, "The plan"),
        (BlockKind.HEADING, 1, "Aims"),
        (BlockKind.HEADING, 2, "First aim"),
    ]


def test_a_style_that_is_based_on_a_heading_is_a_heading(document, tmp_path):
    style = document.styles.add_style("Our heading", 1)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Inherited", style="Our heading")
    (block,) = read_word(document, tmp_path).blocks
    assert (block.kind, block.level) == (BlockKind.HEADING, 3)


def test_numbered_lists_are_counted_as_word_counts_them(document, tmp_path):
    for words in ("one", "two"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("deeper", style="List Bullet 2")
    blocks = read_word(document, tmp_path).blocks
    assert [(b.kind.value, b.marker) for b in blocks[:2]] == [("item", "1."), ("item", "2.")]
    assert (blocks[2].kind, blocks[2].marker) == (BlockKind.ITEM, "•")


def test_a_short_bold_paragraph_is_a_line_in_bold(document, tmp_path):
    document.add_paragraph().add_run("Kind").bold = True
    document.add_paragraph("Open")
    first, second = read_word(document, tmp_path).blocks
    assert (first.kind, first.bold) == (BlockKind.LINE, True)
    assert (second.kind, second.bold) == (BlockKind.LINE, False)


def test_body_order_is_kept_and_headers_and_footers_are_dropped(document, tmp_path):
    document.sections[0].header.paragraphs[0].text = "Header words"
    document.sections[0].footer.paragraphs[0].text = "Footer words"
    document.add_paragraph("Before the table.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for r in table.rows for c in r.cells), ["A", "B", "one", "two"], strict=True
    ):
        cell.text = words
    document.add_paragraph("After the table.")
    blocks = read_word(document, tmp_path).blocks
    assert [b.kind.value for b in blocks] == ["paragraph", "row", "paragraph"]
    assert blocks[1].header == ("A", "B")


def test_a_cell_merged_over_rows_stands_in_each_of_them(document, tmp_path):
    table = document.add_table(rows=3, cols=2)
    for place, words in enumerate(["Aim", "Measure", "Answer", "95%", "", "2%"]):
        table.cell(place // 2, place % 2).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    rows = read_word(document, tmp_path).blocks
    assert [[c.text for c in row.cells] for row in rows] == [["Answer", "95%"], ["Answer", "2%"]]


def test_a_cell_merged_over_columns_stands_once(document, tmp_path):
    table = document.add_table(rows=2, cols=3)
    for place, words in enumerate(["A", "B", "C", "both", "", "last"]):
        table.cell(place // 3, place % 3).text = words
    table.cell(1, 0).merge(table.cell(1, 1))
    (row,) = read_word(document, tmp_path).blocks
    assert [c.text for c in row.cells] == ["both", "", "last"]


def test_headings_in_two_rows_are_put_together(document, tmp_path):
    table = document.add_table(rows=4, cols=4)
    words = [
        "Measure",
        "Now",
        "Target",
        "",
        "",
        "",
        "2026",
        "2027",
        "Calls",
        "90%",
        "93%",
        "95%",
        "Visits",
        "1",
        "2",
        "3",
    ]
    for place, text in enumerate(words):
        table.cell(place // 4, place % 4).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1):
        table.cell(0, column).merge(table.cell(1, column))
    rows = read_word(document, tmp_path).blocks
    assert {row.header for row in rows} == {("Measure", "Now", "Target 2026", "Target 2027")}
    assert [row.cells[0].text for row in rows] == ["Calls", "Visits"]


def test_tracked_changes_read_as_they_now_stand(document, tmp_path):
    paragraph = document.add_paragraph("Calls are answered ")
    for tag, words, text in (("ins", "within a minute.", "t"), ("del", "next week.", "delText")):
        xml = f"<w:{tag} {nsdecls('w')}><w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>"
        paragraph._p.append(parse_xml(xml))
    (block,) = read_word(document, tmp_path).blocks
    assert block.text == "Calls are answered within a minute."


def test_text_boxes_are_read_once(document, tmp_path):
    paragraph = document.add_paragraph("Beside the box.")
    box = "<w:txbxContent><w:p><w:r><w:t>Words in the box.</w:t></w:r></w:p></w:txbxContent>"
    paragraph.add_run()._r.append(
        parse_xml(
            f"<mc:AlternateContent {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )
    assert [b.text for b in read_word(document, tmp_path).blocks] == [
        "Beside the box.",
        "Words in the box.",
    ]


def test_content_controls_are_read(document, tmp_path):
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Chosen words.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    assert read_word(document, tmp_path).blocks[0].text == "Chosen words."


def test_properties_and_an_empty_line_break(document, tmp_path):
    document.core_properties.title = "Plan of the made-up trust"
    run = document.add_paragraph().add_run("One line")
    run.add_break(WD_BREAK.LINE)
    run.add_text("and the next")
    read = read_word(document, tmp_path)
    assert read.title == "Plan of the made-up trust"
    assert read.blocks[0].text == "One line and the next"
    assert (read.format, read.pages) == ("docx", None)


def test_a_word_file_that_holds_no_document_is_refused(tmp_path):
    path = tmp_path / "broken.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(RuleBroken, match="damaged"):
        word.read(path, LIMITS)


def test_slides_give_titles_bullets_notes_and_tables(tmp_path):
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "What we will do"
    body = slide.placeholders[1].text_frame
    body.text = "answer every call"
    deeper = body.add_paragraph()
    deeper.text, deeper.level = "by day and by night", 1
    slide.notes_slide.notes_text_frame.text = "Say who answers."
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(6), Inches(1)).table
    for place, words in enumerate(["Goal", "Measure", "Answer", "95%"]):
        table.cell(place // 2, place % 2).text = words
    show.slides.add_slide(show.slide_layouts[6])
    hidden = show.slides.add_slide(show.slide_layouts[5])
    hidden.shapes.title.text = "Not for the public"
    hidden.element.set("show", "0")
    path = tmp_path / "show.pptx"
    show.save(str(path))

    read = slides.read(path, LIMITS)

    assert [(b.kind.value, b.text, b.depth, b.page) for b in read.blocks] == [
        ("heading", "What we will do", 0, 1),
        ("item", "answer every call", 0, 1),
        ("item", "by day and by night", 1, 1),
        ("row", "Answer 95%", 0, 1),
        ("paragraph", "Say who answers.", 0, 1),
    ]
    assert read.blocks[-1].style == "notes"
    assert read.pages == 3
    assert read.warnings == (
        "Slide 2 has no text: a picture?",
        "Slide 3 is hidden and was left out.",
    )


def test_too_many_slides_are_refused(tmp_path):
    show = pptx.Presentation()
    for _ in range(3):
        show.slides.add_slide(show.slide_layouts[6])
    path = tmp_path / "long.pptx"
    show.save(str(path))
    with pytest.raises(RuleBroken, match="more than 2 slides"):
        slides.read(path, IngestSettings(ingest_pages=2))


def a_workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Goals"
    sheet.append(["Made-up goals of the year"])
    sheet.append([])
    sheet.append(["Goal", "Target", "Due", "Cost"])
    sheet.append(["Answer calls", 0.95, date(2026, 8, 3), 1200.5])
    sheet["B4"].number_format = "0%"
    sheet["D4"].number_format = '"£"#,##0.00'
    other = book.create_sheet("Sums")
    other.append(["Name", "Sum"])
    other.append(["Both", "=1+1"])
    book.create_sheet("Secret").sheet_state = "hidden"
    path = tmp_path / "goals.xlsx"
    book.save(str(path))
    return path


def test_a_workbook_gives_sheets_as_sections_and_values_as_people_read_them(tmp_path):
    read = workbook.read(a_workbook(tmp_path), LIMITS)
    heading, title, row, *_ = read.blocks
    assert (heading.kind, heading.level, heading.text) == (BlockKind.HEADING, 1, "Goals")
    assert title.text == "Made-up goals of the year"
    assert row.header == ("Goal", "Target", "Due", "Cost")
    assert [c.text for c in row.cells] == ["Answer calls", "95%", "3 August 2026", "£1,200.50"]


def test_a_workbook_names_what_it_could_not_show(tmp_path):
    assert read_warnings(a_workbook(tmp_path)) == (
        "Sheet “Secret” is hidden and was left out.",
        "Sheet “Sums” has formulas without stored results: open it in Excel and save it again.",
    )


def read_warnings(path: Path) -> tuple[str, ...]:
    return workbook.read(path, LIMITS).warnings


def test_too_many_cells_are_refused(tmp_path):
    with pytest.raises(RuleBroken, match="more than 5 cells"):
        workbook.read(a_workbook(tmp_path), IngestSettings(ingest_cells=5))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1,234,567"),
        (-3.5, "£#,##0.00", "-£3.50"),
        (0.125, "0.0%", "12.5%"),
        (4, "General", "4"),
        (datetime(2026, 8, 3, 17, 30), "General", "3 August 2026, 5:30pm"),  # noqa: DTZ001
        (datetime(2026, 8, 3), "General", "3 August 2026"),  # noqa: DTZ001 - a workbook knows none
        (time(9, 0), "General", "9am"),
        (True, "General", "Yes"),
        ("words", "General", "words"),
    ],
)
def test_values_as_people_write_them(value, number_format, text):
    assert shown(value, number_format) == text


def test_what_is_merged_over_rows_of_a_sheet_stands_in_each_of_them(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Aim", "Measure", "Target"], ["Care", "Falls", 3], [None, "Waits", 18], [], []):
        sheet.append(row)
    sheet["A7"], sheet["B7"] = "Plain", "cell"
    sheet.merge_cells("A2:A5")
    path = tmp_path / "merged.xlsx"
    book.save(path)
    rows = [b.text for b in workbook.read(path, LIMITS).blocks if b.kind is BlockKind.ROW]
    assert rows == ["Care Falls 3", "Care Waits 18", "Plain cell"]


def test_merged_cells_without_end_are_not_followed_without_end():
    rows = [["a", "b"], ["", "c"], ["", "d"], ["", "e"]]
    ranges = [(1, 1, 1, 1_048_576)] * 3
    assert filled_down(rows, ranges, 2) == [["a", "b"], ["a", "c"], ["a", "d"], ["", "e"]]


def test_a_slide_without_a_title_is_headed_by_its_topmost_line(tmp_path):
    show = pptx.Presentation()
    first = show.slides.add_slide(show.slide_layouts[5])
    first.shapes.title.text = "Falls by ward"
    second = show.slides.add_slide(show.slide_layouts[6])
    third = show.slides.add_slide(show.slide_layouts[6])
    for slide, top, words in (
        (second, 3, "We publish the report each July."),
        (second, 1, "What we publish"),
        (third, 1, "A sentence at the top is no title."),
    ):
        box = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(4), Inches(1))
        box.text_frame.text = words
    path = tmp_path / "untitled.pptx"
    show.save(str(path))
    blocks = slides.read(path, LIMITS).blocks
    assert [b.text for b in blocks if b.kind is BlockKind.HEADING] == [
        "Falls by ward",
        "What we publish",
    ]
