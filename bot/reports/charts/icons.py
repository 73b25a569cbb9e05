"""Icons for variation and assurance, drawn here: a disc with a shape in it, beside words.

The meanings are those of Making Data Count; the drawings are the project's own.
"""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon

from bot.reports.charts.picture import (
    COMMON_CAUSE,
    CONCERN,
    FONT,
    IMPROVEMENT,
    INK,
    NEUTRAL,
    PAPER,
    TARGET,
    WIDTH,
)
from programme.spc import Assurance, VariationIcon

Box = tuple[float, float, float]
"""Left and bottom of a square, and its side, in inches from the figure's lower left corner."""

_LETTERS = {
    VariationIcon.IMPROVEMENT_HIGH: ("H", IMPROVEMENT, 1),
    VariationIcon.IMPROVEMENT_LOW: ("L", IMPROVEMENT, -1),
    VariationIcon.CONCERN_HIGH: ("H", CONCERN, 1),
    VariationIcon.CONCERN_LOW: ("L", CONCERN, -1),
    VariationIcon.NEUTRAL_HIGH: ("H", NEUTRAL, 1),
    VariationIcon.NEUTRAL_LOW: ("L", NEUTRAL, -1),
}
_JUDGED = {
    Assurance.CONSISTENT_PASS: ("P", IMPROVEMENT),
    Assurance.CONSISTENT_FAIL: ("F", CONCERN),
    Assurance.INCONSISTENT: ("?", COMMON_CAUSE),
    Assurance.NOT_ENOUGH_DATA: ("–", COMMON_CAUSE),
}


def draw_variation(figure: Figure, icon: VariationIcon, box: Box) -> None:
    """Common cause is a level wave; a special cause is a letter with an arrow up or down."""
    axes = _square(figure, box)
    if icon is VariationIcon.COMMON_CAUSE:
        _disc(axes, COMMON_CAUSE)
        places = [-0.62, -0.31, 0.0, 0.31, 0.62]
        heights = [-0.14, 0.2, -0.18, 0.2, -0.12]
        axes.plot(places, heights, color=INK, linewidth=1.6, marker="o", markersize=3.2)
        return
    letter, colour, way = _LETTERS[icon]
    _disc(axes, colour)
    axes.text(
        -0.22,
        0,
        letter,
        fontsize=15,
        fontweight="bold",
        color=INK,
        fontfamily=FONT,
        ha="center",
        va="center_baseline",
    )
    tip, foot = 0.5 * way, -0.5 * way
    axes.plot([0.42, 0.42], [foot, tip * 0.5], color=INK, linewidth=2)
    axes.add_patch(Polygon([(0.22, tip * 0.4), (0.62, tip * 0.4), (0.42, tip * 1.15)], color=INK))


def draw_assurance(figure: Figure, assurance: Assurance, box: Box) -> None:
    """A letter over the line of the target: passes, fails, or hit and miss."""
    axes = _square(figure, box)
    letter, colour = _JUDGED[assurance]
    _disc(axes, colour)
    axes.plot([-0.6, 0.6], [-0.45, -0.45], color=TARGET, linewidth=1.8, dashes=(3, 1.2))
    axes.text(
        0,
        0.14,
        letter,
        fontsize=15,
        fontweight="bold",
        color=INK,
        fontfamily=FONT,
        ha="center",
        va="center",
    )


def _square(figure: Figure, box: Box) -> Axes:
    left, bottom, side = box
    height = float(figure.get_size_inches()[1])
    axes = figure.add_axes((left / WIDTH, bottom / height, side / WIDTH, side / height))
    axes.set_xlim(-1.1, 1.1)
    axes.set_ylim(-1.1, 1.1)
    axes.set_axis_off()
    return axes


def _disc(axes: Axes, colour: str) -> None:
    axes.add_patch(Circle((0, 0), 1.0, facecolor=PAPER, edgecolor=colour, linewidth=3.2))
