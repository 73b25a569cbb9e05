"""Weekly updates that come in as a workbook or CSV file: its form, and its rows."""

from ingest.updates.form import update_form
from ingest.updates.reading import UpdateRow, UpdateRows, read_updates

__all__ = ["UpdateRow", "UpdateRows", "read_updates", "update_form"]
