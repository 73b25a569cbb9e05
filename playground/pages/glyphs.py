"""Coloured signs that few computers have a letter for, drawn by style; the character stays."""

import re

from playground.pages.html import Html, element, joined

SHAPES = {
    "🟢": "disc green",
    "🟠": "disc amber",
    "🟡": "disc yellow",
    "🔴": "disc red",
    "🔵": "disc blue",
    "⚪": "disc empty",
    "⚫": "disc black",
    "🟩": "square green",
    "🟧": "square amber",
    "🟥": "square red",
    "🟦": "square blue",
    "🔶": "diamond amber",
    "🔷": "diamond blue",
    "✅": "ticked square green",
}
SIGN = re.compile(f"([{''.join(SHAPES)}])")


def worded(words: str) -> Html:
    """Words as they are, their coloured signs drawn."""
    pieces = SIGN.split(words)
    return joined(
        element("span", piece, class_=f"sign {SHAPES[piece]}") if n % 2 else piece
        for n, piece in enumerate(pieces)
    )
