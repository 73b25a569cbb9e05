"""The `table` block: the first row is its heading."""

from typing import Any

from playground.pages.html import Child, Html, element
from playground.pages.rich_text import rich_text
from playground.pages.showing import Showing, unknown
from playground.pages.spot import Payload

ALIGNED = frozenset({"left", "center", "right"})


def table(block: Payload, showing: Showing) -> Html:
    """A table that scrolls by itself where it is too wide."""
    settings = block.get("column_settings") or []
    rows = block.get("rows") or []
    head = [element("thead", _row(rows[0], "th", settings, showing))] if rows else []
    body = [_row(row, "td", settings, showing) for row in rows[1:]]
    whole = element("table", *head, element("tbody", *body))
    return element("div", whole, class_="wide", tabindex=0, role="region", aria_label="Table")


def _row(row: Any, tag: str, settings: list[Any], showing: Showing) -> Html:
    if not isinstance(row, list):
        return element("tr", element("td", unknown("row", row)))
    cells = []
    for n, cell in enumerate(row):
        setting = settings[n] if n < len(settings) and isinstance(settings[n], dict) else {}
        align = setting.get("align")
        class_ = f"to-{align}" if align in ALIGNED else None
        scope = "col" if tag == "th" else None
        cells.append(element(tag, _cell(cell, showing), class_=class_, scope=scope))
    return element("tr", *cells)


def _cell(cell: Any, showing: Showing) -> Child:
    kind = cell.get("type") if isinstance(cell, dict) else None
    if kind == "raw_text":
        return str(cell.get("text", ""))
    if kind == "raw_number":
        return str(cell.get("text") or cell.get("value", ""))
    if kind == "rich_text":
        return rich_text(cell, showing)
    return unknown("cell", cell)
