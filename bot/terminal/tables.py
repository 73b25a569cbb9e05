"""Tables: what an ingest did, what is held, how the parts are."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.answers import STYLES
from programme.documents import Edition
from programme.ports import DocumentSummary

_LONGEST_KEY = 32


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """An empty table in the house style; columns named in `right` hold figures."""
    grid = Table(box=box.SIMPLE, pad_edge=False, header_style="tn.quiet", show_edge=False)
    for column in columns:
        grid.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return grid


def key_width(keys: Iterable[str]) -> int:
    """How wide a column of keys is at least, so that all but the longest can be copied whole."""
    return min(_LONGEST_KEY, max(map(len, keys), default=0))


def edition_text(edition: Edition) -> Text:
    """`2026–2031 · current`, the status in words."""
    line = Text(f"{edition.period.label} · " if edition.period else "")
    line.append(edition.status.value, style=STYLES[edition.status])
    return line


def documents_view(documents: Sequence[DocumentSummary]) -> RenderableType:
    """The documents that answer questions now."""
    grid = table("Document", "Edition", "Passages", right=("Passages",))
    for one in documents:
        edition = one.document.edition
        grid.add_row(Text(edition.title), edition_text(edition), str(one.passages))
    return Padding(grid, (0, 0, 0, 2))


def warnings_view(warnings: Sequence[tuple[str, str]]) -> RenderableType:
    """Sentences about single documents, each under the document's name."""
    lines = [
        Text.assemble((f"{title}: ", "tn.warning"), sentence, overflow="fold")
        for title, sentence in warnings
    ]
    return Padding(Group(*lines), (1, 0, 0, 2))
