"""Passages: what stands together, what is marked as what, and that every word is kept."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block, BlockKind, Cell
from ingest.drafts import LONGEST_WORDS, clean
from ingest.formats import sniff
from ingest.outline import outline
from ingest.passages import passages
from ingest.readers import read_document
from ingest.readers.marks import fold, without_tags
from ingest.readers.plain_text import blocks_of
from ingest.sections import Section
from ingest.settings import IngestSettings
from knowledge.embedding import SentenceEmbedder
from knowledge.indexing import indexed_text
from knowledge.settings import KnowledgeSettings
from programme.documents import Passage, PassageKind
from tests.ingest.readers.typesetting import SETTERS
from tests.ingest.typeset_anew import set_with_levels

LIMITS = IngestSettings()
STRATEGIES = ["doing-well-together-2026-2031.txt", "kmpt-3-year-strategy-2023-2026.txt"]


def cut(text: str) -> list[Passage]:
    return passages("made-up", outline(blocks_of(text)))


def of_kind(found: list[Passage], kind: PassageKind) -> list[Passage]:
    return [passage for passage in found if passage.kind is kind]


def test_the_same_words_in_the_same_place_are_one_passage():
    head = Block(kind=BlockKind.HEADING, source="Waits", text="Waits", level=1)
    cells = (Cell("Yes", "Yes"), Cell("No", "No"))
    row = Block(
        kind=BlockKind.ROW, source="Yes No", text="Yes No", cells=cells, header=("A", "B"), table=1
    )
    other = replace(head, source="Beds", text="Beds")
    found = passages("made-up", outline([head, row, row, row, other, row]))
    rows = [(p.section, p.ordinal) for p in of_kind(found, PassageKind.ROW)]
    assert [section for section, _ in rows] == [("Waits",), ("Beds",)]
    assert [p.ordinal for p in found] == list(range(len(found)))


# --- what stands together --------------------------------------------------------------------


def test_a_list_stays_whole_with_the_line_that_leads_in_to_it():
    text = "About us\n\nWe run ferries. Over the next year we will:\n\n- paint them\n- name them\n"

    prose, listed = cut(text)

    assert prose.source == "We run ferries."
    assert listed.kind is PassageKind.LIST
    assert listed.lead_in == "Over the next year we will:"
    assert [unit.text for unit in listed.units] == ["paint them", "name them"]
    assert listed.source == "Over the next year we will: - paint them - name them"
    assert listed.text == "Over the next year we will:\npaint them\nname them"


def test_a_heading_that_announces_is_the_lead_in():
    (listed,) = cut("About us\n\nWe run ferries.\n\nWe will:\n\n- paint them\n- name them\n")[-1:]

    assert listed.section == ("About us", "We will")
    assert listed.lead_in == "We will:"
    assert listed.source.startswith("We will:")


def test_a_very_long_list_is_cut_between_items_and_keeps_its_lead_in():
    items = [f"do the thing with number {n} in it, and do it well" for n in range(40)]
    text = "About us\n\nWe run ferries and we will:\n\n" + "\n".join(f"- {i}" for i in items)

    parts = of_kind(cut(text), PassageKind.LIST)

    assert len(parts) > 1
    assert [unit.text for part in parts for unit in part.units] == items
    assert {part.lead_in for part in parts} == {"We run ferries and we will:"}
    assert all(len(part.text.split()) <= LONGEST_WORDS for part in parts)


def test_a_short_row_is_a_passage_with_its_column_headings():
    rows = of_kind(
        cut("Fleet\n\nBoat\tSeats\tPort\nTern\t40\tNorth\nGull\t60\tSouth\n"), PassageKind.ROW
    )

    assert len(rows) == 2
    assert [(u.label, u.text) for u in rows[0].units] == [
        ("Boat", "Tern"),
        ("Seats", "40"),
        ("Port", "North"),
    ]
    assert rows[0].text == "Boat:\nTern\nSeats:\n40\nPort:\nNorth"


def test_a_row_of_lists_gives_each_list_a_passage_under_what_the_row_is_about():
    text = (
        "Aims\n\nObjective\tWhat it looks like\tHow we will know\n"
        "1.1 Answer sooner\t<ul>• Calls are answered• Letters are too</ul>"
        "\t<ul>• 40 seconds• 5 days</ul>\n"
    )

    looks, know = of_kind(cut(text), PassageKind.ROW)

    assert looks.section == know.section == ("Aims", "1.1 Answer sooner")
    assert [u.text for u in know.units] == ["1.1 Answer sooner", "40 seconds", "5 days"]
    assert {u.label for u in know.units[1:]} == {"How we will know"}


def test_a_quotation_is_marked_and_never_joined_to_what_is_beside_it():
    text = "Voices\n\nPeople told us a lot.\n\n“I only see the sea.”\n\nWe listened to them.\n"

    before, said, after = cut(text)

    assert said.kind is PassageKind.QUOTATION
    assert said.source == "“I only see the sea.”"
    assert [said.quote(0, 0)] == [unit.text for unit in said.units] == ["I only see the sea."]
    assert (before.kind, after.kind) == (PassageKind.PROSE, PassageKind.PROSE)


def test_a_quotation_names_whoever_speaks():
    text = (
        "Voices\n\nPeople told us a lot.\n\nPatient:\n\nI only see the sea.\n\n"
        "Staff:\n\nSo do I, all day.\n"
    )

    said = of_kind(cut(text), PassageKind.QUOTATION)

    assert [(q.lead_in, q.source) for q in said] == [
        ("Patient:", "Patient: I only see the sea."),
        ("Staff:", "Staff: So do I, all day."),
    ]
    assert [unit.text for unit in said[0].units] == ["I only see the sea."]
    assert {q.section for q in said} == {("Voices",)}


def test_a_heading_with_parts_gets_a_passage_that_names_them():
    text = (
        "A plan\n\n1. Boats\n\nWords about boats, and quite enough of them.\n\n"
        "1.1 Sails\n\nWords about sails, and quite enough of them.\n\n"
        "1.2 Oars\n\nWords about oars, and quite enough of them.\n"
    )

    title, parts = of_kind(cut(text), PassageKind.OUTLINE)

    assert [unit.text for unit in title.units] == ["A plan"]
    assert title.section == ()
    assert parts.lead_in == "1. Boats"
    assert [unit.text for unit in parts.units] == ["1.1 Sails", "1.2 Oars"]


def test_headings_in_a_row_are_kept_as_one_passage():
    text = (
        "A PLAN\n\nSome words come first, so that this is no title page.\n\nBEFORE\n\n"
        "Words.\n\nIT STANDS ON\n\nBOATS\n\nSAILS\n\nWords about sails, enough of them.\n\n"
        "Oars\n\nWords.\n"
    )

    found = of_kind(cut(text), PassageKind.OUTLINE)

    assert [(o.lead_in, [u.text for u in o.units]) for o in found] == [
        ("IT STANDS ON", ["BOATS", "SAILS"])
    ]


def test_statements_one_by_one_under_an_announced_heading_are_a_list():
    text = (
        "The year\n\nIt was a good year. What we are proud of includes:\n\n"
        "For our sailors\n\nEverybody has a bunk now.\n\n"
        "The lamps on the quay are lit at night all year\n\n"
        "For our cooks\n\nThere are two galleys now.\n\nBoth have a window to the sea.\n\n"
        "Next year\n\nWe go north.\n"
    )

    lists = of_kind(cut(text), PassageKind.LIST)

    assert [one.section[-1] for one in lists] == ["For our sailors", "For our cooks"]
    assert {one.lead_in for one in lists} == {"What we are proud of includes:"}
    assert [u.text for u in lists[0].units] == [
        "Everybody has a bunk now.",
        "The lamps on the quay are lit at night all year",
    ]


def test_short_neighbours_go_together_and_long_paragraphs_are_cut_between_sentences():
    long = " ".join(f"Sentence {n} has exactly nine words in it today." for n in range(40))
    found = cut(f"Part\n\nA short one.\n\nAnother short one.\n\nOther\n\n{long}\n")

    assert found[0].source == "A short one. Another short one."
    assert len(found) > 3
    assert all(p.source.endswith(".") for p in found)
    assert all(len(p.source.split()) <= LONGEST_WORDS * 1.15 for p in found)
    assert sum(len(p.units) for p in found[1:]) == 40


def test_ids_tell_documents_places_and_words_apart():
    text = "Part\n\nThe same words.\n\nOther part\n\nThe same words.\n"
    one = [p.id for p in cut(text)]
    other = [p.id for p in passages("another", outline(blocks_of(text)))]

    assert len({*one, *other}) == len(one) + len(other)
    assert one == [p.id for p in cut(text)]


# --- laws over anything a reader could give --------------------------------------------------

WORDS = st.sampled_from(
    ("harbour", "ferry", "Board", "we", "I", "will", "e.g.", "85%", "£3.5m", "1,700", "**bold**")
)
RUNS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
SENTENCES = st.lists(RUNS.map(lambda r: f"{r}."), min_size=1, max_size=4).map(" ".join)
LONG = st.integers(1, 60).map(lambda n: " ".join(f"Sentence {i} of many here." for i in range(n)))


def plain(kind: BlockKind, words: str, **more: object) -> Block:
    source = fold(words)
    return Block(kind, source, clean(source), **more)  # type: ignore[arg-type]


@st.composite
def items(draw) -> list[Block]:
    marker = draw(st.sampled_from(["-", "•", "1.", None]))
    words = draw(st.lists(RUNS, min_size=1, max_size=5))
    return [
        Block(
            BlockKind.ITEM,
            f"{marker} {fold(w)}" if marker else fold(w),
            clean(fold(w)),
            marker=marker,
        )
        for w in words
    ]


@st.composite
def rows(draw) -> list[Block]:
    width = draw(st.integers(1, 4))
    header = draw(st.sampled_from([(), tuple(f"Column {n}" for n in range(width))]))
    found = []
    for _ in range(draw(st.integers(1, 3))):
        cells = []
        for _ in range(width):
            listed = tuple(fold(w) for w in draw(st.lists(RUNS, max_size=4)))
            single = fold(draw(RUNS))
            source = " • ".join(listed) if listed else single
            text = " ".join(map(clean, listed)) if listed else clean(single)
            cells.append(Cell(text, source, listed if len(listed) > 1 else ()))
        source = " ".join(cell.source for cell in cells)
        found.append(
            Block(BlockKind.ROW, source, clean(source), cells=tuple(cells), header=header, table=1)
        )
    return found


@st.composite
def quotations(draw) -> list[Block]:
    said = plain(BlockKind.QUOTATION, draw(SENTENCES))
    if not draw(st.booleans()):
        return [said]
    name = Block(BlockKind.LINE, "Patient:", "Patient:")
    return [name, Block(said.kind, said.source, said.text, speaker="Patient")]


HEADINGS = st.builds(
    lambda words, level: [Block(BlockKind.HEADING, words, words, level=level)],
    st.sampled_from(
        ["Our aims", "Why this matters", "1.1 Boats", "OUR FLEET", "We will:", "Voices"]
    ),
    st.sampled_from([None, 1, 2, 3]),
)
LINES = st.sampled_from(
    ["Our aims", "Why this matters", "1.1 Boats", "OUR FLEET", "We will:", "Kindness", "Voices"]
).map(lambda words: [plain(BlockKind.LINE, words)])
PARAGRAPHS = st.one_of(SENTENCES, LONG, RUNS.map(lambda r: f"{r}:")).map(
    lambda words: [plain(BlockKind.PARAGRAPH, words)]
)
DOCUMENTS = st.lists(
    st.one_of(HEADINGS, LINES, PARAGRAPHS, items(), rows(), quotations()), max_size=14
).map(lambda parts: [block for part in parts for block in part])


@given(DOCUMENTS)
def test_every_unit_is_a_stretch_of_its_passages_own_words(blocks):
    for passage in passages("made-up", outline(blocks)):
        assert passage.units
        for unit in passage.units:
            assert clean(passage.source[unit.start : unit.end]) in (
                unit.text,
                clean(unit.text),
            ) or (clean(unit.text) in clean(passage.source[unit.start : unit.end]))
            assert unit.text == " ".join(unit.text.split()) != ""
        starts = [unit.start for unit in passage.units]
        assert starts == sorted(starts)


@given(DOCUMENTS)
def test_every_word_of_every_block_is_in_some_passage(blocks):
    found = passages("made-up", outline(blocks))
    kept = "\n".join(
        text
        for p in found
        for text in (p.source, *p.section, p.lead_in or "", *(u.label or "" for u in p.units))
    )

    for block in blocks:
        pieces = [cell.source for cell in block.cells] or [block.source]
        for piece in pieces:
            missing = [w for w in piece.rstrip(":").split() if w not in kept]
            assert missing == [], block


@given(DOCUMENTS)
def test_passages_are_numbered_in_reading_order_and_have_ids_of_their_own(blocks):
    found = passages("made-up", outline(blocks))

    assert [p.ordinal for p in found] == list(range(len(found)))
    assert len({p.id for p in found}) == len(found)


def test_section_trees_made_by_hand_are_cut_as_well():
    root = Section(title="")
    part = Section(title="Part", source="Part", parent=root)
    root.children.append(part)
    part.body.append(plain(BlockKind.PARAGRAPH, "Some words."))

    (passage,) = passages("made-up", root)

    assert (passage.section, passage.source) == (("Part",), "Some words.")


# --- the two strategies ----------------------------------------------------------------------


def folded_document(path: Path) -> str:
    return fold(without_tags(path.read_text(encoding="utf-8")))


def of_file(path: Path) -> list[Passage]:
    document = read_document(path, sniff(path).format, LIMITS)
    return passages("strategy", outline(document.blocks))


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_quote_is_verbatim_in_the_document(name, shared):
    path = shared / "documents" / name
    whole = folded_document(path)

    for passage in of_file(path):
        if passage.kind is PassageKind.OUTLINE:
            continue
        for number in range(len(passage.units)):
            assert passage.quote(number, number) in whole, passage
        if passage.kind in (PassageKind.LIST, PassageKind.QUOTATION):
            assert passage.quote(0, len(passage.units) - 1) in whole, passage


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_heading_that_an_outline_names_is_verbatim_in_the_document(name, shared):
    path = shared / "documents" / name
    whole = folded_document(path)

    outlines = [p for p in of_file(path) if p.kind is PassageKind.OUTLINE]
    assert len(outlines) > 4
    assert all(p.quote(n, n) in whole for p in outlines for n in range(len(p.units)))


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_word_of_a_strategy_is_in_some_passage(name, shared):
    path = shared / "documents" / name
    blocks = read_document(path, sniff(path).format, LIMITS).blocks
    kept = " ".join(
        " ".join((p.source, *p.section, *(u.label or "" for u in p.units))) for p in of_file(path)
    )

    for block in blocks:
        for cell in block.cells:
            assert fold(cell.source) in kept
        if not block.cells:
            assert block.source in kept or clean(block.source).rstrip(": ") in kept


@pytest.mark.model
@pytest.mark.parametrize("name", STRATEGIES)
def test_every_indexed_text_of_a_strategy_fits_the_models_window(name, shared):
    model = SentenceEmbedder(KnowledgeSettings())._model

    for passage in of_file(shared / "documents" / name):
        tokens = model.tokenizer(indexed_text(passage).text)["input_ids"]
        assert len(tokens) <= model.max_seq_length == 256, passage.section


# --- typeset anew ----------------------------------------------------------------------------


def gist(found: list[Passage]) -> list[tuple[str, ...]]:
    """What two typesettings have in common: kinds, headings, and the words without marks.

    Prose under one heading is taken together: where a page ends, a passage ends.
    """
    grouped: list[tuple[str, ...]] = []
    last: tuple[str, ...] = ()
    for passage in found:
        place = (str(passage.kind), *passage.section, passage.lead_in or "")
        words = [re.sub(r"[*“”]", "", unit.text) for unit in passage.units]
        if passage.kind is PassageKind.PROSE and place == last:
            grouped[-1] = (*grouped[-1], *words)
        else:
            grouped.append((*place, *words))
        last = place
    return grouped


@pytest.mark.parametrize("suffix", ["docx", "pdf", "md", "html"])
@pytest.mark.parametrize("name", STRATEGIES)
def test_a_strategy_set_with_styles_gives_the_same_passages(name, suffix, shared, tmp_path):
    drawn = shared / "documents" / name
    path = tmp_path / f"strategy.{suffix}"
    SETTERS[suffix](set_with_levels(drawn), path)

    assert gist(of_file(path)) == gist(of_file(drawn))
