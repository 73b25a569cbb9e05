"""A digest as a file in the form somebody asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.reports.board_report import board_report
from bot.reports.charts import Picture, draw_spc_chart, draw_summary
from bot.reports.comma_separated import write_csv
from bot.reports.pdf_report import write_pdf
from bot.reports.tables import CHANGED_SINCE, tables_of
from bot.reports.word_report import write_word
from bot.reports.workbook import write_workbook
from programme.digest import NOTHING_SINCE, Digest, Since
from programme.digest.readings import is_as_read
from programme.errors import RuleBroken
from programme.plans import Measure
from programme.spc import XmrChart

Charts = Mapping[str, tuple[Measure, XmrChart]]
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


class FileForm(StrEnum):
    """The forms a digest is written in; each is also the file's ending."""

    WORD = "docx"
    EXCEL = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A digest with what is behind it.

    Attributes:
        charts: by measure.
        since: what happened since the digest was sent.
        names: whether leads are named.
        chart_weeks: how far back charts reach; None where it is not said.
    """

    digest: Digest
    charts: Charts
    since: Since = NOTHING_SINCE
    names: bool = False
    chart_weeks: int | None = None


def write_digest(
    what: ToWrite, form: FileForm, path: Path, progress: Progress = lambda _what, _done, _of: None
) -> None:
    """Write a digest to a file.

    Raises:
        RuleBroken: the file cannot be written there.
    """
    try:
        _write(what, form, path, progress)
    except OSError:
        raise RuleBroken(
            f"{path.name} could not be written. Name a folder that is there and can be written to."
        ) from None


def file_name(digest: Digest, form: FileForm) -> str:
    """What a digest's file is called where nobody names it."""
    part = f"-{digest.scope.key}" if digest.scope.key else ""
    return f"digest-{digest.week.key}{part}.{form.value}"


def exception_charts(
    digest: Digest, charts: Charts, progress: Progress = lambda _what, _done, _of: None
) -> dict[str, Picture]:
    """The drawn charts of red goals, by goal; one says so where its values changed since."""
    drawn: dict[str, Picture] = {}
    for number, line in enumerate(digest.reds, start=1):
        if line.reading and line.reading.measure in charts:
            measure, chart = charts[line.reading.measure]
            picture = draw_spc_chart(measure, chart)
            same = is_as_read(line.reading, chart)
            drawn[line.goal] = picture if same else picture.noted(CHANGED_SINCE)
        progress("Drawing charts", number, len(digest.reds))
    return drawn


def _write(what: ToWrite, form: FileForm, path: Path, progress: Progress) -> None:
    digest = what.digest
    if form in (FileForm.WORD, FileForm.PDF):
        report = board_report(
            digest,
            pictures=exception_charts(digest, what.charts, progress),
            summary=draw_summary(digest) if digest.rest else None,
            names=what.names,
            since=what.since,
            chart_weeks=what.chart_weeks,
        )
        write = write_word if form is FileForm.WORD else write_pdf
        write(report, path, lambda done, of: progress("Writing pages", done, of))
        return
    tables = tables_of(digest, what.charts, names=what.names, since=what.since)
    if form is FileForm.EXCEL:
        write_workbook(tables, what.charts, path, title=f"Digest {digest.week.key}")
    else:
        write_csv(tables, path)
