"""A highlight report for a Board: what stands on its pages, before it is Word or PDF.

Source: the form of Board papers: purpose, recommendation, at most five key issues, the day the
data is from, sources, and that it is a draft until somebody has validated it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.reports.charts import Picture
from bot.reports.content import DigestContent, Item, Section, content_of
from bot.reports.words import (
    assurance_words,
    counts_words,
    measure_words,
    plural,
    red_words,
    standing_name,
    target_words,
    value_words,
    variation_words,
)
from programme.dates import as_people_write
from programme.digest import Digest, GoalLine
from programme.updates import Rating

DRAFT = "Draft – not validated"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter's, and begins a page where it says so."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with a label in front where there is one, as `Action: …`."""

    text: str
    label: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a rating colours it, and its text says the rating too."""

    text: str
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headings; `widths` are shares of the page's width."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands."""


Block = Heading | Paragraph | Bullets | Grid | Picture | Contents


@dataclass(frozen=True, slots=True)
class Report:
    """A document to be written.

    Attributes:
        title: stands on the first page and in the file's properties.
        status: stands in the foot of every page.
    """

    title: str
    status: str
    blocks: tuple[Block, ...]


def board_report(
    digest: Digest,
    *,
    pictures: Mapping[str, Picture],
    summary: Picture | None = None,
    names: bool = False,
    amended: Sequence[GoalLine] = (),
) -> Report:
    """The pages of a highlight report.

    Args:
        digest: what is reported.
        pictures: charts by goal, for the exception pages.
        summary: the True Norths side by side.
        names: whether leads are named.
        amended: goals whose update changed since the digest was sent.
    """
    content = content_of(digest, names=names, amended=amended)
    blocks = [
        *_cover(digest, content, summary),
        *_true_norths(digest, names=names),
        *_exceptions(digest, pictures, names=names),
        *_appendix(content),
    ]
    return Report(f"Highlight report: {digest.week.label}", DRAFT, tuple(blocks))


def _cover(digest: Digest, content: DigestContent, summary: Picture | None) -> Iterator[Block]:
    yield Paragraph(content.scope, "Scope")
    yield Paragraph(
        "To tell the Board where the improvement goals of the annual plans stand, and which "
        "decisions they wait for.",
        "Purpose",
    )
    yield Paragraph(_recommendation(digest), "Recommendation")
    yield Heading(1, "Key issues")
    yield Bullets(content.issues or ("No goal is red, late or silent, and no decision waits.",))
    yield Paragraph(content.summary, "In short")
    yield Paragraph(
        as_people_write(digest.data_as_at) if digest.data_as_at else "no measure has a value yet",
        "Data as at",
    )
    yield Paragraph(
        f"weekly updates of the {digest.week.label} by the leads of the goals; values of measures "
        "as the leads gave them. Rating, target and variation are three separate facts.",
        "Sources",
    )
    yield Paragraph(DRAFT, "Status")
    if summary:
        yield summary
    yield Heading(1, "Contents", new_page=True)
    yield Contents()
    decisions = content.section("decisions")
    yield Heading(1, "Decisions required", new_page=True)
    if digest.decisions:
        yield Grid(
            ("Decision", "From whom", "By", "Outstanding", "Goal"),
            tuple(
                (
                    Cell(line.what),
                    Cell(line.from_whom or "not said"),
                    Cell(_by(line.by, overdue=line.overdue)),
                    Cell(plural(line.weeks, "week") if line.weeks else "new this week"),
                    Cell(f"{line.goal_name}, {line.team_name}"),
                )
                for line in digest.decisions
            ),
            (0.31, 0.16, 0.15, 0.15, 0.23),
            "Decisions required: what, from whom, by when, for how long outstanding.",
        )
    else:
        yield Paragraph(decisions.nothing if decisions else "None is waiting.")
    for key in ("changes", "blockers", "practice"):
        section = content.section(key)
        if section:
            yield from _as_list(section)


