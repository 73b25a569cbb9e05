"""Which heading everything stands under, on made-up documents of many shapes and on real ones."""

from pathlib import Path

import pytest

from ingest.blocks import Block, BlockKind
from ingest.formats import sniff
from ingest.outline import outline
from ingest.readers import read_document
from ingest.readers.markdown import read as read_markdown
from ingest.readers.plain_text import blocks_of
from ingest.sections import Section
from ingest.settings import IngestSettings

LIMITS = IngestSettings()
NEW = "doing-well-together-2026-2031.txt"
OLD = "kmpt-3-year-strategy-2023-2026.txt"


def tree(root: Section) -> list[object]:
    """Titles as nested lists; what goes on under a heading after a section is left out."""
    found: list[object] = []
    for child in root.children:
        below = tree(child)
        if child.title:
            found.append([child.title, *below] if below else child.title)
    return found


def of_text(text: str) -> Section:
    return outline(blocks_of(text))


def of_markdown(text: str, tmp_path: Path) -> Section:
    path = tmp_path / "document.md"
    path.write_text(text, encoding="utf-8")
    return outline(read_markdown(path, LIMITS).blocks)


def under(root: Section, *path: str) -> Section:
    """The section of this path; fails when there is none."""
    for section in root.walk():
        if section.path == path and section.title:
            return section
    raise AssertionError(f"no section {path}; there are {[s.path for s in root.walk()]}")


def words_under(root: Section, *path: str) -> list[str]:
    """What stands under a path, sections that go on under it included."""
    return [b.text for s in root.walk() if s.path == path for b in s.body]


# --- by form ---------------------------------------------------------------------------------

RECURRING = """Our three harbours

We look after three harbours.

North harbour

The oldest of them, with a lighthouse.

Why we keep it

Fishing boats have come in here for longer than anybody can tell.

What we will do

- mend the pier
- paint the lighthouse

South harbour

The busiest of them, with a market.

Why we keep it

Everything that the islands eat is unloaded here every morning.

What we will do

- build a cold store

East harbour

The smallest of them, with a beach.

Why we keep it

Children learn to swim here, and their parents did before them.

What we will do

- put up a diving board

Who pays for it

The ferry company pays for all of it, and is glad to.
"""


def test_headings_that_recur_belong_to_the_heading_before_them():
    root = of_text(RECURRING)

    each = ["Why we keep it", "What we will do"]
    assert tree(root) == [
        ["Our three harbours", ["North harbour", *each], ["South harbour", *each],
         ["East harbour", *each]],
        "Who pays for it",
    ]  # fmt: skip
    assert words_under(root, "Our three harbours", "South harbour", "What we will do") == [
        "build a cold store"
    ]


def test_a_heading_that_counts_its_parts_stands_above_them_and_one_that_does_not_beside():
    counted = of_text(RECURRING)
    other = of_text(RECURRING.replace("We look after three harbours.", "The sea is deep here."))

    assert under(counted, "Our three harbours", "North harbour")
    assert under(other, "North harbour")


CAPITALS = """OUR HARBOURS

This part is about the harbours that we look after today.

Piers

There are four of them, all made of oak and all mended this year.

Lighthouses

There are two of them, and both can be seen from the sea at night.

OUR FERRIES

This part is about the ferries that call at them every day.

Timetables

They are printed twice a year, in spring and in autumn, on yellow paper.
"""


def test_capitals_stand_above_sentence_case():
    assert tree(of_text(CAPITALS)) == [
        ["OUR HARBOURS", "Piers", "Lighthouses"],
        ["OUR FERRIES", "Timetables"],
    ]


NUMBERED = """1. Harbours

What is said of harbours in general stands here in a sentence.

1.1 Piers

What is said of piers stands here, and it is a whole sentence.

1.2 Lighthouses

What is said of lighthouses stands here, and it is a sentence too.

2. Ferries

What is said of ferries in general stands here in a sentence.

2.1 Timetables

What is said of timetables stands here, and it is a whole sentence.
"""


def test_numbers_say_the_depth():
    assert tree(of_text(NUMBERED)) == [
        ["1. Harbours", "1.1 Piers", "1.2 Lighthouses"],
        ["2. Ferries", "2.1 Timetables"],
    ]


ANNOUNCED = """Our promise

Sailors told us what they miss most when they are at sea.

Sailors and their families asked for:

- letters
- warm socks

We have thought about that for a long time, and this is what came of it.

Our answer

From this winter on there will be a post boat to every ship in the bay.
"""


