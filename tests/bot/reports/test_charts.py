"""Charts: pictures of the right size that say in words what they show."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from bot.reports.charts import GoalRow, Picture, draw_heat_map, draw_spc_chart, draw_summary
from bot.reports.charts.picture import clear_of_mathematics
from bot.reports.charts.spc_labels import shown
from bot.reports.charts.summary import _counted, _does_not_fit
from programme.digest import Counts
from programme.digest.readings import chart_of
from programme.updates import Rating, WeekState
from tests.bot.reports.made_up import charts, full_digest
from tests.programme.digest.made_up import WEEK, digest_of, measure, values

Draw = Callable[[], Picture]


def spc() -> Picture:
    return draw_spc_chart(*charts()["waits"])


def heat() -> Picture:
    weeks = [WEEK.plus(-back) for back in (1, 0)]
    cells = (Rating.RED, WeekState.MISSING)
    return draw_heat_map("Goals by week", weeks, [GoalRow("A made-up goal", cells)])


def summary() -> Picture:
    return draw_summary(full_digest())


@pytest.mark.parametrize("draw", [spc, heat, summary])
def test_a_chart_is_a_picture_of_its_stated_size(draw: Draw) -> None:
    picture = draw()
    with Image.open(io.BytesIO(picture.png)) as seen:
        assert seen.format == "PNG"
        assert seen.size == (picture.width, picture.height)
        assert picture.width == 1080
        assert len(seen.convert("RGB").getcolors(1_000_000) or ()) > 20


@pytest.mark.parametrize("draw", [spc, heat, summary])
def test_the_same_chart_is_the_same_file(draw: Draw) -> None:
    assert draw().png == draw().png


def test_the_words_of_an_spc_chart_say_what_it_shows() -> None:
    assert spc().alt == (
        "Chart of Measure waits, 14 values from 10 August 2026 to 9 November 2026. "
        "Latest value 10.5 weeks. Mean 11.59, limits 8.38 to 14.81. Target 10 weeks. "
        "Seven values in a row below the mean: an improvement since 28 September 2026. "
        "The process may or may not meet the target."
    )


def test_the_words_of_a_heat_map_count_its_latest_week() -> None:
    assert "0 green, 0 amber, 0 red, 1 with no update" in heat().alt


def test_the_words_of_the_summary_name_every_true_north() -> None:
    alt = summary().alt
    assert "Timely access: 3 goals: 1 green" in alt
    assert "Safe care: 2 goals" in alt


@pytest.mark.parametrize("numbers", [[5.0], [5.0, 5.0], [0.0] * 9, [-3.0, 1e9, 2.0], [1.0] * 300])
def test_no_series_is_too_odd_to_draw(numbers: list[float]) -> None:
    each = measure("odd", target=0.0)
    chart = chart_of(each, values("odd", numbers))
    assert chart is not None
    assert draw_spc_chart(each, chart).png


def test_names_with_signs_of_mathematics_are_drawn_as_they_are() -> None:
    each = measure("$x^2$ and $")
    chart = chart_of(each, values(each.key, [1, 2, 3]))
    assert chart is not None
    assert draw_spc_chart(each, chart).png


def test_an_empty_programme_can_be_drawn() -> None:
    assert draw_summary(digest_of([])).png
    assert draw_heat_map("Nothing", [], []).png


def drawn(name: str, numbers: list[float], unit: str = "weeks", **given: Any) -> Picture:
    each = replace(measure(name, target=given.pop("target", None)), unit=unit)
    chart = chart_of(each, values(name, numbers), **given)
    assert chart is not None
    return draw_spc_chart(each, chart)


@pytest.mark.parametrize(
    "numbers",
    [
        [-502.54, -874.16, -130.91, -577.3] * 4,
        [1.62e12, 1.5e12, 1.55e12] * 5,
        [0.000312, 0.000298, 0.000305] * 5,
    ],
)
def test_figures_beside_the_lines_are_not_cut_off(numbers: list[float]) -> None:
    picture = drawn("wide", numbers, unit="of everybody who was seen by a team " * 4)
    with Image.open(io.BytesIO(picture.png)) as seen:
        for left in (0, picture.width - 4):
            edge = seen.convert("RGB").crop((left, 0, left + 4, picture.height))
            assert edge.getcolors() == [(4 * picture.height, (255, 255, 255))]


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.62e12, "1.62tn"), (-2.5e6, "-2.5m"), (12345.6, "12,346"), (-502.54, "-502.5"),
     (67.267, "67.27"), (0.000312, "0.00031"), (0.0, "0")],
)  # fmt: skip
def test_a_figure_beside_a_chart_is_short(value: float, words: str) -> None:
    assert shown(value) == words


def test_letters_that_the_font_lacks_are_boxes_and_no_warning() -> None:
    assert drawn("目標 Zoë 🙂\u200d", [1.0, 2.0, 3.0]).png
    assert clear_of_mathematics("目 Zoë\U000e0067 $") == "□ Zoë \\$"


def test_where_mean_and_limits_come_from_is_said() -> None:
    numbers = [10.0, 10.4, 9.8, 10.1, 9.9, 10.3, 9.7, 10.2, 10.0, 9.9, 10.1, 9.8, 7.0, 7.2]
    held = drawn("m", numbers, baseline=WEEK.plus(-2).monday)
    anew = drawn("m", numbers, rebases=[WEEK.plus(-1).monday])
    plain = drawn("m", numbers)
    assert "held to the baseline up to 26 October 2026" in held.alt
    assert "rebased on 2 November 2026" in anew.alt
    assert len({held.png, anew.png, plain.png}) == 3


@pytest.mark.parametrize("numbers", [[5.0], [5.0] * 20])
def test_without_limits_the_words_say_that_there_are_too_few_values(numbers: list[float]) -> None:
    alt = drawn("m", numbers, target=5.0).alt
    assert alt.endswith("Too few values to say whether it will meet the target.")


def test_pieces_too_narrow_for_their_number_are_told_beside_the_name() -> None:
    few, many = Counts(green=2, amber=1), Counts(green=147, amber=2, red=1)
    assert not _does_not_fit(few, 5.6 / 3)
    assert _does_not_fit(many, 5.6 / 150)
    assert _counted(many) == ["G 147", "A 2", "R 1"]
