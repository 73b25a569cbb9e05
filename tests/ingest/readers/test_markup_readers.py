"""Markdown, web pages and CSV."""

from pathlib import Path

import pytest

from ingest.blocks import BlockKind
from ingest.readers import delimited, markdown, web_page
from ingest.readers.markdown import blocks_of
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

LIMITS = IngestSettings()


def test_markdown_headings_lists_and_quotations():
    text = (
        "# Plan\n\nSome *set* **words** with a [link](https://example.org).\n\n"
        "1. one\n2. two\n   - deeper\n\n> Nobody\n> called.\n"
    )
    blocks = blocks_of(text)
    assert [(b.kind.value, b.text, b.depth, b.marker) for b in blocks] == [
        ("heading", "Plan", 0, None),
        ("paragraph", "Some set words with a link.", 0, None),
        ("item", "one", 0, "1."),
        ("item", "two", 0, "2."),
        ("item", "deeper", 1, "-"),
        ("quotation", "Nobody called.", 0, None),
    ]
    assert blocks[1].source == "Some *set* **words** with a [link](https://example.org)."


def test_markdown_keeps_what_is_not_markdown_to_the_standard():
    text = (
        "• answer calls\n• call back\n\nAim\tMeasure\nAnswer\t95% of calls.\n\n"
        "“Nobody picked it up.”\n"
    )
    assert [(b.kind.value, b.text) for b in blocks_of(text)] == [
        ("item", "answer calls"),
        ("item", "call back"),
        ("row", "Answer 95% of calls."),
        ("quotation", "Nobody picked it up."),
    ]


def test_markdown_tables_with_inline_lists():
    text = (
        "| Aim | How |\n|---|---|\n| Answer | one<br>two |\n| **Stay** | <ul><li>rest</li></ul> |\n"
    )
    first, second = blocks_of(text)
    assert first.header == ("Aim", "How")
    assert first.cells[1].items == ("one", "two")
    assert (second.cells[0].text, second.cells[1].items) == ("Stay", ("rest",))


def test_a_second_paragraph_of_an_item_belongs_to_it():
    assert [(b.kind.value, b.text) for b in blocks_of("- one\n\n  and more\n- two\n")] == [
        ("item", "one and more"),
        ("item", "two"),
    ]