def test_a_line_with_a_colon_announces_a_list_and_what_follows_is_under_the_heading_again():
    root = of_text(ANNOUNCED)

    assert tree(root) == [["Our promise", "Sailors and their families asked for"], "Our answer"]
    announced = under(root, "Our promise", "Sailors and their families asked for")
    assert announced.announces == "Sailors and their families asked for:"
    assert [b.text for b in announced.body] == ["letters", "warm socks"]
    assert words_under(root, "Our promise")[-1].startswith("We have thought about that")


ALIKE = """How the year went

It was a good year for nearly everybody. What we are proud of includes:

For our sailors

Everybody has a bunk of their own now, and a lamp to read by at night.

For our cooks

There are two new galleys, both of them with a window to the sea.

For our passengers

Breakfast is free of charge on the first boat of the day, all year.

Where we go next

Next year we go north, where nobody has run a ferry for a century.
"""


def test_headings_of_like_form_are_siblings_under_what_announces_them():
    root = of_text(ALIKE)

    parts = ["For our sailors", "For our cooks", "For our passengers"]
    assert tree(root) == [["How the year went", *parts], "Where we go next"]
    assert all(under(root, "How the year went", part).announced for part in parts)


def test_a_colon_before_a_single_heading_announces_nothing():
    """The list was a picture: the next heading is not one of it."""
    text = ALIKE.replace("For our cooks", "Galleys").replace("For our passengers", "Breakfast")

    root = of_text(text)

    assert not any(section.announced for section in root.walk())
    assert under(root, "For our sailors")


TITLED = """NORTHSHIRE HARBOUR TRUST

Annual plan 2026

Who we are

We are a harbour trust, and we have been one for a very long time.
"""


def test_lines_before_any_other_words_are_the_title_page():
    root = of_text(TITLED)

    assert [b.text for b in root.body] == ["NORTHSHIRE HARBOUR TRUST", "Annual plan 2026"]
    assert tree(root) == ["Who we are"]


LISTED = """About us

We are a ferry company, and we have been one for a very long time.

Our values

These are the values that we hold to, whatever the weather:

Kindness

Curiosity

Thrift

How we use them

Every meeting begins with one of them, and every meal ends with another.
"""


def test_a_heading_above_numbered_parts_is_theirs_and_not_of_the_title_page():
    root = of_text("A plan\n\nOur parts\n\n" + NUMBERED)

    assert [block.text for block in root.body] == ["A plan"]
    assert root.children[0].title == "Our parts"


def test_bare_lines_after_a_colon_are_a_list_and_no_headings():
    root = of_text(LISTED)

    lead = "These are the values that we hold to, whatever the weather"
    assert tree(root) == ["About us", ["Our values", lead], "How we use them"]
    assert words_under(root, "Our values", lead) == ["Kindness", "Curiosity", "Thrift"]


def test_a_statement_that_lost_its_full_stop_is_no_heading():
    text = ANNOUNCED.replace(
        "From this winter on there will be a post boat to every ship in the bay.",
        "9 out of 10 ships in the bay are reached by the post boat within the hour\n\n"
        "The tenth is fetched by rowing, which takes a little longer but is quieter.",
    )

    assert tree(of_text(text))[-1] == "Our answer"


TABLES = """A PLAN FOR THE HARBOURS

OUR AIMS

1. We keep the harbours open

Why this was chosen...

Ships that cannot come in go elsewhere, and they do not come back.

Aim\tHow we will know
1.1 Deeper water\t- 9 metres everywhere
1.2 Better lights\t- 40 lamps

2. We keep the ferries running

Why this was chosen...

Islands without a ferry are islands without a doctor and a school.

Aim\tHow we will know
2.1 More boats\t- 6 boats
2.2 More crossings\t- 9 crossings a day

3. We keep the beaches clean

Why this was chosen...

Nobody wants to swim among bottles, and no child should have to do it.

Aim\tHow we will know
3.1 More bins\t- 90 bins
3.2 Fewer bottles\t- 0 bottles
"""


def test_a_table_after_a_reason_belongs_to_the_aim_and_not_to_the_reason():
    root = of_text(TABLES)

    for number, aim in enumerate(under(root, "OUR AIMS").children, start=1):
        assert aim.title.startswith(f"{number}.")
        (reason,) = [child for child in aim.children if child.title]
        assert {block.kind for block in reason.body} == {BlockKind.PARAGRAPH}
        rows = [b for s in aim.children if not s.title for b in s.body]
        assert [row.cells[0].text[:3] for row in rows] == [f"{number}.1", f"{number}.2"]


def test_prose_that_leads_in_to_a_table_keeps_it():
    text = TABLES.replace("should have to do it.", "should have to. These are the aims:")

    aim = under(of_text(text), "OUR AIMS", "3. We keep the beaches clean")

    assert [child.title for child in aim.children] == ["Why this was chosen..."]
    assert aim.children[0].body[-1].kind is BlockKind.ROW


