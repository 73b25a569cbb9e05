"""Word, PDF, Excel and CSV say the same as the digest, figure for figure, and nothing runs."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml.ns import qn

from bot.reports.content import content_of
from bot.reports.digest_pictures import heat_map_of
from bot.reports.plain import inert
from bot.reports.words import value_words
from bot.reports.workbook_charts import MOST_CHARTS
from bot.reports.writing import FileForm, ToWrite, file_name, write_digest
from bot.terminal.digests import digest_view
from bot.terminal.screen import standard_output
from bot.use_cases.digesting import DigestView
from programme.digest import Digest, Outcome, Since
from programme.digest.readings import chart_of
from programme.errors import RuleBroken
from programme.updates import Blocker, DecisionRequired, Rating
from tests.bot.reports.made_up import FORMULA, MEASURES, VALUES, charts, full_digest
from tests.programme.digest.made_up import WEEK, digest_of, goal, update

DIGEST = full_digest()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[FileForm, Path]:
    folder = tmp_path_factory.mktemp("digest")
    what = ToWrite(DIGEST, charts())
    for form in FileForm:
        write_digest(what, form, folder / file_name(DIGEST, form))
    return {form: folder / file_name(DIGEST, form) for form in FileForm}


def words_of_word(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for t in document.tables for row in t.rows for cell in row.cells)
    return folded(" ".join([*(p.text for p in document.paragraphs), *cells]))


def words_of_pdf(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return folded(" ".join(page.extract_text() or "" for page in pdf.pages))


def folded(text: str) -> str:
    return " ".join(text.split())


def rows_of(path: Path, sheet: str = "Goals") -> list[dict[str, Any]]:
    held = openpyxl.load_workbook(path)[sheet]
    headings = [str(cell.value) for cell in held[1]]
    return [
        dict(zip(headings, (cell.value for cell in row), strict=True))
        for row in held.iter_rows(min_row=2)
    ]


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_every_form_tells_the_same_counts(
    files: dict[FileForm, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    summary = content_of(DIGEST).summary
    standard_output().print(digest_view(DigestView(DIGEST), names=False))
    assert folded(summary) in folded(capsys.readouterr().out)
    assert summary in words_of_word(files[FileForm.WORD])
    assert summary in words_of_pdf(files[FileForm.PDF])
    standings = [row["Rating"] for row in rows_of(files[FileForm.EXCEL])]
    for rating, number in (
        ("Green", DIGEST.counts.green),
        ("Amber", DIGEST.counts.amber),
        ("Red", DIGEST.counts.red),
        (None, DIGEST.counts.missing),
    ):
        assert standings.count(rating) == number


def test_every_value_and_target_is_the_same_in_every_form(files: dict[FileForm, Path]) -> None:
    word = words_of_word(files[FileForm.WORD])
    sheet = {row["Goal"]: row for row in rows_of(files[FileForm.EXCEL])}
    plain = {row["Goal"]: row for row in csv_rows(files[FileForm.CSV])}
    readings = [line for line in DIGEST.lines if line.reading]
    assert readings
    for line in readings:
        reading = line.reading
        assert reading is not None
        row, text = sheet[line.name], plain[line.name]
        assert value_words(reading) in word
        assert row["Value"] == reading.value == float(text["Value"])
        assert row["Target"] == reading.target
        assert text["Target"] == ("" if reading.target is None else str(reading.target))
        as_at = row["As at"]
        assert isinstance(as_at, datetime)
        assert as_at.date() == reading.as_at == date.fromisoformat(text["As at"])
        assert row["Against target"] == reading.target_standing.value.replace("_", " ")


def test_the_pdf_has_the_words_of_the_word_document(files: dict[FileForm, Path]) -> None:
    pdf = words_of_pdf(files[FileForm.PDF]).replace(" ", "")
    document = docx.Document(str(files[FileForm.WORD]))
    for paragraph in document.paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style and style.startswith("Heading"):
            assert "".join(paragraph.text.split()) in pdf
    for line in DIGEST.reds:
        assert "".join((line.recovery or "").split()) in pdf


def test_values_and_limits_stand_in_the_workbook_as_numbers(files: dict[FileForm, Path]) -> None:
    held = rows_of(files[FileForm.EXCEL], "SPC values")
    chart = charts()["waits"][1]
    ours = [row for row in held if row["Measure"] == "Measure waits"]
    assert [row["Value"] for row in ours] == list(chart.series.values)
    for row in ours:
        assert row["Upper limit"] == pytest.approx(chart.segments[0].upl)


def test_nothing_that_looks_like_a_formula_is_one(files: dict[FileForm, Path]) -> None:
    for sheet in openpyxl.load_workbook(files[FileForm.EXCEL]):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
    names = [row["Goal"] for row in rows_of(files[FileForm.EXCEL])]
    assert FORMULA in names
    for row in csv_rows(files[FileForm.CSV]):
        for value in row.values():
            assert not value.startswith(("=", "+", "@"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\ufeff=1"]
)
def test_texts_that_a_spreadsheet_would_run_are_made_inert(text: str) -> None:
    assert inert(text).startswith("'")


@pytest.mark.parametrize("text", ["", "a=b", "3 of 4", "’quoted’"])
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    assert inert(text) == text


def test_the_workbook_is_made_to_work_with(files: dict[FileForm, Path]) -> None:
    book = openpyxl.load_workbook(files[FileForm.EXCEL])
    goals = book["Goals"]
    assert goals.freeze_panes == "B2"
    assert goals.auto_filter.ref
    assert len(book["SPC"]._charts) == len(charts())


def test_numbers_have_the_decimals_that_they_have_in_words(files: dict[FileForm, Path]) -> None:
    goals = openpyxl.load_workbook(files[FileForm.EXCEL])["Goals"]
    headings = {str(cell.value): cell.column for cell in goals[1]}
    shown = {
        str(goals.cell(row, headings["Goal"]).value): goals.cell(row, headings["Value"])
        for row in range(2, goals.max_row + 1)
    }
    assert shown["Goal red"].number_format == "#,##0.0"
    assert shown["Goal amber"].number_format == "#,##0.00"
    assert goals.cell(2, headings["Due"]).number_format == "d mmmm yyyy"
    whole = next(row for row in goals.iter_rows(min_row=2) if row[headings["Target"] - 1].value)
    assert whole[headings["Target"] - 1].number_format == "#,##0"


def test_native_charts_show_special_causes_and_limits_apart(files: dict[FileForm, Path]) -> None:
    with zipfile.ZipFile(files[FileForm.EXCEL]) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert "00b0f0" in drawn.lower(), "an improvement in its colour"
    low, high = (
        float(re.findall(rf'<(?:c:)?{end} val="([^"]+)"', drawn)[0]) for end in ("min", "max")
    )
    chart = charts()["waits"][1]
    assert 0 < low < (chart.segments[0].lpl or 0)
    assert (chart.segments[0].upl or 0) < high < 20


def test_more_measures_than_charts_is_said(tmp_path: Path) -> None:
    each, chart = charts()["waits"]
    many = {f"m{n}": (each, chart) for n in range(MOST_CHARTS + 1)}
    write_digest(ToWrite(DIGEST, many), FileForm.EXCEL, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["SPC"]
    assert sheet["A1"].value == (
        f"The first {MOST_CHARTS} of {MOST_CHARTS + 1} measures are drawn here; "
        "the sheet SPC values holds the values of all."
    )
    assert len(sheet._charts) == MOST_CHARTS


def test_lines_lead_to_where_the_update_can_be_read(tmp_path: Path) -> None:
    place = "https://example.invalid/p1?a=1&b=2"
    digest = linked_digest(place)
    for form in (FileForm.WORD, FileForm.PDF, FileForm.EXCEL):
        write_digest(ToWrite(digest, charts()), form, tmp_path / f"x.{form}")
    document = docx.Document(str(tmp_path / "x.docx"))
    targets = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert targets == [place]
    with pdfplumber.open(tmp_path / "x.pdf") as pdf:
        assert place in {link["uri"] for page in pdf.pages for link in page.hyperlinks}
    goals = openpyxl.load_workbook(tmp_path / "x.xlsx")["Goals"]
    found = [c.hyperlink.target for row in goals.iter_rows() for c in row if c.hyperlink]
    assert found == [place]


def test_a_shared_blocker_leads_to_each_post_that_tells_of_it(tmp_path: Path) -> None:
    rooms = Blocker("Rooms are not free", "Estates")
    places = {key: f"https://example.invalid/{key}" for key in ("red", "amber")}
    digest = digest_of(
        [goal("red", "river"), goal("amber", "hill")],
        [update(key, Rating.AMBER, blocker=rooms) for key in places],
        links={update(key).id: place for key, place in places.items()},
    )
    write_digest(ToWrite(digest, {}), FileForm.WORD, tmp_path / "x.docx")
    document = docx.Document(str(tmp_path / "x.docx"))
    led = {
        text.split(":")[0]: document.part.rels[each.get(qn("r:id"))].target_ref
        for paragraph in document.paragraphs
        if "Rooms are not free" in (text := paragraph.text)
        for each in paragraph._p.iter(qn("w:hyperlink"))
    }
    names = {line.goal: line.name for line in digest.lines}
    assert {names[key]: place for key, place in places.items()}.items() <= led.items()


def test_a_link_that_is_no_web_address_is_no_link(tmp_path: Path) -> None:
    digest = linked_digest("javascript:alert(1)")
    write_digest(ToWrite(digest, charts()), FileForm.WORD, tmp_path / "x.docx")
    document = docx.Document(str(tmp_path / "x.docx"))
    assert not [each for each in document.part.rels.values() if each.is_external]


def linked_digest(place: str) -> Digest:
    return digest_of(
        [goal("red", measure="waits")],
        [update("red", Rating.RED, decision=DecisionRequired("Agree a locum", "Finance"))],
        measures=MEASURES,
        values=VALUES,
        links={update("red").id: place},
    )


def test_the_word_document_speaks_british_english(files: dict[FileForm, Path]) -> None:
    styles = docx.Document(str(files[FileForm.WORD])).styles.element
    assert {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))} == {"en-GB"}


def test_the_pdf_can_be_read_by_ear(files: dict[FileForm, Path]) -> None:
    with pdfplumber.open(files[FileForm.PDF]) as pdf:
        parts = list(tagged_parts(pdf.structure_tree))
        mark_info = pdf.doc.catalog["MarkInfo"].resolve()
    assert mark_info == {"Marked": True}
    said = [part["alt_text"] for part in parts if part["type"] == "Figure"]
    assert [alt.partition(" ")[0] for alt in said] == ["Goals", "Chart"]
    roles = [part["type"] for part in parts]
    headings = [int(role[1]) for role in roles if role in ("H1", "H2")]
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert {"Table", "TR", "TH", "TD", "L", "LI", "P", "TOC"} <= set(roles)


def test_a_heading_that_is_repeated_on_the_next_page_is_read_once(tmp_path: Path) -> None:
    many = digest_of([goal(f"g{number}") for number in range(60)], [])
    write_digest(ToWrite(many, {}), FileForm.PDF, tmp_path / "x.pdf")
    with pdfplumber.open(tmp_path / "x.pdf") as pdf:
        table = [p for p in tagged_parts(pdf.structure_tree) if p["type"] == "Table"][-1]
        printed = [page for page in pdf.pages if "Latest value" in (page.extract_text() or "")]
    assert len(printed) > 1
    heads = [row["children"][0] for row in table["children"]]
    assert [cell["type"] for cell in heads] == ["TH", *["TD"] * 60]
    assert all(len(cell["mcids"]) == 1 for cell in heads)


def tagged_parts(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in tree:
        yield part
        yield from tagged_parts(part.get("children", []))


def test_a_rule_of_practice_stands_with_its_source(files: dict[FileForm, Path]) -> None:
    said = "Programme practice: A summary is asked for. Source: Made up"
    assert said in words_of_word(files[FileForm.WORD])
    assert said in words_of_pdf(files[FileForm.PDF])


def test_an_amber_goal_is_told_with_its_blocker_and_who_can_help(
    files: dict[FileForm, Path],
) -> None:
    red = "Rooms are not free. Estates can help. By 4 December 2026."
    assert red in words_of_word(files[FileForm.WORD])
    assert "Blocker: Rooms are not free." in words_of_word(files[FileForm.WORD])


def test_the_word_document_can_be_read_by_ear(files: dict[FileForm, Path]) -> None:
    document = docx.Document(str(files[FileForm.WORD]))
    pictures = document.inline_shapes
    assert len(pictures) == 2
    for picture in pictures:
        described = picture._inline.docPr.get("descr")
        assert described.startswith(("Chart of", "Goals by True North"))
    levels = list(heading_levels(document))
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in document.tables:
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        header = table.rows[0]._tr.trPr.find(qn("w:tblHeader"))
        assert (header is None) == (look.get(qn("w:firstColumn")) == "1")
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def heading_levels(document: Any) -> Iterator[int]:
    for paragraph in document.paragraphs:
        name = paragraph.style.name
        if name.startswith("Heading"):
            yield int(name.split()[-1])


def test_the_word_document_has_a_field_for_its_contents(files: dict[FileForm, Path]) -> None:
    with zipfile.ZipFile(files[FileForm.WORD]) as archive:
        body = archive.read("word/document.xml").decode()
        settings = archive.read("word/settings.xml").decode()
    assert "TOC \\o" in body
    for anchor in re.findall(r'w:anchor="([^"]+)"', body):
        assert f'w:name="{anchor}"' in body, "a line of the contents leads to its heading"
    assert body.count("w:anchor=") == body.count("w:bookmarkStart")
    assert "updateFields" in settings


def test_nobody_is_named_unless_it_is_asked_for(
    files: dict[FileForm, Path], tmp_path: Path
) -> None:
    assert "Sample Person" not in words_of_word(files[FileForm.WORD])
    assert "Sample Person" not in words_of_pdf(files[FileForm.PDF])
    named = tmp_path / "named.docx"
    write_digest(ToWrite(DIGEST, charts(), names=True), FileForm.WORD, named)
    assert "Sample Person" in words_of_word(named)


def test_a_chart_whose_values_changed_since_says_so(
    files: dict[FileForm, Path], tmp_path: Path
) -> None:
    corrected = [*VALUES["waits"][:-1], replace(VALUES["waits"][-1], value=9.0)]
    chart = chart_of(MEASURES["waits"], corrected)
    assert chart
    what = ToWrite(DIGEST, {**charts(), "waits": (MEASURES["waits"], chart)})
    told = "Values changed after the digest was sent"
    for form, words_of in ((FileForm.WORD, words_of_word), (FileForm.PDF, words_of_pdf)):
        path = tmp_path / file_name(DIGEST, form)
        write_digest(what, form, path)
        assert told in words_of(path)
        assert told not in words_of(files[form])
    write_digest(what, FileForm.EXCEL, path := tmp_path / "x.xlsx")
    [about] = [row for row in rows_of(path, "About") if row["What"] == "Charts and values"]
    assert told in about["Value"]
    assert about["Value"].endswith(f"{MEASURES['waits'].name}.")


def test_the_weeks_own_column_is_as_the_digest_tells_of_it() -> None:
    now = {line.goal: (Rating.GREEN, Rating.GREEN) for line in DIGEST.lines}
    drawn = heat_map_of(DIGEST, [WEEK.plus(-1), WEEK], now)
    assert "In the latest week 2 green, 1 amber, 1 red, 1 with no update." in drawn.alt


def test_every_page_says_that_it_is_a_draft(files: dict[FileForm, Path]) -> None:
    with pdfplumber.open(files[FileForm.PDF]) as pdf:
        for page in pdf.pages:
            assert "Draft – not validated" in (page.extract_text() or "")


def test_every_table_goes_into_a_zip_or_a_folder(tmp_path: Path) -> None:
    write_digest(ToWrite(DIGEST, charts()), FileForm.CSV, tmp_path / "all.zip")
    write_digest(ToWrite(DIGEST, charts()), FileForm.CSV, tmp_path)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        names = set(archive.namelist())
    assert {"goals.csv", "decisions.csv", "spc-values.csv", "measures.csv"} <= names
    assert names <= {path.name for path in tmp_path.iterdir()}


def test_a_place_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    for form in FileForm:
        with pytest.raises(RuleBroken, match="could not be written"):
            write_digest(ToWrite(DIGEST, charts()), form, tmp_path / "none" / f"x.{form}")


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_digest(
        ToWrite(DIGEST, charts()),
        FileForm.WORD,
        tmp_path / "x.docx",
        lambda what, done, of: told.append((what, done, of)),
    )
    assert told[0] == ("Drawing charts", 1, 1)
    assert told[-1][1] == told[-1][2]


def test_a_decision_that_was_made_since_is_not_asked_of_the_board(tmp_path: Path) -> None:
    since = Since(decided=(Outcome(DIGEST.decisions[0], "Yes, until April"),))
    write_digest(ToWrite(DIGEST, charts(), since), FileForm.WORD, tmp_path / "x.docx")
    words = words_of_word(tmp_path / "x.docx")
    assert "The Board is asked to note this report." in words
    assert "decided since" in words
    assert "Decided: Yes, until April." in words
    before = tmp_path / "before.docx"
    write_digest(ToWrite(DIGEST, charts()), FileForm.WORD, before)
    asked = "The Board is asked to see that the decision below is taken, by Finance,"
    assert asked in words_of_word(before)
