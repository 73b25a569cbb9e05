"""What happened since a digest was sent: the record stays as it was, and this is told beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from programme.digest.lines import DecisionLine, GoalLine
from programme.digest.values import Digest


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision that a digest still asks for, and what was decided since."""

    asked: DecisionLine
    decided: str


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since a digest was sent.

    Attributes:
        amended: goals whose update is no longer the one the digest was made from.
        decided: decisions of the digest that were made.
    """

    amended: tuple[GoalLine, ...] = ()
    decided: tuple[Outcome, ...] = ()


NOTHING_SINCE = Since()


def amended_since(digest: Digest, standing: Mapping[str, str]) -> tuple[GoalLine, ...]:
    """The goals whose update is no longer the one a digest was made from.

    Args:
        digest: the record.
        standing: the id of the version that stands now, by goal.
    """
    return tuple(line for line in digest.lines if standing.get(line.goal) != line.update)
