"""What a document is made of, before it is Word or PDF."""

from dataclasses import dataclass

from bot.reports.charts import Picture
from programme.updates import Rating

SEE = "see the update"
"""The words of a link to where an update can be read."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter's, and begins a page where it says so."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with a label in front where there is one, as `Action: …`, and a link behind."""

    text: str
    label: str = ""
    quiet: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list, what it is about in bold, with where it can be read."""

    text: str
    head: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a rating colours it, and its text says the rating too.

    Attributes:
        strong: whether it heads its row.
    """

    text: str
    rating: Rating | None = None
    link: str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are shares of the page's width.

    Attributes:
        headings: of the columns; none where the first cell of each row is its heading.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands, on a page of its own; its title is no heading."""

    title: str


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


def web_link(link: str | None) -> str | None:
    """A link that a document may carry: to a page of the web, and nothing else."""
    return link if link and link.startswith(("https://", "http://")) else None
