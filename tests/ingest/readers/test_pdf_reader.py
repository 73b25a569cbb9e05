"""PDF: where lines stand is all there is to go by."""

from pathlib import Path

import pytest
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    HRFlowable,
    ListFlowable,
    ListItem,
    LongTable,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    TableStyle,
)

from ingest.blocks import BlockKind
from ingest.readers.hyphens import Hyphenation
from ingest.readers.pdf import read
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

LIMITS = IngestSettings()
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Times-Bold", fontSize=15, leading=18)
LONG = (
    "The harbour clinic of this made-up trust answers every call within forty seconds, by day and "
    "by night, and it calls people back on the day when that cannot be done. "
)


def page_of_lines(
    path: Path, pages: list[list[tuple[float, float, str]]], size: float = 11
) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for lines in pages:
        canvas.setFont("Times-Roman", size)
        for x, y, text in lines:
            canvas.drawString(x, A4[1] - y, text)
        canvas.showPage()
    canvas.save()


def texts(path: Path) -> list[tuple[BlockKind, str]]:
    return [(b.kind, b.text) for b in read(path, LIMITS).blocks]


def test_paragraphs_without_space_between_them_are_told_apart(tmp_path):
    path = tmp_path / "tight.pdf"
    first, second = LONG * 2 + "Nobody waits.", "We learn from each call. " + LONG
    story = [
        Paragraph("Why this matters", HEAD),
        Paragraph(first, BODY),
        Paragraph(second, BODY),
        Paragraph("A line alone", BODY),
        Paragraph(first, BODY),
    ]
    SimpleDocTemplate(str(path)).build(story)
    assert texts(path) == [
        (BlockKind.HEADING, "Why this matters"),
        (BlockKind.PARAGRAPH, first.strip()),
        (BlockKind.PARAGRAPH, second.strip()),
        (BlockKind.LINE, "A line alone"),
        (BlockKind.PARAGRAPH, first.strip()),
    ]


def test_two_columns_are_read_one_after_the_other_under_their_heading(tmp_path):
    path = tmp_path / "columns.pdf"
    width, height = A4
    frames = [
        Frame(60, height - 130, width - 120, 70, id="top"),
        Frame(60, 60, 220, height - 200, id="left"),
        Frame(315, 60, 220, height - 200, id="right"),
    ]
    template = BaseDocTemplate(str(path), pagesize=A4)
    template.addPageTemplates(PageTemplate(frames=frames))
    paragraphs = [f"Part {n} of the plan begins here. {LONG * 2}".strip() for n in range(1, 13)]
    spaced = ParagraphStyle("spaced", parent=BODY, spaceAfter=8)
    heading = Paragraph("What we will do in the next three years", HEAD)
    from reportlab.platypus import FrameBreak

    template.build([heading, FrameBreak(), *(Paragraph(p, spaced) for p in paragraphs)])
    found = texts(path)
    assert found[0] == (BlockKind.HEADING, "What we will do in the next three years")
    assert [text for _, text in found[1:]] == paragraphs


def test_headers_footers_and_page_numbers_are_dropped(tmp_path):
    path = tmp_path / "furniture.pdf"
    pages = [
        [
            (72, 40, "Made-up Trust | Annual plan"),
            (72, 300, f"The words of page {name} are these, and they are enough."),
            (500, 810, f"Page {number} of 3"),
        ]
        for number, name in enumerate(["one", "two", "three"], start=1)
    ]
    page_of_lines(path, pages)
    document = read(path, LIMITS)
    assert [b.text for b in document.blocks] == [
        f"The words of page {name} are these, and they are enough."
        for name in ["one", "two", "three"]
    ]
    assert [b.page for b in document.blocks] == [1, 2, 3]


