"""The modal that a source opens: the quotes, and the words around them."""

from collections.abc import Sequence

from bot.slack.blocks import parts
from bot.slack.blocks.editions import place_words
from bot.slack.blocks.parts import Block, View
from bot.slack.blocks.passages import passage_words
from bot.slack.blocks.places import Source
from bot.slack.text import fit
from programme.answers import Citation
from programme.documents import EditionStatus, Passage, Period
from programme.ports import FoundPassage

QUOTE = 2800
QUOTES = 6000
AROUND = 2800
MOST = 20


def opening(title: str) -> View:
    """What is shown at once, while the words are fetched."""
    return parts.modal(title, [parts.section("Opening the source…")])


def source_view(source: Source, around: Sequence[FoundPassage]) -> View:
    """One source: where it stands, whether it is in force, the quotes and what is around them.

    Args:
        source: the place, with every citation of the answer that stands there.
        around: the passages the quotes were taken from, those that are still held.
    """
    citations = source.citations
    first = citations[0]
    blocks = _where(first.title, first.period, first.status, source.place)
    blocks.append(parts.divider())
    blocks.append(_lead("The words quoted"))
    room = min(QUOTE, QUOTES // len(citations))
    blocks += [parts.rich([parts.quotation(fit(one.quote, room))]) for one in citations[:MOST]]
    wider = [each for each in around if not _is_whole(each.passage, citations)]
    if wider:
        blocks.append(_lead("The passage around them"))
        room = AROUND // len(wider)
        blocks += [_words(fit(passage_words(each.passage), room)) for each in wider[:MOST]]
    if {one.passage_id for one in citations} - {each.passage.id for each in around}:
        blocks.append(
            parts.small(
                "The document has changed since this answer was given; the quote is as it stood."
            )
        )
    return parts.modal(f"Source {source.number}", blocks)


def passage_view(found: FoundPassage) -> View:
    """One passage on its own, whole as far as it fits."""
    edition, passage = found.document.edition, found.passage
    place = place_words(passage.section, passage.page)
    blocks = _where(edition.title, edition.period, edition.status, place)
    blocks += [parts.divider(), _words(fit(passage_words(passage), AROUND))]
    return parts.modal("Passage", blocks)


def not_there(title: str, sentence: str) -> View:
    """A modal that says why there is nothing to show."""
    return parts.modal(title, [parts.section(sentence)])


def _is_whole(passage: Passage, citations: Sequence[Citation]) -> bool:
    """Whether the quotes are all there is to a passage."""
    quoted = {citation.quote.strip() for citation in citations}
    each = all(unit.text.strip() in quoted for unit in passage.units)
    return each or passage.text.strip() in quoted


def _where(title: str, period: Period | None, status: EditionStatus, place: str) -> list[Block]:
    """The document as a heading, whether it is in force, and the place in it."""
    blocks = [parts.header(title)]
    years = f"{period.label} · " if period else ""
    if status is EditionStatus.SUPERSEDED:
        warning = f"{years}⚠ Superseded: this edition is no longer in force."
        blocks.append(parts.rich([parts.paragraph(parts.run(warning, bold=True))]))
    else:
        blocks.append(parts.section(f"{years}This edition is in force."))
    return [*blocks, parts.small(place)] if place else blocks


def _lead(words: str) -> Block:
    return parts.rich([parts.paragraph(parts.run(words, bold=True))])


def _words(words: str) -> Block:
    return parts.rich([parts.paragraph(parts.run(words))])
