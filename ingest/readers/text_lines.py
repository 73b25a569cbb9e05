"""The lines of a plain text: which stand together, and what a bullet on its own line is of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.readers.marks import fold, is_bullet
from ingest.readers.wrapping import with_bold_closed

UNDERLINE = re.compile(r"^(?:={3,}|-{3,}|~{3,})$")
"""A line that makes a heading of the one above it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    raw: str
    page: int | None
    gap_before: int

    @property
    def indent(self) -> int:
        """Columns of white space before the words."""
        expanded = self.raw.expandtabs(4)
        return len(expanded) - len(expanded.lstrip())

    @property
    def words(self) -> str:
        """The line without white space round it."""
        return self.raw.strip()


def runs_of(text: str) -> Iterator[list[Line]]:
    """Lines that stand together, parted by blank lines; a bullet alone goes with the next line."""
    paged = "\f" in text.strip("\f \n")
    run: list[Line] = []
    gap = 0
    bullets: list[str] = []
    for number, page in enumerate(text.split("\f"), start=1):
        for raw in page.split("\n"):
            if not fold(raw):
                gap += 1
                if run:
                    yield _bulleted(run, bullets)
                    run, bullets = [], []
            elif is_bullet(raw) and not UNDERLINE.match(raw.strip()):
                if run:
                    yield _bulleted(run, bullets)
                    run, bullets = [], []
                bullets.append(raw.rstrip())
            else:
                run.append(Line(raw, number if paged else None, 0 if run else gap))
                gap = 0
    if run:
        yield _bulleted(run, bullets)


def _bulleted(run: list[Line], bullets: list[str]) -> list[Line]:
    """The run with the bullets that stood alone before it, each given to the line it is of."""
    of = len(run) if len(bullets) == len(run) else min(1, len(bullets))
    for place in range(of):
        run[place] = replace(run[place], raw=f"{bullets[place]} {run[place].words}")
    return run


def with_bold(run: list[Line]) -> list[Line]:
    """The run with each bold span that was broken over lines on one line again."""
    merged: list[Line] = []
    for start, words in with_bold_closed([line.raw for line in run]):
        merged.append(replace(run[start], raw=words))
    return merged
