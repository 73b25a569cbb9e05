"""`spc`: a statistical process control chart of a series, as figures."""

import json
import sys

import typer

from bot.cli.output import print_json
from programme.errors import RuleBroken


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("spc")(spc)


def spc() -> None:
    """Read a series as JSON; print its limits, point types and icons.

    The series comes on standard input.
    """
    from programme.spc import build_chart, from_json, to_json  # noqa: PLC0415 - not for --help

    try:
        given = json.loads(sys.stdin.buffer.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RuleBroken("Standard input does not hold one JSON document.") from error
    print_json(to_json(build_chart(from_json(given))))
