"""Bounds, ratios and the table they are shown in."""

import pytest

from benchmarks.row import Bound, Row
from benchmarks.table import as_json, bound_text, figure
from benchmarks.timing import interleaved


@pytest.mark.parametrize(
    ("ours", "bound", "met"),
    [
        (15.0, Bound(1.5, "at most"), True),
        (15.1, Bound(1.5, "at most"), False),
        (9.0, Bound(0.9, "at least"), True),
        (8.9, Bound(0.9, "at least"), False),
        (15.0, Bound(14.0, "at most", on="ours"), False),
        (15.0, None, None),
    ],
)
def test_a_bound_is_met_or_not(ours: float, bound: Bound | None, met: bool | None) -> None:
    assert Row("a thing", ours, "ms", 10.0, "another", bound).met is met


@pytest.mark.parametrize("baseline", [None, 0.0])
def test_a_ratio_that_cannot_be_formed_misses_its_bound(baseline: float | None) -> None:
    assert Row("a thing", 1.0, "ms", baseline, "another", Bound(1.5, "at most")).met is False


def test_figures_are_short_and_have_their_unit() -> None:
    assert figure(12.345, "ms") == "12.3 ms"
    assert figure(1234.5, "MB") == "1,234 MB"
    assert figure(68.571, "%") == "68.6%"
    assert bound_text(Bound(1.5, "at most"), "ms") == "at most 1.5 ×"
    assert bound_text(Bound(0.5, "at most", on="ours"), "s") == "at most 0.5 s"


def test_a_row_for_programs_says_all_of_it() -> None:
    row = as_json(Row("a thing", 20.0, "ms", 10.0, "another", Bound(1.5, "at most")))

    assert (row["ratio"], row["met"]) == (2.0, False)
    assert row["bound"] == {"limit": 1.5, "direction": "at most", "on": "ratio"}


def test_both_sides_have_every_round_and_take_turns_at_going_first() -> None:
    calls: list[tuple[str, int]] = []
    ours, theirs = interleaved(
        lambda n: calls.append(("ours", n)), lambda n: calls.append(("theirs", n)), 3
    )

    assert (len(ours), len(theirs)) == (3, 3)
    assert calls == [
        ("ours", 0), ("theirs", 0), ("theirs", 1), ("ours", 1), ("ours", 2), ("theirs", 2),
    ]  # fmt: skip
