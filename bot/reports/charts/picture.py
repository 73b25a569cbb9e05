"""A drawn chart, and the look that all charts share."""

import io
import struct
import textwrap
from dataclasses import dataclass, replace
from functools import cache
from unicodedata import category

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font

DOTS_PER_INCH = 180
WIDTH = 6.0
"""Inches; with 180 dots each, letters of 12 points are read without zooming on a telephone."""

INK = "#212b32"
QUIET = "#4c6272"
GRID = "#d8dde0"
PAPER = "#ffffff"
FONT = "DejaVu Sans"
"""Comes with the drawing library, so charts look the same on every machine."""

BOX = "\u25a1"

TITLE, TEXT, SMALL = 15, 12, 11

# Making Data Count
IMPROVEMENT = "#00b0f0"
CONCERN = "#e46c0a"
COMMON_CAUSE = "#a6a6a6"
NEUTRAL = "#490092"
TARGET = "#c00000"

# Ratings: told apart by lightness too, so also without colour vision, and always with a letter.
RATING_FILL = {"green": "#8fd3a3", "amber": "#f6b042", "red": "#b3261e"}
RATING_INK = {"green": INK, "amber": INK, "red": "#ffffff"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a PNG.

    Attributes:
        alt: what the chart says, for those who do not see it.
        width, height: in pixels.
        note: what must be known of it and is not drawn; a sentence, or empty.
    """

    title: str
    alt: str
    png: bytes
    width: int
    height: int
    note: str = ""

    def noted(self, note: str) -> "Picture":
        """The same with a note, which is also said to those who do not see it."""
        return replace(self, alt=f"{self.alt} {note}", note=note)


def new_figure(height: float) -> Figure:
    """An empty figure of the shared width; nothing global is touched, so any thread may draw."""
    return Figure(figsize=(WIDTH, height), dpi=DOTS_PER_INCH, facecolor=PAPER)


def save(figure: Figure, title: str, alt: str) -> Picture:
    """The figure as a picture."""
    held = io.BytesIO()
    # no date and no version inside: the same chart is the same file
    figure.savefig(held, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    png = held.getvalue()
    width, height = struct.unpack(">II", png[16:24])
    return Picture(title, alt, png, width, height)


def write_title(figure: Figure, title: str, below: str) -> float:
    """Title and one line below it, wrapped; returns how much height in inches they take."""
    height = float(figure.get_size_inches()[1])
    lines = textwrap.wrap(title, 46) or [""]
    under = textwrap.wrap(below, 62)
    top = 0.14
    for line in lines:
        _put(figure, line, top, height, TITLE, weight="bold", colour=INK)
        top += TITLE * 1.32 / 72
    top += 0.04
    for line in under:
        _put(figure, line, top, height, TEXT, weight="normal", colour=QUIET)
        top += TEXT * 1.35 / 72
    return top + 0.1


def title_height(title: str, below: str) -> float:
    """The height in inches that `write_title` will take."""
    lines, under = len(textwrap.wrap(title, 46) or [""]), len(textwrap.wrap(below, 62))
    return 0.14 + lines * TITLE * 1.32 / 72 + 0.04 + under * TEXT * 1.35 / 72 + 0.1


def plain_axes(axes: Axes) -> None:
    """Quiet lines, letters of the shared font."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(QUIET)
    axes.tick_params(colors=INK, labelsize=SMALL, labelfontfamily=FONT, length=3)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def clear_of_mathematics(text: str) -> str:
    """Somebody's words, in which a dollar sign is a dollar sign, and what has no letter a box."""
    letters = _letters()
    drawn = "".join(each if ord(each) in letters else _stand_in(each) for each in text)
    return drawn.replace("$", r"\$")


def width_of(text: str, size: float) -> float:
    """How wide a text is in inches, in the shared letters of so many points."""
    font = _font()
    font.set_size(size, 72)
    font.set_text(text)
    return float(font.get_width_height()[0]) / 64 / 72


@cache
def _letters() -> frozenset[int]:
    return frozenset(_font().get_charmap())


def _font() -> FT2Font:
    return get_font(findfont(FontProperties(family=FONT)))


def _stand_in(letter: str) -> str:
    """A box for a letter that the font lacks; nothing for what has no width, as a joiner."""
    return "" if category(letter) in ("Mn", "Me", "Cf", "Cc") else BOX


def _put(
    figure: Figure, text: str, top: float, height: float, size: float, *, weight: str, colour: str
) -> None:
    figure.text(
        0.03,
        1 - top / height,
        clear_of_mathematics(text),
        fontsize=size,
        fontweight=weight,
        color=colour,
        fontfamily=FONT,
        va="top",
    )
