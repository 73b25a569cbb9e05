"""A file that somebody filled in: looked at first, then read where it can do no harm."""

from pathlib import Path

from ingest.admission import admit
from ingest.formats import Format
from ingest.isolation import IsolatedReader
from ingest.settings import IngestSettings
from ingest.sheets import Sheet
from programme.errors import RuleBroken

_TABLES = frozenset({Format.XLSX, Format.CSV, Format.TEXT})


def open_sheets(path: Path, limits: IngestSettings) -> tuple[Sheet, ...]:
    """The sheets of an Excel workbook, or the one table of a CSV file.

    Raises:
        RuleBroken: there is no such file, it is no table, or it cannot be read safely; the
            sentence says which.
    """
    if path.is_dir():
        raise RuleBroken("That is a folder: name the workbook or CSV file itself.")
    admission = admit([path], limits)
    if admission.refusals:
        raise RuleBroken(admission.refusals[0].reason)
    file = admission.files[0]
    if file.format not in _TABLES:
        raise RuleBroken("Give an Excel workbook (.xlsx) or a CSV file (.csv).")
    form = Format.XLSX if file.format is Format.XLSX else Format.CSV
    with IsolatedReader(limits) as reader:
        return reader.read_sheets(file.path, form)
