"""How the letters of a PDF look."""

from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from bot.reports.charts.picture import INK, QUIET, RATING_INK

FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"


@cache
def style_of(name: str) -> ParagraphStyle:
    """A style by its name."""
    plain = {"fontName": FONT, "fontSize": 9.5, "leading": 13.5, "textColor": HexColor(INK)}
    changes: dict[str, dict[str, Any]] = {
        "title": {"fontName": BOLD, "fontSize": 18, "leading": 23, "spaceAfter": 6},
        "heading 1": {
            "fontName": BOLD,
            "fontSize": 15,
            "leading": 19,
            "spaceBefore": 10,
            "spaceAfter": 6,
        },
        "heading 2": {
            "fontName": BOLD,
            "fontSize": 12,
            "leading": 16,
            "spaceBefore": 8,
            "spaceAfter": 4,
        },
        "text": {"spaceAfter": 5},
        "point": {"leftIndent": 14, "bulletIndent": 3, "spaceAfter": 3},
        "quiet": {"textColor": HexColor(QUIET), "fontSize": 8.5, "leading": 12, "spaceAfter": 6},
        "cell": {"fontSize": 8.5, "leading": 11.5},
        "cell bold": {"fontName": BOLD, "fontSize": 8.5, "leading": 11.5},
        "contents 1": {"fontName": BOLD, "spaceBefore": 4},
        "contents 2": {"leftIndent": 14},
        **{
            f"cell {rating}": {
                "fontName": BOLD,
                "fontSize": 8.5,
                "leading": 11.5,
                "textColor": HexColor(ink),
            }
            for rating, ink in RATING_INK.items()
        },
    }
    return ParagraphStyle(name, **{**plain, **changes[name]})


@cache
def register_fonts() -> None:
    """The letters of the charts, which come with the drawing library."""
    # pictures go in as they are: as text they take a quarter more room and most of the time
    rl_config.useA85 = 0
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
