"""Plain text, and above all text that was drawn out of a PDF."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Block, BlockKind
from ingest.readers.marks import fold, without_tags
from ingest.readers.plain_text import blocks_of, read
from ingest.settings import IngestSettings

LINE, PARAGRAPH, ITEM = BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.ITEM
ROW, QUOTATION, HEADING = BlockKind.ROW, BlockKind.QUOTATION, BlockKind.HEADING


def kinds_and_texts(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks_of(text)]


def only(text: str) -> Block:
    (block,) = blocks_of(text)
    return block


def test_a_bold_span_over_several_lines_is_one_statement():
    block = only("**We look after\nthe harbour\nand its people**\n")
    assert (block.kind, block.bold) == (LINE, True)
    assert block.text == "We look after the harbour and its people"
    assert block.source == "**We look after the harbour and its people**"


def test_capitals_broken_over_lines_are_one_heading():
    assert kinds_and_texts("PEOPLE\nWE CARE\nFOR\n\n\nPARTNERS\nWE WORK\nWITH\n") == [
        (LINE, "PEOPLE WE CARE FOR"),
        (LINE, "PARTNERS WE WORK WITH"),
    ]


def test_short_lines_that_stand_together_stay_apart():
    assert kinds_and_texts("Kind\nOpen\nBrave\n") == [
        (LINE, "Kind"),
        (LINE, "Open"),
        (LINE, "Brave"),
    ]


def test_lines_that_a_narrow_page_broke_are_joined():
    text = (
        "Our harbour clinic sees people within six weeks of a letter from their\n"
        "own doctor, and tells them on the day when that cannot be done. Nobody\n"
        "should wait in silence.\n"
    )
    assert only(text).text == " ".join(text.split())


def test_a_heading_right_above_its_paragraph_is_told_apart():
    text = (
        "What we heard\n"
        "People told us that they want somebody to pick up the telephone, and to call back.\n"
    )
    assert [kind for kind, _ in kinds_and_texts(text)] == [LINE, PARAGRAPH]


def test_one_paragraph_to_a_line_without_blank_lines_stays_apart():
    long = "Every call is answered, by day and by night, and every caller is called back. "
    text = f"{long * 4}\n{long * 3}\nWhy this matters\n{long * 4}\n"
    assert [kind for kind, _ in kinds_and_texts(text)] == [PARAGRAPH, PARAGRAPH, LINE, PARAGRAPH]


def test_a_sentence_broken_by_a_blank_line_is_whole_again():
    text = (
        "We can do better than this in every one of our clinics. There is too much\n\n"
        "delay between the letter and the visit.\n\n"
        "In answer to what the town council asked of us, we\n\nopened the old pier.\n"
    )
    blocks = blocks_of(text)
    assert [block.text for block in blocks] == [
        (
            "We can do better than this in every one of our clinics. There is too much delay "
            "between the letter and the visit."
        ),
        "In answer to what the town council asked of us, we opened the old pier.",
    ]
    assert blocks[1].source == blocks[1].text


def test_a_heading_is_not_joined_to_the_line_under_it():
    text = "Our mission\n\nis what we set out to do every day\n"
    assert kinds_and_texts(text) == [
        (LINE, "Our mission"),
        (LINE, "is what we set out to do every day"),
    ]


@pytest.mark.parametrize("bullet", ["-", "•", "✦", "*", "- ✦", "–", "▪", "●", "\uf0b7"])
def test_bullets_of_every_sort_are_items(bullet):
    blocks = blocks_of(f"{bullet} answer calls\n{bullet} call people back\n")
    assert [(b.kind, b.text, b.marker) for b in blocks] == [
        (ITEM, "answer calls", bullet),
        (ITEM, "call people back", bullet),
    ]
    assert blocks[0].source == f"{bullet} answer calls"


def test_items_keep_their_depth_and_their_second_lines():
    text = "- first\n  - within the first,\n    and its second line\n- second\n"
    assert [(b.text, b.depth) for b in blocks_of(text)] == [
        ("first", 0),
        ("within the first, and its second line", 1),
        ("second", 0),
    ]


def test_a_bullet_alone_on_its_line_belongs_to_the_next():
    assert kinds_and_texts("•\n\nanswer calls\n•\ncall back\n") == [
        (ITEM, "answer calls"),
        (ITEM, "call back"),
    ]


def test_bullets_in_one_line_are_items_each():
    assert kinds_and_texts("• answer calls • call back • listen\n") == [
        (ITEM, "answer calls"),
        (ITEM, "call back"),
        (ITEM, "listen"),
    ]


def test_numbers_that_follow_on_are_items_and_a_number_alone_is_a_heading():
    assert kinds_and_texts("1. answer calls\n2. call back\n") == [
        (ITEM, "answer calls"),
        (ITEM, "call back"),
    ]
    assert kinds_and_texts("1. We answer every call\n") == [(LINE, "1. We answer every call")]


def test_marks_round_a_quotation_make_it_one():
    assert kinds_and_texts("// **Nobody picked up the telephone.** //\n") == [
        (QUOTATION, "Nobody picked up the telephone.")
    ]
    assert kinds_and_texts("“Nobody picked up the telephone.”\n") == [
        (QUOTATION, "Nobody picked up the telephone.")
    ]
    assert kinds_and_texts('He said "no" and she said "not yet".\n')[0][0] is PARAGRAPH


def test_words_after_a_speaker_are_that_speakers():
    speaker, quotation = blocks_of("Patient:\n\n\nI only wanted to be called back.\n")
    assert (speaker.kind, speaker.text) == (LINE, "Patient:")
    assert (quotation.kind, quotation.speaker) == (QUOTATION, "Patient")


def test_values_under_their_label_are_no_quotations():
    text = "Values:\n\nKind\n\nOpen\n"
    assert kinds_and_texts(text) == [(LINE, "Values:"), (LINE, "Kind"), (LINE, "Open")]


def test_a_paragraph_in_bold_that_says_i_is_a_quotation():
    assert only("**I would not be here. They called back.**\n").kind is QUOTATION
    assert only("**To look after the harbour, every day, for everyone.**\n").kind is PARAGRAPH


HEADED = "Aim\tWhat it looks like\tHow we know\n"


def test_a_table_with_tabs_gives_rows_under_the_headings_in_force():
    text = (
        f"{HEADED}1.1 Answer\tCalls are answered\t95% in time\n\n"
        f"{HEADED}------------\t------\t---\n\n"
        "1.2 Stay\tStaff stay\tTurnover below 9%\n--\t---\t---\n"
    )
    blocks = blocks_of(text)
    assert [b.kind for b in blocks] == [ROW, ROW]
    assert [b.cells[0].text for b in blocks] == ["1.1 Answer", "1.2 Stay"]
    assert {b.header for b in blocks} == {("Aim", "What it looks like", "How we know")}
    assert {b.table for b in blocks} == {1}


def test_after_running_text_another_table_begins():
    text = f"{HEADED}a\tb\tc.\n\nSome heading\n\nWho\tWhat\nJo\tall of it.\n"
    first, _, second = blocks_of(text)
    assert (first.table, second.table) == (1, 2)
    assert second.header == ("Who", "What")


def test_an_inline_list_with_bullets_is_a_list():
    text = f'{HEADED}1\t<ul style="x">• Calls answered• Calls returned\t<ul>• 95% in time</ul>\n'
    (row,) = blocks_of(text)
    assert row.cells[1].items == ("Calls answered", "Calls returned")
    assert row.cells[2].items == ("95% in time",)
    assert row.cells[1].source == "• Calls answered• Calls returned"


def test_an_inline_list_without_bullets_is_told_apart_where_that_is_sure():
    text = (
        "We reduce waiting and increase the number of calls that we answer. Our people help.\n\n"
        f"{HEADED}1\tnone\t<ul> Reduce calls lost to 2% "
        "Increase calls answered by 10% 90% of staff "
        "trained with Port and Pier College, University of Northshire will be called Our people "
        "feel NHT is kind (increase our score to 7) Overhaul rota planning\n"
    )
    row = blocks_of(text)[-1]
    assert row.cells[2].items == (
        "Reduce calls lost to 2%",
        "Increase calls answered by 10%",
        "90% of staff trained with Port and Pier College, University of Northshire will be called",
        "Our people feel NHT is kind (increase our score to 7)",
        "Overhaul rota planning",
    )


def test_names_are_never_taken_for_the_start_of_an_item():
    cell = (
        "All calls go through Harbour Health Together from the first day Our teams work with Port "
        "and Pier Medical School on training"
    )
    prose = "We run Harbour Health Together with the town. We work with Port and Pier partners.\n\n"
    row = blocks_of(f"{prose}A\tB\nx\t<ul> {cell}\n")[-1]
    assert row.cells[1].items == (
        "All calls go through Harbour Health Together from the first day",
        "Our teams work with Port and Pier Medical School on training",
    )


def test_conventions_of_other_plain_texts_are_known():
    text = (
        "# Aims\n\nSub aims\n--------\n\n> Nobody called\n> me back.\n\n"
        "| A | B |\n|---|---|\n| 1 | two |\n"
    )
    heading, under, quotation, row = blocks_of(text)
    assert (heading.kind, heading.level) == (HEADING, 1)
    assert (under.kind, under.level) == (HEADING, None)
    assert (quotation.kind, quotation.text) == (QUOTATION, "Nobody called me back.")
    assert (row.header, [c.text for c in row.cells]) == (("A", "B"), ["1", "two"])


def test_form_feeds_part_pages(tmp_path):
    path = tmp_path / "paged.txt"
    path.write_text("First page.\n\fSecond page.\n", encoding="utf-8")
    document = read(path, IngestSettings())
    assert document.pages == 2
    assert [block.page for block in document.blocks] == [1, 2]


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
def test_encodings_are_recognised(encoding, warned, tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes("The café’s “open” sign – £5.\r\nIt stays.\r\n".encode(encoding))
    document = read(path, IngestSettings())
    assert document.blocks[0].text.startswith("The café’s “open” sign – £5.")
    assert bool(document.warnings) is warned


def said(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(without_tags(text)).replace("**", ""))


def kept(blocks: tuple[Block, ...]) -> set[str]:
    words: set[str] = set()
    for block in blocks:
        words.update(said(block.source), *(said(cell.source) for cell in block.cells))
        words.update(*(said(heading) for heading in block.header))
    return words


FRAGMENTS = st.sampled_from(
    [
        "\n", "\n\n", " ", "\t", "\f", "- ", "• ", "✦ ", "**", "// ", " //", "| ", " |", "<ul>",
        "</ul>",
        "<li>", "---", "===", "# ", "> ", "1. ", "2) ", "“", "”", ":", ".", "...", "85%", "PEOPLE",
        "We will", "reduce", "the", "Patient:", "Our staff", "NHT", "(", ")", "<", "a\tb\tc\n",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=60).map("".join))
def test_no_text_fails_and_no_word_is_lost(text: str):
    text = text.replace("\x00", "").replace("\r", "\n")
    assert set(said(text)) <= kept(blocks_of(text))


@settings(max_examples=300)
@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=60).map("".join))
def test_text_for_people_is_never_more_than_what_stands_there(text: str):
    for block in blocks_of(text):
        assert block.source or block.cells
        assert "".join(said(block.text)) in "".join(said(block.source))
        assert block.source == fold(block.source)


def test_real_strategies_keep_every_word(shared: Path):
    for path in sorted((shared / "documents").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert set(said(text)) <= kept(blocks_of(text))