# --- words that are somebody's ---------------------------------------------------------------

VOICES = RECURRING.replace(
    "- paint the lighthouse\n",
    "- paint the lighthouse\n\n// **The light has brought me home.** //\n",
).replace("- build a cold store\n", "- build a cold store\n\n{said}\n")


def last_kind(said: str, text: str = VOICES) -> BlockKind:
    root = of_text(text.format(said=said))
    section = under(root, "Our three harbours", "South harbour", "What we will do")
    assert section.body[-1].text == said
    return section.body[-1].kind


@pytest.mark.parametrize(
    "said",
    [
        "We carry the crates up the hill by hand because there is no crane",
        "If we knew when the boat comes in, we could wait at home. Nobody tells us.",
        "My mother sold fish here, and I would have gone under without the market.",
    ],
)
def test_words_in_the_place_of_a_siblings_quotation_are_somebodys(said):
    assert last_kind(said) is BlockKind.QUOTATION


@pytest.mark.parametrize(
    "said",
    [
        "We will report on this list every spring, and say what came of it.",
        "The market is open from five in the morning until everything is sold.",
        "Progress against these measures is reported to the Board by us.",
    ],
)
def test_words_that_an_organisation_says_of_itself_are_not(said):
    assert last_kind(said) is BlockKind.PARAGRAPH


def test_without_a_sibling_that_is_marked_only_a_single_person_is_heard():
    plain = VOICES.replace("// **The light has brought me home.** //\n", "")

    assert last_kind("I would have gone under without the market.", plain) is BlockKind.QUOTATION
    assert last_kind("We carry crates all day, every day of it.", plain) is BlockKind.PARAGRAPH


def test_whoever_speaks_is_no_heading():
    text = VOICES.format(said="Sailor").replace("Sailor\n", "Patient:\n\nI only see the sea.\n")

    root = of_text(text)

    section = under(root, "Our three harbours", "South harbour", "What we will do")
    assert [block.text for block in section.body[1:]] == ["Patient:", "I only see the sea."]
    assert section.body[-1].speaker == "Patient"


# --- by the format's own marks ---------------------------------------------------------------

MARKED = """# The plan

## Harbours

Some words about harbours.

### Piers

The targets were:

- oak everywhere
- no gaps

### Lighthouses

Two of them.

## Ferries

Some words about ferries.
"""


def test_marked_levels_are_believed(tmp_path):
    assert tree(of_markdown(MARKED, tmp_path)) == [
        ["Harbours", "Piers", "Lighthouses"],
        "Ferries",
    ]


def test_among_marked_headings_a_line_with_a_colon_leads_in_to_its_list(tmp_path):
    root = of_markdown(MARKED, tmp_path)

    assert words_under(root, "Harbours", "Piers") == [
        "The targets were:",
        "oak everywhere",
        "no gaps",
    ]


def test_among_marked_headings_a_plain_line_is_no_heading_and_a_bold_one_is(tmp_path):
    plain = MARKED.replace("Two of them.", "Two of them\n\nThey can be seen for miles at night.")
    bold = plain.replace("Two of them\n", "**Two of them**\n")

    assert tree(of_markdown(plain, tmp_path))[0] == ["Harbours", "Piers", "Lighthouses"]
    assert tree(of_markdown(bold, tmp_path))[0] == [
        "Harbours",
        "Piers",
        ["Lighthouses", "Two of them"],
    ]


def test_levels_may_be_left_out_and_the_outermost_need_not_be_the_first(tmp_path):
    text = "## Before\n\nWords.\n\n# One\n\nWords.\n\n#### Deep\n\nWords.\n\n# Two\n\nWords.\n"

    assert tree(of_markdown(text, tmp_path)) == ["Before", ["One", "Deep"], "Two"]


def test_one_style_for_all_headings_leaves_their_form_to_tell():
    headed = {
        "Our three harbours", "North harbour", "South harbour", "East harbour",
        "Why we keep it", "What we will do", "Who pays for it",
    }  # fmt: skip
    blocks = [
        Block(BlockKind.HEADING, b.source, b.text, level=2) if b.text in headed else b
        for b in blocks_of(RECURRING)
    ]
    titled = [Block(BlockKind.HEADING, "A plan", "A plan", level=1), *blocks]

    assert tree(outline(titled)) == tree(of_text(RECURRING))


def test_one_style_for_all_headings_is_believed_where_none_recurs(tmp_path):
    text = "# A plan\n\n## Part one\n\n## Details\n\nWords.\n\n## For us\n\nWords.\n"

    assert tree(of_markdown(text, tmp_path)) == ["Part one", "Details", "For us"]


