"""Numbers as they are typed on the command line."""

from ingest.worksheets.values import read_number
from programme.errors import RuleBroken


def number_given(text: str) -> float:
    """A measure's value: `11.4`, `1,250`, `85%`.

    Raises:
        RuleBroken: it is none.
    """
    try:
        return read_number(text)
    except RuleBroken:
        raise RuleBroken("Give the value as an ordinary number, like 11.4.") from None
