"""`measures`: what is measured, its chart, and where its mean and limits come from."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.numbers import number_given
from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.screen import standard_output
from programme.dates import as_people_write
from programme.people import TERMINAL

app = typer.Typer(help="Measures and their charts.", no_args_is_help=True)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(app, name="measures")


Measure = Annotated[str, typer.Argument(metavar="MEASURE", help="Its key in `measures list`.")]
Day = Annotated[datetime, typer.Option("--day", formats=["%Y-%m-%d"], help="Year-month-day.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in a sentence; it is kept.")]


@app.callback()
def measures() -> None:
    """Measures and their charts."""


@app.command("list")
def list_measures(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List what is measured, with the latest value of each."""
    from bot.terminal.measures import measure_json, measures_view  # noqa: PLC0415 - not for --help

    held = parts_of(context).programme.measures()
    if as_json:
        print_json([measure_json(each) for each in held])
    elif held:
        standard_output().print(measures_view(held))
    else:
        say("No measures. Bring plans in with: truenorth plans import FILE")


@app.command("chart")
def chart(
    context: typer.Context,
    measure: Measure,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.png", help="Where to write it.")],
) -> None:
    """Draw a measure's SPC chart; what it says is printed."""
    alt = parts_of(context).programme.draw_measure(measure, out)
    say(f"{out} is written.")
    typer.echo(alt)


@app.command("rebase")
def rebase(context: typer.Context, measure: Measure, day: Day, reason: Reason) -> None:
    """Begin mean and limits anew from a day on, for a reason that is kept."""
    found = parts_of(context).programme.follow_up().rebase(TERMINAL, measure, day.date(), reason)
    say(f"{found.name}: mean and limits begin anew on {_written(day)}.")


@app.command("baseline")
def baseline(context: typer.Context, measure: Measure, day: Day, reason: Reason) -> None:
    """Take mean and limits from the values up to a day, and hold all later ones to them."""
    from programme.ports import RebaseKind  # noqa: PLC0415 - not for --help

    found = (
        parts_of(context)
        .programme.follow_up()
        .rebase(TERMINAL, measure, day.date(), reason, RebaseKind.BASELINE)
    )
    say(f"{found.name}: mean and limits come from the values up to {_written(day)}.")


@app.command("undo")
def undo(context: typer.Context, measure: Measure, day: Day) -> None:
    """Take a rebase or a baseline back."""
    found = parts_of(context).programme.follow_up().take_back_rebase(TERMINAL, measure, day.date())
    say(f"{found.name}: that is taken back.")


@app.command("add")
def add_value(
    context: typer.Context,
    measure: Measure,
    value: Annotated[
        float, typer.Option("--value", parser=number_given, help="In the measure's own unit.")
    ],
    day: Day,
) -> None:
    """Add a value of a measure outside goals, or correct one."""
    found = parts_of(context).programme.follow_up().add_value(TERMINAL, measure, value, day.date())
    say(f"{found.name}: the value of {_written(day)} is kept.")


def _written(day: datetime) -> str:
    return as_people_write(day.date())
