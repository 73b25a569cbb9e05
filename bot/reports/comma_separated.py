"""Tidy tables as comma-separated files: UTF-8, days in ISO form, no formula."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.reports.plain import inert
from bot.reports.tidy import TidyTable, Value


def csv_text(table: TidyTable) -> str:
    """One table as text, its headings first."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([inert(column.heading) for column in table.columns])
    writer.writerows([_value(value) for value in row] for row in table.rows)
    return held.getvalue()


def write_csv(tables: Sequence[TidyTable], path: Path) -> None:
    """Write the first table to a file, or all tables into a zip file or a folder.

    A name without an ending is a folder, which is made where there is none.

    A mark at the start lets spreadsheets see that the file is UTF-8.

    Raises:
        OSError: the file cannot be written.
    """
    if not path.suffix and not path.exists():
        path.mkdir()
    if path.is_dir():
        for table in tables:
            (path / _file_name(table)).write_text(csv_text(table), encoding="utf-8-sig", newline="")
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for table in tables:
                archive.writestr(_file_name(table), csv_text(table).encode("utf-8-sig"))
    else:
        path.write_text(csv_text(tables[0]), encoding="utf-8-sig", newline="")


def _file_name(table: TidyTable) -> str:
    return f"{table.name.lower().replace(' ', '-')}.csv"


def _value(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return inert(value) if isinstance(value, str) else value