def _true_norths(digest: Digest, *, names: bool) -> Iterator[Block]:
    for part in digest.rest:
        yield Heading(1, part.name, new_page=True)
        yield Paragraph(f"{counts_words(part.counts, part.before)}.")
        yield Grid(
            ("Goal", "Rating", "Latest value", "Target", "Variation"),
            tuple(_goal_row(line, names=names) for line in part.lines),
            (0.34, 0.13, 0.19, 0.16, 0.18),
            f"Goals of {part.name}: rating, latest value, target and variation.",
        )


def _goal_row(line: GoalLine, *, names: bool) -> tuple[Cell, ...]:
    leads = f" ({', '.join(line.leads)})" if names and line.leads else ""
    reading = line.reading
    late = (
        f"\nDue {as_people_write(line.due)}, which has passed" if line.overdue and line.due else ""
    )
    return (
        Cell(f"{line.name}\n{line.team_name}{leads}{late}"),
        Cell(standing_name(line), line.rating),
        Cell(value_words(reading) if reading else "no measure"),
        Cell(target_words(reading) if reading else ""),
        Cell(variation_words(reading) if reading else ""),
    )


def _exceptions(digest: Digest, pictures: Mapping[str, Picture], *, names: bool) -> Iterator[Block]:
    if not digest.reds:
        return
    yield Heading(1, "Exceptions", new_page=True)
    yield Paragraph(f"{plural(len(digest.reds), 'goal')} rated red, the longest first.")
    for number, line in enumerate(digest.reds):
        yield Heading(2, f"{line.name}, {line.team_name}", new_page=number > 0)
        if names and line.leads:
            yield Paragraph(", ".join(line.leads), "Leads")
        yield Paragraph(red_words(line), "Rating")
        if line.goal in pictures:
            yield pictures[line.goal]
        if line.reading:
            sure = assurance_words(line.reading)
            yield Paragraph(
                f"{measure_words(line.reading)}. {line.reading.sentence}"
                + (f" The process {sure}." if sure else ""),
                "What it tells us",
            )
        else:
            yield Paragraph("The goal has no measure.", "What it tells us")
        yield Paragraph(line.recovery or "No recovery step was given.", "Action")
        for label, words in (
            ("Done", line.done),
            ("Next", line.next),
            ("Blocker", line.blocker.what if line.blocker else None),
            ("Decision required", line.decision.what if line.decision else None),
            ("Risk", line.risk),
        ):
            if words:
                yield Paragraph(words, label)


def _appendix(content: DigestContent) -> Iterator[Block]:
    yield Heading(1, "Appendix: no update this week", new_page=True)
    silent = content.section("silent")
    if silent and silent.items:
        yield Bullets(tuple(_in_line(item) for item in silent.items))
    else:
        yield Paragraph("Every goal was reported.")
    for key in ("wider", "unanswered", "marked_wrong", "amended"):
        section = content.section(key)
        if section and section.items:
            yield from _as_list(section)


def _as_list(section: Section) -> Iterator[Block]:
    yield Heading(2, section.title)
    if section.note:
        yield Paragraph(section.note, quiet=True)
    if section.items:
        yield Bullets(tuple(_in_line(item) for item in section.items))
    else:
        yield Paragraph(section.nothing)


def _in_line(item: Item) -> str:
    return f"{item.head}: {item.text}"


def _recommendation(digest: Digest) -> str:
    if digest.decisions:
        return (
            f"The Board is asked to see that the {plural(len(digest.decisions), 'decision')} "
            "listed below are taken, and to note the rest."
            if len(digest.decisions) > 1
            else "The Board is asked to see that the decision listed below is taken, and to note "
            "the rest."
        )
    return "The Board is asked to note this report."


def _by(day: date | None, *, overdue: bool) -> str:
    if day is None:
        return "not said"
    return f"{as_people_write(day)}{', which has passed' if overdue else ''}"
