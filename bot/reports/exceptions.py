"""An exception page for each red goal: its chart, what that tells us, and what is done about it."""

from collections.abc import Iterator, Mapping

from bot.reports.charts import Picture
from bot.reports.report import Block, Heading, Paragraph
from bot.reports.words import (
    assurance_sentence,
    by_words,
    ended,
    help_words,
    measure_words,
    plural,
    red_spell,
)
from programme.digest import Digest, GoalLine


def exception_pages(
    digest: Digest, pictures: Mapping[str, Picture], *, names: bool
) -> Iterator[Block]:
    """The pages, the longest red first; none where no goal is red."""
    if not digest.reds:
        return
    yield Heading(1, "Exceptions", new_page=True)
    order = ", the longest first" if len(digest.reds) > 1 else ""
    yield Paragraph(f"{plural(len(digest.reds), 'goal')} rated red{order}.")
    for number, line in enumerate(digest.reds):
        yield Heading(2, f"{line.name}, {line.team_name}", new_page=number > 0)
        if names and line.leads:
            yield Paragraph(", ".join(line.leads), "Leads")
        yield Paragraph(f"{red_spell(line)}.", "Rating", link=line.link)
        if line.goal in pictures:
            picture = pictures[line.goal]
            yield picture
            if picture.note:
                yield Paragraph(picture.note, quiet=True)
        yield Paragraph(_tells(line), "What it tells us")
        yield Paragraph(
            ended(line.recovery) if line.recovery else "No recovery step was given.", "Action"
        )
        for label, words in _said(line):
            yield Paragraph(words, label)


def _tells(line: GoalLine) -> str:
    reading = line.reading
    if reading is None:
        return "The goal has no measure."
    pieces = (f"{measure_words(reading)}.", reading.sentence, assurance_sentence(reading.assurance))
    return " ".join(piece for piece in pieces if piece)


def _said(line: GoalLine) -> Iterator[tuple[str, str]]:
    if line.done:
        yield "Done", ended(line.done)
    if line.next:
        yield "Next", ended(line.next)
    if line.blocker:
        yield "Blocker", f"{ended(line.blocker.what)}{help_words(line.blocker)}"
    if line.decision:
        asked = line.decision
        whom = f" From {asked.from_whom}." if asked.from_whom else ""
        yield "Decision required", f"{ended(asked.what)}{whom}{by_words(asked.by)}"
    if line.risk:
        yield "Risk", ended(line.risk)
