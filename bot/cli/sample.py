"""`sample`: a made-up programme to try everything with."""

from typing import Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import parts_of

app = typer.Typer(help="A made-up programme to try everything with.", no_args_is_help=True)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(app, name="sample")


@app.callback()
def sample() -> None:
    """A made-up programme to try everything with."""


@app.command("load")
def load(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Load the made-up programme into an empty data folder; never beside real plans."""
    loaded = parts_of(context).programme.load_sample()
    if as_json:
        print_json(
            {
                "teams": loaded.teams,
                "goals": loaded.goals,
                "updates": loaded.updates,
                "people": loaded.people,
            }
        )
    else:
        say(
            f"{loaded.goals} made-up goals of {loaded.teams} made-up teams are loaded, with "
            f"{loaded.updates} weekly updates. Look at them with: truenorth updates list"
        )
