"""What an ingest is doing, and what it did."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

from bot.terminal.tables import edition_text, table, warnings_view

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport, Progress


class IngestBar:
    """A progress bar that goes away when the work is done; silent where there is no terminal."""

    def __init__(self, console: Console) -> None:
        self._bar = Bar(
            TextColumn("  {task.description}", style="tn.quiet"),
            BarColumn(bar_width=30, complete_style="tn.rule", finished_style="tn.rule"),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self, progress: Progress) -> None:
        """Show how far the ingest has come."""
        if self._task is None:
            self._task = self._bar.add_task("")
        self._bar.update(
            self._task,
            description=progress.stage,
            completed=progress.done,
            total=progress.total,
        )


def report_json(report: IngestReport) -> dict[str, Any]:
    """The report in the form of the command contract."""
    outcomes = Counter(str(row.outcome) for row in report.documents)
    held = [row for row in report.documents if row.outcome != "removed"]
    return {
        "documents": len(held),
        "passages": sum(row.passages for row in held),
        "added": outcomes["added"],
        "updated": outcomes["updated"],
        "unchanged": outcomes["unchanged"],
        "removed": outcomes["removed"],
        "failed": [{"path": path, "reason": reason} for path, reason in report.failed],
        "seconds": round(report.seconds, 3),
    }


def report_view(report: IngestReport) -> RenderableType:
    """A row for each document, then warnings, then one line that sums up."""
    grid = table(
        "Document", "Edition", "Sections", "Passages", "Outcome", right=("Sections", "Passages")
    )
    for row in report.documents:
        grid.add_row(
            Text(row.document),
            edition_text(row.edition),
            str(row.sections),
            str(row.passages),
            str(row.outcome),
        )
    parts: list[RenderableType] = [Padding(grid, (0, 0, 0, 2))] if report.documents else []
    warnings = [(row.document, warning) for row in report.documents for warning in row.warnings]
    if warnings:
        parts.append(warnings_view(warnings))
    parts.append(Padding(Text(_sum(report), style="tn.quiet"), (1, 0, 0, 2)))
    return Group(*parts)


def _sum(report: IngestReport) -> str:
    figures = report_json(report)
    outcomes = [
        f"{figures[name]} {name}"
        for name in ("added", "updated", "unchanged", "removed")
        if figures[name]
    ]
    if report.failed:
        outcomes.append(f"{len(report.failed)} not read")
    return f"{', '.join(outcomes) or 'Nothing to read'} in {report.seconds:.1f} seconds"
