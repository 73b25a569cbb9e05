"""True Norths side by side: how many of their goals stand how this week."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from bot.reports.charts.picture import (
    FONT,
    INK,
    PAPER,
    QUIET,
    RATING_FILL,
    RATING_INK,
    SMALL,
    TEXT,
    WIDTH,
    Picture,
    clear_of_mathematics,
    new_figure,
    save,
    title_height,
    width_of,
    write_title,
)
from bot.reports.words import counts_words
from programme.digest import Counts, Digest

ROW = 0.72
FOOT = 0.45
ROOM = 0.06
"""Inches beside a number in its piece."""

_LETTERS = {"green": "G", "amber": "A", "red": "R", "nothing_to_report": "n", "missing": "–"}
_KINDS = (
    ("green", "green"),
    ("amber", "amber"),
    ("red", "red"),
    ("nothing_to_report", "nothing to report"),
    ("missing", "no update"),
)


def draw_summary(digest: Digest) -> Picture:
    """A bar for each True North, cut by rating; every piece carries its number.

    Where a piece is too narrow for it, all numbers stand beside the True North's name.
    """
    title = f"True Norths: {digest.week.label}"
    below = f"{counts_words(digest.counts, digest.before)}."
    top = title_height(title, below)
    parts = digest.rest
    figure = new_figure(top + ROW * max(1, len(parts)) + FOOT)
    write_title(figure, title, below)
    height = float(figure.get_size_inches()[1])
    most = max((part.counts.total for part in parts), default=1)
    span = WIDTH - 0.36
    axes = figure.add_axes((0.03, FOOT / height, span / WIDTH, ROW * max(1, len(parts)) / height))
    axes.set_xlim(0, most)
    axes.set_ylim(max(1, len(parts)), 0)
    axes.set_axis_off()
    for line, part in enumerate(parts):
        axes.text(
            0,
            line + 0.3,
            clear_of_mathematics(part.name),
            fontsize=TEXT,
            fontweight="bold",
            color=INK,
            fontfamily=FONT,
            va="bottom",
        )
        inch = span / most
        if _does_not_fit(part.counts, inch):
            axes.text(
                most,
                line + 0.3,
                "  ".join(_counted(part.counts)),
                fontsize=SMALL,
                color=INK,
                fontfamily=FONT,
                ha="right",
                va="bottom",
            )
        at = 0
        for key, _ in _KINDS:
            number = getattr(part.counts, key)
            if number:
                fill = RATING_FILL.get(key, PAPER)
                axes.barh(
                    line + 0.58,
                    number,
                    left=at,
                    height=0.46,
                    color=fill,
                    edgecolor=QUIET if fill == PAPER else PAPER,
                    linewidth=1.2,
                    hatch="///" if key == "missing" else None,
                )
                if number * inch >= width_of(f"{_LETTERS[key]} {number}", SMALL) + ROOM:
                    _letter(axes, at + number / 2, line + 0.58, key, number)
                at += number
    figure.text(
        0.03,
        0.12 / height,
        "G green, A amber, R red, n nothing to report, – no update",
        fontsize=SMALL,
        color=QUIET,
        fontfamily=FONT,
    )
    return save(figure, title, alt_text(parts_of(digest), digest.week.label))


def _counted(counts: Counts) -> list[str]:
    """`G 147`, `A 2` …: each kind that there is, as its piece says it."""
    return [f"{_LETTERS[key]} {number}" for key, _ in _KINDS if (number := getattr(counts, key))]


def _does_not_fit(counts: Counts, inch: float) -> bool:
    """Whether a piece is too narrow for its number, so many inches to a goal."""
    return any(
        int(words.split()[1]) * inch < width_of(words, SMALL) + ROOM for words in _counted(counts)
    )


def _letter(axes: Axes, x: float, y: float, key: str, number: int) -> None:
    words = f"{_LETTERS[key]} {number}"
    axes.text(
        x,
        y,
        words,
        fontsize=SMALL,
        color=RATING_INK.get(key, INK),
        fontfamily=FONT,
        ha="center",
        va="center",
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.0} if key == "missing" else None,
    )


def parts_of(digest: Digest) -> list[tuple[str, Counts, Counts]]:
    """Name and counts of each True North, with those of the week before."""
    return [(part.name, part.counts, part.before) for part in digest.rest]


def alt_text(parts: Sequence[tuple[str, Counts, Counts]], week: str) -> str:
    """What the bars say, True North by True North."""
    said = " ".join(f"{name}: {counts_words(now, before)}." for name, now, before in parts)
    return f"Goals by True North and rating, {week}. {said}".strip()
