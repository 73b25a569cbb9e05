"""A sheet that somebody filled in, as a grid of text."""

from dataclasses import dataclass

UNCALCULATED = "#UNCALCULATED!"
"""Stands in a cell whose formula no program has worked out and stored yet: it is not empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or the whole of a CSV file.

    Attributes:
        name: the sheet's name; of a CSV file, the file's.
        rows: each row that holds anything: its number as the program shows it, and its cells as
            text: dates as 2026-08-03, numbers in full, a percentage as 85%.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
