"""`truenorth playground`: True North in the browser, without Slack."""

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, Self

import typer

from bot.cli.output import say
from bot.cli.parts import Parts
from programme.errors import RuleBroken

if TYPE_CHECKING:
    from bot.slack.services import SlackServices
    from bot.slack.settings import SlackSettings

HOME = Path("var/playground")
"""The playground keeps to a data folder of its own."""
PORT = 8765


class PlaygroundParts(Parts, Protocol):
    """What the playground needs from the house besides what commands need."""

    @property
    def slack_settings(self) -> "SlackSettings":
        """Settings of the Slack app."""
        ...

    def slack_services(self) -> "SlackServices":
        """What the Slack app works with."""
        ...

    def with_data(self, data: Path) -> Self:
        """The same house with its own data folder and a SQLite database in it."""
        ...


def with_playground(app: typer.Typer) -> typer.Typer:
    """The command line with this command; it is added once."""
    if not any(each.callback is playground for each in app.registered_commands):
        app.command("playground")(playground)
    return app


def playground(
    context: typer.Context,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents", metavar="PATH", help="The documents to ask about; a file or a folder."
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=0, max=65535, help="The port of the page."),
    ] = PORT,
) -> None:
    """Try the Slack app in the browser, in a made-up workspace."""
    from bot.cli.demo import usual_place  # noqa: PLC0415 - not for --help
    from bot.terminal.ingested import IngestBar  # noqa: PLC0415
    from bot.terminal.screen import standard_error  # noqa: PLC0415
    from playground.running import running_playground  # noqa: PLC0415

    given: PlaygroundParts = context.obj
    place = documents or given.settings.documents or usual_place()
    if not place.exists():
        raise RuleBroken(f"There are no documents at {place}. Name a file or a folder.")
    parts = given.with_data(HOME)
    with IngestBar(standard_error()) as bar:
        report = parts.ingest([place], prune=True, progress=bar.advance)
    for path, reason in report.failed:
        say(f"{path}: {reason}", style="tn.warning")
    if parts.programme.load_sample_where_empty():
        parts.index_plans()
    parts.warm()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with running_playground(parts.slack_services(), parts.slack_settings, port=port) as running:
        say(f"True North answers from {place}.")
        say(f"Open {running.address} in a browser. Ctrl-C stops it.")
        stop.wait()
    say("Stopped.")
