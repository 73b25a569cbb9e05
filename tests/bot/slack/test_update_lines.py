"""Which goal a line is about: its name decides, and meaning only helps to ask."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from bot.slack.blocks.parts import Message
from bot.slack.reporting.lines import Lines
from bot.slack.requests import Place
from programme.errors import Unavailable
from tests.fakes.answering import FakeAnswering
from tests.fakes.work import FakeDatabase
from tests.flows.reporting import DEMENTIA, FALLS, THURSDAY, fill
from tests.flows.stage import ANN, made_up_services, seen

PLACE = Place("D0ANN", ANN, direct=True)


def by_meaning(words: str, names: Sequence[str]) -> list[float]:
    """Memory has to do with dementia."""
    return [0.9 if "Dementia" in name and "memory" in words.lower() else 0.1 for name in names]


def no_model(words: str, names: Sequence[str]) -> list[float]:
    raise Unavailable("The model cannot be loaded.")


def now() -> datetime:
    return THURSDAY


def said(line: str, likeness=by_meaning) -> Message:
    database = FakeDatabase()
    fill(database.works, FALLS, DEMENTIA)
    services = made_up_services(database.works, database.readings, now, FakeAnswering())
    message = Lines(replace(services, likeness=likeness)).drafted("e1", PLACE, line)
    assert message
    return message


def offered(message: Message) -> list[str]:
    return [element["text"]["text"] for element in message.blocks[1]["elements"]]


def test_what_is_meant_is_offered_first_but_asked() -> None:
    message = said("Memory clinic: green, second clinic opened")

    assert "which goal is “Memory clinic”?" in message.text
    assert offered(message) == ["Dementia waits", "Fewer falls"]


def test_a_name_decides_whatever_the_meaning() -> None:
    message = said("Fewer falls: green, memory lane walked")

    assert "Nothing is stored until you confirm it." in message.text
    assert "Fewer falls" in seen(list(message.blocks))


@pytest.mark.parametrize("likeness", [None, no_model])
def test_without_a_model_names_alone_will_do(likeness) -> None:
    message = said("Waits for memory: green, second clinic opened", likeness)

    assert set(offered(message)) == {"Dementia waits", "Fewer falls"}
