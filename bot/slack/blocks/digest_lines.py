"""The lines of a digest as rich text: rating in words beside its mark, a link to the source.

Nothing is cut without a word: what does not fit into one line or message goes on in the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.reports.items import Item, Section, Source
from bot.reports.words import MARKS, NOT_RATED, rating_name
from bot.slack.blocks import parts
from bot.slack.blocks.digest_sources import (
    SEE,
    characters_of,
    link_run,
    link_runs,
    sources_of,
    unlinked,
)
from bot.slack.blocks.parts import Block
from bot.slack.text import fit

LONGEST_HEAD = 250
SHORT = 170
"""Characters of what is said in a line of the main message; all of it is in the thread."""

FEWEST = 60
"""Characters left of what is asked for, however much must be known of it."""

LONGEST_ISSUE = 400
LONGEST_NAME = 60
MOST_SOURCES = 5
"""Updates that a line of the main message leads to; all of them are in the thread."""

LONGEST_RUN = 2500


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of one that goes on.

    Attributes:
        paragraphs: runs of rich text, each a paragraph of its own.
        size: characters in it, addresses and the choices of its updates included.
        begins: whether the item begins here, so that its buttons belong here.
        unlinked: the updates told of here that no link leads to.
    """

    item: Item
    paragraphs: tuple[tuple[dict[str, Any], ...], ...]
    size: int
    begins: bool = True
    unlinked: tuple[Source, ...] = ()

    @property
    def block(self) -> Block:
        """The line as a block of its own."""
        return parts.rich([parts.paragraph(*runs) for runs in self.paragraphs])

    @property
    def runs(self) -> tuple[dict[str, Any], ...]:
        """The line as one item of a list."""
        first, *rest = self.paragraphs
        return (*first, *(run for runs in rest for run in (parts.run("\n"), *runs)))

    @property
    def words(self) -> str:
        """The line as screen readers and notifications read it."""
        return "".join(run["text"] for run in self.runs if run["type"] == "text").strip()


def short_line(section: Section, item: Item) -> Line:
    """An item in one line of the main message."""
    said = _shortly(item)
    runs = [*_head(section, item)]
    if said:
        runs.append(parts.run(f": {said}"))
    runs += link_runs(item)
    sources = sources_of(section, item)[:MOST_SOURCES]
    if item.sources:
        for source in sources:
            runs += link_run(source.link, fit(source.goal_name, LONGEST_NAME))
    return _line(item, [tuple(runs)], sources)


def whole_lines(section: Section, item: Item) -> list[Line]:
    """All of an item: one line, or more where there is much to say."""
    behind = dict(zip(item.more, item.sources, strict=False))
    sources: list[list[Source]] = [[] if item.sources else list(sources_of(section, item))]
    said = [each for each in (_said(item), *item.more) if each.strip()]
    lines: list[list[tuple[dict[str, Any], ...]]] = [[tuple(_head(section, item))]]
    size = 0
    for each in said:
        for piece in _pieces(each):
            if size and size + len(piece) > LONGEST_RUN:
                lines.append([])
                sources.append([])
                size = 0
            lines[-1].append((parts.run(piece),))
            size += len(piece)
        if source := behind.get(each):
            sources[-1].append(source)
            lines[-1][-1] = (*lines[-1][-1], *link_run(source.link, SEE))
    if link := link_runs(item):
        at = min(1, len(lines[0]) - 1)
        lines[0][at] = (*lines[0][at], *link)
    return [
        _line(item, paragraphs, here, begins=not number)
        for number, (paragraphs, here) in enumerate(zip(lines, sources, strict=True))
    ]


def title_runs(section: Section, shown: int) -> tuple[dict[str, Any], ...]:
    """A section's title, with how many of its lines are shown where that is not all."""
    total = len(section.items)
    if not total:
        return (
            parts.run(section.title, bold=True),
            parts.run(fit(f": {section.nothing}", LONGEST_HEAD)),
        )
    counted = f": {shown} of {total:,}" if shown < total else f": {total:,}"
    return (parts.run(fit(section.title, LONGEST_HEAD), bold=True), parts.run(counted))


def issues_block(issues: Sequence[str]) -> Block:
    """What matters most, a line each; whatever is too long stands whole in its section."""
    return parts.rich([parts.bullets([parts.run(fit(each, LONGEST_ISSUE))] for each in issues)])


def listed(lines: Sequence[Line]) -> dict[str, Any]:
    """Lines as a bullet list inside rich text."""
    return parts.bullets(line.runs for line in lines)


def characters(runs: Iterable[dict[str, Any]]) -> int:
    """How much a reader and Slack have to take in."""
    return sum(len(run.get("text", "")) + len(run.get("url", "")) for run in runs)


def _line(
    item: Item,
    paragraphs: Sequence[tuple[dict[str, Any], ...]],
    sources: Iterable[Source],
    *,
    begins: bool = True,
) -> Line:
    chosen = unlinked(sources)
    size = sum(characters(runs) for runs in paragraphs) + characters_of(chosen)
    return Line(item, tuple(paragraphs), size, begins, chosen)


def _head(section: Section, item: Item) -> Iterator[dict[str, Any]]:
    if item.rating:
        yield parts.run(f"{MARKS[item.rating]} {rating_name(item.rating)} · ")
    elif section.key.startswith("true_north:"):
        yield parts.run(f"{NOT_RATED} ")
    yield parts.run(fit(item.head, LONGEST_HEAD), bold=True)


def _said(item: Item) -> str:
    """What is said beside the head; a rating that stands there already is not said twice."""
    return "" if item.rating and item.text == f"{rating_name(item.rating)}." else item.text


def _shortly(item: Item) -> str:
    """What is said in a line of the main message: what must be known of it is not cut."""
    said = _said(item)
    cut, whole = item.brief
    if not whole or len(said) <= SHORT:
        return fit(said, SHORT)
    return f"{fit(cut, max(SHORT - len(whole), FEWEST))} {fit(whole, SHORT)}"


def _pieces(words: str) -> Iterator[str]:
    """Words in pieces that fit, cut between words."""
    rest = words.strip()
    while len(rest) > LONGEST_RUN:
        at = rest.rfind(" ", LONGEST_RUN // 2, LONGEST_RUN)
        cut = at if at > 0 else LONGEST_RUN
        yield rest[:cut]
        rest = rest[cut:].strip()
    if rest:
        yield rest
