"""`serve`: the Slack app."""

from typing import Annotated

import typer

from bot.cli.parts import parts_of


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("serve")(serve)


def serve(
    context: typer.Context,
    http: Annotated[
        bool,
        typer.Option("--http", help="Listen for Slack's requests, instead of Socket Mode."),
    ] = False,
) -> None:
    """Run the Slack app until it is stopped."""
    parts_of(context).serve(http=http)
