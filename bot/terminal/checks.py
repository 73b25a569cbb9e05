"""What the doctor found, to read and as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.doctor import Check, Mark

STYLES = {Mark.OK: "tn.ok", Mark.WARNING: "tn.warning", Mark.BROKEN: "tn.broken"}


def checks_json(checks: Sequence[Check]) -> dict[str, Any]:
    """All findings, and whether the whole is well."""
    return {
        "well": all(check.mark is not Mark.BROKEN for check in checks),
        "checks": [
            {
                "part": check.part,
                "mark": check.mark.value,
                "finding": check.finding,
                "mend": check.mend,
            }
            for check in checks
        ],
    }


def checks_view(checks: Sequence[Check]) -> RenderableType:
    """A line for each part, with what mends it below where it needs mending."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column()
    for check in checks:
        finding: list[RenderableType] = [Text(check.finding)]
        if check.mend:
            finding.append(Text(f"To mend it: {check.mend}", style="tn.quiet"))
        mark = Text(check.mark.value, style=STYLES[check.mark])
        grid.add_row(mark, Text(check.part, style="tn.heading"), Group(*finding))
    return Padding(Group(grid, Text(""), Text(_sum(checks), style="tn.quiet")), (1, 0, 1, 2))


def _sum(checks: Sequence[Check]) -> str:
    marks = Counter(check.mark for check in checks)
    if marks[Mark.BROKEN]:
        return f"{marks[Mark.BROKEN]} broken, {marks[Mark.WARNING]} to look at."
    if marks[Mark.WARNING]:
        return f"Nothing is broken; {marks[Mark.WARNING]} to look at."
    return "All is well."