def test_a_paragraph_goes_on_over_a_page_break(tmp_path):
    path = tmp_path / "over.pdf"
    page_of_lines(
        path,
        [
            [(72, 700, "We will answer every call within forty seconds, by day and by")],
            [
                (72, 100, "night, and call people back."),
                (72, 130, "Another paragraph stands here."),
            ],
        ],
    )
    first, second = read(path, LIMITS).blocks
    assert first.text == (
        "We will answer every call within forty seconds, by day and by night, and call people back."
    )
    assert (first.page, second.page) == (1, 2)


def test_lists_keep_their_items_whole_and_their_depth(tmp_path):
    path = tmp_path / "lists.pdf"
    inner = ListFlowable([Paragraph("with the town council", BODY)], bulletType="bullet", start="•")
    story = [
        Paragraph("For patients, we will:", BODY),
        ListFlowable(
            [
                ListItem(Paragraph(LONG.strip(), BODY)),
                ListItem([Paragraph("work together", BODY), inner]),
                ListItem(Paragraph("listen", BODY)),
            ],
            bulletType="bullet",
            start="•",
        ),
        ListFlowable([Paragraph("answer", BODY), Paragraph("call back", BODY)], bulletFormat="%s."),
    ]
    SimpleDocTemplate(str(path)).build(story)
    blocks = read(path, LIMITS).blocks
    assert [(b.kind.value, b.text, b.depth) for b in blocks] == [
        ("line", "For patients, we will:", 0),
        ("item", LONG.strip(), 0),
        ("item", "work together", 0),
        ("item", "with the town council", 1),
        ("item", "listen", 0),
        ("item", "answer", 0),
        ("item", "call back", 0),
    ]
    assert blocks[-1].marker == "2."


def test_a_table_over_a_page_break_stays_one_table(tmp_path):
    path = tmp_path / "table.pdf"
    small = ParagraphStyle("small", parent=BODY, fontSize=9, leading=11)
    rows = [["Goal", "How we know"]]
    rows += [
        [f"Goal {n}", f"{n}% of calls are answered in time, as people told us."] for n in range(90)
    ]
    cells = [[Paragraph(cell, small) for cell in row] for row in rows]
    table = LongTable(cells, colWidths=[150, 250], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    SimpleDocTemplate(str(path)).build([table])
    document = read(path, LIMITS)
    assert [[c.text for c in b.cells] for b in document.blocks] == rows[1:]
    assert {b.header for b in document.blocks} == {("Goal", "How we know")}
    assert {b.table for b in document.blocks} == {1}
    assert document.blocks[-1].page == document.pages
    assert (document.pages or 0) > 1


def test_a_table_with_rules_across_only_is_a_table(tmp_path):
    path = tmp_path / "open.pdf"
    rows = [["Goal", "How we know", "By when"]]
    rows += [[f"Goal {n}", LONG.strip(), f"{n} May 2027"] for n in range(1, 5)]
    cells = [[Paragraph(cell, BODY) for cell in row] for row in rows]
    table = LongTable(cells, colWidths=[80, 250, 90])
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]))
    table.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)]))
    SimpleDocTemplate(str(path)).build([Paragraph(LONG, BODY), table, Paragraph(LONG, BODY)])
    before, *found, after = read(path, LIMITS).blocks
    assert [[c.text for c in b.cells] for b in found] == rows[1:]
    assert {b.header for b in found} == {tuple(rows[0])}
    assert before.text == after.text == LONG.strip()


def test_rules_between_paragraphs_make_no_table(tmp_path):
    path = tmp_path / "rules.pdf"
    ruled = HRFlowable(width="100%")
    story = [
        Paragraph(LONG, BODY),
        ruled,
        Paragraph(LONG, BODY),
        ruled,
        Paragraph(LONG, BODY),
        ruled,
    ]
    SimpleDocTemplate(str(path)).build(story)
    assert texts(path) == [(BlockKind.PARAGRAPH, LONG.strip())] * 3


