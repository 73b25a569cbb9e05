"""What stands on the pages of a PDF: texts, tables and pictures that know their tag."""

from typing import Any

from reportlab.platypus import Image, Paragraph, Table
from reportlab.platypus.tableofcontents import TableOfContents

from bot.reports.pdf_tags import Tag


class Text(Paragraph):  # type: ignore[misc]  # the library says nothing of its types
    """A paragraph; cut by the end of a page, its parts stay one paragraph to those who listen."""

    tag: Tag | None = None

    def draw(self) -> None:
        """Draw it for its tag."""
        with self.canv.tagged(self.tag, self):
            super().draw()

    def split(self, width: float, height: float) -> list[Any]:
        """Its parts on this page and the next."""
        return _with_tag(super().split(width, height), self.tag)


class Drawing(Image):  # type: ignore[misc]  # as above
    """A picture."""

    tag: Tag | None = None

    def draw(self) -> None:
        """Draw it for its tag."""
        with self.canv.tagged(self.tag, self):
            super().draw()


class Rows(Table):  # type: ignore[misc]  # as above
    """A table whose lines and fills are decoration; its cells have tags of their own."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - the library's name
        with self.canv.tagged(None):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802 - the library's name
        with self.canv.tagged(None):
            super()._drawLines()


class ContentsLines(TableOfContents):  # type: ignore[misc]  # as above
    """The table of contents: its lines belong to one tag."""

    tag: Tag | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """How much room it takes."""
        size: tuple[float, float] = super().wrap(width, height)
        self._table.__class__ = _Lines
        self._table.tag = self.tag
        return size


class _Lines(Table):  # type: ignore[misc]  # as above
    tag: Tag | None = None

    def draw(self) -> None:
        with self.canv.tagged(self.tag, self):
            super().draw()

    def split(self, width: float, height: float) -> list[Any]:
        return _with_tag(super().split(width, height), self.tag)


def _with_tag(parts: list[Any], tag: Tag | None) -> list[Any]:
    for part in parts:
        part.tag = tag
    return parts