def test_front_matter_gives_title_and_properties(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(
        "---\ntitle: 'The plan'\nOwner: Made-up Trust\n---\n\nWords.\n", encoding="utf-8"
    )
    document = markdown.read(path, LIMITS)
    assert (document.title, document.properties) == ("The plan", {"owner": "Made-up Trust"})
    assert [b.text for b in document.blocks] == ["Words."]


def page(body: str, tmp_path: Path, head: str = ""):
    path = tmp_path / "page.html"
    path.write_text(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    return web_page.read(path, LIMITS)


def test_a_page_gives_its_own_words_without_what_is_round_them(tmp_path):
    body = (
        "<header><nav>Home About</nav></header><nav>Menu</nav><script>let x = 'script';</script>"
        "<style>p{}</style><main><h1>Plan</h1><!-- a comment --><p>Words &amp; more.</p>"
        "<p hidden>Hidden.</p><noscript>No script.</noscript></main>"
        "<aside>Related</aside><footer>Contact us</footer>"
    )
    document = page(body, tmp_path, "<title>The plan</title>")
    assert [(b.kind.value, b.text) for b in document.blocks] == [
        ("heading", "Plan"),
        ("paragraph", "Words & more."),
    ]
    assert document.title == "The plan"


def test_nested_lists_keep_order_and_depth(tmp_path):
    body = "<ol><li>one<ul><li>within</li></ul></li><li><p>two</p><p>more</p></li></ol>"
    assert [(b.text, b.depth, b.marker) for b in page(body, tmp_path).blocks] == [
        ("one", 0, "1."),
        ("within", 1, "•"),
        ("two more", 0, "2."),
    ]


def test_text_between_blocks_is_not_lost(tmp_path):
    body = "Before.<div>In a <b>bold</b> div.<p>A paragraph.</p>After it.</div>One<br><br>Two"
    assert [b.text for b in page(body, tmp_path).blocks] == [
        "Before.", "In a bold div.", "A paragraph.", "After it.", "One", "Two",
    ]  # fmt: skip


def test_merged_cells_of_a_page_stand_where_they_reach(tmp_path):
    body = (
        "<table><caption>The goals</caption><tr><th>Aim</th><th>Measure</th></tr>"
        "<tr><td rowspan=2>Answer</td><td>95%</td></tr><tr><td>2%</td></tr>"
        "<tr><td colspan=2>all of it</td></tr></table>"
    )
    caption, *rows = page(body, tmp_path).blocks
    assert caption.text == "The goals"
    assert [[c.text for c in row.cells] for row in rows] == [
        ["Answer", "95%"],
        ["Answer", "2%"],
        ["all of it", ""],
    ]
    assert {row.header for row in rows} == {("Aim", "Measure")}


def test_a_table_for_layout_is_no_table(tmp_path):
    body = (
        "<table role=presentation><tr><td><h2>Plan</h2><p>Words here.</p></td>"
        "<td>Beside.</td></tr></table>"
    )
    assert [b.kind.value for b in page(body, tmp_path).blocks] == [
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_a_blockquote_and_a_charset(tmp_path):
    path = tmp_path / "old.html"
    html = (
        '<html><head><meta charset="iso-8859-1"></head><blockquote>Café shut.</blockquote></html>'
    )
    path.write_bytes(html.encode("iso-8859-1"))
    (block,) = web_page.read(path, LIMITS).blocks
    assert (block.kind, block.text) == (BlockKind.QUOTATION, "Café shut.")


def test_a_page_with_entities_of_its_own_is_refused(tmp_path):
    path = tmp_path / "bomb.html"
    path.write_text('<!DOCTYPE html [<!ENTITY a "aaaa">]><html><p>&a;</p></html>', encoding="utf-8")
    with pytest.raises(RuleBroken, match="entities"):
        web_page.read(path, LIMITS)


def test_a_page_nested_beyond_reason_is_refused(tmp_path):
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 100_000 + "deep", encoding="utf-8")
    with pytest.raises(RuleBroken, match="nested too deeply"):
        web_page.read(path, LIMITS)
    path.write_text("<div>" * 150 + "deep", encoding="utf-8")
    assert [b.text for b in web_page.read(path, LIMITS).blocks] == ["deep"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiters_are_found(delimiter, tmp_path):
    path = tmp_path / "goals.csv"
    rows = [["Goal", "Target", "Note"], ["Answer", "95%", '"by day, by night"'], ["Stay", "9%", ""]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    blocks = delimited.read(path, LIMITS).blocks
    assert [b.header for b in blocks] == [("Goal", "Target", "Note")] * 2
    assert [c.text for c in blocks[0].cells] == ["Answer", "95%", "by day, by night"]


def test_csv_titles_above_the_table_and_cells_with_lines(tmp_path):
    path = tmp_path / "goals.csv"
    path.write_text('Made-up goals,,\n,,\nGoal,How,\nAnswer,"one\ntwo",\n', encoding="utf-8")
    title, row = delimited.read(path, LIMITS).blocks
    assert (title.kind, title.text) == (BlockKind.LINE, "Made-up goals")
    assert row.header == ("Goal", "How")
    assert row.cells[1].items == ("one", "two")


def test_csv_with_too_many_cells_is_refused(tmp_path):
    path = tmp_path / "goals.csv"
    path.write_text("a,b\n" * 10, encoding="utf-8")
    with pytest.raises(RuleBroken, match="more than 9 cells"):
        delimited.read(path, IngestSettings(ingest_cells=9))


def test_terms_with_what_they_mean_are_items_and_no_headings(tmp_path):
    body = (
        "<h2>Who to ask</h2><dl><dt>PALS</dt><dd>The advice service</dd>"
        "<div><dt>Ombudsman</dt><dd>Looks at what is left</dd></div></dl><p>Write to either.</p>"
    )
    blocks = page(body, tmp_path).blocks
    assert [(b.kind, b.text) for b in blocks[1:]] == [
        (BlockKind.ITEM, "PALS: The advice service"),
        (BlockKind.ITEM, "Ombudsman: Looks at what is left"),
        (BlockKind.PARAGRAPH, "Write to either."),
    ]
    assert blocks[1].source == "PALS The advice service"


def test_an_answer_with_paragraphs_stays_under_its_term(tmp_path):
    body = (
        "<dl><dt>Who signs?</dt><dd><p>The nurse signs.</p><p>She signs each letter.</p></dd></dl>"
    )
    said = [b.text for b in page(body, tmp_path).blocks]
    assert said == ["Who signs?", "The nurse signs.", "She signs each letter."]


def headed(text: str, tmp_path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, each cell under its heading."""
    path = tmp_path / "table.csv"
    path.write_text(text)
    rows = [b for b in delimited.read(path, LIMITS).blocks if b.kind is BlockKind.ROW]
    return [
        {head: cell.text for head, cell in zip(b.header, b.cells, strict=False) if cell.text}
        for b in rows
    ]


def test_a_heading_over_several_columns_is_put_together_with_those_below_it(tmp_path):
    text = "Staff,Vacancies,,\n,2024,2025,Target 2026\nNurses,14%,11%,8%\nDoctors,18%,15%,10%\n"
    first, _ = headed(text, tmp_path)
    assert first == {
        "Staff": "Nurses",
        "Vacancies 2024": "14%",
        "Vacancies 2025": "11%",
        "Vacancies Target 2026": "8%",
    }


def test_a_first_row_with_gaps_over_a_row_of_figures_is_no_heading_of_two_rows(tmp_path):
    text = "Staff,2024,2025,\nNurses,14,11,8\nDoctors,18,15,10\n"
    first, _ = headed(text, tmp_path)
    assert first["2024"] == "14"


def test_a_second_table_on_a_sheet_has_its_own_headings(tmp_path):
    above = "KPI,Lead,Target\nAccess,Ann,92%\nSafety,Bo,99%\n,,\n"
    text = f"{above}Costs\nTeam,Spend,\nNorth,40,\nSouth,50,\n"
    rows = headed(text, tmp_path)
    assert rows[1] == {"KPI": "Safety", "Lead": "Bo", "Target": "99%"}
    assert rows[2] == {"Team": "North", "Spend": "40"}


def test_rows_of_words_after_an_empty_row_stay_in_their_table(tmp_path):
    text = "Action,Owner,Due\nHire,Ann,May\n,,\nTrain,Bo,\nMove,Cy,June\n"
    assert headed(text, tmp_path)[1:] == [
        {"Action": "Train", "Owner": "Bo"},
        {"Action": "Move", "Owner": "Cy", "Due": "June"},
    ]


def test_an_empty_column_between_two_is_no_column(tmp_path):
    assert headed("Team,,Beds\nNorth,,14\nSouth,,12\n", tmp_path)[0] == {
        "Team": "North",
        "Beds": "14",
    }
