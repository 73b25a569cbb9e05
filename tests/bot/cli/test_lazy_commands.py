"""Commands are listed without being imported, and listed as what they are."""

import subprocess
import sys

import pytest

from bot.cli.app import LISTED, Commands, whole
from bot.cli.lazy_commands import LazyGroup, families_of, told_otherwise


def test_every_command_is_listed_with_its_own_first_line() -> None:
    assert list(told_otherwise(Commands(name="truenorth"))) == []


def test_a_line_that_a_command_does_not_say_is_found() -> None:
    class Wrong(LazyGroup):
        families = families_of("bot.cli", [("doctor", "doctor", "Mend every part."), *LISTED[-1:]])

    assert list(told_otherwise(Wrong(name="wrong"))) == ["doctor"]


def test_a_command_that_is_not_listed_is_found() -> None:
    class Short(LazyGroup):
        families = families_of("bot.cli", [row for row in LISTED if row[1] == "backup"])

    assert list(told_otherwise(Short(name="short"))) == ["restore"]


def test_the_whole_has_every_listed_command_with_its_options() -> None:
    commands = whole().commands

    assert [name for _, name, _ in LISTED] == list(commands)[: len(LISTED)]
    assert "--batch" in {opt for p in commands["ask"].params for opt in p.opts}


@pytest.mark.parametrize("words", [("--help",), ()])
def test_the_list_imports_no_command(words: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom bot.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*(m for m in sys.modules if m.startswith('bot.cli.')))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )

    assert "Ask the documents" in ran.stdout
    assert set(ran.stdout.splitlines()[-1].split()) == {
        "bot.cli.app",
        "bot.cli.lazy_commands",
        "bot.cli.output",
        "bot.cli.parts",
    }


def test_a_command_that_is_not_there_is_met_with_the_nearest(truenorth) -> None:
    ran = truenorth("docter")

    assert ran.code == 2
    assert "'doctor'" in ran.err
