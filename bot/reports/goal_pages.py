"""A page for each True North: how its goals stand, and what their teams did and do next."""

from collections.abc import Iterator

from bot.reports.report import Block, Bullets, Cell, Grid, Heading, Paragraph, Point
from bot.reports.words import (
    counts_words,
    ended,
    sentence_case,
    standing_name,
    target_words,
    value_words,
    variation_words,
)
from programme.dates import as_people_write
from programme.digest import Digest, GoalLine
from programme.updates import Rating


def goal_pages(digest: Digest, *, names: bool) -> Iterator[Block]:
    """The pages, in the strategy's order."""
    for part in digest.rest:
        yield Heading(1, part.name, new_page=True)
        yield Paragraph(f"{counts_words(part.counts, part.before)}.")
        yield Grid(
            ("Goal", "Rating", "Latest value", "Target", "Variation"),
            tuple(_row(line, names=names) for line in part.lines),
            (0.33, 0.13, 0.19, 0.16, 0.19),
            f"Goals of {part.name}: rating, latest value, target and variation.",
        )
        said = [point for line in part.lines if (point := _said(line))]
        if said:
            yield Paragraph("", "What the teams say")
            yield Bullets(tuple(said))


def _row(line: GoalLine, *, names: bool) -> tuple[Cell, ...]:
    leads = f" ({', '.join(line.leads)})" if names and line.leads else ""
    reading = line.reading
    late = (
        f"\nDue {as_people_write(line.due)}, which has passed" if line.overdue and line.due else ""
    )
    return (
        Cell(f"{line.name}\n{line.team_name}{leads}{late}", link=line.link),
        Cell(standing_name(line), line.rating),
        Cell(sentence_case(value_words(reading)) if reading else "No measure"),
        Cell(sentence_case(target_words(reading)) if reading else ""),
        Cell(sentence_case(variation_words(reading)) if reading else ""),
    )


def _said(line: GoalLine) -> Point | None:
    """What was done and comes next; of an amber goal also its fix. A red one has its own page."""
    if line.rating is Rating.RED:
        return Point("Red: see its page under Exceptions.", line.name)
    pieces = [
        f"{label}{ended(words)}"
        for label, words in (
            ("", line.done),
            ("Next: ", line.next),
            ("Recovery: ", line.recovery if line.rating is Rating.AMBER else None),
            ("Blocker: ", line.blocker.what if line.blocker else None),
            ("Risk: ", line.risk),
            ("Nothing to report: ", line.reason),
        )
        if words
    ]
    return Point(" ".join(pieces), line.name, line.link) if pieces else None
