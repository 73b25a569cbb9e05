"""Figures as people and programs read them."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.row import Bound, Row

_WIDTH = 150


def show(table: Table) -> None:
    """Print a table, as wide as it needs to be."""
    console = Console()
    Console(width=max(console.width, _WIDTH) if not console.is_terminal else None).print(table)


def rows_table(rows: Sequence[Row], title: str) -> Table:
    """A line for each measured figure."""
    table = Table(title=title, title_justify="left")
    for heading, justify in (
        ("what", "left"), ("ours", "right"), ("baseline", "right"), ("ratio", "right"),
        ("bound", "left"), ("met", "left"), ("against", "left"),
    ):  # fmt: skip
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for row in rows:
        table.add_row(
            row.what,
            figure(row.ours, row.unit),
            figure(row.baseline, row.unit) if row.baseline is not None else "",
            f"{row.ratio:.3g} ×" if row.ratio is not None else "",
            bound_text(row.bound, row.unit) if row.bound else "",
            {True: "met", False: "MISSED", None: ""}[row.met],
            row.against,
        )
    return table


def figure(value: float, unit: str) -> str:
    """A figure with its unit: `12.3 ms`, `96%`."""
    short = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
    return f"{short}%" if unit == "%" else f"{short} {unit}".strip()


def bound_text(bound: Bound, unit: str) -> str:
    """A bound in words: `at most 1.5 ×`."""
    limit = f"{bound.limit:g} ×" if bound.on == "ratio" else figure(bound.limit, unit)
    return f"{bound.direction} {limit}"


def as_json(row: Row) -> dict[str, object]:
    """A row for programs."""
    bound = row.bound
    return {
        "what": row.what,
        "ours": row.ours,
        "unit": row.unit,
        "baseline": row.baseline,
        "against": row.against,
        "ratio": row.ratio,
        "bound": {"limit": bound.limit, "direction": bound.direction, "on": bound.on}
        if bound
        else None,
        "met": row.met,
    }
