"""Measures as a table, and as JSON."""

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from bot.reports.words import assurance_words, target_words, value_words, variation_words
from programme.digest import MeasureReading
from programme.exchange import encode


def measures_view(readings: Sequence[MeasureReading]) -> Table:
    """Each measure with its three facts: value, target, variation."""
    table = Table(box=SIMPLE, header_style="tn.heading", pad_edge=False)
    for heading in ("Key", "Measure", "Latest value", "Target", "Variation"):
        table.add_column(heading, overflow="fold")
    for each in readings:
        table.add_row(
            each.measure, each.name, value_words(each), target_words(each), variation_words(each)
        )
    return table


def measure_json(reading: MeasureReading) -> Any:
    """One measure with what is said of it."""
    body = encode(reading)
    if isinstance(body, dict):
        body["variation_in_words"] = variation_words(reading)
        body["assurance_in_words"] = assurance_words(reading)
    return body
