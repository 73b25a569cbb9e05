import logging

import pytest

from bot.errors import as_told, told, trail
from programme.errors import Fault, RuleBroken, Unavailable


def failing(words: str) -> Exception:
    try:
        try:
            {}[words]
        except KeyError as first:
            raise ValueError(words) from first
    except ValueError as error:
        return error


def test_a_rule_is_told_as_it_is() -> None:
    error = RuleBroken("Not now.")
    assert as_told(error) is error
    assert told(error) == "Not now."


def test_trouble_carries_a_reference_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    error = Unavailable("Try again.", reference="ABCD2345")
    assert told(as_told(error)) == "Try again. (Reference ABCD2345.)"
    assert "ABCD2345" in caplog.text


def test_what_nobody_foresaw_is_an_apology(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        apology = as_told(failing("somebody's words"))
    assert isinstance(apology, Fault)
    assert apology.reference in told(apology)
    assert apology.reference in caplog.text
    assert "somebody's words" not in caplog.text
    assert "somebody's words" not in told(apology)


def test_the_trail_names_kinds_and_places_back_to_the_first() -> None:
    steps = trail(failing("somebody's words"))
    assert "builtins.ValueError" in steps
    assert "; from builtins.KeyError" in steps
    assert "test_errors.py" in steps
    assert "somebody's words" not in steps


def test_a_trail_without_a_place() -> None:
    assert trail(ValueError("x")) == "builtins.ValueError at no place"
