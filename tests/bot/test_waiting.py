import pytest

from bot.compose.waiting import wait_until_answers
from programme.errors import RuleBroken, Unavailable


class Passing:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds


def answers_after(time: Passing, seconds: float, error: Exception) -> list[float]:
    """When each question was asked, until the answer came."""
    asked: list[float] = []

    def ask() -> None:
        asked.append(time.seconds)
        if time.seconds < seconds:
            raise error

    wait_until_answers(ask, 60, pause=time.pause, clock=time)
    return asked


def test_it_asks_until_an_answer_comes() -> None:
    assert answers_after(Passing(), 0, Unavailable("Not yet.")) == [0]
    assert len(answers_after(Passing(), 5, Unavailable("Not yet."))) == 6


def test_in_the_end_it_gives_up() -> None:
    time = Passing()
    with pytest.raises(Unavailable):
        answers_after(time, 1000, Unavailable("Not yet."))
    assert 60 <= time.seconds <= 62


def test_what_waiting_would_not_mend_is_said_at_once() -> None:
    time = Passing()
    with pytest.raises(RuleBroken):
        answers_after(time, 5, RuleBroken("Not that address."))
    assert time.seconds == 0