def test_a_row_cut_in_two_by_a_page_break_is_one_row(tmp_path):
    path = tmp_path / "cut.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for page in (
        ("Goal 1", "Calls are answered in time by"),
        ("", "everyone who can answer them."),
    ):
        canvas.setFont("Times-Roman", 11)
        for x, words in zip((80, 260), page, strict=True):
            canvas.drawString(x, 400, words)
        if page[0]:
            canvas.drawString(80, 420, "Goal")
            canvas.drawString(260, 420, "How we know")
            canvas.line(72, 434, 500, 434)
            canvas.line(72, 414, 500, 414)
        # No rule across where the page ends or begins: the table goes on.
        if not page[0]:
            canvas.line(72, 390, 500, 390)
        for x in (72, 250, 500):
            canvas.line(x, 390, x, 434)
        canvas.showPage()
    canvas.save()
    (row,) = read(path, LIMITS).blocks
    assert row.header == ("Goal", "How we know")
    assert [c.text for c in row.cells] == [
        "Goal 1",
        "Calls are answered in time by everyone who can answer them.",
    ]


def test_bullets_that_are_drawn_and_not_written_are_bullets(tmp_path):
    path = tmp_path / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Times-Roman", 11)
    canvas.drawString(72, 720, "We will:")
    for y, words in ((700, "answer every call"), (685, "call people back")):
        canvas.circle(76, y + 3.5, 2, fill=1)
        canvas.drawString(86, y, words)
    canvas.save()
    assert texts(path) == [
        (BlockKind.LINE, "We will:"),
        (BlockKind.ITEM, "answer every call"),
        (BlockKind.ITEM, "call people back"),
    ]


def test_a_change_of_font_within_a_line_parts_no_words(tmp_path):
    path = tmp_path / "fonts.pdf"
    words = "We made a new <b>Trust</b>, with <i>every</i>one in <b>town</b>; nobody was left out."
    SimpleDocTemplate(str(path)).build([Paragraph(words, BODY)])
    assert texts(path) == [
        (BlockKind.PARAGRAPH, "We made a new Trust, with everyone in town; nobody was left out.")
    ]


def test_a_paragraph_in_italics_that_says_i_is_a_quotation(tmp_path):
    path = tmp_path / "italics.pdf"
    italic = ParagraphStyle("italic", parent=BODY, fontName="Times-Italic", spaceBefore=10)
    words = "I only wanted somebody to pick up the telephone, and to call me back."
    story = [Paragraph(LONG, BODY), Paragraph(words, italic), Paragraph(words, BODY)]
    SimpleDocTemplate(str(path)).build(story)
    assert [kind for kind, _ in texts(path)][1] is BlockKind.QUOTATION


def test_a_frame_round_text_is_no_table(tmp_path):
    path = tmp_path / "frame.pdf"
    boxed = LongTable([[Paragraph(LONG.strip(), BODY)]], colWidths=[400])
    boxed.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1, colors.black)]))
    SimpleDocTemplate(str(path)).build([boxed])
    assert texts(path) == [(BlockKind.PARAGRAPH, LONG.strip())]


def test_words_broken_at_the_end_of_a_line_are_whole_again():
    hyphenation = Hyphenation(["Our govern-", "ment is person-centred.", "The government"])
    assert hyphenation.joined(["Our govern-", "ment knows"]) == "Our government knows"
    assert hyphenation.joined(["It is person-", "centred care"]) == "It is person-centred care"
    assert hyphenation.joined(["a life-", "changing visit"]) == "a life-changing visit"
    assert hyphenation.joined(["for hos\u00ad", "pitals"]) == "for hospitals"
    assert hyphenation.joined(["Kent-", "Medway"]) == "Kent- Medway"


def test_a_document_that_breaks_words_is_known_by_its_habit():
    whole = "The government of the hospital and the improvement of the county."
    broken = ["the govern-", "ment of hos-", "pital and improve-", "ment in partner-", "ship"]
    assert Hyphenation([whole, *broken]).joined(broken[-2:]) == "ment in partnership"


