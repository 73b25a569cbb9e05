"""Titles in a file's own properties: often not a title at all."""

import re

from ingest.readers.marks import fold

_MADE_UP = re.compile(
    r"\.(?:docx?|pptx?|xlsx?|indd|pdf|html?|rtf|odt)$"
    r"|^\W*(?:untitled|anonymous|none|title|(?:word |new )?document|(?:power ?point )?presentation"
    r"|workbook|book|slide|microsoft .*)\W*\d*$",
    re.IGNORECASE,
)


def given_title(title: str | None) -> str | None:
    """The title that a person gave, or None for what a program writes when nobody did."""
    words = fold(title or "")
    return None if not words or _MADE_UP.search(words) else words