def test_type_sizes_tell_levels_where_nothing_else_does():
    sizes = [("A plan", 20.0), ("Harbours", 16.0), ("Piers", 13.0), ("Ferries", 16.0)]
    blocks: list[Block] = []
    for title, size in sizes:
        blocks.append(Block(BlockKind.HEADING, title, title, size=size))
        blocks.append(Block(BlockKind.PARAGRAPH, "Some words.", "Some words.", size=10.0))

    root = outline(blocks)
    assert [block.text for block in root.body] == ["A plan", "Some words."]
    assert tree(root) == [["Harbours", "Piers"], "Ferries"]


@pytest.mark.parametrize("blocks", [[], [Block(BlockKind.PARAGRAPH, "Words.", "Words.")]])
def test_a_document_without_headings_is_one_section(blocks):
    root = outline(blocks)

    assert root.children == []
    assert root.body == blocks


# --- the two strategies ----------------------------------------------------------------------


def strategy(shared: Path, name: str) -> Section:
    path = shared / "documents" / name
    return outline(read_document(path, sniff(path).format, LIMITS).blocks)


def test_each_true_north_has_its_three_headings_under_it(shared):
    root = strategy(shared, NEW)

    norths = under(root, "Our True Norths").children
    assert [n.title.split(" - ")[0] for n in norths] == [
        "Timely access",
        "Safe care",
        "Positive experiences",
        "Smarter working",
        "Staying well",
    ]
    for north in norths:
        titles = [child.title.split(" - ")[0] for child in north.children if child.title]
        assert titles == [
            "Why this matters",
            "What will be different",
            "How we will measure success",
        ]
        assert all(child.body or child.children for child in north.children)


def test_what_will_be_different_for_patients_and_for_staff_stands_under_positive_experiences(
    shared,
):
    root = strategy(shared, NEW)

    (north,) = [n for n in under(root, "Our True Norths").children if "experiences" in n.title]
    different = next(child for child in north.children if child.title == "What will be different")
    assert [child.title for child in different.children] == [
        "For patients, we will",
        "For staff, we will",
    ]
    assert [len(child.body) for child in different.children] == [4, 5]


def test_each_true_north_closes_with_words_that_are_marked_as_somebodys(shared):
    root = strategy(shared, NEW)

    for north in under(root, "Our True Norths").children:
        closing = north.children[-1].body
        kinds = [block.kind for block in closing if block.kind is not BlockKind.LINE]
        said = kinds.count(BlockKind.QUOTATION)
        assert said == (3 if "experiences" in north.title else 1)
        assert set(kinds[:-said]) == {BlockKind.ITEM}


def test_what_surrounds_the_true_norths_does_not_hang_on_them(shared):
    root = strategy(shared, NEW)

    titles = [child.title for child in root.children if child.title]
    assert titles == [
        "Who we are",
        "How far we have come",
        "The reality for Kent and Medway",
        "Our wider strategic environment",
        "Our ambition",
        "Our True Norths",
        "The capabilities we must strengthen",
        "How we will deliver this strategy",
        "How we will measure progress",
    ]
    assert len(under(root, "The capabilities we must strengthen").children) == 4
    assert [c.title for c in under(root, "Our ambition").children if c.title][-2:] == [
        "Values",
        "Principles",
    ]
    assert {"For our people", "For our patients", "For our partners"} <= {
        child.title for child in under(root, "How far we have come").children
    }


def test_nothing_stands_outside_every_section_but_the_title_page(shared):
    for name in (NEW, OLD):
        root = strategy(shared, name)
        loose = [b for s in root.walk() if s is not root and not s.path for b in s.body]
        assert loose == []
        assert {block.kind for block in root.body} == {BlockKind.LINE}


def test_the_numbered_ambitions_and_enablers_stand_under_their_capitals(shared):
    root = strategy(shared, OLD)

    numbered = {
        section.title: [c.title[:2] for c in section.children if c.title]
        for section in root.children
        if any(child.title[:1].isdigit() for child in section.children)
    }
    assert numbered == {
        "OUR STRATEGIC AMBITIONS": ["1.", "2.", "3."],
        "OUR STRATEGIC ENABLERS": ["4.", "5.", "6."],
    }
    assert [s.title for s in root.children][-2:] == [
        "How we will get there",
        "Measuring our performance",
    ]


def test_objectives_stand_under_their_numbered_ambition(shared):
    root = strategy(shared, OLD)

    rows = 0
    for section in root.walk():
        for block in section.body:
            if block.kind is BlockKind.ROW and block.cells[0].text[0].isdigit():
                rows += 1
                assert section.path[-1][:2] == block.cells[0].text[:2]
                assert len(section.path) == 2
    assert rows == 17