def test_bold_lines_of_the_body_size_are_lines_set_in_bold(tmp_path):
    path = tmp_path / "bold.pdf"
    bold = ParagraphStyle("bold", parent=BODY, fontName="Times-Bold")
    SimpleDocTemplate(str(path)).build([Paragraph("Kind", bold), Paragraph(LONG, BODY)])
    line, _ = read(path, LIMITS).blocks
    assert (line.kind, line.bold, line.size) == (BlockKind.LINE, True, 11.0)


def test_a_page_without_text_is_named(tmp_path):
    path = tmp_path / "picture.pdf"
    page_of_lines(path, [[(72, 100, "Words stand here.")], []])
    assert read(path, LIMITS).warnings == ("Page 2 has no text: a picture?",)


def test_a_pdf_of_pictures_only_is_refused(tmp_path):
    path = tmp_path / "pictures.pdf"
    page_of_lines(path, [[], []])
    with pytest.raises(RuleBroken, match="no text, only pictures"):
        read(path, LIMITS)


def test_an_encrypted_pdf_is_refused(tmp_path):
    path = tmp_path / "secret.pdf"
    canvas = Canvas(str(path), encrypt=pdfencrypt.StandardEncryption("password", canPrint=0))
    canvas.drawString(72, 72, "Words")
    canvas.save()
    with pytest.raises(RuleBroken, match="encrypted"):
        read(path, LIMITS)


def test_a_damaged_pdf_is_refused(tmp_path):
    path = tmp_path / "damaged.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"nothing of use " * 50)
    with pytest.raises(RuleBroken, match="damaged"):
        read(path, LIMITS)


def test_too_many_pages_or_cells_are_refused(tmp_path):
    path = tmp_path / "long.pdf"
    page_of_lines(path, [[(72, 100, "Words.")]] * 4)
    with pytest.raises(RuleBroken, match="more than 3 pages"):
        read(path, IngestSettings(ingest_pages=3))


def test_a_scanned_page_under_a_running_header_is_a_page_without_text(tmp_path):
    path = tmp_path / "scanned.pdf"
    head = (72, 40, "A made-up strategy")
    words = [(72, 200, LONG), (72, 214, LONG)]
    pages = [[head, *words, (300, 815, str(n))] for n in (1, 2, 3)]
    page_of_lines(path, [*pages, [head, (300, 815, "4")]])
    assert read(path, LIMITS).warnings == ("Page 4 has no text: a picture?",)


def test_scans_with_a_printed_header_only_are_pictures_only(tmp_path):
    path = tmp_path / "scans.pdf"
    page_of_lines(path, [[(72, 40, "A made-up strategy"), (300, 815, f"{n}")] for n in (1, 2, 3)])
    with pytest.raises(RuleBroken, match="only pictures"):
        read(path, LIMITS)


def test_a_footer_beside_the_page_number_goes_from_pages_with_columns_too(tmp_path):
    path = tmp_path / "columns.pdf"
    feet = [(280, 815, "Page 1 of 3"), (480, 815, "Made-up trust v2")]
    column = [
        (x, 100 + 14 * n, f"Line {n} of the {side} column is here")
        for x, side in ((60, "left"), (330, "right"))
        for n in range(12)
    ]
    plain = [
        (60, 100 + 14 * n, "A line that goes over the whole width of the page") for n in (1, 2)
    ]
    page_of_lines(path, [[*plain, *feet], [*column, *feet], [*plain, *feet]], size=10)
    said = " ".join(text for _, text in texts(path))
    assert "Line 11 of the right column" in said
    assert "Made-up trust v2" not in said


def test_figures_in_a_row_at_the_foot_of_a_page_are_no_page_numbers(tmp_path):
    path = tmp_path / "foot.pdf"
    words = [(72, 200, LONG), (72, 214, LONG)]
    row = [(72, 780, "Nursing posts"), (300, 780, "14"), (400, 780, "11")]
    page_of_lines(path, [[*words, *row], words])
    assert any(text == "Nursing posts 14 11" for _, text in texts(path))
