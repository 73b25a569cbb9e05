"""Quotes are looked up in what they were taken from."""

import pytest

from benchmarks.evaluate import stands_in
from tests.contracts.made_up import passage


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("do  thing 1", True),
        ("Part 1", True),
        ("A column", True),
        ("column", False),
        ("do thing 2", False),
        ("", False),
    ],
)
def test_a_quote_stands_in_the_words_or_is_a_heading(quote: str, stands: bool) -> None:
    assert stands_in(passage("d", 1), quote) is stands
