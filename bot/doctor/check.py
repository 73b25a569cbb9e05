"""What an examination finds."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a part is, in a word."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One part, how it is, and what to do about it.

    Attributes:
        finding: what was seen, in one sentence.
        mend: what to do, in one sentence; None when all is well.
    """

    part: str
    mark: Mark
    finding: str
    mend: str | None = None


def ok(part: str, finding: str) -> Check:
    """This part is well."""
    return Check(part, Mark.OK, finding)


def warning(part: str, finding: str, mend: str) -> Check:
    """This part works, but somebody should look at it."""
    return Check(part, Mark.WARNING, finding, mend)


def broken(part: str, finding: str, mend: str) -> Check:
    """This part does not work."""
    return Check(part, Mark.BROKEN, finding, mend)
