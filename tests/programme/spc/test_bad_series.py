"""Bad input is refused in one sentence that says what to mend and repeats nothing typed."""

from typing import Any

import pytest

from programme.errors import RuleBroken
from programme.spc import build_chart, from_json, to_json
from tests.programme.spc.made_up_series import days, series

GOOD: dict[str, Any] = {
    "values": [1, 2, 4, 3],
    "dates": [day.isoformat() for day in days(4)],
    "improvement_direction": "increase",
    "target": None,
    "rebase_at_index_0based": None,
    "fix_after_n_points": None,
    "screen_outliers": True,
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"values": []}, "at least one value"),
        ({"values": [], "dates": []}, "at least one value"),
        ({"values": [1, 2, 3]}, "3 values and 4 dates"),
        ({"values": [1, "SECRET", 4, 3]}, "Value 2 must be a number"),
        ({"values": [1, None, 4, 3]}, "Value 2 must be a number"),
        ({"values": [1, True, 4, 3]}, "Value 2 must be a number"),
        ({"values": [1, 2, float("nan"), 3]}, "Value 3 must be a number"),
        ({"values": [1, 2, float("inf"), 3]}, "Value 3 is too large"),
        ({"values": [1, 2, 10**400, 3]}, "Value 3 is too large"),
        ({"values": "SECRET"}, "values must be a list"),
        (
            {"dates": ["2026-01-05", "2026-01-06", "2026-01-06", "2026-01-07"]},
            "date 3 is not after",
        ),
        (
            {"dates": ["2026-01-05", "2026-01-04", "2026-01-06", "2026-01-07"]},
            "date 2 is not after",
        ),
        ({"dates": ["SECRET", "2026-01-04", "2026-01-06", "2026-01-07"]}, "Date 1 must be written"),
        ({"dates": [20260105, "2026-01-04", "2026-01-06", "2026-01-07"]}, "Date 1 must be written"),
        ({"improvement_direction": "SECRET"}, "increase, decrease or neutral"),
        ({"improvement_direction": ["SECRET"]}, "increase, decrease or neutral"),
        ({"target": "SECRET"}, "target must be a number"),
        ({"target": float("inf")}, "target is too large"),
        ({"rebase_at_index_0based": [4]}, "from 1 to 3"),
        ({"rebase_at_index_0based": [0]}, "from 1 to 3"),
        ({"rebase_at_index_0based": [-1]}, "from 1 to 3"),
        ({"rebase_at_index_0based": [2, 1]}, "must rise"),
        ({"rebase_at_index_0based": [2, 2]}, "must rise"),
        ({"rebase_at_index_0based": [1.5]}, "whole number"),
        ({"rebase_at_index_0based": 2}, "must be a list"),
        ({"fix_after_n_points": 11}, "12 points or more"),
        ({"fix_after_n_points": "SECRET"}, "whole number"),
        ({"fix_after_n_points": 12, "rebase_at_index_0based": [2]}, "not both"),
        ({"screen_outliers": "SECRET"}, "true or false"),
        ({"SECRET": 1}, "no parts but these"),
    ],
)
def test_is_refused_with_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as refused:
        from_json(GOOD | changed)
    assert "SECRET" not in refused.value.sentence
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("given", [None, [], "values", 3])
def test_what_is_no_object_is_refused(given: object) -> None:
    with pytest.raises(RuleBroken, match="one JSON object"):
        from_json(given)


def test_one_point_cannot_be_rebased() -> None:
    with pytest.raises(RuleBroken, match="one point"):
        series([1.0], rebase_at=(1,))


def test_settings_may_be_left_out() -> None:
    short = {"values": GOOD["values"], "dates": GOOD["dates"]}
    assert from_json(short) == from_json(GOOD)


def test_what_goes_out_is_plain_json_of_the_same_length() -> None:
    out = to_json(build_chart(from_json(GOOD | {"rebase_at_index_0based": [2]})))
    stretches = out["segments"]
    assert isinstance(stretches, list)
    assert len(stretches) == 2
    for name in ("special_cause_type", "point_type", "outside_limits", "relative_to_mean"):
        listed = out[name]
        assert isinstance(listed, list)
        assert len(listed) == 4
