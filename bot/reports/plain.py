"""People's words made safe for files: no character that a format cannot hold, no formula."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def printable(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _UNPRINTABLE.sub("\ufffd", text)


def inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that looks like it gets an apostrophe.

    Source: OWASP, CSV injection. Full-width forms of the signs count too.
    """
    kept = printable(text)
    start = kept.lstrip(" \u00a0\u200b\ufeff")[:1]
    if start and (start in _FORMULA or start in "＝＋－＠"):
        return f"'{kept}"
    return kept
